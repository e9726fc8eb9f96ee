using Koshiki.Exchange;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>When the people of an audience were counted.</summary>
public enum CountMoment
{
    /// <summary>At the last saving of the draft.</summary>
    Draft,

    /// <summary>At the submission: the ceiling follows from it.</summary>
    Submission,

    /// <summary>When somebody gave his word.</summary>
    Approval,
}

/// <summary>How many people a post's segment reached at one moment, kept for ever beside what was decided then. F3.</summary>
/// <remarks>The number at the sending itself stands in <see cref="ChannelDelivery.Planned"/>.</remarks>
public sealed class AudienceCount
{
    public required PostId Post { get; init; }

    public required string AccountKey { get; init; }

    /// <summary>The submission it belongs to; for a draft the one before it, 0 before the first.</summary>
    public required int Round { get; init; }

    public required CountMoment Moment { get; init; }

    /// <summary>The step of the route that gave its word; 0 for the other moments.</summary>
    public required int Step { get; init; }

    public long People { get; private set; }

    /// <summary>The register's last change that is in the count.</summary>
    public long ChangeNumber { get; private set; }

    public DateTimeOffset At { get; private set; }

    internal void Take(SegmentCount.Counted counted, DateTimeOffset at) => (People, ChangeNumber, At) = (counted.Friends, counted.ChangeNumber, at);
}
