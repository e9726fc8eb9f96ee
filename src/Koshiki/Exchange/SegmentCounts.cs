namespace Koshiki.Exchange;

/// <summary>How many friends a rule reaches now: the one question that core asks edge directly. F3, ARCHITECTURE 2.</summary>
public interface ISegmentCounts
{
    /// <summary>Counts exactly, over all friends of an account. Costs well under a millisecond for a million friends.</summary>
    ValueTask<SegmentCount> Count(string accountKey, SegmentRule rule, CancellationToken ct);

    /// <summary>The friends of an account by option, for lists and for the composer.</summary>
    ValueTask<SegmentOverview?> Overview(string accountKey, CancellationToken ct);
}

/// <summary>A count, or why there is none.</summary>
public abstract record SegmentCount
{
    private SegmentCount() { }

    /// <param name="Friends">The people a message would be sent to now.</param>
    /// <param name="ChangeNumber">The account's last change that is in the count.</param>
    public sealed record Counted(long Friends, long ChangeNumber) : SegmentCount;

    /// <summary>The rule names an option that the account's questionnaire does not offer any more.</summary>
    /// <param name="Option"><c>question/option</c> as the rule names it.</param>
    public sealed record NotOffered(string Option) : SegmentCount;

    /// <summary>The account has no register of friends here, or the index is not ready: nothing is guessed.</summary>
    public sealed record NotReady : SegmentCount;
}

/// <summary>The friends of one account.</summary>
/// <param name="Friends">All who follow now.</param>
/// <param name="Unanswered">Those of them who never answered.</param>
/// <param name="EmergencyOnly">Those who want emergencies alone.</param>
/// <param name="ByOption">Friends by option number; an option nobody chose may be missing.</param>
/// <param name="ChangeNumber">The account's last change that is counted.</param>
public sealed record SegmentOverview(long Friends, long Unanswered, long EmergencyOnly, IReadOnlyDictionary<short, long> ByOption, long ChangeNumber);
