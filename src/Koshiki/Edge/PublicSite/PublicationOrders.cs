using Koshiki.Exchange;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.PublicSite;

/// <summary>Stores what core publishes: the list, the documents, the warnings. The same order twice, or an older one late, changes nothing.</summary>
internal sealed class PublicationOrders : IOrderListener
{
    /// <summary>The NOTIFY channel that tells every public node to look at the table.</summary>
    public const string Bell = "public_list";

    /// <summary>The orders that a public node carries out by itself.</summary>
    public static readonly string[] Kinds = [nameof(PublishAccountList), nameof(PublishDocuments), nameof(PublishImpersonators)];

    public bool Takes(Order order) => order is PublishAccountList or PublishDocuments or PublishImpersonators;

    public async Task Handle(Order order, Guid orderId, EdgeDb db, CancellationToken ct)
    {
        var (part, number) = order switch
        {
            PublishAccountList list => (PublishedPart.List, list.Number),
            PublishDocuments documents => (PublishedPart.Documents, documents.Number),
            _ => (PublishedPart.Impersonators, ((PublishImpersonators)order).Number),
        };
        // One statement, so that two nodes that carry out two publications at once cannot leave the lower number.
        var replaced = await db.Database.ExecuteSqlAsync($"""
            insert into public_site.publication as stored (part, number, content)
            values ({part.ToString()}, {number}, {MessageJson.ToBytes<Order>(order)})
            on conflict (part) do update set number = excluded.number, content = excluded.content
            where stored.number < excluded.number
            """, ct);
        if (replaced > 0) await db.Database.ExecuteSqlAsync($"select pg_notify({Bell}, '')", ct);
    }
}
