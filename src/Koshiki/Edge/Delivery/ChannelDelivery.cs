using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.Delivery;

/// <summary>One account's delivery of one seal.</summary>
/// <remarks>UUIDv5 of seal, account and attempt: the same order carried twice is one delivery.</remarks>
public readonly record struct DeliveryId(Guid Value) : IId<DeliveryId>
{
    public static DeliveryId From(Guid value) => new(value);
}

/// <summary>One account's share of a sealed post on its way to the platform. 配信.</summary>
internal sealed class ChannelDelivery
{
    public required DeliveryId Id { get; init; }

    public required SealHash Seal { get; init; }

    public required Guid AuthorizationId { get; init; }

    public required AuthorizationKind Kind { get; init; }

    public required string AccountKey { get; init; }

    /// <summary>Null where the order named an account that the seal does not hold.</summary>
    public required Platform? Platform { get; init; }

    public required int Attempt { get; init; }

    public required DeliveryPriority Priority { get; init; }

    public required DateTimeOffset OrderedAt { get; init; }

    public required DateTimeOffset NotBefore { get; set; }

    public required DateTimeOffset NotAfter { get; set; }

    /// <summary>When a clerk is to look at it next, by database time.</summary>
    public required DateTimeOffset DueAt { get; set; }

    public DeliveryState State { get; private set; } = DeliveryState.Waiting;

    /// <summary>Rises with every report.</summary>
    public long Number { get; private set; }

    public string? Reason { get; private set; }

    public string? PlatformPostId { get; private set; }

    public string? Url { get; private set; }

    public string? RequestId { get; private set; }

    public long? Recipients { get; private set; }

    /// <summary>How many people it was frozen for; null where nobody counted them.</summary>
    public long? Planned { get; set; }

    /// <summary>How often it has been put off since a person last spoke.</summary>
    public int Tries { get; set; }

    /// <summary>How often the request in doubt has been looked for.</summary>
    public int Looks { get; set; }

    /// <summary>How often it was sent again after looking.</summary>
    public int Resent { get; set; }

    /// <summary>Part of the retry key; see <see cref="DeliveryIntent.Generation"/>.</summary>
    public int Generation { get; set; }

    public DateTimeOffset? FirstIntentAt { get; set; }

    /// <summary>A person has looked at it and said "send": the flood breaker does not stop it again.</summary>
    public bool ReleasedByAPerson { get; set; }

    /// <summary>Taken back while a request was running: nothing more is sent, but its outcome is still found out.</summary>
    public bool WithdrawalAsked { get; set; }

    /// <summary>Makes a move and numbers it.</summary>
    /// <returns>The report to be written in the same transaction, or <see cref="NotPossibleNow"/>.</returns>
    public Result<DeliveryReported> Move(DeliveryMove move, string? reason, DateTimeOffset now, DateTimeOffset? dueAgainAt = null)
    {
        var next = DeliveryFlow.Next(State, move);
        if (next.IsRefused(out var refusal)) return refusal;

        State = next.Value;
        Reason = reason;
        if (dueAgainAt is { } due) DueAt = due;
        return Report(now);
    }

    /// <summary>Finishes with what is known of the post. A later, poorer knowledge never wipes out an earlier, richer one.</summary>
    public Result<DeliveryReported> Finish(string? platformPostId, string? url, string? requestId, long? recipients, string? reason, DateTimeOffset now)
    {
        PlatformPostId = platformPostId ?? PlatformPostId;
        Url = url ?? Url;
        RequestId = requestId ?? RequestId;
        Recipients = recipients ?? Recipients;
        return Move(DeliveryMove.Finish, reason, now);
    }

    /// <summary>How it stands, under the next number.</summary>
    public DeliveryReported Report(DateTimeOffset now) => new(
        Id.Value, Seal, AuthorizationId, AccountKey, Attempt, ++Number, State, now, Recipients, PlatformPostId, Url, RequestId, Reason,
        DeliveryFlow.IsRunning(State) ? DueAt : null, Planned);

    /// <summary>Notes how many were reached before the whole was done.</summary>
    public void Reached(long recipients, string? requestId) => (Recipients, RequestId) = (recipients, requestId ?? RequestId);
}
