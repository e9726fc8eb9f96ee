using System.Globalization;

namespace Koshiki.Foundation.Web.Elements;

/// <summary>What was taken from one text and put into another, sign by sign as a reader sees them.</summary>
public static class TextDiff
{
    /// <summary>Above this, the middle that differs is shown as a whole: nobody reads a difference of that size sign by sign.</summary>
    private const int LargestTable = 4_000_000;

    public static IReadOnlyList<DiffPart> Between(string before, string after)
    {
        var (from, to) = (Signs(before), Signs(after));
        var same = 0;
        while (same < Math.Min(from.Length, to.Length) && from[same] == to[same]) same++;
        var end = 0;
        while (end < Math.Min(from.Length, to.Length) - same && from[^(end + 1)] == to[^(end + 1)]) end++;

        var parts = new List<DiffPart>();
        Add(parts, DiffKind.Same, from.AsSpan(0, same));
        Middle(parts, from.AsSpan(same, from.Length - same - end), to.AsSpan(same, to.Length - same - end));
        Add(parts, DiffKind.Same, from.AsSpan(from.Length - end));
        return parts;
    }

    /// <summary>The longest common run of signs stays, the rest was removed or added.</summary>
    private static void Middle(List<DiffPart> parts, ReadOnlySpan<string> from, ReadOnlySpan<string> to)
    {
        if ((long)from.Length * to.Length > LargestTable)
        {
            Add(parts, DiffKind.Removed, from);
            Add(parts, DiffKind.Added, to);
            return;
        }

        var common = new int[from.Length + 1, to.Length + 1];
        for (var i = from.Length - 1; i >= 0; i--)
        {
            for (var j = to.Length - 1; j >= 0; j--) common[i, j] = from[i] == to[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var (a, b) = (0, 0);
        while (a < from.Length || b < to.Length)
        {
            if (a < from.Length && b < to.Length && from[a] == to[b])
            {
                Add(parts, DiffKind.Same, from.Slice(a, 1));
                (a, b) = (a + 1, b + 1);
            }
            else if (b == to.Length || (a < from.Length && common[a + 1, b] >= common[a, b + 1]))
            {
                Add(parts, DiffKind.Removed, from.Slice(a++, 1));
            }
            else
            {
                Add(parts, DiffKind.Added, to.Slice(b++, 1));
            }
        }
    }

    private static void Add(List<DiffPart> parts, DiffKind kind, ReadOnlySpan<string> signs)
    {
        if (signs.IsEmpty) return;
        var text = string.Concat(signs);
        if (parts.Count > 0 && parts[^1].Kind == kind) parts[^1] = new DiffPart(kind, parts[^1].Text + text);
        else parts.Add(new DiffPart(kind, text));
    }

    private static string[] Signs(string text)
    {
        var signs = new List<string>(text.Length);
        var each = StringInfo.GetTextElementEnumerator(text);
        while (each.MoveNext()) signs.Add(each.GetTextElement());
        return [.. signs];
    }
}
