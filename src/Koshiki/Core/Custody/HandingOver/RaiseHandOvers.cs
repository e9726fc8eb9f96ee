using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.Foundation.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody.HandingOver;

/// <summary>When a posting ends, each account that the person held is handed over: administrator, password, rights on the platform. Guideline 2-3(4)ア. A2.</summary>
/// <remarks>
/// A person holds the accounts of which he is the registered administrator, and those of the office of the posting, whose passwords he may know; an outsider only those named in the posting.
/// Who goes on working in the office (a change of duty, 兼務) hands nothing over; who leaves two postings on one day hands each account over once.
/// The news of a posting's end and the daily duty may come at the same moment on two nodes: a lock of the leaver's lets one of them wait and see what the other raised.
/// </remarks>
internal sealed class RaiseHandOvers(CoreDb db, TimeProvider clock) : IFactListener<PostingEnded>
{
    public const string TaskKind = "hand-over-on-transfer";

    public async Task Hear(PostingEnded fact, Guid message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(fact);
        await Raise(fact, ct);
    }

    /// <summary>What a task is about: one posting's hand-overs of one office.</summary>
    public static string About(PostingId posting, OfficeId office) => $"{posting.Value}/{office.Value}";

    /// <summary>Raises what was not raised before. Saves.</summary>
    public async Task Raise(PostingEnded ended, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(ended);
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var leaver = $"custody/leaver/{ended.Person}";
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({leaver}, 0))", ct);
        await RaiseAlone(ended, ct);
        if (own is not null) await own.CommitAsync(ct);
    }

    private async Task RaiseAlone(PostingEnded ended, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (posting, leaver, office) = (new PostingId(ended.Posting), new PersonId(ended.Person), new OfficeId(ended.Office));

        // Read
        var all = await db.Postings.AsNoTracking().Where(p => p.Person == leaver).ToListAsync(ct);
        var staysAt = all.Where(p => p.Id != posting && p.From <= ended.Last.AddDays(1) && (p.Last == null || p.Last > ended.Last)).ToList();
        var named = all.Find(p => p.Id == posting)?.Accounts ?? [];
        var held = await (
            from account in CustodyReader.Held(db.Accounts.AsNoTracking())
            join record in db.CustodyRecords on account.Id equals record.Account into records
            from record in records.DefaultIfEmpty()
            where record!.Administrator == leaver || account.Office == office || named.Contains(account.Key)
            orderby account.Key
            select new { account.Id, account.Key, account.Office, Administrator = record == null ? null : record.Administrator }).ToListAsync(ct);
        var raised = await db.HandOvers.IgnoreAutoIncludes().Where(h => h.Posting == posting || (h.Leaver == leaver && h.LeftOn == ended.Last)).Select(h => h.Account).ToListAsync(ct);

        // Decide
        var leaves = held.Where(account => !raised.Contains(account.Id))
            .Where(account => named.Length == 0 || named.Contains(account.Key) || account.Administrator == leaver)
            .Where(account => !staysAt.Exists(p => p.Office == account.Office && (p.Accounts.Length == 0 || p.Accounts.Contains(account.Key))))
            .ToList();

        // Write
        foreach (var account in leaves)
        {
            HandOverStepKind[] kinds = account.Administrator is null || account.Administrator == leaver
                ? [HandOverStepKind.Administrator, HandOverStepKind.Password, HandOverStepKind.Rights]
                : [HandOverStepKind.Password, HandOverStepKind.Rights];
            db.HandOvers.Add(HandOver.Raise(account.Id, account.Office, posting, leaver, ended.PersonName, ended.Last, kinds, now));
        }

        foreach (var group in leaves.GroupBy(account => account.Office))
        {
            var title = $"{ended.PersonName}さんの異動に伴う引継ぎ（{string.Join("、", group.Select(account => account.Key).Take(5))}{(group.Count() > 5 ? "ほか" : "")}）";
            await db.AddTaskOnce(
                WorkTask.For(group.Key, person: null, TaskKind, About(posting, group.Key), title, $"{TransferPages.Path}/{posting.Value}", ended.Last.AddDays(HandOver.Days), now, endsOnItsPage: true), ct);
        }

        await db.SaveChangesAsync(ct);
    }
}
