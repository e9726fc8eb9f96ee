using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Core.Publishing.Approving;

/// <summary>What changed between two texts, for an approver who saw the first.</summary>
internal static class TextDiff
{
    /// <summary>What both share at the beginning and at the end, and the two pieces between.</summary>
    public static IReadOnlyList<DiffPart> Between(string before, string after)
    {
        var start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start]) start++;
        if (start > 0 && char.IsHighSurrogate(before[start - 1])) start--;

        var end = 0;
        while (end < before.Length - start && end < after.Length - start && before[^(end + 1)] == after[^(end + 1)]) end++;
        if (end > 0 && char.IsLowSurrogate(before[^end])) end--;

        DiffPart[] parts = [new(DiffKind.Same, before[..start]), new(DiffKind.Removed, before[start..^end]), new(DiffKind.Added, after[start..^end]), new(DiffKind.Same, before[^end..])];
        return [.. parts.Where(p => p.Text.Length > 0)];
    }
}
