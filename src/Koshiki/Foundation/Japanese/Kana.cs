namespace Koshiki.Foundation.Japanese;

/// <summary>The two kana as one.</summary>
internal static class Kana
{
    /// <summary>Katakana ァ-ヶ, ヽ and ヾ as hiragana; the long vowel mark and everything else stay. The text is full width already (NFKC).</summary>
    public static string ToHiragana(string text) =>
        text.AsSpan().ContainsAnyInRange('ァ', 'ヾ')
            ? string.Create(text.Length, text, static (target, source) =>
            {
                for (var i = 0; i < source.Length; i++)
                {
                    target[i] = source[i] is >= 'ァ' and <= 'ヶ' or 'ヽ' or 'ヾ' ? (char)(source[i] - 0x60) : source[i];
                }
            })
            : text;
}

/// <summary>Text whose surrogates come in pairs.</summary>
internal static class WellFormed
{
    /// <summary>Half a pair, which normalisation and UTF-8 refuse, becomes the replacement character; other text is the same object.</summary>
    public static string Of(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
            else return System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
        }

        return text;
    }
}
