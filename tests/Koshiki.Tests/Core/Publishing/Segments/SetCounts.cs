using Koshiki.Exchange;

namespace Koshiki.Tests.Core.Publishing.Segments;

/// <summary>Counts that a test sets: of one rule, or the same for every rule.</summary>
internal sealed class SetCounts : ISegmentCounts
{
    /// <summary>The answer to every rule that has none of its own.</summary>
    public SegmentCount Answer { get; set; } = new SegmentCount.Counted(3_120, 7);

    public SegmentOverview? Friends { get; set; } = new(30_000, 4_000, 500, new Dictionary<short, long> { [107] = 3_000, [102] = 21_000 }, 7);

    public List<(string Account, SegmentRule Rule)> Asked { get; } = [];

    public ValueTask<SegmentCount> Count(string accountKey, SegmentRule rule, CancellationToken ct)
    {
        Asked.Add((accountKey, rule));
        return ValueTask.FromResult(Answer);
    }

    public ValueTask<SegmentOverview?> Overview(string accountKey, CancellationToken ct) => ValueTask.FromResult(Friends);
}
