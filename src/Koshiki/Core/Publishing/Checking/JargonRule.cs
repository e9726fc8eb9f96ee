namespace Koshiki.Core.Publishing.Checking;

/// <summary>Words of the list, once each, unless their explanation stands beside them.</summary>
internal static class JargonRule
{
    /// <returns>The end of the word, or the place after the first character when there is none.</returns>
    /// <param name="seen">One bit for each word of the list that was reported.</param>
    public static int CheckAt(ref CheckRun run, int at, scoped Span<ulong> seen)
    {
        var text = run.Text;
        foreach (var word in CheckWords.JargonByFirst[text[at]])
        {
            if (!text[at..].StartsWith(word.Word, StringComparison.Ordinal)) continue;

            var end = at + word.Word.Length;
            if (IsPartOfAnother(text, at, end)) continue;

            ref var bits = ref seen[word.Number >> 6];
            var bit = 1UL << (word.Number & 63);
            if ((bits & bit) == 0 && !IsExplained(text, at, end) && !(char.IsAsciiLetter(text[at]) && Links.Cover(text, at)))
            {
                bits |= bit;
                run.Report(CheckRule.Jargon, at, end, whatToDo: $"「{word.Plain}」のように言い換えるか、説明を添えてください。");
            }

            return end;
        }

        return at + 1;
    }

    /// <summary>A katakana word within a longer one, or letters within a longer word.</summary>
    private static bool IsPartOfAnother(ReadOnlySpan<char> text, int start, int end) =>
        start > 0 && Continues(text[start - 1], text[start]) || end < text.Length && Continues(text[end], text[end - 1]);

    private static bool Continues(char neighbour, char own) =>
        CharacterMap.IsKatakana(own) ? CharacterMap.IsKatakana(neighbour)
        : char.IsAsciiLetterOrDigit(own) && (char.IsAsciiLetterOrDigit(neighbour) || neighbour is '#' or '＃' or '_' or '@');

    private static bool IsExplained(ReadOnlySpan<char> text, int start, int end) =>
        end < text.Length && text[end] is '（' or '(' || start > 0 && text[start - 1] is '（' or '(' or '#' or '＃';
}
