using Koshiki.Edge.Platforms;

namespace Koshiki.Edge.Delivery;

/// <summary>One publishing request: stored before it is made, its outcome after it. ARCHITECTURE 3.2.</summary>
internal sealed class DeliveryIntent
{
    public required DeliveryId DeliveryId { get; init; }

    /// <summary>Which part of the recipients; 0 where there is only one.</summary>
    public required int Chunk { get; init; }

    /// <summary>Rises when a person lets the chunk be sent anew under another key.</summary>
    public required int Generation { get; init; }

    /// <summary>1 for the first request of this chunk and generation.</summary>
    public required int Try { get; init; }

    /// <summary>The key under which the platform knows the request again; null where it knows none.</summary>
    public required Guid? RetryKey { get; init; }

    /// <summary>SHA-256 of the request's body, in lower-case hexadecimal.</summary>
    public required string BodyHash { get; init; }

    /// <summary>The lease under which it was opened.</summary>
    public required long Epoch { get; init; }

    /// <summary>The process that opened it.</summary>
    public required Guid Node { get; init; }

    /// <summary>The session lock that this process holds while it lives.</summary>
    public required long NodeLock { get; init; }

    /// <summary>Database time.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Null while the request runs, and after a crash until somebody has found out.</summary>
    public IntentOutcome? Outcome { get; private set; }

    /// <summary>What the platform said, as it was reported.</summary>
    public string? Detail { get; private set; }

    public string? RequestId { get; private set; }

    public string? PlatformPostId { get; private set; }

    public int? Recipients { get; private set; }

    /// <summary>May have been accepted, as far as is known.</summary>
    public bool InDoubt => Outcome is null or IntentOutcome.Unknown;

    /// <summary>Its own process has seen the request end, so that it cannot be running any more.</summary>
    public bool ReturnedByItself => Outcome is not null;

    public void Settle(DeliveryOutcome outcome, DateTimeOffset now)
    {
        (Outcome, Detail) = outcome switch
        {
            DeliveryOutcome.Delivered => (IntentOutcome.Accepted, null),
            DeliveryOutcome.TryLater later => (IntentOutcome.NotAccepted, later.Reason),
            DeliveryOutcome.Refused refused => (IntentOutcome.NotAccepted, refused.Reason),
            DeliveryOutcome.Duplicate duplicate => (IntentOutcome.NotAccepted, duplicate.Reason),
            DeliveryOutcome.Unknown unknown => (IntentOutcome.Unknown, unknown.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        SettledAt = now;
        if (outcome is DeliveryOutcome.Delivered sent)
        {
            (RequestId, PlatformPostId, Recipients) = (sent.RequestId, sent.PlatformPostId, (int?)sent.Recipients);
        }
    }

    /// <summary>The platform's answer hints that it, or an earlier one, was accepted after all.</summary>
    public void Doubt(DateTimeOffset now) => (Outcome, SettledAt) = (IntentOutcome.Unknown, now);

    /// <summary>Ends a doubt by what was found out afterwards.</summary>
    public void Resolve(IntentOutcome outcome, DateTimeOffset now) => (Outcome, SettledAt) = (outcome, now);
}

/// <summary>What became of one request.</summary>
internal enum IntentOutcome
{
    /// <summary>The platform has taken it.</summary>
    Accepted,

    /// <summary>The platform has certainly not taken it.</summary>
    NotAccepted,

    /// <summary>Its answer was lost.</summary>
    Unknown,

    /// <summary>Looked for afterwards and found.</summary>
    FoundLater,

    /// <summary>Looked for afterwards and not there.</summary>
    NotThere,

    /// <summary>Repeated under the same key, so that the repetition's outcome counts.</summary>
    Repeated,

    /// <summary>A person has said how it stands.</summary>
    DecidedByAPerson,
}
