using Koshiki.Edge.Platforms;
using Koshiki.Exchange;
using Koshiki.Foundation.Keys;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Koshiki.Edge.Delivery.Schedule;

/// <summary>Every six hours, on one node: asks each platform whether it still takes our token, so that a broken one is known before it is needed. Reads LINE's quota on the way.</summary>
[DisallowConcurrentExecution]
internal sealed class CheckConnections(EdgeDb db, Connectors connectors, MasterKey master, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await CheckAll(cancellationToken);

    public async Task CheckAll(CancellationToken ct)
    {
        foreach (var account in await db.ConnectedAccounts.ToListAsync(ct))
        {
            if (connectors.For(account.Platform) is not { } connector) continue;
            var result = await connector.Check(account.Open(master), ct);
            var now = clock.GetUtcNow();
            switch (result)
            {
                case ConnectionCheck.Works works:
                    if (account.Saw(true, null, now)) db.Announce(new ConnectionReported(account.AccountKey, true, null, now));
                    if (works.Quota is { } quota) db.OutgoingReports.Add(OutgoingReport.For(new QuotaReported(account.AccountKey, quota.Limit, quota.Used, now), account.AccountKey, now));
                    break;
                case ConnectionCheck.Broken broken:
                    if (account.Saw(false, broken.Reason, now)) db.Announce(new ConnectionReported(account.AccountKey, false, broken.Reason, now));
                    break;
            }

            await db.SaveChangesAsync(ct);
        }
    }
}
