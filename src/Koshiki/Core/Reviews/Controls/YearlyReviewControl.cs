using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Controls;

/// <summary>Whether the office has looked back at each account in time. G2-7(4).</summary>
internal sealed class YearlyReviewControl(CoreDb db) : IAutomaticControl
{
    public string Key => "yearly-review";

    public string Title => "アカウントの振り返りを定期に行い、所属長が確認している";

    /// <summary><c>months</c>: how long a confirmed review holds.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string> { ["months"] = "15" };

    public async Task<IReadOnlyList<ControlFinding>> Judge(ControlRun run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        var months = int.Parse(run.Parameters["months"], CultureInfo.InvariantCulture);
        var confirmed = await db.AccountReviews.AsNoTracking().Where(r => r.Status == ReviewStatus.Confirmed).Select(r => new { r.Account, r.AccountKey, r.Id, r.Year, r.Half }).ToListAsync(ct);
        var last = confirmed.GroupBy(r => r.Account).ToDictionary(g => g.Key, g => g.MaxBy(r => new ReviewPeriod(r.Year, r.Half).Last)!);

        return [.. run.Accounts.Where(a => a.State is AccountState.Active or AccountState.Suspended).Select(Finding).OfType<ControlFinding>()];

        ControlFinding? Finding(ControlledAccount account)
        {
            if (!last.TryGetValue(account.Id, out var review))
            {
                // A young account has nothing to look back at yet.
                if (account.OpenedOn is { } opened && opened.AddMonths(months) > run.Day) return null;
                return new ControlFinding(account.Office, account.Id, ControlVerdict.NotMet, "確認済みの振り返りがありません。", null, run.Day);
            }

            var period = new ReviewPeriod(review.Year, review.Half);
            var holds = period.Last.AddMonths(months);
            return new ControlFinding(
                account.Office, account.Id, run.Day <= holds ? ControlVerdict.Met : ControlVerdict.NotMet, $"最後に確認された振り返りは、{period.Name}のものです。", $"/accounts/{review.AccountKey}/reviews/{review.Id.Value}", holds);
        }
    }
}
