using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Publishing;

/// <summary>The page that a post points to. リンク先.</summary>
public static class PostLink
{
    /// <summary>Reads a web address as it was typed or sent.</summary>
    /// <returns>The address in half width, or <see cref="NotALink"/>.</returns>
    public static Result<string> Read(string text)
    {
        var link = InputText.Url(text);
        return Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Host.Contains('.', StringComparison.Ordinal) && !link.Any(char.IsWhiteSpace)
            ? link
            : new NotALink();
    }
}
