using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Links;

/// <summary>Once an hour: addresses of posts that are no longer on any platform need no more checking. E9.</summary>
internal sealed class LinkForgetting(CoreDb db)
{
    /// <summary>Orders about links keep their order.</summary>
    public const string Aggregate = "links";

    private const int MostAtOnce = 500;

    /// <returns>How many addresses were let go.</returns>
    public async Task<int> ForgetDeleted(CancellationToken ct)
    {
        // Read
        var gone = await db.PublishedLinks.Where(link => db.Set<Post>().Any(post => post.Id == link.Post && post.Status == PostStatus.Deleted)).OrderBy(link => link.Post).ThenBy(link => link.Url).Take(MostAtOnce).ToListAsync(ct);
        if (gone.Count == 0) return 0;
        var posts = gone.Select(link => link.Post).Distinct().ToArray();
        var urls = gone.Select(link => link.Url).Distinct().ToArray();
        var free = await db.CheckedLinks.Where(checkedLink => urls.Contains(checkedLink.Url) && !db.Set<PublishedLink>().Any(link => link.Url == checkedLink.Url && !posts.Contains(link.Post))).ToListAsync(ct);

        // Write
        db.PublishedLinks.RemoveRange(gone);
        db.CheckedLinks.RemoveRange(free);
        if (free.Count > 0) db.Send(new ForgetLinks([.. free.Select(link => link.Url)]), Aggregate);
        await db.SaveChangesAsync(ct);
        return free.Count;
    }
}
