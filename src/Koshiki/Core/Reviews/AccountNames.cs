using Koshiki.Core.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews;

/// <summary>The names of accounts for lists: one query for all that a page shows.</summary>
internal static class AccountNames
{
    public static async Task<IReadOnlyDictionary<AccountId, string>> Of(CoreDb db, IEnumerable<AccountId> accounts, CancellationToken ct)
    {
        var asked = accounts.Distinct().ToArray();
        return await db.Accounts.AsNoTracking().Where(a => asked.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);
    }
}
