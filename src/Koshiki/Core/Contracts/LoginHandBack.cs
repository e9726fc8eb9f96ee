using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using static Koshiki.Core.Contracts.HandBackAction;
using static Koshiki.Core.Contracts.HandBackState;

namespace Koshiki.Core.Contracts;

public enum HandBackState
{
    /// <summary>未対応</summary>
    Open,

    /// <summary>確認待ち</summary>
    AwaitingConfirmation,

    /// <summary>完了</summary>
    Confirmed,
}

public enum HandBackAction
{
    /// <summary>返還を記録する</summary>
    Record,

    /// <summary>確認する</summary>
    Confirm,

    /// <summary>差し戻す</summary>
    SendBack,
}

/// <summary>Every move that a hand-back can make. What is not written here cannot happen.</summary>
public static class HandBackFlow
{
    public static Result<HandBackState> Next(HandBackState from, HandBackAction action) => (from, action) switch
    {
        (Open, Record) => AwaitingConfirmation,
        (AwaitingConfirmation, Confirm) => Confirmed,
        (AwaitingConfirmation, SendBack) => Open,
        _ => new HandBackNotPossibleNow(from),
    };
}

/// <summary>When an agreement has ended, its logins are taken back, and a second person looks. 終了に伴うログインの返還. C9.</summary>
public sealed class LoginHandBack
{
    /// <summary>So many days after the last day it must be done. Our decision.</summary>
    public const int Days = 14;

    public const int LongestText = 500;

    private LoginHandBack() { }

    public required AgreementId Agreement { get; init; }

    public required OfficeId Office { get; init; }

    public required DateOnly DueOn { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    public HandBackState State { get; private set; }

    public DateOnly? DoneOn { get; private set; }

    public PersonId? DoneBy { get; private set; }

    public string? DoneByName { get; private set; }

    /// <summary>What was done beside the logins: passwords changed, rights withdrawn.</summary>
    public string? How { get; private set; }

    public PersonId? ConfirmedBy { get; private set; }

    public string? ConfirmedByName { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>Why it was sent back the last time.</summary>
    public string? SentBack { get; private set; }

    public uint Version { get; init; }

    public static LoginHandBack Of(Agreement agreement, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return new() { Agreement = agreement.Id, Office = agreement.Office, DueOn = agreement.End.AddDays(Days), RaisedAt = now };
    }

    /// <returns><see cref="HandBackNotPossibleNow"/>.</returns>
    public Result<Done> Record(DateOnly on, string how, PersonId by, string byName)
    {
        var next = HandBackFlow.Next(State, HandBackAction.Record);
        if (!next.Succeeded) return next.Refusal;
        (State, DoneOn, How, DoneBy, DoneByName, SentBack) = (next.Value, on, how, by, byName, null);
        return new Done();
    }

    /// <returns><see cref="CannotConfirmOwnHandBack"/>, <see cref="HandBackNotPossibleNow"/>.</returns>
    public Result<Done> Confirm(PersonId by, string byName, DateTimeOffset now)
    {
        if (by == DoneBy) return new CannotConfirmOwnHandBack();
        var next = HandBackFlow.Next(State, HandBackAction.Confirm);
        if (!next.Succeeded) return next.Refusal;
        (State, ConfirmedBy, ConfirmedByName, ConfirmedAt) = (next.Value, by, byName, now);
        return new Done();
    }

    /// <returns><see cref="CannotConfirmOwnHandBack"/>, <see cref="HandBackNotPossibleNow"/>.</returns>
    public Result<Done> Return(PersonId by, string reason)
    {
        if (by == DoneBy) return new CannotConfirmOwnHandBack();
        var next = HandBackFlow.Next(State, HandBackAction.SendBack);
        if (!next.Succeeded) return next.Refusal;
        (State, DoneOn, How, DoneBy, DoneByName, SentBack) = (next.Value, null, null, null, null, reason);
        return new Done();
    }
}
