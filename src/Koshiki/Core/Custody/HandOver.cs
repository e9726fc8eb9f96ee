using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;

namespace Koshiki.Core.Custody;

public readonly record struct HandOverId(Guid Value) : IId<HandOverId>
{
    public static HandOverId From(Guid value) => new(value);

    public static HandOverId New() => new(Guid.CreateVersion7());
}

/// <summary>One account is handed over because somebody leaves the office that answers for it. Closed by a second person. 引継ぎ. A2, D1; guideline 2-3(4)ア.</summary>
public sealed class HandOver
{
    /// <summary>So many days after the last day of the posting it must be done. Our decision.</summary>
    public const int Days = 14;

    private readonly List<HandOverStep> steps = [];

    private HandOver() { }

    public required HandOverId Id { get; init; }

    public required AccountId Account { get; init; }

    /// <summary>The office that answers for the account, whose people do it.</summary>
    public required OfficeId Office { get; init; }

    /// <summary>The posting that ends.</summary>
    public required PostingId Posting { get; init; }

    public required PersonId Leaver { get; init; }

    public required string LeaverName { get; init; }

    /// <summary>The last day of the posting.</summary>
    public required DateOnly LeftOn { get; init; }

    public required DateOnly DueOn { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public HandOverState State { get; private set; }

    public PersonId? ConfirmedBy { get; private set; }

    public string? ConfirmedByName { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public uint Version { get; init; }

    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<HandOverStep> Steps => [.. steps.OrderBy(step => step.Kind)];

    /// <param name="kinds">What has to be done to this account.</param>
    public static HandOver Raise(AccountId account, OfficeId office, PostingId posting, PersonId leaver, string leaverName, DateOnly leftOn, IEnumerable<HandOverStepKind> kinds, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        var raised = new HandOver
        {
            Id = HandOverId.New(), Account = account, Office = office, Posting = posting, Leaver = leaver, LeaverName = leaverName, LeftOn = leftOn, DueOn = leftOn.AddDays(Days), RaisedAt = now,
        };
        raised.steps.AddRange(kinds.Distinct().Select(kind => new HandOverStep { HandOver = raised.Id, Kind = kind }));
        return raised;
    }

    /// <summary>Whether this step is asked for and not done yet.</summary>
    public bool Wants(HandOverStepKind kind) => State is not HandOverState.Confirmed && steps.Exists(step => step.Kind == kind && !step.IsDone);

    /// <param name="on">The day on which it was done at the platform.</param>
    /// <param name="how">What was done; never a password.</param>
    /// <returns><see cref="StepNotAsked"/>, <see cref="DoneBeforeLeaving"/>, <see cref="HandOverNotPossibleNow"/>.</returns>
    public Result<Done> Do(HandOverStepKind kind, PersonId by, string byName, DateOnly on, string how, DateTimeOffset now)
    {
        if (steps.Find(step => step.Kind == kind && !step.IsDone) is not { } step) return new StepNotAsked(kind);
        if (on < LeftOn) return new DoneBeforeLeaving(LeaverName, LeftOn);
        var next = HandOverFlow.Next(State, steps.Count(other => !other.IsDone) == 1 ? HandOverAction.DoLastStep : HandOverAction.DoStep);
        if (!next.Succeeded) return next.Refusal;

        step.Do(by, byName, on, how, now);
        State = next.Value;
        return new Done();
    }

    /// <summary>A second person has looked and finds everything done. 確認.</summary>
    /// <returns><see cref="CannotConfirmOwnHandOver"/>, <see cref="HandOverNotPossibleNow"/>.</returns>
    public Result<Done> Confirm(PersonId by, string byName, DateTimeOffset now)
    {
        if (!MayLookAsSecond(by)) return new CannotConfirmOwnHandOver();
        var next = HandOverFlow.Next(State, HandOverAction.Confirm);
        if (!next.Succeeded) return next.Refusal;

        (State, ConfirmedBy, ConfirmedByName, ConfirmedAt) = (next.Value, by, byName, now);
        return new Done();
    }

    /// <summary>A second person finds that a step was not done as it should be. 差戻し.</summary>
    /// <returns><see cref="CannotConfirmOwnHandOver"/>, <see cref="HandOverNotPossibleNow"/>, <see cref="StepNotAsked"/>.</returns>
    public Result<Done> SendBack(HandOverStepKind kind, string reason, PersonId by)
    {
        if (!MayLookAsSecond(by)) return new CannotConfirmOwnHandOver();
        var next = HandOverFlow.Next(State, HandOverAction.SendBack);
        if (!next.Succeeded) return next.Refusal;
        if (steps.Find(step => step.Kind == kind) is not { } step) return new StepNotAsked(kind);

        step.Undo(reason);
        State = next.Value;
        return new Done();
    }

    /// <summary>The second person is neither who leaves nor anyone who did a step.</summary>
    public bool MayLookAsSecond(PersonId person) => person != Leaver && !steps.Exists(step => step.DoneBy == person);
}

/// <summary>One thing to do, and who did it.</summary>
public sealed class HandOverStep
{
    public required HandOverId HandOver { get; init; }

    public required HandOverStepKind Kind { get; init; }

    public DateOnly? DoneOn { get; private set; }

    public PersonId? DoneBy { get; private set; }

    public string? DoneByName { get; private set; }

    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>What was done.</summary>
    public string? How { get; private set; }

    /// <summary>Why it was sent back the last time; null where it was not.</summary>
    public string? SentBack { get; private set; }

    public bool IsDone => DoneAt is not null;

    internal void Do(PersonId by, string byName, DateOnly on, string how, DateTimeOffset now) =>
        (DoneOn, DoneBy, DoneByName, DoneAt, How, SentBack) = (on, by, byName, now, how, null);

    internal void Undo(string reason) => (DoneOn, DoneBy, DoneByName, DoneAt, How, SentBack) = (null, null, null, null, null, reason);
}
