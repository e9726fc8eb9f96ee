using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.Foundation.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Keeping;

/// <summary>When somebody leaves in whose name an account stands at its platform, its office must put it in another name. Guideline 2-3(4)ア. C6.</summary>
internal sealed class NamedPersonLeaves(CoreDb db, TimeProvider clock) : IFactListener<PostingEnded>
{
    public const string Kind = "opening-named-person";

    /// <summary>So many days after the last day of the posting.</summary>
    public const int Days = 14;

    public static string About(string accountKey, PersonId person) => $"{accountKey}/{person.Value}";

    public async Task Hear(PostingEnded fact, Guid message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var (person, office) = (new PersonId(fact.Person), new OfficeId(fact.Office));
        var accounts = await (
            from holding in db.Holdings.AsNoTracking()
            where holding.NamedPerson == person
            join account in db.Accounts on holding.Account equals account.Id
            where account.Office == office && account.State != AccountState.Retired
            select new { account.Key, account.Name }).ToListAsync(ct);
        foreach (var account in accounts)
        {
            await db.AddTaskOnce(
                WorkTask.For(office, person: null, Kind, About(account.Key, person), $"「{account.Name}」の媒体での名義を、{fact.PersonName}さんから変える", $"/accounts/{account.Key}/start", fact.Last.AddDays(Days), clock.GetUtcNow()), ct);
        }

        if (accounts.Count > 0) await db.SaveChangesAsync(ct);
    }
}
