using System.Text.Json.Serialization;

namespace Koshiki.Exchange;

/// <summary>What edge tells core. Carried at least once; core takes each report once, by its id.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "report")]
[JsonDerivedType(typeof(DeliveryReported), "delivery")]
[JsonDerivedType(typeof(ConnectionReported), "connection")]
[JsonDerivedType(typeof(QuotaReported), "quota")]
[JsonDerivedType(typeof(FriendsReported), "friends")]
[JsonDerivedType(typeof(EffectReported), "effect")]
[JsonDerivedType(typeof(NodesReported), "nodes")]
[JsonDerivedType(typeof(AccountSeen), "account-seen")]
[JsonDerivedType(typeof(LinksSeen), "links-seen")]
public abstract record Report;

/// <summary>Where one delivery stands now. A later report replaces an earlier one by <see cref="Number"/>.</summary>
/// <param name="Number">Rises by one with each change of this delivery.</param>
/// <param name="Recipients">How many the platform was asked to reach and accepted; null where it cannot be known.</param>
/// <param name="Reason">Why it stands so, in Japanese, with what to do next; null when all is well.</param>
/// <param name="RequestId">The platform's own id of the accepting request, for inquiries.</param>
/// <param name="Planned">How many people it was frozen for; null where nobody counted them (a public post, a broadcast).</param>
public sealed record DeliveryReported(
    Guid DeliveryId,
    SealHash Seal,
    Guid AuthorizationId,
    string AccountKey,
    int Attempt,
    long Number,
    DeliveryState State,
    DateTimeOffset At,
    long? Recipients,
    string? PlatformPostId,
    string? Url,
    string? RequestId,
    string? Reason,
    DateTimeOffset? DueAgainAt,
    long? Planned = null) : Report;

/// <summary>The states a delivery passes through. Three ends, never two: sent, not sent, unknown. ARCHITECTURE 3.2.</summary>
public enum DeliveryState
{
    /// <summary>Waiting for its time or its turn.</summary>
    Waiting,

    /// <summary>Being sent now.</summary>
    Sending,

    /// <summary>The platform has accepted it. 発信済み.</summary>
    Sent,

    /// <summary>Certainly not on the platform. 失敗.</summary>
    NotSent,

    /// <summary>It may or may not be on the platform; the program is still looking. 確認中.</summary>
    Unknown,

    /// <summary>The program has done what it can; a person must say. 人の判断待ち.</summary>
    AskingAPerson,

    /// <summary>Held after a restore, a long stop or by a person. 確認待ち・保留.</summary>
    Held,

    /// <summary>Its time passed before it could go. 期限切れ.</summary>
    TooLate,

    /// <summary>Taken back before it went. 取下げ.</summary>
    Withdrawn,
}

/// <summary>Whether an account's connection works, as last seen.</summary>
public sealed record ConnectionReported(string AccountKey, bool Works, string? Reason, DateTimeOffset At) : Report;

/// <summary>LINE's monthly quota as last read. <see cref="Limit"/> is null on an unlimited plan.</summary>
public sealed record QuotaReported(string AccountKey, long? Limit, long Used, DateTimeOffset At) : Report;

/// <summary>The friends of a LINE account at the end of a day (Asia/Tokyo), or of today so far; a later report of the same day replaces an earlier one. L1.</summary>
/// <param name="Followed">How many became friends on that day.</param>
/// <param name="Left">How many blocked the account or left it on that day.</param>
/// <param name="BySource">New friends of that day by the registration code they came with; the empty key stands for none. K4.</param>
public sealed record FriendsReported(
    string AccountKey, DateOnly Day, SegmentOverview Overview, int Followed, int Left, IReadOnlyDictionary<string, int> BySource) : Report;

/// <summary>What came of a delivery to a segment, as known some time later; a later report replaces an earlier one. F5, L1.</summary>
/// <param name="Left">Recipients who blocked the account or left it within three days.</param>
/// <param name="Statistics">What LINE counts for the delivery's unit; null while LINE has not answered.</param>
public sealed record EffectReported(Guid DeliveryId, DateTimeOffset At, long Left, LineStatistics? Statistics) : Report;

/// <summary>LINE's own figures of one delivery. A figure below 20 is kept back by LINE and stands here as null.</summary>
/// <param name="Unit">The unit's name in LINE's statistics.</param>
public sealed record LineStatistics(string Unit, long? Shown, long? Clicked, DateOnly Through);

/// <summary>Who works on edge's side now, what is called when, and what waits; a later report replaces an earlier one. Z2, Z3.</summary>
/// <param name="BeatenAt">The last heartbeat that found this database trusted; null before the first.</param>
public sealed record NodesReported(
    DateTimeOffset At, DateTimeOffset? BeatenAt, IReadOnlyList<WorkingNode> Nodes, IReadOnlyList<CalledJob> Jobs, IReadOnlyList<WaitingQueue> Queues) : Report;

/// <summary>One worker of the cluster.</summary>
/// <param name="SeenAt">When it last checked in with the others.</param>
public sealed record WorkingNode(string Name, DateTimeOffset SeenAt);

/// <summary>One recurring job of the cluster.</summary>
/// <param name="State">The scheduler's word, such as <c>WAITING</c>, <c>ACQUIRED</c>, <c>ERROR</c>.</param>
public sealed record CalledJob(string Name, string State, DateTimeOffset? CalledAt, DateTimeOffset? DueAt);

/// <summary>What waits for the unattended work of one kind.</summary>
/// <param name="Key">Such as <c>incoming-orders</c>.</param>
/// <param name="Failing">Those among them that have failed before.</param>
/// <param name="Oldest">When the oldest came; null where nothing waits.</param>
public sealed record WaitingQueue(string Key, long Waiting, long Failing, DateTimeOffset? Oldest);
