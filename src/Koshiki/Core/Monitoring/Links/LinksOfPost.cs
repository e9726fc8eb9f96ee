using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.Foundation.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Links;

/// <summary>When a channel has been accepted by its platform: notes the addresses in what went out, and has the edge check the new ones. E9.</summary>
internal sealed class LinksOfPost(CoreDb db) : IFactListener<PostDelivered>
{
    public async Task Hear(PostDelivered fact, Guid message, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(fact);
        var stored = await db.Seals.AsNoTracking().SingleOrDefaultAsync(seal => seal.Hash == fact.Seal, ct);
        if (stored is null || SealedPost.Parse(stored.Bytes).Channels.FirstOrDefault(channel => channel.AccountKey == fact.AccountKey) is not { } channel) return;
        var urls = LinkAddress.Of(channel);
        if (urls.Count == 0) return;
        var post = await db.Posts.AsNoTracking().Where(post => post.Id == fact.Post).Select(post => new { post.Title, post.Office }).SingleAsync(ct);
        var noted = await db.PublishedLinks.Where(link => link.Post == fact.Post && link.AccountKey == fact.AccountKey).Select(link => link.Url).ToListAsync(ct);
        var watched = await db.CheckedLinks.Where(link => urls.Contains(link.Url)).Select(link => link.Url).ToListAsync(ct);

        // Write
        foreach (var url in urls.Except(noted))
        {
            db.PublishedLinks.Add(new PublishedLink
            {
                Post = fact.Post, AccountKey = fact.AccountKey, Url = url, Platform = channel.Platform, Office = post.Office, Title = post.Title, PostedAt = fact.At, PostUrl = fact.Url,
            });
        }

        string[] fresh = [.. urls.Except(watched)];
        foreach (var url in fresh) db.CheckedLinks.Add(new CheckedLink { Url = url });
        if (fresh.Length > 0) db.Send(new WatchLinks(fresh), LinkForgetting.Aggregate);
        await db.SaveChangesAsync(ct);
    }
}
