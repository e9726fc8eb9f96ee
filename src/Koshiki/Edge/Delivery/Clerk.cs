using System.Diagnostics;
using System.Security.Cryptography;
using Koshiki.Edge.Delivery.Segments;
using Koshiki.Edge.Platforms;
using Koshiki.Exchange;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Delivery;

/// <summary>The clerk at one account's counter: takes the most urgent thing that is due, makes one request for it or looks for it once, and writes down how it went.</summary>
/// <remarks>He keeps nothing in his head: the next clerk, on another node, carries on from the tables. He never sleeps on the job: a wait is stored as "due again at".</remarks>
internal sealed class Clerk(EdgeDb db, Connectors connectors, MasterKey master, DeliveryJudge judge, SegmentClerk segments, ILogger<Clerk> logger)
{
    /// <summary>Does one thing.</summary>
    /// <returns>False when nothing is due.</returns>
    /// <exception cref="LeaseLostException">Somebody else has taken the account.</exception>
    public async Task<bool> DoNext(AccountLease lease, CancellationToken ct)
    {
        var errand = await Choose(lease, ct);
        switch (errand)
        {
            case Errand.Send send:
                var (post, failed) = await WithFreshSecret(send.Post, send.Connector, lease);
                await Send(send with { Post = post }, failed, lease, ct);
                break;
            case Errand.Look look:
                var (wanted, _) = await WithFreshSecret(look.Post, look.Connector, lease);
                await Look(look with { Post = wanted }, lease, ct);
                break;
            case Errand.ToSegment segment:
                await segments.Work(segment.Delivery, segment.Post, lease, ct);
                break;
        }

        return errand is not Errand.NothingDue;
    }

    private async Task<Errand> Choose(AccountLease lease, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await FencedTransaction.Begin(db, lease, ct);
        if (await DeliveryCase.MostUrgent(db, lease.Account, ct) is not { } chosen) return new Errand.NothingDue();

        var errand = await Decide(chosen, transaction.Now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.Commit(ct);
        return errand;
    }

    private async Task<Errand> Decide(DeliveryCase chosen, DateTimeOffset now, CancellationToken ct)
    {
        var delivery = chosen.Delivery;
        if (connectors.For(delivery.Platform) is not { } connector) return Ask(chosen, DeliveryReasons.NoConnector, now);
        if (await db.ConnectedAccounts.FindAsync([delivery.AccountKey], ct) is not { } account || account.Platform != delivery.Platform)
        {
            return Ask(chosen, DeliveryReasons.NotConnected, now);
        }

        if (delivery.Kind == AuthorizationKind.Drill && !connector.StaysInTheHouse)
        {
            db.Announce(delivery.Move(DeliveryMove.Refuse, DeliveryReasons.DrillStaysInside, now).Value);
            return new Errand.Settled();
        }

        if (chosen.Doubt is { } doubt && connector.Promise == Promise.ByLooking)
        {
            return doubt.OpenedAt + DeliverySteps.LookAt[Math.Min(delivery.Looks, DeliverySteps.LookAt.Count - 1)] is var at && at > now
                ? Postpone(delivery, at, now)
                : new Errand.Look(delivery.Id, delivery.FirstIntentAt ?? doubt.OpenedAt, await Post(delivery, account, ct), connector);
        }

        if (await judge.WhyNotSend(db, chosen, now, ct) is { } verdict)
        {
            db.Announce(delivery.Move(verdict.Move, verdict.Reason, now).Value);
            return new Errand.Settled();
        }

        var post = await Post(delivery, account, ct);
        await MediaStore.Open(db, post.Channel, now, ct);
        if (post.Channel.Audience is Audience.Segment) return delivery.Platform == Platform.Line ? new Errand.ToSegment(delivery.Id, post) : Ask(chosen, SegmentReasons.NotLine, now);
        return new Errand.Send(delivery.Id, post, connector);
    }

    /// <summary>Renews a token that is about to end, and stores it before it is used. A refresh token is good for one renewal: no stop cuts it off.</summary>
    private async Task<(PostToSend Post, DeliveryOutcome? Failed)> WithFreshSecret(PostToSend post, IConnector connector, AccountLease lease)
    {
        switch (await connector.Renew(post.Account, CancellationToken.None))
        {
            case SecretRenewal.Failed failed:
                return (post, failed.Because);
            case SecretRenewal.Renewed renewed:
                await Persist.UntilWritten(() => RenewedSecrets.Keep(db, master, post.Account, renewed), logger, lease);
                return (post with { Account = post.Account with { Secret = renewed.Secret } }, null);
            default:
                return (post, null);
        }
    }

    private async Task Send(Errand.Send send, DeliveryOutcome? failed, AccountLease lease, CancellationToken ct)
    {
        var prepared = failed is null ? await Prepare(send, ct) : new Prepared.NotReady(failed);
        db.ChangeTracker.Clear();
        PlatformCall call;
        DeliveryIntent intent;
        await using (var transaction = await FencedTransaction.Begin(db, lease, ct))
        {
            if (await DeliveryCase.Load(db, send.Delivery, ct) is not { } chosen || !DeliveryFlow.IsRunning(chosen.Delivery.State) || !transaction.MayOpen) return;
            if (prepared is Prepared.NotReady notReady)
            {
                await judge.Conclude(db, chosen, notReady.Because, connectors.For(chosen.Delivery.Platform)!.Promise, transaction.Now, ct);
                await db.SaveChangesAsync(ct);
                await transaction.Commit(ct);
                return;
            }

            var calls = ((Prepared.Ready)prepared).Calls;
            if (calls.FirstOrDefault(c => !chosen.IsSettled(c.Chunk)) is not { } next) throw new UnreachableException("A delivery with nothing left to send is finished.");
            if (await judge.WhyNotSend(db, chosen, transaction.Now, ct) is { } verdict)
            {
                db.Announce(chosen.Delivery.Move(verdict.Move, verdict.Reason, transaction.Now).Value);
                await db.SaveChangesAsync(ct);
                await transaction.Commit(ct);
                return;
            }

            if (Open(chosen, next, lease, transaction.Now) is not { } opened)
            {
                db.Announce(chosen.Delivery.Move(DeliveryMove.Ask, DeliveryReasons.BodyChanged, transaction.Now).Value);
                await db.SaveChangesAsync(ct);
                await transaction.Commit(ct);
                return;
            }

            (call, intent) = (next, opened);
            await db.SaveChangesAsync(ct);
            await transaction.Commit(ct);
        }

        // The intent is committed; from here on only the permit decides whether the request starts. Who may not, writes nothing:
        // the next holder of the lease finds the intent and treats it as in doubt.
        if (!lease.MaySend) throw new LeaseLostException(lease.Account);
        // A request that has started is not stopped with the program: its answer would be lost. It is cut after ten seconds.
        var outcome = await send.Connector.Send(call, send.Post.Account, CancellationToken.None);
        logger.LogInformation("{Account}: delivery {Delivery}, chunk {Chunk}, try {Try}: {Outcome}", lease.Account, send.Delivery.Value, call.Chunk, intent.Try, outcome.GetType().Name);
        var isLast = prepared is Prepared.Ready ready && ready.Calls[^1].Chunk == call.Chunk;
        await Persist.UntilWritten(() => WriteOutcome(send, call, intent, outcome, isLast, lease), logger, lease);
    }

    private static async Task<Prepared> Prepare(Errand.Send send, CancellationToken ct)
    {
        try
        {
            return await send.Connector.Prepare(send.Post, ct);
        }
        catch (MediaMissingException)
        {
            return new Prepared.NotReady(new DeliveryOutcome.Refused(DeliveryReasons.MediaMissing, WhoFixes.AccountHolder));
        }
    }

    /// <returns>Null when another body already went out under this key.</returns>
    private DeliveryIntent? Open(DeliveryCase chosen, PlatformCall call, AccountLease lease, DateTimeOffset now)
    {
        var earlier = chosen.Of(call.Chunk);
        var hash = Convert.ToHexStringLower(SHA256.HashData(call.Body));
        if (call.RetryKey is not null && earlier.Any(i => i.BodyHash != hash)) return null;

        var intent = new DeliveryIntent
        {
            DeliveryId = chosen.Delivery.Id,
            Chunk = call.Chunk,
            Generation = chosen.Delivery.Generation,
            Try = earlier.Count + 1,
            RetryKey = call.RetryKey,
            BodyHash = hash,
            Epoch = lease.Epoch,
            Node = lease.Node,
            NodeLock = lease.NodeLock,
            OpenedAt = now,
        };
        db.Intents.Add(intent);
        chosen.Delivery.FirstIntentAt ??= now;
        if (chosen.Delivery.State != DeliveryState.Sending) db.Announce(chosen.Delivery.Move(DeliveryMove.Begin, null, now).Value);
        return intent;
    }

    private async Task WriteOutcome(Errand.Send send, PlatformCall call, DeliveryIntent sent, DeliveryOutcome outcome, bool isLast, AccountLease lease)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await FencedTransaction.Begin(db, lease, CancellationToken.None);
        var chosen = await DeliveryCase.Load(db, send.Delivery, CancellationToken.None) ?? throw new UnreachableException("A delivery is never deleted while it runs.");
        var intent = chosen.Of(call.Chunk).Single(i => i.Try == sent.Try);
        intent.Settle(outcome, transaction.Now);
        await judge.Conclude(db, chosen, outcome, send.Connector.Promise, transaction.Now, CancellationToken.None, intent, isLast);
        await db.SaveChangesAsync();
        await transaction.Commit(CancellationToken.None);
    }

    private async Task Look(Errand.Look look, AccountLease lease, CancellationToken ct)
    {
        var result = await look.Connector.Look(look.Post, look.Since, ct);
        logger.LogInformation("{Account}: delivery {Delivery} looked for: {Result}", lease.Account, look.Delivery.Value, result.GetType().Name);
        db.ChangeTracker.Clear();
        await using var transaction = await FencedTransaction.Begin(db, lease, ct);
        if (await DeliveryCase.Load(db, look.Delivery, ct) is not { } chosen) return;
        await DeliveryJudge.ConcludeLook(db, chosen, result, lease, transaction.Now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.Commit(ct);
    }

    private async Task<PostToSend> Post(ChannelDelivery delivery, ConnectedAccount account, CancellationToken ct) => new(
        delivery.Id.Value,
        delivery.Generation,
        await DeliveryCase.Channel(db, delivery, ct),
        account.Open(master),
        (sha256, stop) => MediaStore.Read(db, sha256, stop));

    private Errand.Settled Ask(DeliveryCase chosen, string reason, DateTimeOffset now)
    {
        db.Announce(chosen.Delivery.Move(DeliveryMove.Ask, reason, now).Value);
        return new Errand.Settled();
    }

    private Errand.Settled Postpone(ChannelDelivery delivery, DateTimeOffset at, DateTimeOffset now)
    {
        db.Announce(delivery.Move(DeliveryMove.Doubt, delivery.Reason ?? DeliveryReasons.FindingOut, now, at).Value);
        return new Errand.Settled();
    }

    /// <summary>What there is to do.</summary>
    private abstract record Errand
    {
        public sealed record NothingDue : Errand;

        /// <summary>It was done by writing alone.</summary>
        public sealed record Settled : Errand;

        public sealed record Send(DeliveryId Delivery, PostToSend Post, IConnector Connector) : Errand;

        /// <summary>Many requests, as far as they get.</summary>
        public sealed record ToSegment(DeliveryId Delivery, PostToSend Post) : Errand;

        public sealed record Look(DeliveryId Delivery, DateTimeOffset Since, PostToSend Post, IConnector Connector) : Errand;
    }
}
