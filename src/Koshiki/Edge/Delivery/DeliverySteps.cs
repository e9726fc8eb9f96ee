using System.Diagnostics;
using Koshiki.Edge.Platforms;
using static Koshiki.Edge.Platforms.DeliveryOutcome;
using static Koshiki.Edge.Platforms.LookResult;

namespace Koshiki.Edge.Delivery;

/// <summary>What to do next with a delivery.</summary>
internal abstract record DeliveryStep
{
    private DeliveryStep() { }

    /// <summary>It is on the platform.</summary>
    public sealed record Finish(Delivered Sent) : DeliveryStep;

    /// <summary>Certainly not accepted: try again after this time.</summary>
    public sealed record Wait(TimeSpan After, string Reason) : DeliveryStep;

    /// <summary>In doubt, and repeating cannot do harm: the platform knows the key.</summary>
    public sealed record RepeatByKey(TimeSpan After, string Reason) : DeliveryStep;

    /// <summary>In doubt: look for it before anything else.</summary>
    /// <param name="SinceOpened">When to look, counted from the request in doubt.</param>
    public sealed record Look(TimeSpan SinceOpened, string Reason) : DeliveryStep;

    /// <summary>Looked for and certainly not there.</summary>
    public sealed record SendAgain : DeliveryStep;

    /// <param name="ConnectionBroken">The platform no longer takes our token.</param>
    public sealed record AskAPerson(string Reason, bool ConnectionBroken = false) : DeliveryStep;

    /// <summary>The content will never be accepted.</summary>
    public sealed record GiveUp(string Reason) : DeliveryStep;
}

/// <summary>What must be known of a delivery to judge an outcome.</summary>
/// <param name="Tries">How often this delivery has already been put off.</param>
/// <param name="KeyAge">Time since the first request under the present key was opened.</param>
/// <param name="WasInDoubt">An earlier request of this delivery may have been accepted.</param>
internal sealed record AttemptFacts(Promise Promise, int Tries, TimeSpan KeyAge, bool WasInDoubt);

/// <summary>What must be known to judge a look.</summary>
/// <param name="Looks">How many looks there have been, this one included.</param>
/// <param name="ProvenOver">The request in doubt can no longer be running: its process said so, or is dead.</param>
/// <param name="Resent">How often the delivery was already sent again after looking.</param>
internal sealed record LookFacts(int Looks, bool ProvenOver, int Resent);

/// <summary>Decides what follows from an outcome. Pure: nothing here knows a database, a clock or a platform. ARCHITECTURE 3.2.</summary>
internal static class DeliverySteps
{
    /// <summary>After so many automatic tries a person is asked.</summary>
    public const int MostTries = 10;

    /// <summary>After so many sendings that left no trace a person is asked.</summary>
    public const int MostResends = 2;

    /// <summary>LINE keeps a retry key for 24 hours; an hour is left for clocks that differ.</summary>
    public static readonly TimeSpan KeyIsGoodFor = TimeSpan.FromHours(23);

    /// <summary>When to look for a post in doubt, counted from its request. Our decision (ARCHITECTURE 3.2).</summary>
    public static readonly IReadOnlyList<TimeSpan> LookAt = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60)];

    public static DeliveryStep After(DeliveryOutcome outcome, AttemptFacts facts) => outcome switch
    {
        Delivered sent => new DeliveryStep.Finish(sent),
        TryLater later when facts.Tries >= MostTries => new DeliveryStep.AskAPerson($"{DeliveryReasons.RetriesUsedUp}{later.Reason}"),
        TryLater later => new DeliveryStep.Wait(later.After ?? BackOff(facts.Tries), later.Reason),
        Refused { Fixes: WhoFixes.Author } refused => new DeliveryStep.GiveUp(refused.Reason),
        Refused refused => new DeliveryStep.AskAPerson(refused.Reason, ConnectionBroken: refused.Fixes == WhoFixes.Connection),
        Duplicate duplicate when facts.WasInDoubt => new DeliveryStep.Look(LookAt[0], duplicate.Reason),
        Duplicate => new DeliveryStep.AskAPerson(DeliveryReasons.DuplicateElsewhere),
        Unknown when facts.Promise == Promise.ByKey && facts.KeyAge >= KeyIsGoodFor => new DeliveryStep.AskAPerson(DeliveryReasons.KeyTooOld),
        Unknown unknown when facts.Promise == Promise.ByKey => new DeliveryStep.RepeatByKey(BackOff(facts.Tries), unknown.Reason),
        Unknown unknown => new DeliveryStep.Look(LookAt[0], unknown.Reason),
        _ => throw new UnreachableException(),
    };

    public static DeliveryStep AfterLook(LookResult result, LookFacts facts) => result switch
    {
        FoundOnce found => new DeliveryStep.Finish(new Delivered(found.PlatformPostId, found.Url, null, null)),
        FoundSeveral => new DeliveryStep.AskAPerson(DeliveryReasons.FoundSeveral),
        NotFound or CouldNotLook when facts.Looks < LookAt.Count => new DeliveryStep.Look(LookAt[facts.Looks], Reason(result)),
        CouldNotLook => new DeliveryStep.AskAPerson(Reason(result)),
        NotFound when !facts.ProvenOver => new DeliveryStep.AskAPerson(DeliveryReasons.NotFoundButMaybeRunning),
        NotFound when facts.Resent >= MostResends => new DeliveryStep.AskAPerson(DeliveryReasons.NotFoundTooOften),
        NotFound => new DeliveryStep.SendAgain(),
        _ => throw new UnreachableException(),
    };

    /// <summary>One second, doubling to at most five minutes.</summary>
    public static TimeSpan BackOff(int tries) => TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, Math.Clamp(tries, 0, 12))));

    private static string Reason(LookResult result) =>
        result is CouldNotLook could ? DeliveryReasons.CouldNotLook(could.Reason) : DeliveryReasons.FindingOut;
}
