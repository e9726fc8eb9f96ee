using System.Buffers;
using System.Text;

namespace Koshiki.Foundation.Japanese;

/// <summary>Brings what people type into one width before it is parsed: full width is accepted, half width is stored, nobody is scolded.</summary>
/// <remarks>
/// NFKC is for codes, numbers, days, mail addresses and phone numbers only. A name or the text of a post is never put through it:
/// it would turn ① into 1 and ㈱ into (株), and a person's 髙 or 﨑 is kept as typed.
/// </remarks>
public static class InputText
{
    private static readonly SearchValues<char> Dashes = SearchValues.Create("‐‑‒–—―−－ーｰ─");

    private static readonly char[] Breaks = ['\r', '\n', '\t', '\v', '\f', '\u0085', '\u2028', '\u2029'];

    /// <summary>What was typed, without the control characters that nobody types: a database stores no U+0000. Tabs and line breaks stay.</summary>
    public static string Typed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Any(IsUntypable) ? string.Concat(text.Where(letter => !IsUntypable(letter))) : text;
    }

    /// <summary>A name on one line: line breaks and tabs, as cells of a file may have them, become one space.</summary>
    public static string Line(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join(' ', text.Split(Breaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>A code, a phone number or a postal code: NFKC, trimmed, every kind of dash and 「ー」 as a hyphen.</summary>
    public static string Code(string text) => FoldDashes(Compatible(text));

    /// <summary>A number: as a code, without the commas between thousands.</summary>
    public static string Number(string text) => Code(text).Replace(",", "", StringComparison.Ordinal);

    /// <summary>A day or a time: as a code, without spaces.</summary>
    public static string Day(string text) => Code(text).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>A mail address: NFKC and trimmed; dashes stay, because a long vowel is no hyphen in a name.</summary>
    public static string Mail(string text) => Compatible(text);

    /// <summary>A web address: full-width ASCII folded and trimmed, nothing else touched; the case of a path has a meaning.</summary>
    public static string Url(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = text.AsSpan().ContainsAnyInRange('\uFF01', '\uFF5E')
            ? string.Create(text.Length, text, static (target, source) =>
            {
                for (var i = 0; i < source.Length; i++)
                {
                    target[i] = source[i] is >= '\uFF01' and <= '\uFF5E' ? (char)(source[i] - 0xFEE0) : source[i];
                }
            })
            : text;
        return folded.Trim();
    }

    /// <summary>A name: trimmed, and otherwise as typed.</summary>
    public static string Name(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim();
    }

    /// <summary>The text of a post or a note: line breaks of every system become one, and otherwise as typed.</summary>
    public static string Prose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ReplaceLineEndings("\n");
    }

    /// <summary>A reading (ふりがな): hiragana, from katakana of either width too, with single half-width spaces.</summary>
    public static string Reading(string text) => Kana.ToHiragana(Compatible(text));

    private static bool IsUntypable(char letter) => char.IsControl(letter) && letter is not ('\t' or '\r' or '\n');

    private static string FoldDashes(string text)
    {
        if (!text.AsSpan().ContainsAny(Dashes)) return text;

        return string.Create(text.Length, text, static (target, source) =>
        {
            source.CopyTo(target);
            target.ReplaceAny(Dashes, '-');
        });
    }

    private static string Compatible(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return WellFormed.Of(text).Normalize(NormalizationForm.FormKC).Trim();
    }
}
