using Koshiki.Core.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Reviewing;

/// <summary>Which accounts owe the review of the fiscal year that has ended last. D4.</summary>
internal static class ReviewDue
{
    /// <summary>Accounts in use or suspended that existed in that year, without a confirmed review of the year or of both its halves.</summary>
    public static IQueryable<Account> Owing(IQueryable<Account> accounts, CoreDb db, DateOnly today)
    {
        var period = ReviewPeriod.DueOn(today);
        var (year, end) = (period.Year, period.Last);
        var reviews = db.AccountReviews;
        return accounts.Where(a => (a.State == AccountState.Active || a.State == AccountState.Suspended) && (a.OpenedOn == null || a.OpenedOn <= end)
            && !reviews.Any(r => r.Account == a.Id && r.Year == year && r.Status == ReviewStatus.Confirmed
                && (r.Half == 0 || (r.Half == 1 && reviews.Any(second => second.Account == r.Account && second.Year == r.Year && second.Half == 2 && second.Status == ReviewStatus.Confirmed)))));
    }
}
