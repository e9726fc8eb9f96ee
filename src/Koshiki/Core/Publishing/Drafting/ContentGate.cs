using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing.Checking;
using Koshiki.Core.Publishing.Media;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>The checks of a stored post, as the submission asks them. E4.</summary>
internal static class ContentGate
{
    /// <param name="links">Who knows of links that did not answer.</param>
    /// <param name="audiences">The audiences of its LINE channels.</param>
    public static async Task<PostReview> Review(CoreDb db, IEnumerable<IKnownLinks> links, PostContent content, IReadOnlyDictionary<string, AudienceView> audiences, PublishingOptions options, DateTimeOffset now, CancellationToken ct) =>
        PostReview.Of(
            content, await Context(db, options, now.DayInJapan, ct) with { Links = await Dead(links, content, ct) }, options.ChannelLimits, await PictureFaults(db, content, content.Window.NotBefore ?? now, ct), [.. audiences.Values.SelectMany(a => a.Findings)]);

    /// <summary>What the checks know besides the text: of this installation, and of what offices publish.</summary>
    public static async Task<CheckContext> Context(CoreDb db, PublishingOptions options, DateOnly today, CancellationToken ct) =>
        options.ChecksOn(today) with { OwnContacts = await db.OfficeContacts.AsNoTracking().Select(c => c.Key).ToHashSetAsync(StringComparer.Ordinal, ct) };

    /// <summary>The links of the post that did not answer when they were last asked.</summary>
    private static async Task<Dictionary<string, LinkSeen>> Dead(IEnumerable<IKnownLinks> links, PostContent content, CancellationToken ct)
    {
        string?[] texts = [content.CommonText, content.Link, .. content.Channels.Select(channel => channel.OwnText)];
        var addresses = texts.OfType<string>().SelectMany(text => Links.In(text)).ToHashSet(StringComparer.Ordinal);
        var dead = new Dictionary<string, LinkSeen>(StringComparer.Ordinal);
        if (addresses.Count == 0) return dead;
        foreach (var known in links)
        {
            foreach (var link in await known.DeadAmong(addresses, ct)) dead[link.Address] = new LinkSeen(link.IsGone ? LinkState.NotFound : LinkState.NoAnswer, link.On);
        }

        return dead;
    }

    /// <summary>What is wrong with the records of the pictures, on the day on which the post goes. E5.</summary>
    public static async Task<IReadOnlyList<PictureFault>> PictureFaults(CoreDb db, PostContent content, DateTimeOffset goesAt, CancellationToken ct)
    {
        var ids = content.Channels.SelectMany(c => c.Media).Select(m => new MediaItemId(m.Item)).Distinct().ToList();
        if (ids.Count == 0) return [];
        var items = await db.MediaItems.AsNoTracking().Where(m => ids.Contains(m.Id)).ToListAsync(ct);
        return [.. items.Select(m => m.FaultOn(goesAt.DayInJapan)).OfType<PictureFault>()];
    }
}
