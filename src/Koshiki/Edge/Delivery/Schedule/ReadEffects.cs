using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Keys;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Koshiki.Edge.Delivery.Schedule;

/// <summary>Every hour, on one node: what came of each delivery to a segment, once a day for 14 days: LINE's statistics of its unit, and who has left since. F5, L1.</summary>
[DisallowConcurrentExecution]
internal sealed class ReadEffects(EdgeDb db, LineMulticasts line, MasterKey master, ILogger<ReadEffects> logger) : IJob
{
    /// <summary>LINE changes its figures for so long after a message was sent.</summary>
    /// <remarks>Source: Messaging API reference, "Get statistics per unit".</remarks>
    public const int Days = 14;

    /// <summary>Of the 60 statistics requests that LINE takes in an hour for one account.</summary>
    private const int MostOfAnAccount = 50;

    /// <summary>A recipient who leaves within this is taken as leaving because of the message. Our decision (F5).</summary>
    private static readonly TimeSpan LeavingCounts = TimeSpan.FromDays(3);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await ReadAll(cancellationToken);

    public async Task ReadAll(CancellationToken ct)
    {
        var now = (await db.Database.SqlQuery<DateTimeOffset>($"""select clock_timestamp() as "Value" """).ToListAsync(ct))[0];
        foreach (var account in await db.ConnectedAccounts.AsNoTracking().ToListAsync(ct))
        {
            if (LineSecret.Read(account.Open(master).Secret.Span) is not { } secret) continue;
            foreach (var (delivery, sentAt) in await Due(account.AccountKey, now, ct)) await Read(delivery, sentAt, secret, now, ct);
        }
    }

    /// <summary>Deliveries of the last days whose effect was not read today, the newest first.</summary>
    private async Task<List<(DeliveryId Delivery, DateTimeOffset SentAt)>> Due(string account, DateTimeOffset now, CancellationToken ct)
    {
        var today = now.DayInJapan;
        var since = now.AddDays(-Days - 1);
        var due = await (
            from delivery in db.Deliveries.AsNoTracking()
            join frozen in db.FrozenAudiences.AsNoTracking() on delivery.Id equals frozen.DeliveryId
            where delivery.AccountKey == account && delivery.FirstIntentAt > since && (frozen.EffectReadOn == null || frozen.EffectReadOn < today)
            orderby delivery.FirstIntentAt descending
            select new { delivery.Id, SentAt = delivery.FirstIntentAt!.Value }).Take(MostOfAnAccount).ToListAsync(ct);
        return [.. due.Select(d => (d.Id, d.SentAt))];
    }

    private async Task Read(DeliveryId id, DateTimeOffset sentAt, LineSecret secret, DateTimeOffset now, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var frozen = await db.FrozenAudiences.SingleAsync(f => f.DeliveryId == id, ct);
        var left = await Left(frozen, sentAt, ct);
        LineStatistics? statistics = null;
        if (frozen.StatisticsUnit is { } unit)
        {
            var (from, to) = (sentAt.DayInJapan, Min(now.DayInJapan, sentAt.DayInJapan.AddDays(Days)));
            if (await line.Statistics(secret, unit, from, to, ct) is { } figures) statistics = new LineStatistics(unit, figures.Shown, figures.Clicked, to);
            else logger.LogInformation("{Account}: LINE did not give the statistics of {Unit}.", frozen.AccountKey, unit);
        }

        frozen.EffectReadOn = now.DayInJapan;
        db.OutgoingReports.Add(OutgoingReport.For(new EffectReported(id.Value, now, left, statistics), id.Value.ToString(), now));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Recipients who have left within three days and have not come back.</summary>
    private async Task<long> Left(FrozenAudience frozen, DateTimeOffset sentAt, CancellationToken ct)
    {
        var until = sentAt + LeavingCounts;
        var gone = await db.Friends.AsNoTracking()
            .Where(f => f.AccountKey == frozen.AccountKey && f.LeftAt >= sentAt && f.LeftAt < until).Select(f => f.Ordinal).ToListAsync(ct);
        return gone.LongCount(ordinal => ordinal / 8 < frozen.Recipients.Length && (frozen.Recipients[ordinal / 8] & (1 << (ordinal % 8))) != 0);
    }

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}
