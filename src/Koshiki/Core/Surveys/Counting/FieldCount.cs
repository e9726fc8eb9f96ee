namespace Koshiki.Core.Surveys.Counting;

/// <summary>What all offices together said to one field. 集計.</summary>
/// <param name="Counts">How often each option was chosen, in the order of the options; empty for numbers and words.</param>
public sealed record FieldCount(AnswerField Field, int Given, int NoAnswer, int NotAsked, int NotApplicable, int Superseded, IReadOnlyList<int> Counts, NumberSummary? Numbers)
{
    /// <summary>The base of all shares: who was asked and answered. 回答数.</summary>
    public int Base => Given;

    /// <summary>Who was asked: those who answered, and those who said nothing or that it does not apply to them.</summary>
    public int Asked => Given + NoAnswer + NotApplicable;

    public int All => Asked + NotAsked + Superseded;

    public bool HasShares => Counts.Count > 0;

    public bool IsSingle => Field.Kind is AnswerKind.Choice;

    /// <summary>Whole percents as printed: of one choice so that they make up 100, of several choices each by itself half up. Null where nobody answered.</summary>
    public IReadOnlyList<decimal>? Shares => Base == 0 || !HasShares ? null : IsSingle ? Foundation.Figures.Rounding.LargestRemainder(Counts, 0) : HalfUp(0);

    /// <summary>Each share by itself, half up; parts may not make up the whole.</summary>
    public IReadOnlyList<decimal>? HalfUp(int digits) => Base == 0 || !HasShares ? null : [.. Counts.Select(count => Foundation.Figures.Rounding.HalfUp(count, Base, digits))];
}

/// <summary>Of the numbers given to a field.</summary>
public sealed record NumberSummary(decimal Sum, decimal Least, decimal Most, decimal Median)
{
    public decimal MeanOf(int number) => number == 0 ? 0 : Math.Round(Sum / number, 1, MidpointRounding.AwayFromZero);
}
