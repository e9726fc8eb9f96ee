using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>The clerk's work on a delivery to a segment: freeze once, then slice after slice until LINE has every chunk.</summary>
internal sealed class SegmentClerk(EdgeDb db, Freezing freezing, Preflight preflight, Slices slices, DeliveryJudge judge, ILogger<SegmentClerk> logger)
{
    /// <summary>Does the next stretch of a delivery that is due and has nothing against it.</summary>
    /// <exception cref="LeaseLostException">Somebody else has taken the account.</exception>
    public async Task Work(DeliveryId id, PostToSend post, AccountLease lease, CancellationToken ct)
    {
        if (LineSecret.Read(post.Account.Secret.Span) is not { } secret)
        {
            await Write(id, lease, (chosen, now) => Ask(chosen, CommonReasons.SecretUnreadable("LINE"), isBroken: true, now));
            return;
        }

        if (Freezing.IsDue(await Find(id, ct), await Load(id, ct), post.Channel.Ceiling) && !await freezing.Freeze(id, (Audience.Segment)post.Channel.Audience, post.Channel.Ceiling, lease, ct)) return;
        if ((await Load(id, ct))!.NothingOpenedYet && !await MayStart(id, post.Account, secret, lease, ct)) return;
        if (await Begin(id, lease, ct) is not { } untilNotAfter) return;
        var segment = (await Load(id, ct))!;
        if (segment.NeedsAPerson)
        {
            await Write(id, lease, (chosen, now) => Ask(chosen, SegmentReasons.KeyTooOld, isBroken: false, now));
            return;
        }

        var slice = slices.Cut(segment, post.Channel, secret, lease, untilNotAfter);
        if (slice.IsRefused(out var refusal))
        {
            await Write(id, lease, (chosen, now) => Ask(chosen, refusal.Sentence, isBroken: false, now));
            return;
        }

        var before = segment.Snapshot().Accepted;
        var end = await slice.Value.Run(stop => Note(id, segment, lease, stop), ct);
        await Write(id, lease, (chosen, now) => Conclude(chosen, segment, end, before, now));
    }

    private async Task<SegmentCase?> Load(DeliveryId id, CancellationToken ct) => await SegmentCase.Load(db, await Find(id, ct), ct);

    private Task<ChannelDelivery> Find(DeliveryId id, CancellationToken ct) => db.Deliveries.AsNoTracking().SingleAsync(d => d.Id == id, ct);

    /// <summary>Asks LINE what must be known before the first chunk, and keeps it.</summary>
    private async Task<bool> MayStart(DeliveryId id, AccountAccess account, LineSecret secret, AccountLease lease, CancellationToken ct)
    {
        var found = await preflight.Ask(await Find(id, ct), account, secret, ct);
        await Write(id, lease, async (chosen, now) =>
        {
            if (found.Quota is { } quota) db.OutgoingReports.Add(OutgoingReport.For(new QuotaReported(lease.Account, quota.Limit, quota.Used, now), lease.Account, now));
            if (found.Refusal is { } refusal) await Ask(chosen, refusal, isBroken: false, now);
            else await db.Database.ExecuteSqlAsync($"update edge_delivery.frozen_audience set statistics_unit = {found.Unit} where delivery_id = {id.Value}", ct);
        });
        return found.Refusal is null;
    }

    /// <summary>From here on something may have gone out.</summary>
    /// <returns>How long it may still go; null when it may not any more.</returns>
    private async Task<TimeSpan?> Begin(DeliveryId id, AccountLease lease, CancellationToken ct)
    {
        TimeSpan? left = null;
        await Write(id, lease, async (chosen, now) =>
        {
            var delivery = chosen.Delivery;
            if (!DeliveryFlow.IsRunning(delivery.State) || await judge.WhyNotSend(db, chosen, now, ct) is not null) return;
            delivery.FirstIntentAt ??= now;
            if (delivery.State != DeliveryState.Sending) db.Announce(delivery.Move(DeliveryMove.Begin, null, now).Value);
            left = delivery.NotAfter - now;
        });
        return left;
    }

    /// <summary>Writes and reports how far it is, while requests are under way.</summary>
    private Task Note(DeliveryId id, SegmentCase segment, AccountLease lease, CancellationToken ct) => WriteOnce(id, lease, async (chosen, now) =>
    {
        if (await Keep(chosen.Delivery, segment)) db.Announce(chosen.Delivery.Report(now));
    }, ct);

    private async Task Conclude(DeliveryCase chosen, SegmentCase segment, SliceEnd end, long acceptedBefore, DateTimeOffset now)
    {
        var delivery = chosen.Delivery;
        var news = await Keep(delivery, segment);
        var (_, accepted, requestId) = segment.Snapshot();
        if (accepted > acceptedBefore)
        {
            delivery.Tries = 0;
            if (end is not SliceEnd.Ask { ConnectionBroken: true }) await DeliveryJudge.NoteConnection(db, delivery.AccountKey, null, now, CancellationToken.None);
        }

        if (end is SliceEnd.AllSettled && DeliveryFlow.Next(delivery.State, DeliveryMove.Finish).Succeeded)
        {
            await judge.Finish(db, delivery, new DeliveryOutcome.Delivered(null, null, requestId, accepted), now, CancellationToken.None);
        }
        else if (end is SliceEnd.Ask ask && DeliveryFlow.IsRunning(delivery.State))
        {
            await Ask(chosen, ask.Reason, ask.ConnectionBroken, now);
        }
        else if (end is SliceEnd.OnlyWaits waits && DeliveryFlow.IsRunning(delivery.State))
        {
            PutOff(delivery, waits, now);
        }
        else if (news)
        {
            db.Announce(delivery.Report(now));
        }
    }

    private void PutOff(ChannelDelivery delivery, SliceEnd.OnlyWaits waits, DateTimeOffset now)
    {
        delivery.Tries++;
        var move = delivery.Tries > DeliverySteps.MostTries
            ? delivery.Move(DeliveryMove.Ask, $"{DeliveryReasons.RetriesUsedUp}{waits.Reason}", now)
            : delivery.Move(DeliveryMove.Doubt, waits.Reason, now, now + TimeSpan.FromTicks(Math.Max(waits.After.Ticks, DeliverySteps.BackOff(delivery.Tries).Ticks)));
        db.Announce(move.Value);
    }

    /// <summary>Writes the settled chunks and the people in them.</summary>
    /// <returns>True when there are more than before.</returns>
    private async Task<bool> Keep(ChannelDelivery delivery, SegmentCase segment)
    {
        var (settled, accepted, requestId) = segment.Snapshot();
        var more = accepted != delivery.Recipients;
        delivery.Reached(accepted, requestId);
        // Not by ExecuteUpdate: it would compile a query of its own for every value.
        await db.Database.ExecuteSqlAsync($"update edge_delivery.frozen_audience set settled = {settled} where delivery_id = {delivery.Id.Value}");
        return more;
    }

    private async Task Ask(DeliveryCase chosen, string reason, bool isBroken, DateTimeOffset now)
    {
        if (isBroken) await DeliveryJudge.NoteConnection(db, chosen.Delivery.AccountKey, reason, now, CancellationToken.None);
        if (DeliveryFlow.IsRunning(chosen.Delivery.State)) db.Announce(chosen.Delivery.Move(DeliveryMove.Ask, reason, now).Value);
    }

    /// <summary>Writes under the lease, also while the database comes and goes.</summary>
    private Task Write(DeliveryId id, AccountLease lease, Func<DeliveryCase, DateTimeOffset, Task> change) =>
        Persist.UntilWritten(() => WriteOnce(id, lease, change, CancellationToken.None), logger, lease);

    private async Task WriteOnce(DeliveryId id, AccountLease lease, Func<DeliveryCase, DateTimeOffset, Task> change, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await FencedTransaction.Begin(db, lease, ct);
        if (await DeliveryCase.Load(db, id, ct) is not { } chosen) return;
        await change(chosen, transaction.Now);
        await db.SaveChangesAsync(ct);
        await transaction.Commit(ct);
    }
}
