using System.Buffers;

namespace Koshiki.Foundation.Japanese;

/// <summary>A piece of a text with its reading. ふりがな.</summary>
/// <param name="Reading">Hiragana over <paramref name="Text"/>; null where there is none.</param>
public sealed record RubyPart(string Text, string? Reading);

/// <summary>Puts readings over words: those of a list, and those that the text itself gives as 漢字（かんじ）.</summary>
/// <remarks>Source: やさしい日本語 (文化庁・出入国在留管理庁 2020): 漢字にふりがなを付ける.</remarks>
public sealed class Furigana
{
    private static readonly SearchValues<char> Hiragana = SearchValues.Create(string.Concat(Enumerable.Range('ぁ', 'ゖ' - 'ぁ' + 1).Select(code => (char)code)) + "ー");

    private readonly ILookup<char, KeyValuePair<string, string>> words;

    /// <param name="readings">
    /// Words and the hiragana over the kanji they begin with. A word may go on in kana to tell it from others:
    /// 「開いて」 → 「ひら」. The longest word that fits is taken.
    /// </param>
    public Furigana(IEnumerable<KeyValuePair<string, string>> readings) =>
        words = readings.OrderByDescending(word => word.Key.Length).ToLookup(word => word.Key[0]);

    /// <summary>The text without the readings it gives itself.</summary>
    public static string Plain(string text) => string.Concat(new Furigana([]).Split(text).Select(part => part.Text));

    public IReadOnlyList<RubyPart> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = new List<RubyPart>();
        var plain = 0;
        for (var i = 0; i < text.Length;)
        {
            if (!IsKanji(text[i]) || Read(text, i) is not { } word)
            {
                i++;
                continue;
            }

            if (i > plain) parts.Add(new RubyPart(text[plain..i], null));
            parts.Add(word.Part);
            plain = i += word.Length;
        }

        if (plain < text.Length) parts.Add(new RubyPart(text[plain..], null));
        return parts;
    }

    /// <summary>CJK ideographs as used in Japanese, with 々 and the ヶ of place names.</summary>
    public static bool IsKanji(char letter) => letter is (>= '\u4E00' and <= '\u9FFF') or (>= '\u3400' and <= '\u4DBF') or (>= '\uF900' and <= '\uFAFF') or '々' or 'ヶ';

    private (RubyPart Part, int Length)? Read(string text, int start)
    {
        var end = start;
        while (end < text.Length && IsKanji(text[end])) end++;
        if (end + 2 < text.Length && text[end] == '（' && text.IndexOf('）', end) is var close && close > end + 1 && !text.AsSpan(end + 1, close - end - 1).ContainsAnyExcept(Hiragana))
        {
            return (new RubyPart(text[start..end], text[(end + 1)..close]), close + 1 - start);
        }

        foreach (var (word, reading) in words[text[start]])
        {
            if (string.CompareOrdinal(text, start, word, 0, word.Length) != 0) continue;
            var kanji = word.TakeWhile(IsKanji).Count();
            return (new RubyPart(word[..kanji], reading), kanji);
        }

        return null;
    }
}
