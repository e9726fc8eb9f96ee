namespace Koshiki.Edge.Segments;

/// <summary>How many came and went on one day, by the registration code they came with. Counted as it happens, so that it outlives the erasure of the friends. L1.</summary>
internal sealed class FriendDay
{
    public required string AccountKey { get; init; }

    /// <summary>In Japan, by the events' own time.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>K4; empty for friends who came without a code.</summary>
    public required string Source { get; init; }

    public int Followed { get; set; }

    public int Left { get; set; }

    /// <summary>Database time: a day that changed after it was reported is reported anew.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>What was last reported to core of an account's friends.</summary>
internal sealed class FriendReport
{
    public required string AccountKey { get; init; }

    public long ChangeNumber { get; set; }

    /// <summary>The day in Japan that was reported as "today".</summary>
    public DateOnly Day { get; set; }

    /// <summary>Database time.</summary>
    public DateTimeOffset At { get; set; }
}

/// <summary>The place of an erased friend's id, to be emptied when no open delivery holds him any more: at most 24 hours. ARCHITECTURE 3.4.</summary>
internal sealed class ErasedPlace
{
    public required string AccountKey { get; init; }

    public required int Ordinal { get; init; }

    /// <summary>The change that erased him: recipients frozen at it or later do not hold him.</summary>
    public required long ChangeNumber { get; init; }

    /// <summary>Database time.</summary>
    public required DateTimeOffset ErasedAt { get; init; }
}
