namespace Koshiki.Edge.Platforms.Line;

/// <summary>What LINE made of one multicast.</summary>
internal abstract record ChunkOutcome
{
    private ChunkOutcome() { }

    /// <summary>Accepted now, or before under the same key.</summary>
    /// <param name="RequestId">LINE's id of the request that was accepted.</param>
    public sealed record Accepted(string? RequestId) : ChunkOutcome;

    /// <summary>Refused as a whole because of these ids, counted from 0 in the request's list.</summary>
    public sealed record Names(IReadOnlyList<int> Places, string Reason) : ChunkOutcome;

    /// <summary>Too many requests in a second; nothing was accepted.</summary>
    public sealed record TooFast(TimeSpan? After) : ChunkOutcome;

    /// <summary>No connection: LINE cannot have seen it.</summary>
    public sealed record NotSent(string Reason) : ChunkOutcome;

    /// <summary>It may have been accepted.</summary>
    public sealed record InDoubt(string Reason) : ChunkOutcome;

    /// <summary>Not accepted, and no repetition would be, until somebody has changed something.</summary>
    public sealed record Refused(string Reason, WhoFixes Fixes) : ChunkOutcome;
}
