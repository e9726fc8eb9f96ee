using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>Fixes the recipients of a delivery in one transaction; afterwards they never change. ARCHITECTURE 3.4.</summary>
internal sealed class Freezing(EdgeDb db, FriendApplier applier, SegmentFreezer freezer, ILogger<Freezing> logger)
{
    /// <summary>Recipients that were frozen longer ago than this, with nothing sent yet, are frozen anew. Our decision (ARCHITECTURE 3.4).</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(30);

    /// <summary>How long to wait for an index that lags.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>Whether a delivery has to be frozen before it can go on: never yet, too long ago, or as nobody or too many, which only a person's word on that very number covers.</summary>
    public static bool IsDue(ChannelDelivery delivery, SegmentCase? segment, long? ceiling) =>
        segment is null
        || (segment.NothingOpenedYet && (segment.ReadAt - segment.Frozen.FrozenAt > GoodFor || segment.Frozen.Count == 0 || segment.Frozen.Count > Allowed(delivery, ceiling)));

    /// <summary>Freezes, and writes how that leaves the delivery: ready to be sent, waiting for the index, or asking a person.</summary>
    /// <returns>True when it may be sent.</returns>
    public async Task<bool> Freeze(DeliveryId id, Audience.Segment audience, long? ceiling, AccountLease lease, CancellationToken ct)
    {
        // Most of what waits is applied beforehand, so that the transaction itself is short.
        while (await applier.Step(lease.Account, ct) == FriendApplier.BatchSize) continue;
        db.ChangeTracker.Clear();
        await using var transaction = await FencedTransaction.Begin(db, lease, ct);
        if (await DeliveryCase.Load(db, id, ct) is not { } chosen || !DeliveryFlow.IsRunning(chosen.Delivery.State) || !transaction.MayOpen) return false;
        // The index may take its five seconds while this transaction does nothing.
        await db.Database.ExecuteSqlRawAsync("set local idle_in_transaction_session_timeout = '8s'", ct);
        var applied = await applier.Drain(db, lease.Account, ct);
        var bits = await freezer.Freeze(db, lease.Account, audience.Rule, ct);
        if (bits is FrozenBits.NotReady notReady)
        {
            logger.LogWarning("{Account}: delivery {Delivery} waits: {Reason}", lease.Account, id.Value, notReady.Reason);
            await transaction.DisposeAsync();
            await Wait(id, lease, ct);
            return false;
        }

        var delivery = chosen.Delivery;
        var refused = bits is FrozenBits.NotOffered gone ? SegmentReasons.NotOffered(gone.Option) : await Keep((FrozenBits.Frozen)bits, delivery, ceiling, transaction.Now, ct);
        if (refused is not null) db.Announce(delivery.Move(DeliveryMove.Ask, refused, transaction.Now).Value);
        await db.SaveChangesAsync(ct);
        await transaction.Commit(ct);
        await applier.Finish(applied, ct);
        return refused is null;
    }

    /// <returns>Why a person is asked; null when it may be sent.</returns>
    private async Task<string?> Keep(FrozenBits.Frozen bits, ChannelDelivery delivery, long? ceiling, DateTimeOffset now, CancellationToken ct)
    {
        var allowed = Allowed(delivery, ceiling);
        var frozen = await db.FrozenAudiences.SingleOrDefaultAsync(f => f.DeliveryId == delivery.Id, ct);
        if (frozen is null)
        {
            frozen = new FrozenAudience
            {
                DeliveryId = delivery.Id,
                AccountKey = delivery.AccountKey,
                ChangeNumber = bits.ChangeNumber,
                Recipients = bits.Recipients,
                Count = bits.Count,
                Sha256 = bits.Sha256,
                FrozenAt = now,
                Settled = [],
            };
            db.FrozenAudiences.Add(frozen);
        }
        else
        {
            (frozen.ChangeNumber, frozen.Recipients, frozen.Count, frozen.Sha256, frozen.FrozenAt) = (bits.ChangeNumber, bits.Recipients, bits.Count, bits.Sha256, now);
            frozen.Freezing++;
        }

        delivery.Planned = bits.Count;
        return bits.Count switch
        {
            0 => SegmentReasons.Nobody,
            var count when count > allowed => SegmentReasons.AboveCeiling(count, ceiling ?? 0),
            _ => null,
        };
    }

    /// <summary>A person who saw a number above the ceiling and said "send" has spoken of that number, and of none above it.</summary>
    private static long Allowed(ChannelDelivery delivery, long? ceiling) => delivery.ReleasedByAPerson ? Math.Max(ceiling ?? 0, delivery.Planned ?? 0) : ceiling ?? 0;

    private async Task Wait(DeliveryId id, AccountLease lease, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await FencedTransaction.Begin(db, lease, ct);
        if (await DeliveryCase.Load(db, id, ct) is not { } chosen || !DeliveryFlow.IsRunning(chosen.Delivery.State)) return;
        db.Announce(chosen.Delivery.Move(DeliveryMove.Wait, SegmentReasons.NotReady, transaction.Now, transaction.Now + LookAgain).Value);
        await db.SaveChangesAsync(ct);
        await transaction.Commit(ct);
    }
}
