using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Koshiki.Foundation.Japanese;
using Microsoft.AspNetCore.Components;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>How a resident reads the pages: with readings over the kanji or without. It goes from page to page in the address, not by script.</summary>
/// <param name="WithFurigana">True for 「ふりがなをつける」.</param>
public sealed record Reading(bool WithFurigana)
{
    /// <summary>The key in the address.</summary>
    public const string Key = "furigana";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    public static Reading Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new Reading(request.Query[Key] == "1");
    }

    /// <summary>The same page's address in this way of reading.</summary>
    public string Address(string path) => WithFurigana ? string.Create(CultureInfo.InvariantCulture, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Key}=1") : path;

    /// <summary>A sentence as it is shown.</summary>
    public MarkupString Show(string sentence, params object?[] values)
    {
        var text = PublicWords.Fill(sentence, values);
        if (!WithFurigana) return new MarkupString(Encoder.Encode(Furigana.Plain(text)));
        var markup = new StringBuilder();
        foreach (var part in PublicReadings.Japanese.Split(text))
        {
            if (part.Reading is null) markup.Append(Encoder.Encode(part.Text));
            else markup.Append(CultureInfo.InvariantCulture, $"<ruby>{Encoder.Encode(part.Text)}<rt>{Encoder.Encode(part.Reading)}</rt></ruby>");
        }

        return new MarkupString(markup.ToString());
    }
}
