using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.PlatformFacts;
using static Koshiki.Core.Monitoring.LookAlikeAction;
using static Koshiki.Core.Monitoring.LookAlikeState;

namespace Koshiki.Core.Monitoring;

public readonly record struct LookAlikeId(Guid Value) : IId<LookAlikeId>
{
    public static LookAlikeId From(Guid value) => new(value);

    public static LookAlikeId New() => new(Guid.CreateVersion7());
}

/// <summary>An account that looks like one of ours and is not. なりすまし. G2, K2; guideline 2-6(2).</summary>
/// <remarks>What an office reports is seen by residents only when the PR or IT office has warned of it: a wrong warning would harm somebody.</remarks>
public sealed class LookAlike
{
    private LookAlike() { }

    public required LookAlikeId Id { get; init; }

    public required Platform Platform { get; init; }

    /// <summary>As it calls itself.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Null where only its name or handle is known.</summary>
    public string? Address { get; private set; }

    /// <summary>Without @; null where it has none or it is not known.</summary>
    public string? Handle { get; private set; }

    /// <summary>The account of ours that it imitates; null where it imitates none in particular.</summary>
    public AccountId? Imitates { get; private set; }

    /// <summary>Whose people reported it; they see to it.</summary>
    public required OfficeId Office { get; init; }

    /// <summary>The day on which it was found, in Japan.</summary>
    public DateOnly FoundOn { get; private set; }

    public required string ReportedBy { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>How we know: what was seen, where the pictures are kept. For staff only.</summary>
    public string Evidence { get; private set; } = "";

    /// <summary>What residents are told, in one sentence.</summary>
    public string Warning { get; private set; } = "";

    /// <summary>The last day of the warning, in Japan; null until somebody ends it.</summary>
    public DateOnly? Until { get; private set; }

    public LookAlikeState State { get; private set; }

    /// <summary>The first day of the warning, in Japan; null before it.</summary>
    public DateOnly? WarnedOn { get; private set; }

    /// <summary>When it was over, and how: deleted by the platform, not false after all.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedHow { get; private set; }

    public string? DecidedBy { get; private set; }

    public uint Version { get; init; }

    public static LookAlike Report(Platform platform, LookAlikeFacts facts, OfficeId office, string by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var found = new LookAlike { Id = LookAlikeId.New(), Platform = platform, Office = office, ReportedBy = by, ReportedAt = now };
        found.Take(facts);
        return found;
    }

    /// <returns><see cref="LookAlikeIsOver"/>.</returns>
    public Result<Done> Correct(LookAlikeFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (State is Ended or Dismissed) return new LookAlikeIsOver();
        Take(facts);
        return new Done();
    }

    /// <returns><see cref="LookAlikeDoesNotAllow"/>, <see cref="SayHowItEnded"/>.</returns>
    public Result<Done> Do(LookAlikeAction action, string? how, string by, DateOnly today, DateTimeOffset now)
    {
        var next = LookAlikeFlow.Next(State, action);
        if (next.IsRefused(out var no)) return no;
        if (action is not Warn && string.IsNullOrWhiteSpace(how)) return new SayHowItEnded();
        (State, DecidedBy) = (next.Value, by);
        if (action is Warn) WarnedOn = today;
        else (EndedAt, EndedHow) = (now, how!.Trim());
        return new Done();
    }

    /// <summary>Whether residents are warned of it on that day.</summary>
    public bool IsWarnedOfOn(DateOnly day) => State is Warned && WarnedOn <= day && !(Until < day);

    private void Take(LookAlikeFacts facts) =>
        (Name, Address, Handle, Imitates, FoundOn, Evidence, Warning, Until) =
        (facts.Name, facts.Address, facts.Handle, facts.Imitates, facts.FoundOn, facts.Evidence, facts.Warning, facts.Until);
}

/// <summary>What staff enter of a look-alike.</summary>
public sealed record LookAlikeFacts(string Name, string? Address, string? Handle, AccountId? Imitates, DateOnly FoundOn, string Evidence, string Warning, DateOnly? Until);

public enum LookAlikeState
{
    /// <summary>受付: reported, residents see nothing yet.</summary>
    Reported,

    /// <summary>注意喚起中</summary>
    Warned,

    /// <summary>終結</summary>
    Ended,

    /// <summary>不要と判断</summary>
    Dismissed,
}

public enum LookAlikeAction
{
    /// <summary>注意喚起する</summary>
    Warn,

    /// <summary>終結する</summary>
    End,

    /// <summary>不要と判断する</summary>
    Dismiss,
}

/// <summary>Every move of a look-alike.</summary>
public static class LookAlikeFlow
{
    public static Result<LookAlikeState> Next(LookAlikeState from, LookAlikeAction action) => (from, action) switch
    {
        (Reported, Warn) => Warned,
        (Reported, Dismiss) => Dismissed,
        (Warned, End) => Ended,
        _ => new LookAlikeDoesNotAllow(from, action),
    };

    public static IEnumerable<LookAlikeAction> PossibleFrom(LookAlikeState from) => Enum.GetValues<LookAlikeAction>().Where(action => Next(from, action).Succeeded);
}
