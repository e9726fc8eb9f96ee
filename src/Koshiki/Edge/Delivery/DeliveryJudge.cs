using Koshiki.Edge.Platforms;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Delivery;

/// <summary>Why a delivery is not sent now, and what that makes of it.</summary>
internal sealed record Verdict(DeliveryMove Move, string Reason);

/// <summary>Turns steps into moves of a delivery that is loaded and locked.</summary>
internal sealed class DeliveryJudge(DeliveryOptions options)
{
    /// <summary>Withdrawn, too late, in a flood, under too old a key: each is asked before every single request.</summary>
    public async Task<Verdict?> WhyNotSend(EdgeDb db, DeliveryCase chosen, DateTimeOffset now, CancellationToken ct)
    {
        var delivery = chosen.Delivery;
        if (delivery.WithdrawalAsked) return WhenWithdrawn(chosen);
        if (now > delivery.NotAfter) return WhenTooLate(chosen);
        if (chosen.Doubt is { RetryKey: not null } doubt && now - chosen.Of(doubt.Chunk)[0].OpenedAt >= DeliverySteps.KeyIsGoodFor)
        {
            return new Verdict(DeliveryMove.Ask, DeliveryReasons.KeyTooOld);
        }

        return chosen.NothingOpenedYet && delivery is { Priority: DeliveryPriority.Normal, ReleasedByAPerson: false } && await IsFlooded(db, delivery, now, ct)
            ? new Verdict(DeliveryMove.Ask, DeliveryReasons.Flood(options.FloodPosts, TimeSpan.FromMinutes(options.FloodMinutes)))
            : null;
    }

    /// <summary>Writes what follows from the outcome of a request, or of preparing one.</summary>
    /// <param name="intent">The request; null when it was only prepared.</param>
    /// <param name="isLast">No other chunk follows this one.</param>
    public async Task Conclude(
        EdgeDb db, DeliveryCase chosen, DeliveryOutcome outcome, Promise promise, DateTimeOffset now, CancellationToken ct, DeliveryIntent? intent = null, bool isLast = true)
    {
        var delivery = chosen.Delivery;
        var first = intent is null ? null : chosen.Of(intent.Chunk)[0];
        var earlierDoubt = chosen.HasDoubtBesides(intent);
        var facts = new AttemptFacts(promise, delivery.Tries, first is null ? TimeSpan.Zero : now - first.OpenedAt, earlierDoubt);
        var step = DeliverySteps.After(outcome, facts);
        if (step is DeliveryStep.Look) intent?.Doubt(now);
        await NoteConnection(db, delivery.AccountKey, outcome, step, now, ct);
        if (step is DeliveryStep.Finish finish)
        {
            chosen.ResolveDoubts(intent!.Chunk, IntentOutcome.Repeated, now);
            if (!isLast && DeliveryFlow.IsRunning(delivery.State))
            {
                delivery.Reached(chosen.Recipients ?? 0, finish.Sent.RequestId);
                return;
            }

            await Finish(db, delivery, finish.Sent with { Recipients = chosen.Recipients }, now, ct);
            return;
        }

        // Had the earlier one been accepted, its key would have answered: a repetition refused for its content ends the doubt.
        if (promise == Promise.ByKey && intent is not null && step is DeliveryStep.GiveUp) chosen.ResolveDoubts(intent.Chunk, IntentOutcome.Repeated, now);
        Apply(db, chosen, step, intent?.OpenedAt ?? now, now);
    }

    /// <summary>Writes that it is on the platform, and whether it was one emergency too many.</summary>
    public async Task Finish(EdgeDb db, ChannelDelivery delivery, DeliveryOutcome.Delivered sent, DateTimeOffset now, CancellationToken ct)
    {
        var flood = delivery is { Priority: DeliveryPriority.Emergency } && await IsFlooded(db, delivery, now, ct) ? DeliveryReasons.FloodAfterEmergency : null;
        db.Announce(delivery.Finish(sent.PlatformPostId, sent.Url, sent.RequestId, sent.Recipients, flood, now).Value);
    }

    /// <summary>Writes what follows from looking for a request in doubt.</summary>
    /// <param name="lease">The looking clerk's. A request of his own process has ended: there is one clerk at a time for an account.</param>
    public static async Task ConcludeLook(EdgeDb db, DeliveryCase chosen, LookResult result, AccountLease lease, DateTimeOffset now, CancellationToken ct)
    {
        var delivery = chosen.Delivery;
        if (chosen.Doubt is not { } doubt || !DeliveryFlow.IsRunning(delivery.State)) return;
        delivery.Looks++;
        var provenOver = doubt.ReturnedByItself || doubt.NodeLock == lease.NodeLock || await IsDead(db, doubt.NodeLock, ct);
        var step = DeliverySteps.AfterLook(result, new LookFacts(delivery.Looks, provenOver, delivery.Resent));
        switch (step)
        {
            case DeliveryStep.Finish finish:
                chosen.ResolveDoubts(null, IntentOutcome.FoundLater, now);
                db.Announce(delivery.Finish(finish.Sent.PlatformPostId, finish.Sent.Url, null, null, null, now).Value);
                break;
            case DeliveryStep.SendAgain:
                chosen.ResolveDoubts(null, IntentOutcome.NotThere, now);
                (delivery.Looks, delivery.Resent) = (0, delivery.Resent + 1);
                db.Announce(delivery.Move(DeliveryMove.Wait, DeliveryReasons.Resending, now, now).Value);
                break;
            default:
                Apply(db, chosen, step, doubt.OpenedAt, now);
                break;
        }
    }

    private static void Apply(EdgeDb db, DeliveryCase chosen, DeliveryStep step, DateTimeOffset openedAt, DateTimeOffset now)
    {
        var delivery = chosen.Delivery;

        // Held or taken back while the request ran: its outcome is kept with the request, and the person's word stands.
        if (!DeliveryFlow.IsRunning(delivery.State)) return;
        var moved = step switch
        {
            DeliveryStep.Wait wait => PutOff(chosen, wait.Reason, wait.After, now),
            DeliveryStep.RepeatByKey repeat => PutOff(chosen, repeat.Reason, repeat.After, now),
            DeliveryStep.Look look => delivery.Move(DeliveryMove.Doubt, look.Reason, now, openedAt + look.SinceOpened),
            DeliveryStep.AskAPerson ask => delivery.Move(DeliveryMove.Ask, ask.Reason, now),
            DeliveryStep.GiveUp giveUp => delivery.Move(chosen.SomethingAccepted ? DeliveryMove.Ask : DeliveryMove.Refuse, giveUp.Reason, now),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        db.Announce(moved.Value);
    }

    private static Foundation.Result<DeliveryReported> PutOff(DeliveryCase chosen, string reason, TimeSpan after, DateTimeOffset now)
    {
        chosen.Delivery.Tries++;
        return chosen.Delivery.Move(chosen.Doubt is null ? DeliveryMove.Wait : DeliveryMove.Doubt, reason, now, now + after);
    }

    private static Verdict WhenWithdrawn(DeliveryCase chosen) => chosen switch
    {
        { Doubt: not null } => new Verdict(DeliveryMove.Ask, DeliveryReasons.WithdrawnInDoubt),
        { SomethingAccepted: true } => new Verdict(DeliveryMove.Ask, DeliveryReasons.WithdrawnHalfway),
        { Delivery.State: DeliveryState.Sending } => new Verdict(DeliveryMove.Ask, DeliveryReasons.WithdrawnByAPerson),
        _ => new Verdict(DeliveryMove.Withdraw, DeliveryReasons.WithdrawnByAPerson),
    };

    private static Verdict WhenTooLate(DeliveryCase chosen) => chosen switch
    {
        { Doubt: not null } => new Verdict(DeliveryMove.Ask, DeliveryReasons.WindowClosedInDoubt),
        { SomethingAccepted: true } => new Verdict(DeliveryMove.Ask, DeliveryReasons.WindowClosedHalfway),
        { Delivery.State: DeliveryState.Sending } => new Verdict(DeliveryMove.Ask, DeliveryReasons.WindowClosed),
        _ => new Verdict(DeliveryMove.Expire, DeliveryReasons.WindowClosed),
    };

    private async Task<bool> IsFlooded(EdgeDb db, ChannelDelivery delivery, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - TimeSpan.FromMinutes(options.FloodMinutes);
        return await db.Deliveries.CountAsync(d => d.AccountKey == delivery.AccountKey && d.FirstIntentAt > since && d.Id != delivery.Id, ct) >= options.FloodPosts;
    }

    /// <summary>A process holds its session lock while it lives, also when it is stopped. Whoever gets the lock has proved that it is dead.</summary>
    private static async Task<bool> IsDead(EdgeDb db, long nodeLock, CancellationToken ct) =>
        (await db.Database.SqlQuery<bool>($"""select pg_try_advisory_xact_lock({nodeLock}) as "Value" """).ToListAsync(ct))[0];

    private static async Task NoteConnection(EdgeDb db, string accountKey, DeliveryOutcome outcome, DeliveryStep step, DateTimeOffset now, CancellationToken ct)
    {
        if (outcome is not DeliveryOutcome.Delivered && step is not DeliveryStep.AskAPerson { ConnectionBroken: true }) return;
        await NoteConnection(db, accountKey, (step as DeliveryStep.AskAPerson)?.Reason, now, ct);
    }

    /// <param name="reason">Why the platform does not take our token; null when it does.</param>
    public static async Task NoteConnection(EdgeDb db, string accountKey, string? reason, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.ConnectedAccounts.FindAsync([accountKey], ct) is { } account && account.Saw(reason is null, reason, now))
        {
            db.Announce(new ConnectionReported(accountKey, reason is null, reason, now));
        }
    }
}
