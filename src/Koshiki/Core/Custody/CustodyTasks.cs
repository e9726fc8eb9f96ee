using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody;

/// <summary>The tasks that custody gives to offices: one for each account and round, ended by what is recorded.</summary>
internal sealed class CustodyTasks(CoreDb db, CustodyReader reader)
{
    public const string Kind = "custody-check";

    /// <summary>So long an office has for what was never recorded. Our decision.</summary>
    private const int DaysForTheFirst = 30;

    /// <summary>Adds a task for each account of which something is missing, is over its term, or will be within <see cref="CustodyTerms.NoticeDays"/>; one that has an open task gets no second.</summary>
    /// <remarks>Hand-overs have tasks of their own.</remarks>
    public async Task Raise(DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var accounts = await CustodyReader.Held(db.Accounts.AsNoTracking()).Select(a => new { a.Id, a.Key, a.Name, a.Office }).ToListAsync(ct);
        var standings = (await reader.Read([.. accounts.Select(a => a.Id)], today, ct)).ToDictionary(f => f.Account, f => Due(f, today));
        var known = await db.Tasks.Where(t => t.Kind == Kind).Select(t => new { t.About, t.State }).ToListAsync(ct);
        var open = known.Where(t => t.State is TaskState.Open).Select(t => t.About.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        var before = known.Select(t => t.About).ToHashSet(StringComparer.Ordinal);

        foreach (var account in accounts.Where(a => !open.Contains(a.Key)))
        {
            var due = standings[account.Id];
            if (due.Count == 0) continue;
            var last = due.Min(one => one.DueOn ?? today.AddDays(DaysForTheFirst));
            var about = $"{account.Key}/{last:yyyy-MM-dd}";
            if (!before.Add(about)) continue;
            var title = $"{account.Key} {account.Name}の管理情報を記録する（{string.Join("、", due.Select(one => one.Matter.Word))}）";
            db.Add(WorkTask.For(account.Office, person: null, Kind, about, title, LinkTo(account.Key), last, now, endsOnItsPage: true));
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Ends the tasks of those accounts of which nothing is due any more. Saves.</summary>
    public async Task EndWhatIsInOrder(IReadOnlyCollection<AccountId> accounts, PersonId by, DateTimeOffset now, CancellationToken ct)
    {
        var today = now.DayInJapan;
        var inOrder = (await reader.Read(accounts, today, ct)).Where(f => Due(f, today).Count == 0).Select(f => f.Account).ToArray();
        if (inOrder.Length == 0) return;
        var links = (await db.Accounts.Where(a => inOrder.Contains(a.Id)).Select(a => a.Key).ToListAsync(ct)).ConvertAll(LinkTo);
        var open = await db.Tasks.Where(t => t.Kind == Kind && t.State == TaskState.Open && links.Contains(t.Link)).ToListAsync(ct);
        foreach (var task in open) task.Close(by, TaskState.Done, "記録がそろいました。", now);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Ends the tasks of accounts that were retired meanwhile. Saves.</summary>
    public async Task EndThoseOfRetired(DateTimeOffset now, CancellationToken ct)
    {
        var links = (await db.Accounts.Where(a => a.State == AccountState.Retired).Select(a => a.Key).ToListAsync(ct)).ConvertAll(LinkTo);
        var open = await db.Tasks.Where(t => t.Kind == Kind && t.State == TaskState.Open && links.Contains(t.Link)).ToListAsync(ct);
        foreach (var task in open) task.CloseByItself("アカウントが廃止されました。", now);
        await db.SaveChangesAsync(ct);
    }

    private static string LinkTo(string key) => $"/accounts/{key}/custody";

    private static List<MatterStanding> Due(CustodyFacts facts, DateOnly today) =>
        [.. CustodyStanding.Of(facts, CustodyTerms.Usual, today).Where(one => one.Matter is not CustodyMatter.HandOver && (!one.IsMet || one.ComesNear(today)))];
}
