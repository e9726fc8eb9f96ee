using Koshiki.Exchange;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>The friends of a LINE account at the end of one day, or of today so far, as edge reported them last. L1.</summary>
public sealed class FriendsDay
{
    public required string AccountKey { get; init; }

    /// <summary>In Japan.</summary>
    public required DateOnly Day { get; init; }

    public long Friends { get; private set; }

    public long Unanswered { get; private set; }

    public long EmergencyOnly { get; private set; }

    /// <summary>Who became friends on that day.</summary>
    public int Followed { get; private set; }

    /// <summary>Who blocked the account or left it on that day.</summary>
    public int Left { get; private set; }

    /// <summary>Friends by option number.</summary>
    public IReadOnlyDictionary<short, long> ByOption { get; private set; } = new Dictionary<short, long>();

    /// <summary>New friends of that day by the registration code they came with; the empty key stands for none. K4.</summary>
    public IReadOnlyDictionary<string, int> BySource { get; private set; } = new Dictionary<string, int>();

    internal void Take(FriendsReported report)
    {
        (Friends, Unanswered, EmergencyOnly) = (report.Overview.Friends, report.Overview.Unanswered, report.Overview.EmergencyOnly);
        (Followed, Left, ByOption, BySource) = (report.Followed, report.Left, report.Overview.ByOption, report.BySource);
    }
}

/// <summary>What a LINE account may still send this month, as the platform said last.</summary>
public sealed class LineQuota
{
    public required string AccountKey { get; init; }

    /// <summary>Messages of a month; null on a plan without limit.</summary>
    public long? Limit { get; private set; }

    /// <summary>Messages of this month so far; one message to one person counts one.</summary>
    public long Used { get; private set; }

    public DateTimeOffset At { get; private set; }

    internal void Take(QuotaReported report) => (Limit, Used, At) = (report.Limit, report.Used, report.At);
}

/// <summary>What came of a delivery some time later. F5, L1.</summary>
public sealed class DeliveryEffect
{
    /// <summary>The edge's id of the delivery.</summary>
    public required Guid DeliveryId { get; init; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Recipients who blocked the account or left it within three days.</summary>
    public long Left { get; private set; }

    /// <summary>The unit's name in LINE's statistics; null while LINE has not answered.</summary>
    public string? Unit { get; private set; }

    /// <summary>People who saw it; null below 20, which LINE keeps back, and while it has not answered.</summary>
    public long? Shown { get; private set; }

    /// <summary>People who opened a link; null as <see cref="Shown"/>.</summary>
    public long? Clicked { get; private set; }

    /// <summary>The last day that LINE's figures cover.</summary>
    public DateOnly? Through { get; private set; }

    internal void Take(EffectReported report)
    {
        (At, Left) = (report.At, report.Left);
        if (report.Statistics is { } said) (Unit, Shown, Clicked, Through) = (said.Unit, said.Shown, said.Clicked, said.Through);
    }
}
