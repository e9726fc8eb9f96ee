using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Koshiki.Edge.Segments.Reporting;

/// <summary>Every minute, on one node: tells core how the friends of each account stand, when something has changed or a day has ended. L1, K4.</summary>
[DisallowConcurrentExecution]
internal sealed class ReportFriends(EdgeDb db, SegmentIndex index, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await ReportAll(cancellationToken);

    public async Task ReportAll(CancellationToken ct)
    {
        foreach (var account in await db.FriendRegisters.AsNoTracking().Select(r => r.AccountKey).Order().ToListAsync(ct))
        {
            // Counts come from the index, which need not be at the register's last change: what is missing is in the next minute's report.
            if (await index.Overview(account, ct) is { } overview) await Report(account, overview, clock.GetUtcNow(), ct);
        }
    }

    private async Task Report(string account, SegmentOverview overview, DateTimeOffset now, CancellationToken ct)
    {
        // Read
        var last = await db.FriendReports.FindAsync([account], ct);
        var today = now.DayInJapan;
        if (last is not null && last.ChangeNumber >= overview.ChangeNumber && last.Day >= today) return;
        var since = last?.At ?? DateTimeOffset.MinValue;
        var changed = await db.FriendDays.AsNoTracking().Where(d => d.AccountKey == account && d.ChangedAt >= since).Select(d => d.Day).Distinct().ToListAsync(ct);

        // Decide: today, the day that has just ended, and days that late events have changed
        var days = changed.Append(today).Concat(last is not null && last.Day < today ? [last.Day] : []).Where(day => day <= today).Distinct().Order().ToList();
        var counted = await db.FriendDays.AsNoTracking().Where(d => d.AccountKey == account && days.Contains(d.Day)).ToListAsync(ct);

        // Write
        foreach (var day in days)
        {
            var figures = counted.Where(d => d.Day == day).ToList();
            var report = new FriendsReported(
                account, day, overview, figures.Sum(d => d.Followed), figures.Sum(d => d.Left),
                figures.Where(d => d.Followed > 0).ToDictionary(d => d.Source, d => d.Followed));
            db.OutgoingReports.Add(OutgoingReport.For(report, account, now));
        }

        last ??= db.FriendReports.Add(new FriendReport { AccountKey = account }).Entity;
        (last.ChangeNumber, last.Day, last.At) = (overview.ChangeNumber, today, now - ClockSlack);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Days are marked by the database's clock and reports by this machine's; a day reported twice does no harm, one left out would.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(1);
}
