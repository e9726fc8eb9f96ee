using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Lacking;

/// <summary>Makes lacks into dated tasks of the offices. What is a task already, done or not, is not made twice.</summary>
/// <param name="Chosen">Account's key and lack.</param>
public sealed record MakeLackTasks(IReadOnlyList<(string AccountKey, Lack Lack)> Chosen, Result<DateOnly> DueOn);

public sealed class LackTaskHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>How many tasks were added, or <see cref="NotAcceptable"/> for the day, <see cref="NothingToTask"/>, <see cref="MayNotChangeDocuments"/>.</returns>
    public async Task<Result<int>> Handle(MakeLackTasks command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var lacking = await AccountsLacking.Read(db, db.AccountsVisibleTo(me), now.DayInJapan, ct);
        var existing = (await db.Tasks.AsNoTracking().Where(t => t.Kind == LackTasks.Kind).Select(t => t.About).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);

        // Decide
        var faults = new List<Fault>();
        if (command.DueOn.IsRefused(out var notADay)) faults.Add(new Fault("due", notADay.Sentence));
        else if (command.DueOn.Value < now.DayInJapan) faults.Add(new Fault("due", new DayHasPassed(command.DueOn.Value).Sentence));
        if (faults.Count > 0) return new NotAcceptable(faults);
        if (command.Chosen.Count == 0) return new NothingToTask();
        var chosen = command.Chosen.ToHashSet();
        var rows = lacking.SelectMany(account => account.Lacks.Select(lack => (account, lack))).Where(row => chosen.Contains((row.account.Key, row.lack))).ToList();
        if (rows.Exists(row => !me.May(Act.ChangeDocuments, row.account.Office))) return new MayNotChangeDocuments();

        // Write
        var added = rows.Where(row => existing.Add(LackTasks.About(row.account.Key, row.lack))).ToList();
        db.AddRange(added.Select(row => LackTasks.Of(row.account.Office, row.account.Key, row.account.Name, row.lack, command.DueOn.Value, now)));
        await db.SaveChangesAsync(ct);
        return added.Count;
    }
}
