using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody;

/// <summary>The questions that pages and handlers ask about reach.</summary>
internal static class CustodyQueries
{
    extension(CoreDb db)
    {
        /// <summary>The accounts that are held and whose custody whoever asks may read.</summary>
        public IQueryable<Account> HeldAccountsVisibleTo(Me me)
        {
            var held = CustodyReader.Held(db.Accounts.AsNoTracking());
            switch (me.ScopeOf(Act.ReadCustody))
            {
                case Scope.Government: return held;
                case Scope.Limited limited:
                    var (offices, keys) = (limited.Offices.ToArray(), limited.Accounts.ToArray());
                    return held.Where(account => offices.Contains(account.Office) || keys.Contains(account.Key));
                default: return held.Where(_ => false);
            }
        }

        /// <summary>The account, for somebody who reads its custody.</summary>
        public async Task<Result<Account>> AccountInCustody(string key, Me me, CancellationToken ct)
        {
            var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Key == key, ct);
            return account is not null && me.May(Act.ReadCustody, account.Office, account.Key) ? account : new AccountNotFound(key);
        }

        /// <summary>The account, for somebody who records its custody.</summary>
        public async Task<Result<Account>> AccountToRecord(string key, Me me, CancellationToken ct)
        {
            var found = await db.AccountInCustody(key, me, ct);
            if (!found.Succeeded) return found;
            return me.May(Act.ChangeCustody, found.Value.Office, found.Value.Key) ? found : new MayNotChangeCustody();
        }
    }
}
