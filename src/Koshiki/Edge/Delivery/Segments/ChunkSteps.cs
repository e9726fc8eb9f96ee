using System.Diagnostics;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using static Koshiki.Edge.Platforms.Line.ChunkOutcome;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>What to do next with a chunk.</summary>
internal abstract record ChunkStep
{
    private ChunkStep() { }

    /// <summary>LINE has it.</summary>
    public sealed record Settle(string? RequestId) : ChunkStep;

    /// <summary>The same request under the same key after this time.</summary>
    public sealed record Repeat(TimeSpan After, string Reason) : ChunkStep;

    /// <summary>As <see cref="Repeat"/>, and the whole account goes at half its pace for a while.</summary>
    public sealed record SlowDown(TimeSpan After) : ChunkStep;

    /// <summary>Without the friends at these places, under the next generation's key.</summary>
    public sealed record GoOnWithout(IReadOnlyList<int> Places) : ChunkStep;

    /// <summary>Nothing more is sent of the delivery until a person has decided.</summary>
    /// <param name="ConnectionBroken">LINE no longer takes our token.</param>
    public sealed record Stop(string Reason, bool ConnectionBroken = false) : ChunkStep;
}

/// <summary>What must be known of a chunk to judge an outcome.</summary>
/// <param name="Recipients">How many ids the request named.</param>
/// <param name="Tries">How often it has already been put off.</param>
/// <param name="KeyAge">Time since its present key was first used.</param>
internal sealed record ChunkFacts(int Recipients, int Tries, TimeSpan KeyAge);

/// <summary>Decides what follows from one multicast's outcome. Pure, as <see cref="DeliverySteps"/>. ARCHITECTURE 3.5, 3.7.</summary>
internal static class ChunkSteps
{
    private static readonly TimeSpan AfterTooFast = TimeSpan.FromSeconds(1);

    public static ChunkStep After(ChunkOutcome outcome, ChunkFacts facts) => outcome switch
    {
        Accepted accepted => new ChunkStep.Settle(accepted.RequestId),
        Names names when names.Places.All(place => place < facts.Recipients) => new ChunkStep.GoOnWithout(names.Places),
        Names names => new ChunkStep.Stop(names.Reason),
        Refused refused => new ChunkStep.Stop(refused.Reason, ConnectionBroken: refused.Fixes == WhoFixes.Connection),
        _ when facts.KeyAge >= DeliverySteps.KeyIsGoodFor => new ChunkStep.Stop(SegmentReasons.KeyTooOld),
        TooFast fast => new ChunkStep.SlowDown(fast.After ?? AfterTooFast),
        NotSent notSent => Again(notSent.Reason, facts.Tries),
        InDoubt doubt => Again(doubt.Reason, facts.Tries),
        _ => throw new UnreachableException(),
    };

    private static ChunkStep Again(string reason, int tries) => tries >= DeliverySteps.MostTries
        ? new ChunkStep.Stop($"{DeliveryReasons.RetriesUsedUp}{reason}")
        : new ChunkStep.Repeat(DeliverySteps.BackOff(tries), reason);
}
