using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody;

/// <summary>Reads what is known of many accounts' custody in a fixed number of queries.</summary>
internal sealed class CustodyReader(CoreDb db)
{
    private static readonly AccountState[] NotHeld = [AccountState.InConsultation, AccountState.Retired];

    /// <summary>The accounts that are held: not those in consultation, which are not yet there, nor those retired.</summary>
    public static IQueryable<Account> Held(IQueryable<Account> accounts) => accounts.Where(account => !NotHeld.Contains(account.State));

    /// <param name="day">Attestations, reviews and postings count as of this day.</param>
    /// <returns>One for each account, in their order.</returns>
    public async Task<IReadOnlyList<CustodyFacts>> Read(IReadOnlyCollection<AccountId> accounts, DateOnly day, CancellationToken ct)
    {
        var ids = accounts.ToArray();
        var held = await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Platform, a.Office }).ToDictionaryAsync(a => a.Id, ct);
        var records = await (
            from record in db.CustodyRecords.AsNoTracking()
            where ids.Contains(record.Account)
            join person in db.People on record.Administrator equals person.Id into people
            from person in people.DefaultIfEmpty()
            select new { record.Account, record.Administrator, Name = person == null ? null : person.Name, record.AdministratorSince, record.SecondFactor, record.BackupCodesPlace }).ToDictionaryAsync(r => r.Account, ct);
        var here = await AdministratorsWhereTheyWork(ids, day, ct);
        var compositions = await db.PasswordAttestations.AsNoTracking().Where(a => ids.Contains(a.Account) && a.On <= day)
            .GroupBy(a => a.Account).Select(g => g.OrderByDescending(a => a.On).ThenByDescending(a => a.Id).First()).ToDictionaryAsync(a => a.Account, ct);
        var changes = await db.PasswordAttestations.Where(a => ids.Contains(a.Account) && a.ChangedOn <= day)
            .GroupBy(a => a.Account).Select(g => new { Account = g.Key, On = g.Max(a => a.ChangedOn) }).ToDictionaryAsync(c => c.Account, c => c.On, ct);
        var reviews = (await db.CustodyReviews.Where(r => ids.Contains(r.Account) && r.On <= day)
            .GroupBy(r => new { r.Account, r.Kind }).Select(g => new { g.Key.Account, g.Key.Kind, On = g.Max(r => r.On) }).ToListAsync(ct)).ToDictionary(r => (r.Account, r.Kind), r => r.On);
        var platforms = await db.PlatformChanges.Where(c => c.On <= day).GroupBy(c => c.Platform).Select(g => new { g.Key, On = g.Max(c => c.On) }).ToDictionaryAsync(c => c.Key, c => c.On, ct);
        var handOvers = await db.HandOvers.Where(h => ids.Contains(h.Account) && h.State != HandOverState.Confirmed)
            .GroupBy(h => h.Account).Select(g => new { Account = g.Key, DueOn = g.Min(h => h.DueOn) }).ToDictionaryAsync(h => h.Account, h => h.DueOn, ct);

        return
        [
            .. ids.Where(held.ContainsKey).Select(id =>
            {
                var (record, composition) = (records.GetValueOrDefault(id), compositions.GetValueOrDefault(id));
                return new CustodyFacts(id)
                {
                    Administrator = record?.Administrator,
                    AdministratorName = record?.Name,
                    AdministratorSince = record?.AdministratorSince,
                    AdministratorIsHere = here.Contains(id),
                    SecondFactor = record?.SecondFactor,
                    BackupCodesPlace = record?.BackupCodesPlace,
                    AttestedOn = composition?.On,
                    Rules = composition?.Rules ?? PasswordRules.None,
                    PlatformLimit = composition?.PlatformLimit,
                    PasswordChangedOn = changes.GetValueOrDefault(id),
                    ApplicationsReviewedOn = reviews.TryGetValue((id, ReviewKind.ConnectedApplications), out var applications) ? applications : null,
                    SettingsReviewedOn = reviews.TryGetValue((id, ReviewKind.FunctionSettings), out var settings) ? settings : null,
                    PlatformChangedOn = platforms.TryGetValue(held[id].Platform, out var changed) ? changed : null,
                    HandOverDueOn = handOvers.TryGetValue(id, out var due) ? due : null,
                };
            }),
        ];
    }

    /// <summary>The accounts whose administrator has a posting in the account's office on the day.</summary>
    private async Task<HashSet<AccountId>> AdministratorsWhereTheyWork(AccountId[] ids, DateOnly day, CancellationToken ct) =>
        (await (
            from record in db.CustodyRecords
            where ids.Contains(record.Account)
            join account in db.Accounts on record.Account equals account.Id
            where db.PostingsOn(day).Any(posting => posting.Person == record.Administrator && posting.Office == account.Office)
            select record.Account).ToListAsync(ct)).ToHashSet();
}
