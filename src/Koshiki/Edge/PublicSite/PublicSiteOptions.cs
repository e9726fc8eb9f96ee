using Koshiki.Foundation;

namespace Koshiki.Edge.PublicSite;

/// <summary>What an installation says of its public pages: <c>Koshiki__Public__…</c>.</summary>
internal sealed record PublicSiteOptions
{
    /// <summary>Origins of the government's own sites that may embed the list, separated by spaces: <c>https://www.city.example.lg.jp</c>. None: nobody may.</summary>
    public IReadOnlyList<string> EmbeddedBy { get; private init; } = [];

    /// <summary>Whom residents ask, one line a way: office, telephone, mail. Empty: the pages do not name one.</summary>
    public IReadOnlyList<string> Contact { get; private init; } = [];

    /// <exception cref="InvalidOperationException">An origin is not one; the message names the setting.</exception>
    public static PublicSiteOptions Read(IConfiguration configuration)
    {
        var given = configuration.GetSection("Koshiki:Public");
        return new PublicSiteOptions
        {
            EmbeddedBy = [.. Words(given["EmbeddedBy"], ' ').Select(Origin)],
            Contact = [.. Words(given["Contact"], '|')],
        };
    }

    private static string Origin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.GetLeftPart(UriPartial.Authority) == text.TrimEnd('/')
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new SettingException($"Koshiki__Public__EmbeddedBy names '{text}'; expected are origins such as https://www.city.example.lg.jp, separated by spaces.");

    private static string[] Words(string? text, char separator) =>
        (text ?? "").Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
