using Koshiki.Core.Accounts;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing;

/// <summary>A post with all that a decision about it needs.</summary>
internal sealed record PostCase(Post Post, IReadOnlyList<Account> Accounts, IReadOnlyList<ChannelDelivery> Deliveries)
{
    /// <summary>The newest delivery of each channel; tests of the message do not count.</summary>
    public IReadOnlyList<ChannelDelivery> Newest => [.. NewestOf(Deliveries)];

    /// <summary>The channels that are not on their platforms.</summary>
    public IReadOnlyList<PostChannel> Unsent
    {
        get
        {
            var newest = Newest;
            return [.. Post.Channels.Where(c => newest.All(d => d.AccountKey != c.AccountKey || d.State is not DeliveryState.Sent)).OrderBy(c => c.Number)];
        }
    }

    /// <summary>Something ordered before may still go out.</summary>
    public bool EarlierOpen => Newest.Any(d => !d.IsCertainlyUnsent && d.State is not DeliveryState.Sent);

    /// <summary>A request was on the way for something that is held now, and nobody knows yet what became of it.</summary>
    public bool MayBeOut => Newest.Any(d => d is { BeganAt: not null, State: DeliveryState.Held or DeliveryState.Sending or DeliveryState.Unknown or DeliveryState.AskingAPerson });

    public static IEnumerable<ChannelDelivery> NewestOf(IEnumerable<ChannelDelivery> deliveries) => deliveries
        .Where(d => d.Kind is not AuthorizationKind.Test)
        .GroupBy(d => d.AccountKey)
        .Select(g => g.OrderByDescending(d => d.OrderedAt).ThenByDescending(d => d.Attempt).First());

    public static async Task<PostCase?> Load(CoreDb db, PostId id, CancellationToken ct)
    {
        // One query: two would let another save slip between the post and its steps.
        var post = await db.Posts.Include(p => p.Channels).Include(p => p.Steps).AsSingleQuery().SingleOrDefaultAsync(p => p.Id == id, ct);
        if (post is null) return null;

        var accountIds = post.Channels.Select(c => c.Account).ToList();
        var accounts = await db.Accounts.Where(a => accountIds.Contains(a.Id)).ToListAsync(ct);
        var deliveries = await db.ChannelDeliveries.Where(d => d.Post == id).ToListAsync(ct);
        return new PostCase(post, accounts, deliveries);
    }
}
