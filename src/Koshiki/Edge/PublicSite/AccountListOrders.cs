using Koshiki.Exchange;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.PublicSite;

/// <summary>Stores the list that a <see cref="PublishAccountList"/> brings. The same order twice, or an older one late, changes nothing.</summary>
internal sealed class AccountListOrders : IOrderListener
{
    /// <summary>The NOTIFY channel that tells every public node to look at the table.</summary>
    public const string Bell = "public_list";

    public bool Takes(Order order) => order is PublishAccountList;

    public async Task Handle(Order order, Guid orderId, EdgeDb db, CancellationToken ct)
    {
        var list = (PublishAccountList)order;
        // One statement, so that two nodes that carry out two publications at once cannot leave the lower number.
        var replaced = await db.Database.ExecuteSqlAsync($"""
            insert into public_site.published_list as stored (id, number, published_at, content)
            values ({PublishedList.OnlyRow}, {list.Number}, {list.PublishedAt.ToUniversalTime()}, {MessageJson.ToBytes<Order>(list)})
            on conflict (id) do update set number = excluded.number, published_at = excluded.published_at, content = excluded.content
            where stored.number < excluded.number
            """, ct);
        if (replaced > 0) await db.Database.ExecuteSqlAsync($"select pg_notify({Bell}, '')", ct);
    }
}
