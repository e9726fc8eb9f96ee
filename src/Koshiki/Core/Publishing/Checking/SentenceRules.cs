using System.Buffers;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>Sentences that are hard to read.</summary>
internal static class SentenceRules
{
    /// <summary>The most characters of one sentence. Whose decision: the project's, after 公用文作成の考え方 (文化審議会建議, 2022), which asks for short sentences.</summary>
    public const int Longest = 60;

    private static readonly SearchValues<char> Ends = SearchValues.Create("。！？!?\n\r");

    private static readonly string[] Predicates = ["です", "ます", "ません", "ください", "ましょう", "ました", "でした"];

    private static readonly string[] Doubled = ["ないわけではありません", "ないわけではない", "なくはありません", "なくはない", "ないことはありません", "ないこともありません", "ないこともない", "ないとは限りません", "ないとも限りません"];
    private static readonly SearchValues<string> DoubleNegatives = SearchValues.Create(Doubled, StringComparison.Ordinal);

    public static void CheckLength(ref CheckRun run)
    {
        var text = run.Text;
        var start = 0;
        while (start < text.Length)
        {
            var length = text[start..].IndexOfAny(Ends);
            var end = length < 0 ? text.Length : start + length;
            if (end - start > Longest) CheckSentence(ref run, start, end);
            start = end + 1;
        }
    }

    private static void CheckSentence(ref CheckRun run, int start, int end)
    {
        var text = run.Text;
        var isClosed = end < text.Length && text[end] is '。' or '！' or '？' or '!' or '?';
        var sentence = text[start..end];
        if (!isClosed && !EndsAsSentence(sentence)) return;

        start += sentence.Length - sentence.TrimStart(" 　・").Length;
        var count = Count(text[start..end]);
        if (count > Longest) run.Report(CheckRule.LongSentence, start, isClosed ? end + 1 : end, $"一文が{count}字あります。60字までが目安です。");
    }

    /// <summary>Characters as a reader counts them: a pair of surrogates is one, web addresses and joiners are none.</summary>
    private static int Count(ReadOnlySpan<char> sentence)
    {
        var count = 0;
        for (var i = 0; i < sentence.Length; i++)
        {
            if (sentence[i] == 'h' && sentence[i..].StartsWith("http"))
            {
                while (i + 1 < sentence.Length && Links.IsLinkCharacter(sentence[i + 1])) i++;
            }
            else if (!char.IsLowSurrogate(sentence[i]) && sentence[i] is not ('\u200D' or (>= '\uFE00' and <= '\uFE0F')))
            {
                count++;
            }
        }

        return count;
    }

    private static bool EndsAsSentence(ReadOnlySpan<char> line)
    {
        var trimmed = line.TrimEnd(" 　");
        foreach (var predicate in Predicates)
        {
            if (trimmed.EndsWith(predicate, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    public static void CheckDoubleNegatives(ref CheckRun run)
    {
        var text = run.Text;
        var at = 0;
        while (at < text.Length && text[at..].IndexOfAny(DoubleNegatives) is var next and >= 0)
        {
            at += next;
            var length = 0;
            foreach (var phrase in Doubled)
            {
                if (text[at..].StartsWith(phrase, StringComparison.Ordinal)) length = Math.Max(length, phrase.Length);
            }

            run.Report(CheckRule.DoubleNegative, at, at + length);
            at += length;
        }
    }
}
