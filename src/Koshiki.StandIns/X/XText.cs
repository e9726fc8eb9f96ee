using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Koshiki.StandIns.X;

/// <summary>X's weighted length (PLATFORMS.md, line 94), counted independently of the product's counter.</summary>
internal static partial class XText
{
    public const int Most = 280;
    private const int Address = 23;

    /// <summary>NFC first; an address is 23, an emoji sequence 2, the four light ranges 1, everything else 2.</summary>
    public static int WeightedLength(string text)
    {
        var composed = text.Normalize(NormalizationForm.FormC);
        var length = 0;
        var from = 0;
        foreach (var address in Addresses(composed))
        {
            length += Plain(composed[from..address.Index]) + Address;
            from = address.Index + address.Length;
        }

        return length + Plain(composed[from..]);
    }

    public static IEnumerable<Match> Addresses(string text) => AddressPattern().Matches(text);

    private static int Plain(string text)
    {
        var length = 0;
        var clusters = StringInfo.GetTextElementEnumerator(text);
        while (clusters.MoveNext())
        {
            var cluster = clusters.GetTextElement();
            length += IsEmoji(cluster) ? 2 : cluster.EnumerateRunes().Sum(rune => Weight(rune.Value));
        }

        return length;
    }

    private static int Weight(int point) =>
        point is <= 4351 or (>= 8192 and <= 8205) or (>= 8208 and <= 8223) or (>= 8242 and <= 8247) ? 1 : 2;

    private static bool IsEmoji(string cluster) =>
        cluster.Contains('\uFE0F', StringComparison.Ordinal) || cluster.Contains('\u20E3', StringComparison.Ordinal)
        || cluster.EnumerateRunes().Any(rune => rune.Value is (>= 0x1F000 and <= 0x1FAFF) or (>= 0x1F1E6 and <= 0x1F1FF));

    /// <summary>With a scheme, or bare with a well-known ending (a bare example.lg.jp counts too).</summary>
    [GeneratedRegex(
        @"https?://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*[A-Za-z0-9\-_~/#=%&+]|/)?|(?<![A-Za-z0-9@._\-/])([A-Za-z0-9-]+\.)+(jp|com|net|org|info|gov|edu|io)(?![A-Za-z0-9.])(/[A-Za-z0-9\-._~/?#=%&+]*)?",
        RegexOptions.IgnoreCase)]
    private static partial Regex AddressPattern();
}
