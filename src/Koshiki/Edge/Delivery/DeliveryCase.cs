using Koshiki.Edge.Platforms;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Delivery;

/// <summary>A delivery with all that was ever tried for it, locked for the transaction that loaded it.</summary>
internal sealed class DeliveryCase(ChannelDelivery delivery, List<DeliveryIntent> intents)
{
    public ChannelDelivery Delivery => delivery;

    /// <summary>The newest request that may have been accepted; null when there is none.</summary>
    public DeliveryIntent? Doubt => intents.Where(i => i.InDoubt).MaxBy(i => i.OpenedAt);

    public bool NothingOpenedYet => delivery.FirstIntentAt is null;

    public bool SomethingAccepted => intents.Any(i => i.Outcome is IntentOutcome.Accepted or IntentOutcome.FoundLater) || IsSegmentUnderWay;

    /// <summary>The platform has taken something of it, or may have.</summary>
    public bool MayBeOut => Doubt is not null || SomethingAccepted;

    /// <summary>Whether the platform may have forgotten the present key since it first carried a request.</summary>
    public bool KeyIsOld(DateTimeOffset now) => intents.Where(i => i.Generation == delivery.Generation).Select(i => now - i.OpenedAt).DefaultIfEmpty(TimeSpan.Zero).Max() >= DeliverySteps.KeyIsGoodFor;

    /// <summary>A segment, some of whose chunks have gone out.</summary>
    private bool IsSegmentUnderWay => delivery is { Planned: not null, FirstIntentAt: not null };

    /// <summary>How many people the accepted requests named; null where none named anybody.</summary>
    public long? Recipients => intents.Where(i => i.Outcome == IntentOutcome.Accepted).Aggregate((long?)null, (sum, i) => i.Recipients is { } n ? (sum ?? 0) + n : sum);

    public bool IsSettled(int chunk) => intents.Any(i => i.Chunk == chunk && i.Outcome is IntentOutcome.Accepted or IntentOutcome.FoundLater);

    /// <summary>The requests of one chunk under its present key, the oldest first.</summary>
    public IReadOnlyList<DeliveryIntent> Of(int chunk) =>
        [.. intents.Where(i => i.Chunk == chunk && i.Generation == delivery.Generation).OrderBy(i => i.Try)];

    /// <summary>Ends every doubt about a chunk that the latest knowledge has overtaken.</summary>
    public void ResolveDoubts(int? chunk, IntentOutcome outcome, DateTimeOffset now)
    {
        foreach (var doubt in intents.Where(i => i.InDoubt && (chunk is null || i.Chunk == chunk))) doubt.Resolve(outcome, now);
    }

    /// <summary>Loads and locks one delivery.</summary>
    public static async Task<DeliveryCase?> Load(EdgeDb db, DeliveryId id, CancellationToken ct) => await With(db, await db.Deliveries
        .FromSql($"select * from edge_delivery.delivery where id = {id.Value} for update").ToListAsync(ct), ct);

    /// <summary>Loads and locks all deliveries of a seal.</summary>
    public static async Task<List<DeliveryCase>> OfSeal(EdgeDb db, SealHash seal, CancellationToken ct)
    {
        var found = await db.Deliveries.FromSql($"select * from edge_delivery.delivery where seal = {seal.Hex} order by id for update").ToListAsync(ct);
        var ids = found.ConvertAll(d => d.Id);
        var intents = (await db.Intents.Where(i => ids.Contains(i.DeliveryId)).ToListAsync(ct)).ToLookup(i => i.DeliveryId);
        return found.ConvertAll(d => new DeliveryCase(d, [.. intents[d.Id]]));
    }

    /// <summary>Loads and locks the account's most urgent due delivery: priority, then time.</summary>
    public static async Task<DeliveryCase?> MostUrgent(EdgeDb db, string account, CancellationToken ct) => await With(db, await db.Deliveries
        .FromSqlRaw($$"""
            select * from edge_delivery.delivery
            where account_key = {0} and state in ('Waiting', 'Sending', 'Unknown') and due_at <= clock_timestamp() and {{DatabaseIdentity.IsTrusted}}
            order by priority, due_at, id limit 1 for update
            """, account).ToListAsync(ct), ct);

    private static async Task<DeliveryCase?> With(EdgeDb db, List<ChannelDelivery> found, CancellationToken ct) =>
        found is [var delivery]
            ? new DeliveryCase(delivery, await db.Intents.Where(i => i.DeliveryId == delivery.Id).ToListAsync(ct))
            : null;

    /// <summary>Whether a request other than this one may have been accepted, or may turn out to have been.</summary>
    public bool HasDoubtBesides(DeliveryIntent? one) => intents.Any(i => i != one && i.Outcome is null or IntentOutcome.Unknown or IntentOutcome.NotThere);

    /// <summary>The channel that was sealed for this account.</summary>
    public static async Task<SealedChannel> Channel(EdgeDb db, ChannelDelivery delivery, CancellationToken ct)
    {
        var seal = await db.Seals.AsNoTracking().SingleAsync(s => s.Seal == delivery.Seal, ct);
        return SealedPost.Parse(seal.Bytes).Channels.Single(c => c.AccountKey == delivery.AccountKey);
    }
}
