using Koshiki.Core.Organizations;
using Koshiki.Foundation.Web.Elements;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts;

/// <summary>Answers what the offices and people below ask of the register.</summary>
internal sealed class AccountRegister(CoreDb db) : IAccountRegister
{
    public async Task<IReadOnlyList<string>> KeysAmong(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        string[] asked = [.. keys.SelectMany(key => new[] { key, key.ToUpperInvariant(), key.ToLowerInvariant() }).Distinct()];
        return await db.Accounts.AsNoTracking().Where(account => asked.Contains(account.Key)).Select(account => account.Key).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<Link>> HeldBy(OfficeId office, CancellationToken ct)
    {
        var held = await db.Accounts.AsNoTracking().Where(account => account.Office == office && account.State != AccountState.Retired)
            .OrderBy(account => account.Key).Select(account => new { account.Key, account.Name }).ToListAsync(ct);
        return [.. held.Select(account => new Link($"{account.Key} {account.Name}", $"/accounts/{account.Key}"))];
    }
}
