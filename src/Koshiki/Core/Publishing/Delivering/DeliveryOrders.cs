using Koshiki.Exchange;
using Koshiki.Foundation;

namespace Koshiki.Core.Publishing.Delivering;

/// <summary>Gives leave to send and orders it, in the save of the act that allows it. There is no other way out of core.</summary>
internal static class DeliveryOrders
{
    /// <summary>Authorises and orders every channel that is not on its platform yet.</summary>
    /// <returns>The leave given, or <see cref="EarlierDeliveriesStillOpen"/>, <see cref="AccountCannotSpeak"/>, <see cref="WindowPassed"/>.</returns>
    public static Result<GivenAuthorization> Give(CoreDb db, PostCase at, StoredSeal seal, AuthorizationKind kind, Decider by, PublishingOptions options, DateTimeOffset now)
    {
        if (at.EarlierOpen) return new EarlierDeliveriesStillOpen();
        foreach (var account in at.Accounts)
        {
            if (account.CanSpeak().IsRefused(out var silent)) return silent;
        }

        var window = WindowFor(at.Post, kind, options, now);
        if (window.IsRefused(out var passed)) return passed;

        var leave = new GivenAuthorization
        {
            Id = Guid.CreateVersion7(now), Post = at.Post.Id, Kind = kind, Seal = seal.Hash,
            NotBefore = window.Value.NotBefore!.Value, NotAfter = window.Value.NotAfter!.Value,
            GivenBy = by.Person, GivenByName = by.Name, GivenAt = now,
        };
        db.GivenAuthorizations.Add(leave);
        at.Post.GoesWithin(leave.NotBefore);
        Order(db, at, at.Unsent, seal, leave, leave.ForEdge(), now);
        return leave;
    }

    /// <summary>Orders channels under a leave. Each repetition of a channel of the same seal carries the next attempt.</summary>
    public static void Order(CoreDb db, PostCase at, IReadOnlyList<PostChannel> channels, StoredSeal seal, GivenAuthorization leave, DeliveryAuthorization forEdge, DateTimeOffset now)
    {
        var priority = leave.Kind is AuthorizationKind.Emergency || at.Post.Purpose is Purpose.Emergency ? DeliveryPriority.Emergency : DeliveryPriority.Normal;
        int Attempt(PostChannel channel) => 1 + at.Deliveries.Where(d => d.Seal == seal.Hash && d.AccountKey == channel.AccountKey).Select(d => d.Attempt).DefaultIfEmpty(0).Max();
        foreach (var sameAttempt in channels.GroupBy(Attempt).OrderBy(g => g.Key))
        {
            foreach (var channel in sameAttempt) db.ChannelDeliveries.Add(ChannelDelivery.Ordered(at.Post, channel, leave, sameAttempt.Key, now));
            db.Send(new DeliverPost(seal.Bytes, forEdge, [.. sameAttempt.Select(c => c.AccountKey)], priority, sameAttempt.Key), seal.Hash.Hex);
        }
    }

    /// <summary>Tells the edge not to send what of this post has been ordered and has not gone.</summary>
    /// <param name="hold">True to keep it for a later release.</param>
    public static void CallOff(CoreDb db, PostCase at, bool hold)
    {
        foreach (var seal in at.Newest.Where(d => !d.IsCertainlyUnsent && d.State is not DeliveryState.Sent).Select(d => d.Seal).Distinct())
        {
            db.Send(new WithdrawDelivery(seal, hold), seal.Hex);
        }
    }

    /// <summary>At its time, or after the span in which it can still be taken back; an emergency goes at once.</summary>
    private static Result<PostWindow> WindowFor(Post post, AuthorizationKind kind, PublishingOptions options, DateTimeOffset now)
    {
        var earliest = kind is AuthorizationKind.Emergency ? now : now + options.CancelWindow;
        var goesAt = post.NotBefore > earliest ? post.NotBefore.Value : earliest;
        var until = post.NotAfter ?? (post.NotBefore ?? goesAt) + options.Lateness;
        return until <= goesAt ? new WindowPassed(until) : new PostWindow(goesAt, until);
    }
}
