using Koshiki.Edge.Platforms;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Delivery;

/// <summary>Lets an order to deliver in: only what the authorisation's seal covers becomes a delivery that can be sent. ARCHITECTURE 3.1.</summary>
internal static class DeliveryAdmission
{
    /// <summary>How a test message must begin, so that nobody takes it for the real one.</summary>
    private const string TestMark = "【試験】";

    /// <param name="isOld">The order was given before this database was restored.</param>
    public static async Task Admit(EdgeDb db, DeliverPost order, bool isOld, DateTimeOffset now, CancellationToken ct)
    {
        var seal = order.Authorization.Seal;
        var intact = SealHash.Of(order.SealedBytes) == seal;
        var post = intact ? SealedPost.Parse(order.SealedBytes) : null;
        if (intact && !await db.Seals.AnyAsync(s => s.Seal == seal, ct)) db.Seals.Add(new StoredSeal { Seal = seal, Bytes = order.SealedBytes });

        foreach (var account in order.AccountKeys.Distinct().Order(StringComparer.Ordinal))
        {
            var id = new DeliveryId(NameBasedId.Delivery(seal.Hex, account, order.Attempt));
            if (await db.Deliveries.AnyAsync(d => d.Id == id, ct)) continue;

            var channel = post?.Channels.SingleOrDefault(c => c.AccountKey == account);
            var delivery = Make(id, order, account, channel, now);
            db.Deliveries.Add(delivery);
            if (!intact) Refuse(db, delivery, DeliveryReasons.SealBroken, now);
            else if (channel is null) Refuse(db, delivery, DeliveryReasons.NotInTheSeal, now);
            else if (order.Authorization.Kind == AuthorizationKind.Test && !IsATest(channel)) Refuse(db, delivery, DeliveryReasons.TestGoesToNamedStaff, now);
            else if (isOld) db.Announce(delivery.Move(DeliveryMove.Hold, DeliveryReasons.AfterRestore, now).Value);
            else db.Announce(delivery.Report(now));
        }
    }

    private static bool IsATest(SealedChannel channel) =>
        channel.Audience is Audience.Named && channel.Text.StartsWith(TestMark, StringComparison.Ordinal);

    private static void Refuse(EdgeDb db, ChannelDelivery delivery, string reason, DateTimeOffset now) =>
        db.Announce(delivery.Move(DeliveryMove.Refuse, reason, now).Value);

    private static ChannelDelivery Make(DeliveryId id, DeliverPost order, string account, SealedChannel? channel, DateTimeOffset now) => new()
    {
        Id = id,
        Seal = order.Authorization.Seal,
        AuthorizationId = order.Authorization.Id,
        Kind = order.Authorization.Kind,
        AccountKey = account,
        Platform = channel?.Platform,
        Attempt = order.Attempt,
        Priority = order.Priority,
        OrderedAt = now,
        NotBefore = order.Authorization.NotBefore,
        NotAfter = order.Authorization.NotAfter,
        DueAt = order.Authorization.NotBefore,
    };
}
