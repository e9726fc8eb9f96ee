using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Monitoring;

/// <summary>Takes what core wants looked at: an account now, links from now on. The jobs do the looking.</summary>
internal sealed class MonitoringOrders(TimeProvider clock) : IOrderListener
{
    public bool Takes(Order order) => order is LookAtAccount or WatchLinks or ForgetLinks;

    public async Task Handle(Order order, Guid orderId, EdgeDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        switch (order)
        {
            case LookAtAccount look:
                if (await db.LooksDue.FindAsync([look.AccountKey], ct) is { } due) due.DueAt = now;
                else db.LooksDue.Add(new LookDue { AccountKey = look.AccountKey, DueAt = now });
                break;
            case WatchLinks watch:
                string[] urls = [.. watch.Urls.Distinct(StringComparer.Ordinal)];
                var known = await db.WatchedLinks.Where(link => urls.Contains(link.Url)).Select(link => link.Url).ToListAsync(ct);
                foreach (var url in urls.Except(known))
                {
                    if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) continue;
                    db.WatchedLinks.Add(new WatchedLink { Url = url, Host = uri.IdnHost.ToLowerInvariant(), DueAt = now, Since = now });
                }

                break;
            case ForgetLinks forget:
                string[] gone = [.. forget.Urls];
                db.WatchedLinks.RemoveRange(await db.WatchedLinks.Where(link => gone.Contains(link.Url)).ToListAsync(ct));
                break;
        }

        await db.SaveChangesAsync(ct);
    }
}
