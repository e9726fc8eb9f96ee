namespace Koshiki.Edge.Platforms;

/// <summary>What a platform made of one request. Every reason is Japanese and says what to do next.</summary>
internal abstract record DeliveryOutcome
{
    private DeliveryOutcome() { }

    /// <summary>The platform has accepted it. Nothing that happens afterwards can undo this.</summary>
    /// <param name="Recipients">How many it was asked to reach; null where nobody can know (public posts, a broadcast).</param>
    /// <param name="RequestId">The platform's id of the request that was accepted, for inquiries.</param>
    public sealed record Delivered(string? PlatformPostId, string? Url, string? RequestId, long? Recipients) : DeliveryOutcome;

    /// <summary>Certainly not accepted, and worth another try.</summary>
    /// <param name="After">How long the platform asks us to wait; null when it says nothing.</param>
    public sealed record TryLater(TimeSpan? After, string Reason) : DeliveryOutcome;

    /// <summary>Certainly not accepted, and the same request would be refused again until somebody has changed something.</summary>
    public sealed record Refused(string Reason, WhoFixes Fixes) : DeliveryOutcome;

    /// <summary>The platform says it already has this very text. After an attempt in doubt that is a hint to look; otherwise a refusal.</summary>
    public sealed record Duplicate(string Reason) : DeliveryOutcome;

    /// <summary>The answer was lost or cannot be trusted: the post may or may not be public.</summary>
    public sealed record Unknown(string Reason) : DeliveryOutcome;
}

/// <summary>Who has to act before a refused request can succeed.</summary>
internal enum WhoFixes
{
    /// <summary>The author: the content is not acceptable, so it needs another text, another seal, another approval.</summary>
    Author,

    /// <summary>The administrator: the token is broken or lacks a right. The connection is reported as broken.</summary>
    Connection,

    /// <summary>The account's holder: the plan, the credit or a measure of the platform stands in the way.</summary>
    AccountHolder,
}

/// <summary>What came of looking for a post whose request is in doubt.</summary>
internal abstract record LookResult
{
    private LookResult() { }

    public sealed record FoundOnce(string PlatformPostId, string? Url) : LookResult;

    public sealed record FoundSeveral(int Count) : LookResult;

    public sealed record NotFound : LookResult;

    /// <summary>The platform could not be asked.</summary>
    public sealed record CouldNotLook(string Reason) : LookResult;
}
