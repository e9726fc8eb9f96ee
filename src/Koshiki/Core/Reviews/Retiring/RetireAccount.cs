using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Koshiki.Core.Reviews.Retiring;

/// <summary>Keeps the report as it was typed, and asks the head for his approval where wanted. D6.</summary>
public sealed record SaveRetirement(string AccountKey, JudgementId? Judgement, RetirementReport Report, bool Submit);

/// <summary>The head's word on a report.</summary>
public sealed record DecideRetirement(string AccountKey, bool Approve, string? Opinion);

/// <summary>The PR office takes the account off the list, or sends the report back.</summary>
public sealed record ReceiveRetirement(string AccountKey, bool Receive, string? Opinion);

/// <summary>The followers were told in the account itself.</summary>
public sealed record RecordNotice(string AccountKey, DateOnly On, string How);

/// <summary>The account was deleted on its platform.</summary>
/// <param name="DeletedBy">Who did it there.</param>
public sealed record RecordDeletion(string AccountKey, DateOnly On, string DeletedBy, string? Note);

/// <summary>The account was deleted at once, because harm threatened.</summary>
public sealed record DeleteAtOnce(string AccountKey, DateOnly On, string DeletedBy, string Harm, string Successor);

/// <summary>The head's word on a deletion at once.</summary>
public sealed record DecideLater(string AccountKey, bool Approve, string? Opinion);

public sealed record WithdrawRetirement(string AccountKey, string? Reason);

/// <summary>The head takes back a retirement that residents were already told of.</summary>
public sealed record CallOffRetirement(string AccountKey, string? Reason);

/// <summary>Somebody looked at the name of an account that is gone.</summary>
public sealed record LookAtName(RetirementId Retirement, DateOnly On, NameFinding Finding, string? Note);

public sealed class RetirementHandler(CoreDb db, TimeProvider clock, IOptions<ReviewOptions> options)
{
    /// <returns>The retirement, or <see cref="AccountNotFound"/>, <see cref="MayNotReview"/>, <see cref="AccountHasEnded"/>, <see cref="NotAcceptable"/>, <see cref="RetirementNotPossibleNow"/>, <see cref="RetirementUnderWay"/>.</returns>
    public async Task<Result<RetirementId>> Handle(SaveRetirement command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var found = await Find(command.AccountKey, me, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var (account, open) = found.Value;

        // Decide
        if (!me.May(Act.WriteReviews, account.Office)) return new MayNotReview();
        var begun = open is null ? Begin(account, command.Judgement) : open;
        if (begun.IsRefused(out var no)) return no;
        var retirement = begun.Value;
        if (retirement.Write(command.Report, me, now).IsRefused(out no)) return no;
        if (command.Submit && retirement.Submit(me, options.Value.NoticeDays, now).IsRefused(out no)) return no;

        // Write
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException race) when (race.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new RetirementUnderWay();
        }

        return retirement.Id;
    }

    /// <returns>The retirement, or <see cref="OnlyTheHeadDecides"/>, <see cref="AuthorCannotApprove"/>, <see cref="SayWhyReturned"/>, <see cref="RetirementNotPossibleNow"/>, <see cref="ReviewNotFound"/>.</returns>
    public Task<Result<Retirement>> Handle(DecideRetirement command, Me me, CancellationToken ct) => Change(command.AccountKey, me, async (retirement, _, now) =>
    {
        if (!me.May(Act.DecideReviews, retirement.Office) || me.HeadOf(retirement.Office) is not { } head) return new OnlyTheHeadDecides();
        if (!command.Approve) return retirement.Return(head, command.Opinion, now);
        var approved = retirement.Approve(head, command.Opinion, now);
        if (approved.Succeeded)
        {
            var title = $"{retirement.AccountName}（{retirement.AccountKey}）の廃止報告を受理し、公式一覧から外す";
            await db.EndDecided(Close(retirement), "廃止を報告しました。", now, ct);
            await db.TellPrOffices(ReviewTasks.Receive, $"{retirement.Id.Value}/{retirement.Events.Count}", title, Close(retirement), now.DayInJapan.AddDays(7), now.DayInJapan, now, ct);
        }

        return approved;
    }, ct);

    /// <returns>The retirement, or <see cref="OnlyThePrOffice"/>, <see cref="SayWhyReturned"/>, <see cref="RetirementNotPossibleNow"/>, <see cref="ReviewNotFound"/>.</returns>
    public Task<Result<Retirement>> Handle(ReceiveRetirement command, Me me, CancellationToken ct) => Change(command.AccountKey, me, async (retirement, account, now) =>
    {
        if (!me.May(Act.AdviseOffices)) return new OnlyThePrOffice();
        var today = now.DayInJapan;
        var moved = command.Receive ? retirement.Receive(me, command.Opinion, today, now) : retirement.State is RetirementState.Reported ? retirement.Return(new(me.Id, me.Name, null), command.Opinion, now) : new RetirementNotPossibleNow(retirement.State);
        if (!moved.Succeeded) return moved;
        await db.CloseTasks(ReviewTasks.Receive, retirement.Id.Value.ToString(), me.Id, command.Receive ? "受理しました。" : "差し戻しました。", now, ct);
        if (!command.Receive) return moved;

        if (account.State is not AccountState.Retiring && account.Do(AccountAction.AnnounceRetirement, today, today).IsRefused(out var notNow)) return notNow;
        db.RenewPublicList();
        await EndSuspension(account.Id, today, me.Name, "廃止の手続を始めました。", ct);
        var (name, id) = ($"{retirement.AccountName}（{retirement.AccountKey}）", retirement.Id.Value.ToString());
        await db.AddTaskOnce(WorkTask.For(account.Office, null, ReviewTasks.TellOnAccount, id, $"{name}の運用終了を、アカウントで周知して記録する", Close(retirement), today.AddDays(7), now), ct);
        await db.AddTaskOnce(WorkTask.For(account.Office, null, ReviewTasks.DeleteOnPlatform, id, $"{name}を媒体で削除して記録する", Close(retirement), Later(retirement.Report.DeletionPlannedOn, retirement.NoticeUntil!.Value.AddDays(1)), now), ct);
        return moved;
    }, ct);

    /// <returns>The retirement, or <see cref="MayNotReview"/>, <see cref="NotAcceptable"/> for the day, <see cref="RetirementNotPossibleNow"/>, <see cref="ReviewNotFound"/>.</returns>
    public Task<Result<Retirement>> Handle(RecordNotice command, Me me, CancellationToken ct) => Change(command.AccountKey, me, async (retirement, _, now) =>
    {
        if (!me.May(Act.WriteReviews, retirement.Office)) return new MayNotReview();
        if (command.On > now.DayInJapan || command.On < retirement.NoticeFrom) return Fault("toldOn", "周知を始めた日から今日までの日を入力してください。");
        var moved = retirement.RecordNotice(me, command.On, command.How, now);
        if (moved.Succeeded) await db.CloseTasks(ReviewTasks.TellOnAccount, retirement.Id.Value.ToString(), me.Id, command.How, now, ct);
        return moved;
    }, ct);

    /// <returns>The retirement, or <see cref="MayNotReview"/>, <see cref="NoticeNotRecorded"/>, <see cref="NotAcceptable"/> for the day, <see cref="RetirementNotPossibleNow"/>, <see cref="ReviewNotFound"/>.</returns>
    public Task<Result<Retirement>> Handle(RecordDeletion command, Me me, CancellationToken ct) => Change(command.AccountKey, me, async (retirement, account, now) =>
    {
        if (!me.May(Act.WriteReviews, retirement.Office)) return new MayNotReview();
        if (command.On > now.DayInJapan) return Fault("deletedOn", new DayInTheFuture(command.On).Sentence);
        var moved = retirement.Delete(me, command.On, command.DeletedBy, command.Note, options.Value, now);
        if (moved.IsRefused(out var no)) return no is NoticeStillRuns ? Fault("deletedOn", no.Sentence) : no;
        return await Gone(retirement, account, command.On, me, now, ct) is { } refused ? refused : moved;
    }, ct);

    /// <summary>Begins a retirement where none is open, and ends the account at once.</summary>
    /// <returns>The retirement, or <see cref="MayNotReview"/>, <see cref="AccountHasEnded"/>, <see cref="NotAcceptable"/> for the day, <see cref="RetirementNotPossibleNow"/>.</returns>
    public async Task<Result<Retirement>> Handle(DeleteAtOnce command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var found = await Find(command.AccountKey, me, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var (account, open) = found.Value;

        // Decide
        if (!me.May(Act.WriteReviews, account.Office) && !me.May(Act.AdviseOffices)) return new MayNotReview();
        if (command.On > now.DayInJapan) return new NotAcceptable([new Fault("deletedOn", new DayInTheFuture(command.On).Sentence)]);
        var begun = open is null ? Begin(account, null) : open;
        if (begun.IsRefused(out var no)) return no;
        var retirement = begun.Value;
        if (open is null)
        {
            var report = RetirementReport.Empty with { Grounds = [EndCriterion.Harm], Reason = command.Harm, Successor = command.Successor, NoticeText = $"「{account.Name}」の運用を終えました。" };
            if (retirement.Write(report, me, now).IsRefused(out no)) return no;
        }

        if (retirement.DeleteAtOnce(me, command.On, command.DeletedBy, command.Harm, options.Value, now).IsRefused(out no)) return no;
        if (await Gone(retirement, account, command.On, me, now, ct) is { } refused) return refused;

        // Write
        var title = $"直ちに削除した{retirement.AccountName}（{retirement.AccountKey}）を事後承認する";
        await db.AddTaskOnce(WorkTask.For(account.Office, null, ReviewTasks.LaterWord, retirement.Id.Value.ToString(), title, Close(retirement), now.DayInJapan.AddDays(1), now), ct);
        await db.SaveChangesAsync(ct);
        return retirement;
    }

    /// <returns>The retirement, or <see cref="OnlyTheHeadDecides"/>, <see cref="AuthorCannotApprove"/>, <see cref="SayWhyNot"/>, <see cref="RetirementNotPossibleNow"/>, <see cref="ReviewNotFound"/>.</returns>
    public Task<Result<Retirement>> Handle(DecideLater command, Me me, CancellationToken ct) => Change(command.AccountKey, me, async (retirement, _, now) =>
    {
        if (!me.May(Act.DecideReviews, retirement.Office) || me.HeadOf(retirement.Office) is not { } head) return new OnlyTheHeadDecides();
        var moved = retirement.DecideLater(head, command.Approve, command.Opinion, now);
        if (moved.Succeeded) await db.CloseTasks(ReviewTasks.LaterWord, retirement.Id.Value.ToString(), me.Id, moved.Value.Word, now, ct);
        if (moved.Succeeded && !command.Approve) await db.TellPrOffices("retirement-disputed", retirement.Id.Value.ToString(), $"直ちに削除した{retirement.AccountName}が、事後承認されなかった", Close(retirement), now.DayInJapan.AddDays(7), now.DayInJapan, now, ct);
        return moved;
    }, ct);

    /// <returns>The retirement, or <see cref="MayNotReview"/>, <see cref="SayWhyNot"/>, <see cref="RetirementNotPossibleNow"/>, <see cref="ReviewNotFound"/>.</returns>
    public Task<Result<Retirement>> Handle(WithdrawRetirement command, Me me, CancellationToken ct) => Change(command.AccountKey, me, async (retirement, _, now) =>
    {
        if (!me.May(Act.WriteReviews, retirement.Office)) return new MayNotReview();
        var moved = retirement.Withdraw(me, command.Reason, now);
        if (moved.Succeeded) await db.CloseTasks(ReviewTasks.Receive, retirement.Id.Value.ToString(), me.Id, "取り下げられました。", now, ct);
        return moved;
    }, ct);

    /// <returns>The retirement, or <see cref="OnlyTheHeadDecides"/>, <see cref="SayWhyNot"/>, <see cref="RetirementNotPossibleNow"/>, <see cref="ReviewNotFound"/>.</returns>
    public Task<Result<Retirement>> Handle(CallOffRetirement command, Me me, CancellationToken ct) => Change(command.AccountKey, me, async (retirement, account, now) =>
    {
        if (!me.May(Act.DecideReviews, retirement.Office) || me.HeadOf(retirement.Office) is not { } head) return new OnlyTheHeadDecides();
        var moved = retirement.CallOff(head, command.Reason, now);
        if (!moved.Succeeded) return moved;
        if (account.State is AccountState.Retiring && account.Do(AccountAction.CallOffRetirement, now.DayInJapan, now.DayInJapan).IsRefused(out var notNow)) return notNow;
        db.RenewPublicList();
        foreach (var kind in new[] { ReviewTasks.TellOnAccount, ReviewTasks.DeleteOnPlatform }) await db.CloseTasks(kind, retirement.Id.Value.ToString(), me.Id, "廃止を中止しました。", now, ct);
        var title = $"{retirement.AccountName}（{retirement.AccountKey}）の廃止が中止され、公式一覧に戻ったことを確かめる";
        await db.TellPrOffices(ReviewTasks.CalledOff, retirement.Id.Value.ToString(), title, Close(retirement), now.DayInJapan.AddDays(7), now.DayInJapan, now, ct);
        return moved;
    }, ct);

    /// <returns>The retirement, or <see cref="ReviewNotFound"/>, <see cref="MayNotReview"/>, <see cref="NotAcceptable"/> for the day, <see cref="RetirementNotPossibleNow"/>.</returns>
    public async Task<Result<Retirement>> Handle(LookAtName command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var retirement = await db.Retirements.Include(r => r.Looks).SingleOrDefaultAsync(r => r.Id == command.Retirement, ct);
        if (retirement is null || !me.May(Act.ReadReviews, retirement.Office)) return new ReviewNotFound();

        // Decide
        if (!me.May(Act.WriteReviews, retirement.Office) && !me.May(Act.AdviseOffices)) return new MayNotReview();
        if (command.On > now.DayInJapan) return new NotAcceptable([new Fault("lookedOn", new DayInTheFuture(command.On).Sentence)]);
        var looked = retirement.Look(me, command.On, command.Finding, command.Note, options.Value.LookEveryMonths);
        if (looked.IsRefused(out var no)) return no;

        // Write
        await db.CloseTasks(ReviewTasks.NameLook, retirement.Id.Value.ToString(), me.Id, command.Finding.Word, now, ct);
        if (looked.Value is { } next) await WatchName(retirement, next, now, ct);
        if (command.Finding is NameFinding.TakenByOthers)
        {
            await db.TellPrOffices("retired-name-taken", $"{retirement.Id.Value}/{retirement.Looks.Count}", $"廃止した{retirement.AccountName}の名前を、第三者が使っている。なりすましの注意喚起を検討する", Close(retirement), now.DayInJapan, now.DayInJapan, now, ct);
        }

        await db.SaveChangesAsync(ct);
        return retirement;
    }

    /// <summary>The register's end of it: retired from that day, off the list, no token left, its name watched.</summary>
    private async Task<Refusal?> Gone(Retirement retirement, Account account, DateOnly on, Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (account.Do(AccountAction.Retire, on, now.DayInJapan).IsRefused(out var notNow)) return notNow is Invalid ? new NotAcceptable([new Fault("deletedOn", notNow.Sentence)]) : notNow;
        if (account.Connection is not ConnectionState.NotConnected)
        {
            account.Disconnect();
            db.Send(new DisconnectAccount(account.Key), account.Key);
        }

        db.RenewPublicList();
        await EndSuspension(account.Id, on, me.Name, "廃止しました。", ct);
        foreach (var kind in new[] { ReviewTasks.TellOnAccount, ReviewTasks.DeleteOnPlatform, ReviewTasks.Receive }) await db.CloseTasks(kind, retirement.Id.Value.ToString(), me.Id, "媒体で削除しました。", now, ct);
        await db.EndTasksOfRetired(account.Key, now, ct);
        if (retirement.WatchUntil is not null) await WatchName(retirement, on.AddMonths(1), now, ct);
        return null;
    }

    private async Task WatchName(Retirement retirement, DateOnly dueOn, DateTimeOffset now, CancellationToken ct) =>
        await db.AddTaskOnce(WorkTask.For(retirement.Office, null, ReviewTasks.NameLook, $"{retirement.Id.Value}/{retirement.Looks.Count + 1}", $"廃止した{retirement.AccountName}の名前を、第三者が使っていないか確かめる", Close(retirement), dueOn, now), ct);

    private async Task EndSuspension(AccountId account, DateOnly on, string byName, string how, CancellationToken ct)
    {
        foreach (var open in await db.Suspensions.Where(s => s.Account == account && s.ResumedOn == null).ToListAsync(ct)) open.End(on, byName, how);
    }

    private Result<Retirement> Begin(Account account, JudgementId? judgement)
    {
        var begun = Retirement.Begin(account, judgement);
        if (begun.Succeeded) db.Retirements.Add(begun.Value);
        return begun;
    }

    private async Task<Result<(Account Account, Retirement? Open)>> Find(string key, Me me, CancellationToken ct)
    {
        var account = await db.ReviewedAccount(key, me, ct);
        if (account.IsRefused(out var notFound)) return notFound;
        var id = account.Value.Id;
        var open = await db.Retirements.Include(r => r.Events).SingleOrDefaultAsync(r => r.Account == id && r.State != RetirementState.Retired && r.State != RetirementState.Disputed && r.State != RetirementState.Withdrawn, ct);
        return (account.Value, open);
    }

    /// <summary>One act on the open retirement of an account: read, decide, write.</summary>
    private async Task<Result<Retirement>> Change(string key, Me me, Func<Retirement, Account, DateTimeOffset, Task<Result<RetirementState>>> act, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(me);
        // Read
        var found = await Find(key, me, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        if (found.Value.Open is not { } retirement) return new ReviewNotFound();

        // Decide
        var moved = await act(retirement, found.Value.Account, clock.GetUtcNow());
        if (moved.IsRefused(out var refusal)) return refusal;

        // Write
        await db.SaveChangesAsync(ct);
        return retirement;
    }

    private static NotAcceptable Fault(string field, string sentence) => new([new Fault(field, sentence)]);

    private static string Close(Retirement retirement) => ReviewTasks.RetirePage(retirement.AccountKey);

    private static DateOnly Later(DateOnly? one, DateOnly other) => one is { } day && day > other ? day : other;
}
