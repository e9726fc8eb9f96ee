namespace Koshiki.Edge.Segments;

/// <summary>Who gave one of certain answers to a question with one answer: a formula over the binary digits of the answers.</summary>
/// <remarks>
/// A reduced decision diagram, made anew for each count in microseconds: two answers that differ in a digit that does not matter
/// are one. Numbers that no option has may count either way. For 63 answers it has 29 steps at most.
/// Source: R. E. Bryant, "Graph-Based Algorithms for Boolean Function Manipulation" (1986).
/// </remarks>
internal sealed class AnswerFormula
{
    private const int Nobody = 0;
    private const int Everybody = 1;
    private const int Either = -1;

    private readonly int[] planes;
    private readonly List<Step> steps = [];
    private readonly int result;

    /// <summary>Whom the step takes: <paramref name="IfSet"/> of those with the digit set, <paramref name="IfClear"/> of the others.</summary>
    private readonly record struct Step(int Plane, int IfClear, int IfSet);

    /// <param name="answers">The wanted answers by their numbers.</param>
    public AnswerFormula(CodedQuestion question, IReadOnlySet<int> answers)
    {
        planes = question.Planes;
        var known = new Dictionary<Step, int>();
        var row = new int[1 << planes.Length];
        for (var code = 0; code < row.Length; code++) row[code] = code > question.Codes ? Either : answers.Contains(code) ? Everybody : Nobody;
        for (var plane = 0; plane < planes.Length; plane++)
        {
            var merged = new int[row.Length / 2];
            for (var i = 0; i < merged.Length; i++) merged[i] = Merge(new Step(plane, row[2 * i], row[(2 * i) + 1]), known);
            row = merged;
        }

        result = row[0] == Either ? Nobody : row[0];
    }

    /// <summary>Words that <see cref="Run"/> needs to work in.</summary>
    public int ScratchWords => (steps.Count + 2) * FriendBlock.Words;

    /// <summary>Sets up the two constants; once for all blocks.</summary>
    public static void Prepare(Span<ulong> scratch)
    {
        scratch[..FriendBlock.Words].Clear();
        scratch.Slice(FriendBlock.Words, FriendBlock.Words).Fill(ulong.MaxValue);
    }

    /// <returns>The friends of a block who gave one of the answers; it stands in the scratch.</returns>
    public ReadOnlySpan<ulong> Run(FriendBlock block, Span<ulong> scratch)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var (plane, ifClear, ifSet) = steps[i];
            var digit = block.Page(planes[plane]);
            var into = At(scratch, i + 2);
            if (digit is null) At(scratch, ifClear).CopyTo(into);
            else Bits.Choose(into, digit, At(scratch, ifSet), At(scratch, ifClear));
        }

        return At(scratch, result);
    }

    private static Span<ulong> At(Span<ulong> scratch, int place) => scratch.Slice(place * FriendBlock.Words, FriendBlock.Words);

    private int Merge(Step step, Dictionary<Step, int> known)
    {
        if (step.IfSet == Either || step.IfSet == step.IfClear) return step.IfClear;
        if (step.IfClear == Either) return step.IfSet;
        if (known.TryGetValue(step, out var place)) return place;
        steps.Add(step);
        return known[step] = steps.Count + 1;
    }
}
