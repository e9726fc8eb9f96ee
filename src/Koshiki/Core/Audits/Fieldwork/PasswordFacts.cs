using Koshiki.Core.Accounts;
using Koshiki.Core.Custody;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Fieldwork;

/// <summary>Whether the password keeps the five rules, or those of them that the platform allows, by the latest attestation. Table 12.</summary>
internal sealed class PasswordMixedFact : IAccountFact
{
    public string Attribute => "password_mixed";

    public IReadOnlyList<string> Values { get; } = ["no", "yes"];

    public async Task<IReadOnlyDictionary<AccountId, string>> Read(CoreDb db, IReadOnlyList<FieldworkAccount> accounts, DateOnly asOf, CancellationToken ct)
    {
        var ids = accounts.Select(account => account.Id).ToArray();
        var latest = await db.PasswordAttestations.AsNoTracking().Where(a => ids.Contains(a.Account) && a.On <= asOf)
            .GroupBy(a => a.Account).Select(g => g.OrderByDescending(a => a.On).ThenByDescending(a => a.Id).First()).ToListAsync(ct);
        return latest.ToDictionary(attestation => attestation.Account, attestation => attestation.IsMixed ? "yes" : "no");
    }
}

/// <summary>Whether the password was changed within the last twelve months. Table 12.</summary>
internal sealed class PasswordChangedYearlyFact : IAccountFact
{
    public string Attribute => "password_changed_yearly";

    public IReadOnlyList<string> Values { get; } = ["no", "yes"];

    public async Task<IReadOnlyDictionary<AccountId, string>> Read(CoreDb db, IReadOnlyList<FieldworkAccount> accounts, DateOnly asOf, CancellationToken ct)
    {
        var (ids, since) = (accounts.Select(account => account.Id).ToArray(), asOf.AddMonths(-CustodyTerms.Usual.PasswordMonths));
        var changed = await db.PasswordAttestations.Where(a => ids.Contains(a.Account) && a.On <= asOf && a.ChangedOn <= asOf && a.ChangedOn >= since).Select(a => a.Account).Distinct().ToListAsync(ct);
        return changed.ToDictionary(account => account, _ => "yes");
    }
}
