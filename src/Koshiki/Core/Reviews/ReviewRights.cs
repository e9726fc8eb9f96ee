using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews;

/// <summary>Whose records of this area a person sees, and for which account he may write them.</summary>
internal static class ReviewRights
{
    extension(CoreDb db)
    {
        /// <summary>The account, where whoever asks may read what its office says of it.</summary>
        /// <returns>The account with its periods, or <see cref="AccountNotFound"/>.</returns>
        public async Task<Result<Account>> ReviewedAccount(string key, Me me, CancellationToken ct)
        {
            var account = await db.Accounts.Include(a => a.Periods).SingleOrDefaultAsync(a => a.Key == key, ct);
            return account is not null && me.May(Act.ReadReviews, account.Office) ? account : new AccountNotFound(key);
        }

        /// <summary>The accounts whose reviews a person may see.</summary>
        public IQueryable<Account> AccountsReviewedBy(Me me)
        {
            var accounts = db.Accounts.AsNoTracking();
            return me.ScopeOf(Act.ReadReviews) switch
            {
                Scope.Government => accounts,
                Scope.Limited limited => Within(accounts, [.. limited.Offices]),
                _ => accounts.Where(_ => false),
            };
        }
    }

    /// <summary>The offices whose records a person sees; null for all.</summary>
    public static OfficeId[]? OfficesSeen(this Me me) => me.ScopeOf(Act.ReadReviews) switch
    {
        Scope.Government => null,
        Scope.Limited limited => [.. limited.Offices],
        _ => [],
    };

    private static IQueryable<Account> Within(IQueryable<Account> accounts, OfficeId[] offices) => accounts.Where(a => offices.Contains(a.Office));
}
