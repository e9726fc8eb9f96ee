using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Showing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody.HandingOver;

/// <summary>On the home page of those who may look as the second person.</summary>
internal sealed class HandOversToConfirm(CoreDb db) : IWaitingList
{
    private const int MostRead = 200;

    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (!me.May(Act.ConfirmHandOvers)) return null;

        // Each office asks its own people first; the IT office looks at the list of all.
        var offices = me.Roles.Select(role => role.Office).Distinct().Where(office => me.May(Act.ConfirmHandOvers, office)).ToArray();
        var id = me.Id;
        var rows = await db.HandOversVisibleTo(me)
            .Where(row => row.HandOver.State == HandOverState.AwaitingConfirmation && offices.Contains(row.HandOver.Office) && row.HandOver.Leaver != id && row.HandOver.Steps.All(step => step.DoneBy != id))
            .OrderBy(row => row.HandOver.DueOn).Take(MostRead)
            .Select(row => new { row.HandOver.Posting, row.HandOver.LeaverName, row.HandOver.DueOn, row.Account.Key }).ToListAsync(ct);
        var transfers = rows.GroupBy(row => row.Posting).ToList();
        return new WaitingSection(
            "引継ぎの確認",
            [.. transfers.Select(transfer => new WaitingItem(
                $"{transfer.First().LeaverName}さんの異動に伴う引継ぎを確認する", $"{TransferPages.Path}/{transfer.Key.Value}", transfer.Min(row => row.DueOn).At(new TimeOnly(23, 59)), string.Join("、", transfer.Select(row => row.Key))))],
            transfers.Count,
            TransferPages.Path,
            "確認を待っている引継ぎはありません。",
            OthersWait: true);
    }
}

/// <summary>An account shows 要対応 until its hand-overs are confirmed.</summary>
internal sealed class HandOverAttention(CoreDb db) : IAccountAttention
{
    public async Task<IReadOnlyDictionary<AccountId, string>> Of(IReadOnlyCollection<AccountId> accounts, DateOnly today, CancellationToken ct)
    {
        var ids = accounts.ToArray();
        var open = await (
            from handOver in db.HandOvers.IgnoreAutoIncludes()
            where ids.Contains(handOver.Account) && handOver.State != HandOverState.Confirmed
            join account in CustodyReader.Held(db.Accounts) on handOver.Account equals account.Id
            select handOver.Account).Distinct().ToListAsync(ct);
        return open.ToDictionary(id => id, _ => "異動に伴う引継ぎ");
    }
}

/// <summary>What custody looks after every day: rounds that fall due, postings that ended on a day registered long before, hand-overs of accounts retired meanwhile.</summary>
internal sealed class CustodyDuty(CoreDb db, CustodyTasks tasks, RaiseHandOvers transfers) : Work.Duties.IDailyDuty
{
    /// <summary>So far back ended postings are looked at; a stop of the program may last so long.</summary>
    private const int DaysBack = 31;

    public string Name => "custody";

    public async Task Look(DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var since = today.AddDays(-DaysBack);
        var (handOvers, accounts, records) = (db.HandOvers, db.Accounts, db.CustodyRecords);
        var ended = await (
            from posting in db.Postings.AsNoTracking()
            where posting.Last >= since && posting.Last < today && !handOvers.Any(h => h.Posting == posting.Id)
                && (accounts.Any(a => a.Office == posting.Office) || records.Any(r => r.Administrator == posting.Person))
            join person in db.People on posting.Person equals person.Id
            select new { posting.Id, posting.Person, person.Name, posting.Office, posting.Last }).ToListAsync(ct);
        foreach (var one in ended) await transfers.Raise(new PostingEnded(one.Id.Value, one.Person.Value, one.Name, one.Office.Value, one.Last!.Value), ct);

        await tasks.Raise(today, now, ct);
        await tasks.EndThoseOfRetired(now, ct);
        await EndTransfersOfRetired(now, ct);
    }

    private async Task EndTransfersOfRetired(DateTimeOffset now, CancellationToken ct)
    {
        var waiting = await db.Tasks.Where(t => t.Kind == RaiseHandOvers.TaskKind && t.State == TaskState.Open).ToListAsync(ct);
        if (waiting.Count == 0) return;
        var open = (await (
            from handOver in db.HandOvers.IgnoreAutoIncludes()
            where handOver.State != HandOverState.Confirmed
            join account in CustodyReader.Held(db.Accounts) on handOver.Account equals account.Id
            select new { handOver.Posting, handOver.Office }).Distinct().ToListAsync(ct)).Select(one => RaiseHandOvers.About(one.Posting, one.Office)).ToHashSet(StringComparer.Ordinal);
        foreach (var task in waiting.Where(task => !open.Contains(task.About))) task.CloseByItself("アカウントが廃止されました。", now);
        await db.SaveChangesAsync(ct);
    }
}
