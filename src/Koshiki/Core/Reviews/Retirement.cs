using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Foundation;

namespace Koshiki.Core.Reviews;

/// <summary>The end of one account, from the report to the last look at its name. 廃止の手続. D6; G2-8(2).</summary>
/// <remarks>It keeps what the account was called when the report was written, because names change hands. The account's own state follows through the register.</remarks>
public sealed class Retirement
{
    private readonly List<RetirementEvent> events = [];
    private readonly List<NameLook> looks = [];

    private Retirement() { }

    public required RetirementId Id { get; init; }

    public required AccountId Account { get; init; }

    public required string AccountKey { get; init; }

    public required string AccountName { get; init; }

    public required string Address { get; init; }

    public string? Handle { get; init; }

    public required OfficeId Office { get; init; }

    /// <summary>The judgement that led here; null where there was none.</summary>
    public JudgementId? Judgement { get; init; }

    public RetirementReport Report { get; private set; } = RetirementReport.Empty;

    public RetirementState State { get; private set; }

    public PersonId Author { get; private set; }

    public string AuthorName { get; private set; } = "";

    public DateTimeOffset WrittenAt { get; private set; }

    public string? ApprovedByName { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    public string? ReceivedByName { get; private set; }

    /// <summary>The first day of the announcement: the day on which the account went off the list.</summary>
    public DateOnly? NoticeFrom { get; private set; }

    /// <summary>The last day on which the account may not be deleted yet.</summary>
    public DateOnly? NoticeUntil { get; private set; }

    /// <summary>When the account itself told its followers; null while it has not.</summary>
    public DateOnly? ToldOnAccountOn { get; private set; }

    /// <summary>Where or how: the post's address, the profile's text.</summary>
    public string? ToldOnAccountHow { get; private set; }

    public DateOnly? DeletedOn { get; private set; }

    public string? DeletedByName { get; private set; }

    /// <summary>Why it was deleted without an announcement; null otherwise.</summary>
    public string? HarmReason { get; private set; }

    /// <summary>Until when somebody looks whether the name has been taken; null where nobody does.</summary>
    public DateOnly? WatchUntil { get; private set; }

    /// <summary>The last day on which the site says that the account has ended; null while it has not been deleted.</summary>
    public DateOnly? SiteNoticeUntil { get; private set; }

    public uint Version { get; init; }

    public IReadOnlyList<RetirementEvent> Events => [.. events.OrderBy(e => e.At).ThenBy(e => e.Id)];

    public IReadOnlyList<NameLook> Looks => [.. looks.OrderBy(look => look.On).ThenBy(look => look.Id)];

    /// <returns>The empty report, or <see cref="AccountHasEnded"/>.</returns>
    public static Result<Retirement> Begin(Account account, JudgementId? judgement)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (account.State is not (AccountState.Active or AccountState.Suspended)) return new AccountHasEnded(account.Key);
        return new Retirement
        {
            Id = RetirementId.New(), Account = account.Id, AccountKey = account.Key, AccountName = account.Name, Address = account.Address, Handle = account.Handle, Office = account.Office, Judgement = judgement,
        };
    }

    /// <summary>Takes over the report, complete or not.</summary>
    public Result<RetirementState> Write(RetirementReport report, Me by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var moved = Move(RetirementAction.Edit, by.Id, by.Name, null, now);
        if (moved.Succeeded) (Report, Author, AuthorName, WrittenAt) = (report, by.Id, by.Name, now);
        return moved;
    }

    /// <returns><see cref="NotAcceptable"/> with what is missing, <see cref="RetirementNotPossibleNow"/>.</returns>
    public Result<RetirementState> Submit(Me by, int shortestNotice, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var missing = Report.Missing(shortestNotice);
        return missing.Count > 0 ? new NotAcceptable(missing) : Move(RetirementAction.Submit, by.Id, by.Name, null, now);
    }

    /// <summary>The head approves the report; it goes to the PR office.</summary>
    /// <returns><see cref="AuthorCannotApprove"/>, <see cref="RetirementNotPossibleNow"/>.</returns>
    public Result<RetirementState> Approve(Decider by, string? opinion, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (by.Person == Author) return new AuthorCannotApprove();
        var moved = Move(RetirementAction.Approve, by.Person, by.InWords, opinion, now);
        if (moved.Succeeded) (ApprovedByName, ApprovedAt) = (by.InWords, now);
        return moved;
    }

    /// <summary>The head or the PR office sends it back.</summary>
    public Result<RetirementState> Return(Decider by, string? reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (string.IsNullOrWhiteSpace(reason)) return new SayWhyReturned();
        var moved = Move(RetirementAction.Return, by.Person, by.InWords, reason, now);
        if (moved.Succeeded) (ApprovedByName, ApprovedAt) = (null, null);
        return moved;
    }

    /// <summary>The PR office takes it off the list; the announcement runs from today.</summary>
    public Result<RetirementState> Receive(Me by, string? opinion, DateOnly today, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var moved = Move(RetirementAction.Receive, by.Id, by.Name, opinion, now);
        if (moved.Succeeded) (ReceivedByName, NoticeFrom, NoticeUntil) = (by.Name, today, today.AddDays(Report.NoticeDays - 1));
        return moved;
    }

    /// <summary>The office has told the followers in the account itself.</summary>
    public Result<RetirementState> RecordNotice(Me by, DateOnly on, string how, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var moved = Move(RetirementAction.RecordNotice, by.Id, by.Name, how, now);
        if (moved.Succeeded) (ToldOnAccountOn, ToldOnAccountHow) = (on, how);
        return moved;
    }

    /// <summary>The account was deleted on its platform after the announcement.</summary>
    /// <param name="by">Who writes it down.</param>
    /// <param name="deletedBy">Who did it on the platform.</param>
    /// <returns><see cref="NoticeNotRecorded"/>, <see cref="NoticeStillRuns"/>, <see cref="RetirementNotPossibleNow"/>.</returns>
    public Result<RetirementState> Delete(Me by, DateOnly on, string deletedBy, string? note, ReviewOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (RetirementFlow.Next(State, RetirementAction.Delete).IsRefused(out var notNow)) return notNow;
        if (ToldOnAccountOn is null) return new NoticeNotRecorded();
        if (NoticeUntil is { } until && on <= until) return new NoticeStillRuns(until);
        var moved = Move(RetirementAction.Delete, by.Id, by.Name, note, now);
        if (moved.Succeeded) Gone(on, deletedBy, options);
        return moved;
    }

    /// <summary>Deleted before any announcement because harm threatened; the head's word follows. G2-8(2), the exception.</summary>
    public Result<RetirementState> DeleteAtOnce(Me by, DateOnly on, string deletedBy, string harm, ReviewOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        var moved = Move(RetirementAction.DeleteAtOnce, by.Id, by.Name, harm, now);
        if (!moved.Succeeded) return moved;
        (HarmReason, Author, AuthorName) = (harm, by.Id, by.Name);
        NoticeFrom ??= on;
        Gone(on, deletedBy, options);
        return moved;
    }

    /// <summary>The head's word on a deletion at once.</summary>
    /// <returns><see cref="AuthorCannotApprove"/>, <see cref="SayWhyNot"/>, <see cref="RetirementNotPossibleNow"/>.</returns>
    public Result<RetirementState> DecideLater(Decider by, bool approve, string? opinion, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (by.Person == Author) return new AuthorCannotApprove();
        if (!approve && string.IsNullOrWhiteSpace(opinion)) return new SayWhyNot();
        var moved = Move(approve ? RetirementAction.ApproveLater : RetirementAction.Dispute, by.Person, by.InWords, opinion, now);
        if (moved.Succeeded && approve) (ApprovedByName, ApprovedAt) = (by.InWords, now);
        return moved;
    }

    public Result<RetirementState> Withdraw(Me by, string? reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        return string.IsNullOrWhiteSpace(reason) ? new SayWhyNot() : Move(RetirementAction.Withdraw, by.Id, by.Name, reason, now);
    }

    /// <summary>The head takes the announcement back: the account goes on. The report and what was told stay on record.</summary>
    /// <returns><see cref="SayWhyNot"/>, <see cref="RetirementNotPossibleNow"/>.</returns>
    public Result<RetirementState> CallOff(Decider by, string? reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(by);
        return string.IsNullOrWhiteSpace(reason) ? new SayWhyNot() : Move(RetirementAction.CallOff, by.Person, by.InWords, reason, now);
    }

    /// <summary>Somebody looked whether the name stands free.</summary>
    /// <returns>When to look again; null when the watch is over. Or <see cref="RetirementNotPossibleNow"/>.</returns>
    public Result<DateOnly?> Look(Me by, DateOnly on, NameFinding finding, string? note, int everyMonths)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (!State.IsGone()) return new RetirementNotPossibleNow(State);
        looks.Add(new NameLook { Id = Guid.CreateVersion7(), Retirement = Id, On = on, ByName = by.Name, Finding = finding, Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim() });
        return WatchUntil is { } until && on.AddMonths(everyMonths) <= until ? on.AddMonths(everyMonths) : (DateOnly?)null;
    }

    private void Gone(DateOnly on, string deletedBy, ReviewOptions options)
    {
        (DeletedOn, DeletedByName, SiteNoticeUntil) = (on, deletedBy, on.AddDays(options.SiteNoticeDays));
        WatchUntil = options.WatchMonths == 0 ? null : on.AddMonths(options.WatchMonths);
    }

    private Result<RetirementState> Move(RetirementAction action, PersonId by, string byName, string? comment, DateTimeOffset now)
    {
        var next = RetirementFlow.Next(State, action);
        if (!next.Succeeded) return next;
        State = next.Value;
        events.Add(new RetirementEvent { Id = Guid.CreateVersion7(now), Retirement = Id, Action = action, By = by, ByName = byName, At = now, Comment = string.IsNullOrWhiteSpace(comment) ? null : comment.Trim() });
        return next;
    }
}

/// <summary>One act of a retirement, for its history.</summary>
public sealed class RetirementEvent
{
    public required Guid Id { get; init; }

    public required RetirementId Retirement { get; init; }

    public required RetirementAction Action { get; init; }

    public required PersonId By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Comment { get; init; }
}

/// <summary>One look at the name of an account that is gone: somebody else may take it and pretend to be us.</summary>
public sealed class NameLook
{
    public required Guid Id { get; init; }

    public required RetirementId Retirement { get; init; }

    public required DateOnly On { get; init; }

    public required string ByName { get; init; }

    public required NameFinding Finding { get; init; }

    public string? Note { get; init; }
}

public enum NameFinding
{
    /// <summary>使われていない</summary>
    Free,

    /// <summary>第三者が使っている</summary>
    TakenByOthers,

    /// <summary>確かめられない</summary>
    CannotTell,
}
