using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Core.Guidelines.Versions;

public sealed record CompareView(Foundation.Web.Forms.FormState Form, GuidelineVersion Before, GuidelineVersion After, IReadOnlyList<ClauseDifference> Differences, IReadOnlyList<int> Earlier);

/// <summary>What happened to one clause between two versions.</summary>
/// <param name="Before">Null for an added clause.</param>
/// <param name="After">Null for a removed one.</param>
/// <param name="Heading">Pieces of the headings, the same and different.</param>
/// <param name="Text">Pieces of the texts as they read, with the parameters' values.</param>
/// <param name="Notes">What else differs: number, source, parameters, controls.</param>
public sealed record ClauseDifference(PlacedClause? Before, PlacedClause? After, IReadOnlyList<DiffPart> Heading, IReadOnlyList<DiffPart> Text, IReadOnlyList<string> Notes)
{
    public string Word => (Before, After) switch { (null, _) => "追加", (_, null) => "削除", _ => "変更" };

    public PlacedClause Clause => After ?? Before!;
}

/// <summary>Compares two versions clause by clause; a clause is the same by its key, wherever it stands.</summary>
internal static class ClauseComparison
{
    /// <summary>In the order of the later version; what was removed stands where it was.</summary>
    /// <param name="titles">The automatic controls' titles by key; a control without words of its own is named so.</param>
    public static IReadOnlyList<ClauseDifference> Between(ClauseTree before, ClauseTree after, IReadOnlyDictionary<string, string>? titles = null)
    {
        var old = before.All.ToDictionary(placed => placed.Clause.Key);
        var kept = after.All.Select(placed => placed.Clause.Key).ToHashSet();
        var changed = after.All.Select(placed => (At: Rank(placed), Difference: Of(old.GetValueOrDefault(placed.Clause.Key), placed, titles)));
        var removed = before.All.Where(placed => !kept.Contains(placed.Clause.Key)).Select(placed => (At: Rank(placed), Difference: Of(placed, null, titles)));
        return [.. changed.Concat(removed).Where(one => one.Difference is not null)
            .OrderBy(one => one.At, StringComparer.Ordinal).ThenBy(one => one.Difference!.After is not null).Select(one => one.Difference!)];
    }

    private static string Rank(PlacedClause placed) => string.Concat(placed.Path.Select(number => $"{number:0000}"));

    private static ClauseDifference? Of(PlacedClause? before, PlacedClause? after, IReadOnlyDictionary<string, string>? titles)
    {
        var notes = Notes(before, after, titles);
        var (oldHeading, newHeading) = (before?.Clause.Heading ?? "", after?.Clause.Heading ?? "");
        var (oldText, newText) = (before?.Clause.TextInForce ?? "", after?.Clause.TextInForce ?? "");
        if (before is not null && after is not null && oldHeading == newHeading && oldText == newText && notes.Count == 0) return null;
        return new ClauseDifference(before, after, WordDiff.Between(oldHeading, newHeading), WordDiff.Between(oldText, newText), notes);
    }

    private static List<string> Notes(PlacedClause? before, PlacedClause? after, IReadOnlyDictionary<string, string>? titles)
    {
        var notes = new List<string>();
        if (before is null || after is null) return notes;
        if (before.Number != after.Number) notes.Add($"番号：{before.Number} → {after.Number}");
        if (before.Clause.Source != after.Clause.Source) notes.Add($"元の条項：{before.Clause.Source ?? "なし"} → {after.Clause.Source ?? "なし"}");
        foreach (var parameter in after.Clause.Parameters)
        {
            var was = before.Clause.Parameters.FirstOrDefault(one => one.Key == parameter.Key);
            if (was is null) notes.Add($"数値の追加：{parameter.Label} {parameter.InWords}");
            else if (was != parameter) notes.Add($"{parameter.Label}：{was.InWords} → {parameter.InWords}");
        }

        notes.AddRange(before.Clause.Parameters.Where(one => after.Clause.Parameters.All(other => other.Key != one.Key)).Select(one => $"数値の削除：{one.Label} {one.InWords}"));
        notes.AddRange(after.Clause.Controls.Where(one => before.Clause.Controls.All(other => other.Key != one.Key)).Select(one => $"点検の追加：{NameOf(one, titles)}（{one.Kind.Word}）"));
        notes.AddRange(before.Clause.Controls.Where(one => after.Clause.Controls.All(other => other.Key != one.Key)).Select(one => $"点検の削除：{NameOf(one, titles)}（{one.Kind.Word}）"));
        return notes;
    }

    private static string NameOf(ClauseControl control, IReadOnlyDictionary<string, string>? titles) =>
        control.Words.Length > 0 ? control.Words : titles?.GetValueOrDefault(control.Key) ?? control.Key;
}

/// <summary>What was taken from one text and put into another, by words: runs of kanji, of kana, of letters and digits.</summary>
internal static class WordDiff
{
    /// <summary>Above this, all of it is shown as taken out and put in: nobody reads a difference of that size word by word.</summary>
    private const int LargestTable = 4_000_000;

    public static IReadOnlyList<DiffPart> Between(string before, string after)
    {
        if (before == after) return before.Length == 0 ? [] : [new DiffPart(DiffKind.Same, before)];
        var (from, to) = (Words(before), Words(after));
        if ((long)from.Count * to.Count > LargestTable) return [new DiffPart(DiffKind.Removed, before), new DiffPart(DiffKind.Added, after)];
        var common = new int[from.Count + 1, to.Count + 1];
        for (var i = from.Count - 1; i >= 0; i--)
        {
            for (var j = to.Count - 1; j >= 0; j--) common[i, j] = from[i] == to[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var parts = new List<DiffPart>();
        var (a, b) = (0, 0);
        while (a < from.Count || b < to.Count)
        {
            if (a < from.Count && b < to.Count && from[a] == to[b])
            {
                Add(parts, DiffKind.Same, from[a++]);
                b++;
            }
            else if (b == to.Count || (a < from.Count && common[a + 1, b] >= common[a, b + 1]))
            {
                Add(parts, DiffKind.Removed, from[a++]);
            }
            else
            {
                Add(parts, DiffKind.Added, to[b++]);
            }
        }

        return parts;
    }

    private static void Add(List<DiffPart> parts, DiffKind kind, string text)
    {
        if (parts.Count > 0 && parts[^1].Kind == kind) parts[^1] = parts[^1] with { Text = parts[^1].Text + text };
        else parts.Add(new DiffPart(kind, text));
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 1; at <= text.Length; at++)
        {
            if (at < text.Length && KindOf(text[at]) == KindOf(text[at - 1]) && KindOf(text[at]) != Script.Sign) continue;
            words.Add(text[start..at]);
            start = at;
        }

        if (text.Length == 0) words.Clear();
        return words;
    }

    private static Script KindOf(char sign) => sign switch
    {
        >= 'ぁ' and <= 'ゟ' => Script.Hiragana,
        >= '゠' and <= 'ヿ' => Script.Katakana,
        _ when char.IsAsciiLetterOrDigit(sign) => Script.Latin,
        _ when char.IsSurrogate(sign) || sign is '々' or (>= '一' and <= '鿿') or (>= '㐀' and <= '䶿') => Script.Kanji,
        _ => Script.Sign,
    };

    private enum Script { Hiragana, Katakana, Latin, Kanji, Sign }
}
