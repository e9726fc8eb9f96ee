using System.Text.RegularExpressions;
using Koshiki.Exchange;

namespace Koshiki.Core.Monitoring;

/// <summary>Finds the addresses that residents can follow in what went out. E9.</summary>
public static partial class LinkAddress
{
    /// <summary>Longer ones are left aside: no office writes such an address by hand.</summary>
    public const int Longest = 1_000;

    /// <summary>Punctuation that follows an address and does not belong to it.</summary>
    private const string EndsNoLink = ".,;:!?)]}'\"*";

    /// <summary>Every address of a channel once, in the order of the text.</summary>
    public static IReadOnlyList<string> Of(SealedChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var written = Address().Matches(channel.Text).Select(match => match.Value.TrimEnd(EndsNoLink.ToCharArray()));
        return [.. (channel.Link is { } link ? written.Append(link) : written).Select(Canonical).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Without the part after #, which no server sees, and with host and escapes as they go over the wire.</summary>
    internal static string? Canonical(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Query) is { Length: <= Longest } address ? address : null;

    /// <summary>Japanese text ends an address.</summary>
    [GeneratedRegex(@"https?://[!#-;=?-\[\]_a-z~]+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
