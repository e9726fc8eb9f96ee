using System.Text;

namespace Koshiki.Foundation.Japanese;

/// <summary>Text made ready for searching: two texts that a reader takes for the same have the same key.</summary>
/// <param name="Text">NFKC, lower case, hiragana for katakana, one wave dash, one hyphen, single spaces.</param>
/// <param name="Bigrams">Every two characters that stand side by side in a word, once each, in ordinal order; what the index holds.</param>
/// <remarks>
/// A record is a candidate when its bigrams contain all of the query's; its <see cref="Text"/> must then hold every one of the query's <see cref="Words"/>,
/// because bigrams alone do not keep their order. A word of one character has no bigram and is found by the second step only.
/// </remarks>
public sealed record SearchKey(string Text, string[] Bigrams)
{
    /// <summary>The words between the spaces; a search asks for all of them.</summary>
    public string[] Words => Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The same without the @ before a word: a handle is found as it is shown.</summary>
    public SearchKey WithoutAt => Of(string.Join(' ', Words.Select(word => word.TrimStart('@'))));

    public static SearchKey Of(string text)
    {
        var normalised = Normalise(text);
        return new(normalised, BigramsOf(normalised));
    }

    public bool Equals(SearchKey? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    private static string Normalise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = Kana.ToHiragana(WellFormed.Of(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant());

        var result = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
            }
            else
            {
                result.Append(c switch
                {
                    '〜' or '∼' or '∾' => '~',
                    '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' or '─' => '-',
                    _ => c,
                });
            }
        }

        if (result.Length > 0 && result[^1] == ' ') result.Length--;
        return result.ToString();
    }

    private static string[] BigramsOf(string normalised)
    {
        var bigrams = new SortedSet<string>(StringComparer.Ordinal);
        var start = -1;
        var position = 0;
        foreach (var rune in normalised.EnumerateRunes())
        {
            var end = position + rune.Utf16SequenceLength;
            if (Rune.IsWhiteSpace(rune))
            {
                start = -1;
            }
            else
            {
                if (start >= 0) bigrams.Add(normalised[start..end]);
                start = position;
            }

            position = end;
        }

        return [.. bigrams];
    }
}
