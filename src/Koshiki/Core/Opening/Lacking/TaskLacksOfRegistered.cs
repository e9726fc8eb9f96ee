using Koshiki.Core.Accounts;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Lacking;

/// <summary>An account that an office registered by itself comes with what it lacks as the office's tasks; the consultation afterwards is one of them. C8; decision record 0087.</summary>
internal sealed class TaskLacksOfRegistered(CoreDb db, TimeProvider clock) : IFactListener<UnapprovedAccountRegistered>
{
    /// <summary>So many days the office has. Our decision.</summary>
    public const int Days = 30;

    public async Task Hear(UnapprovedAccountRegistered fact, Guid message, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(fact);
        var now = clock.GetUtcNow();
        var registered = new AccountId(fact.Account);
        var lacking = await AccountsLacking.Read(db, db.Accounts.AsNoTracking().Where(account => account.Id == registered), now.DayInJapan, ct);

        // Write
        foreach (var account in lacking)
        {
            foreach (var lack in account.Lacks) await db.AddTaskOnce(LackTasks.Of(account.Office, account.Key, account.Name, lack, now.DayInJapan.AddDays(Days), now), ct);
        }

        await db.SaveChangesAsync(ct);
    }
}
