using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Suspending;

/// <summary>The head pauses an account. 休止. D5.</summary>
public sealed record SuspendAccount(string AccountKey, string Reason, DateOnly From, DateOnly LookAgainOn);

/// <summary>The head lets it go on. 再開.</summary>
public sealed record ResumeAccount(string AccountKey, DateOnly On, string How);

public sealed class SuspensionHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The pause, or <see cref="AccountNotFound"/>, <see cref="OnlyTheHeadDecides"/>, <see cref="CannotSuspendNow"/>, <see cref="NotAcceptable"/> for a day.</returns>
    public async Task<Result<Suspension>> Handle(SuspendAccount command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();
        var today = now.DayInJapan;

        // Read
        var found = await db.ReviewedAccount(command.AccountKey, me, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var account = found.Value;

        // Decide
        if (!me.May(Act.DecideReviews, account.Office) || me.HeadOf(account.Office) is not { } head) return new OnlyTheHeadDecides();
        if (account.State is not AccountState.Active) return new CannotSuspendNow();
        if (command.LookAgainOn <= command.From) return new NotAcceptable([new Fault("lookAgainOn", "次に検討する日は、休止を始める日より後の日にしてください。")]);
        if (account.Do(AccountAction.Suspend, command.From, today).IsRefused(out var no)) return new NotAcceptable([new Fault("from", no.Sentence)]);

        // Write
        var suspension = new Suspension
        {
            Id = Guid.CreateVersion7(now), Account = account.Id, AccountKey = account.Key, Office = account.Office, Reason = command.Reason, From = command.From, LookAgainOn = command.LookAgainOn,
            DecidedByName = head.InWords, DecidedAt = now,
        };
        db.Suspensions.Add(suspension);
        db.RenewPublicList();
        var task = WorkTask.For(account.Office, null, ReviewTasks.Suspension, suspension.Id.ToString(), $"休止している{account.Name}（{account.Key}）の再開か廃止を検討する", ReviewTasks.RetirePage(account.Key), command.LookAgainOn, now);
        await db.AddTaskOnce(task, ct);
        await db.EndDecided(ReviewTasks.SuspendPage(account.Key), "休止しました。", now, ct);
        await db.SaveChangesAsync(ct);
        return suspension;
    }

    /// <returns>The account, or <see cref="AccountNotFound"/>, <see cref="OnlyTheHeadDecides"/>, <see cref="CannotResumeNow"/>, <see cref="NotAcceptable"/> for the day.</returns>
    public async Task<Result<Account>> Handle(ResumeAccount command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var found = await db.ReviewedAccount(command.AccountKey, me, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var account = found.Value;
        var open = await db.Suspensions.Where(s => s.Account == account.Id && s.ResumedOn == null).ToListAsync(ct);

        // Decide
        if (!me.May(Act.DecideReviews, account.Office) || me.HeadOf(account.Office) is not { } head) return new OnlyTheHeadDecides();
        if (account.State is not AccountState.Suspended) return new CannotResumeNow();
        if (account.Do(AccountAction.Resume, command.On, now.DayInJapan).IsRefused(out var no)) return new NotAcceptable([new Fault("resumedOn", no.Sentence)]);

        // Write
        foreach (var suspension in open)
        {
            suspension.End(command.On, head.InWords, command.How);
            await db.CloseTasks(ReviewTasks.Suspension, suspension.Id.ToString(), me.Id, "再開しました。", now, ct);
        }

        db.RenewPublicList();
        await db.SaveChangesAsync(ct);
        return account;
    }
}
