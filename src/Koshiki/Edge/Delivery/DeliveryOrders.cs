using Koshiki.Edge.Delivery.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Delivery;

/// <summary>Takes core's orders about deliveries. An order that does not fit any more changes nothing; how the delivery stands is reported again.</summary>
internal sealed class DeliveryOrders : IOrderListener
{
    /// <summary>How long a person's "send" keeps the window open once it has closed.</summary>
    public static readonly TimeSpan WindowAfterAPersonsWord = TimeSpan.FromMinutes(30);

    public bool Takes(Order order) => order is DeliverPost or MoveDelivery or WithdrawDelivery or DecideDelivery or ReleaseHeld;

    public async Task Handle(Order order, Guid orderId, EdgeDb db, CancellationToken ct)
    {
        var now = (await db.Database.SqlQuery<DateTimeOffset>($"""select clock_timestamp() as "Value" """).ToListAsync(ct))[0];
        var isOld = await WasGivenBeforeARestore(db, orderId, ct);
        switch (order)
        {
            case DeliverPost deliver:
                await DeliveryAdmission.Admit(db, deliver, isOld, now, ct);
                break;
            case MoveDelivery move:
                foreach (var known in await DeliveryCase.OfSeal(db, move.Seal, ct)) MoveWindow(db, known.Delivery, move, now);
                break;
            case WithdrawDelivery withdraw:
                foreach (var known in await DeliveryCase.OfSeal(db, withdraw.Seal, ct)) Withdraw(db, known, withdraw.Hold, now);
                break;
            case DecideDelivery decide when await DeliveryCase.Load(db, new DeliveryId(decide.DeliveryId), ct) is { } asked:
                await Decide(db, asked, decide, isOld, now, ct);
                break;
            case ReleaseHeld release:
                foreach (var id in release.DeliveryIds.Order())
                {
                    if (await DeliveryCase.Load(db, new DeliveryId(id), ct) is { } held) Release(db, held.Delivery, isOld, now);
                }

                break;
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>A restored queue may hold orders that were carried out before; nobody who gave them knows of the restore.</summary>
    private static async Task<bool> WasGivenBeforeARestore(EdgeDb db, Guid orderId, CancellationToken ct)
    {
        var heldBefore = await db.Heartbeats.AsNoTracking().Select(h => h.OrdersHeldBefore).SingleOrDefaultAsync(ct);
        return heldBefore is { } instant && await db.IncomingOrders.AnyAsync(o => o.Id == orderId && o.CreatedAt < instant, ct);
    }

    private static void MoveWindow(EdgeDb db, ChannelDelivery delivery, MoveDelivery move, DateTimeOffset now)
    {
        if (delivery.State is DeliveryState.Waiting or DeliveryState.Held)
        {
            (delivery.NotBefore, delivery.NotAfter, delivery.DueAt) = (move.NotBefore, move.NotAfter, move.NotBefore);
        }

        db.Announce(delivery.Report(now));
    }

    private static void Withdraw(EdgeDb db, DeliveryCase known, bool hold, DateTimeOffset now)
    {
        var delivery = known.Delivery;
        if (hold)
        {
            Announce(db, delivery, delivery.Move(DeliveryMove.Hold, DeliveryReasons.HeldByAPerson, now), now);
        }
        else if (DeliveryFlow.IsRunning(delivery.State) && delivery.FirstIntentAt is not null)
        {
            // A request may be under way: nothing more is sent, and the clerk finds out how it stands.
            delivery.WithdrawalAsked = true;
            db.Announce(delivery.Report(now));
        }
        else if (known.MayBeOut && delivery.Move(DeliveryMove.FindOut, DeliveryReasons.FindingOut, now, now) is { Succeeded: true } standing)
        {
            // "Withdrawn" says that nothing went out, and the post may then go out anew: that has to be known first.
            delivery.WithdrawalAsked = true;
            db.Announce(standing.Value);
        }
        else
        {
            Announce(db, delivery, delivery.Move(DeliveryMove.Withdraw, DeliveryReasons.WithdrawnByAPerson, now), now);
        }
    }

    private static async Task Decide(EdgeDb db, DeliveryCase known, DecideDelivery decide, bool isOld, DateTimeOffset now, CancellationToken ct)
    {
        var delivery = known.Delivery;
        if (isOld)
        {
            db.Announce(delivery.Report(now));
            return;
        }

        switch (decide.Decision)
        {
            case DeliveryDecision.WasSent when delivery.Reason == SegmentReasons.KeyTooOld && await SegmentWord.OpenedWereSent(db, delivery, ct) is { } left && left > 0:
                SendAgain(db, known, now);
                break;
            case DeliveryDecision.WasSent:
                known.ResolveDoubts(null, IntentOutcome.DecidedByAPerson, now);
                Announce(db, delivery, delivery.Finish(decide.PlatformPostId, null, null, null, null, now), now);
                break;
            case DeliveryDecision.SendAgain:
                SendAgain(db, known, now);
                if (delivery.Planned is not null) await SegmentWord.SendAnew(db, delivery, now, ct);
                break;
            case DeliveryDecision.GiveUp:
                Announce(db, delivery, delivery.Move(DeliveryMove.GiveUp, DeliveryReasons.GivenUpByAPerson, now), now);
                break;
        }
    }

    private static void SendAgain(EdgeDb db, DeliveryCase known, DateTimeOffset now)
    {
        var delivery = known.Delivery;
        var moved = delivery.Move(DeliveryMove.SendAgain, null, now, now > delivery.NotBefore ? now : delivery.NotBefore);
        if (moved.Succeeded)
        {
            // Within LINE's 24 hours the old key still protects; later the platform would take it as a new request anyway.
            if (known.KeyIsOld(now)) delivery.Generation++;
            known.ResolveDoubts(null, IntentOutcome.DecidedByAPerson, now);
            (delivery.Tries, delivery.Looks, delivery.Resent) = (0, 0, 0);
            (delivery.ReleasedByAPerson, delivery.WithdrawalAsked) = (true, false);
            if (delivery.NotAfter < now + WindowAfterAPersonsWord) delivery.NotAfter = now + WindowAfterAPersonsWord;
        }

        Announce(db, delivery, moved, now);
    }

    private static void Release(EdgeDb db, ChannelDelivery delivery, bool isOld, DateTimeOffset now)
    {
        if (isOld)
        {
            db.Announce(delivery.Report(now));
            return;
        }

        Announce(db, delivery, delivery.Move(DeliveryMove.Release, null, now, now > delivery.NotBefore ? now : delivery.NotBefore), now);
    }

    private static void Announce(EdgeDb db, ChannelDelivery delivery, Result<DeliveryReported> moved, DateTimeOffset now) =>
        db.Announce(moved.Succeeded ? moved.Value : delivery.Report(now));
}
