using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Reviewing;

/// <summary>What the delivery log knows of an account in a period. D4.</summary>
internal static class ReviewFigures
{
    private static readonly DeliveryState[] Ended = [DeliveryState.Sent, DeliveryState.NotSent, DeliveryState.TooLate];

    /// <param name="today">Days after it are not counted as silent.</param>
    public static async Task<PeriodFigures> Of(CoreDb db, string accountKey, ReviewPeriod period, DateOnly today, CancellationToken ct)
    {
        var (from, until) = (period.First.Beginning, period.Last.AddDays(1).Beginning);
        var rows = await db.ChannelDeliveries.AsNoTracking()
            .Where(d => d.AccountKey == accountKey && d.At >= from && d.At < until && d.Kind != AuthorizationKind.Test && d.Kind != AuthorizationKind.Drill && Ended.Contains(d.State))
            .Select(d => new DeliveryOutcomeRow(d.Post.Value, d.State, d.Recipients, d.At)).ToListAsync(ct);
        return Count(rows, period, today);
    }

    /// <summary>A post that needed two attempts is one post; what failed and went out later is no failure.</summary>
    internal static PeriodFigures Count(IReadOnlyList<DeliveryOutcomeRow> rows, ReviewPeriod period, DateOnly today)
    {
        var sent = rows.Where(r => r.State is DeliveryState.Sent).ToList();
        var posts = sent.Select(r => r.Post).ToHashSet();
        var failed = rows.Where(r => r.State is not DeliveryState.Sent && !posts.Contains(r.Post)).Select(r => r.Post).Distinct().Count();
        var end = today < period.Last ? today : period.Last;
        var days = sent.Select(r => r.At.DayInJapan).Distinct().Order().ToList();
        var silentMonths = Months(period.First, end).Count(month => !days.Exists(day => day.Year == month.Year && day.Month == month.Month));
        return new PeriodFigures(posts.Count, sent.Exists(r => r.Accepted is not null) ? sent.Sum(r => r.Accepted ?? 0) : null, failed, silentMonths, LongestPause(days, period.First, end), days.Count > 0 ? days[^1] : null);
    }

    private static int LongestPause(List<DateOnly> days, DateOnly first, DateOnly end)
    {
        var longest = 0;
        var before = first.AddDays(-1);
        foreach (var day in days.Append(end.AddDays(1)))
        {
            longest = Math.Max(longest, day.DayNumber - before.DayNumber - 1);
            before = day;
        }

        return longest;
    }

    /// <summary>The months of which at least the last day has passed.</summary>
    private static IEnumerable<DateOnly> Months(DateOnly first, DateOnly end)
    {
        for (var month = first; month.AddMonths(1).AddDays(-1) <= end; month = month.AddMonths(1)) yield return month;
    }
}

/// <param name="Accepted">For how many people the platform took it; null where it does not say.</param>
internal sealed record DeliveryOutcomeRow(Guid Post, DeliveryState State, long? Accepted, DateTimeOffset At);
