using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Opening.Lacking;

/// <summary>An account in use with what it has and lacks.</summary>
internal sealed record AccountLacking(AccountId Id, string Key, string Name, Platform Platform, OfficeId Office, DateOnly? OpenedOn, Papers Papers, IReadOnlyList<Lack> Lacks);

/// <summary>What accounts in use lack today. C8.</summary>
internal static class AccountsLacking
{
    /// <param name="among">The accounts that whoever asks may see, filtered as he likes.</param>
    /// <returns>Those in use, suspended, about to be retired or never approved, in the order of their keys, also those that lack nothing.</returns>
    public static async Task<IReadOnlyList<AccountLacking>> Read(CoreDb db, IQueryable<Account> among, DateOnly day, CancellationToken ct)
    {
        var accounts = await among
            .Where(a => a.State != AccountState.InConsultation && a.State != AccountState.Retired)
            .OrderBy(a => a.Key)
            .Select(a => new { a.Id, a.Key, a.Name, a.Platform, a.Office, a.OpenedOn }).ToListAsync(ct);
        var papers = await Papers.Read(db, [.. accounts.Select(a => a.Id)], day, ct);
        var since = await GuidelineStart.Of(db, ct);
        return
        [
            .. accounts.Select(a =>
            {
                var has = papers.GetValueOrDefault(a.Id, Papers.None);
                return new AccountLacking(a.Id, a.Key, a.Name, a.Platform, a.Office, a.OpenedOn, has, [.. has.Lacking(GuidelineStart.MustHaveAsked(a.OpenedOn, since))]);
            }),
        ];
    }
}
