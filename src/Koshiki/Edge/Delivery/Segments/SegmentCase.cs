using System.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>How far a delivery to a segment is, as the tables say: a clerk started from nothing carries on from here.</summary>
internal sealed class SegmentCase
{
    private readonly Lock gate = new();
    private readonly List<ChunkWindow> windows;
    private readonly ILookup<int, ChunkGeneration> generations;
    private readonly byte[] settled;
    private readonly long readAtMonotonic = Stopwatch.GetTimestamp();
    private int settledChunks;
    private long accepted;
    private string? requestId;

    private SegmentCase(FrozenAudience frozen, List<ChunkWindow> windows, IEnumerable<ChunkGeneration> generations, long accepted, DateTimeOffset readAt)
    {
        (Frozen, this.windows, this.accepted, ReadAt) = (frozen, windows, accepted, readAt);
        this.generations = generations.ToLookup(g => g.Chunk);
        Chunks = new Chunks(frozen.Recipients);
        settled = new byte[(Chunks.Count + 7) / 8];
        frozen.Settled.AsSpan(0, Math.Min(settled.Length, frozen.Settled.Length)).CopyTo(settled);
        settledChunks = Enumerable.Range(0, Chunks.Count).Count(IsSettled);
    }

    public FrozenAudience Frozen { get; }

    public Chunks Chunks { get; }

    /// <summary>When the tables were read, by database time.</summary>
    public DateTimeOffset ReadAt { get; }

    public bool NothingOpenedYet => windows.Count == 0;

    /// <summary>The first chunk that was never requested.</summary>
    public int NextUnopened => windows.Count == 0 ? 0 : windows.Max(w => w.LastChunk) + 1;

    public bool IsAllSettled
    {
        get
        {
            lock (gate) return settledChunks == Chunks.Count;
        }
    }

    /// <summary>The chunks that were opened and are not settled, ascending, each under its present key.</summary>
    public IEnumerable<OpenedChunk> Unsettled =>
        from window in windows.OrderBy(w => w.FirstChunk)
        from chunk in Enumerable.Range(window.FirstChunk, window.LastChunk - window.FirstChunk + 1)
        where !IsSettled(chunk)
        select Present(window, chunk);

    /// <summary>A key is about to end, and nobody has said what becomes of its chunk.</summary>
    public bool NeedsAPerson => Unsettled.Any(chunk => chunk.IsTooOld && !chunk.MayBeSentAnew);

    /// <summary>The bits of the settled chunks as they are now, the people in them, and LINE's id of the last request accepted.</summary>
    public (byte[] Settled, long Accepted, string? RequestId) Snapshot()
    {
        lock (gate) return ([.. settled], accepted, requestId);
    }

    /// <summary>LINE has a chunk; or there is nobody left in it.</summary>
    public void Settle(int chunk, int people, string? acceptedAs)
    {
        lock (gate)
        {
            if (IsSettled(chunk)) return;
            settled[chunk / 8] |= (byte)(1 << (chunk % 8));
            settledChunks++;
            accepted += people;
            requestId = acceptedAs ?? requestId;
        }
    }

    /// <summary>Counts every chunk that was ever requested as accepted: a person has said so.</summary>
    public void SettleAllOpened()
    {
        foreach (var opened in Unsettled.ToArray()) Settle(opened.Chunk, Chunks.PeopleIn(opened.Chunk) - opened.Dropped.Count, null);
    }

    /// <returns>Null when its recipients are not frozen yet.</returns>
    public static async Task<SegmentCase?> Load(EdgeDb db, ChannelDelivery delivery, CancellationToken ct)
    {
        if (await db.FrozenAudiences.AsNoTracking().SingleOrDefaultAsync(f => f.DeliveryId == delivery.Id, ct) is not { } frozen) return null;
        var windows = await db.ChunkWindows.AsNoTracking().Where(w => w.DeliveryId == delivery.Id).ToListAsync(ct);
        var generations = await db.ChunkGenerations.AsNoTracking().Where(g => g.DeliveryId == delivery.Id).ToListAsync(ct);
        var now = (await db.Database.SqlQuery<DateTimeOffset>($"""select clock_timestamp() as "Value" """).ToListAsync(ct))[0];
        return new SegmentCase(frozen, windows, generations, delivery.Recipients ?? 0, now);
    }

    private OpenedChunk Present(ChunkWindow window, int chunk)
    {
        var present = generations[chunk].MaxBy(g => g.Generation);
        var openedAt = present?.OpenedAt ?? window.OpenedAt;
        var tooOld = ReadAt - openedAt >= DeliverySteps.KeyIsGoodFor;
        return new OpenedChunk(
            chunk,
            present?.Generation ?? 0,
            present?.BodyHash ?? window.BodyHashes[((chunk - window.FirstChunk) * 32)..((chunk - window.FirstChunk + 1) * 32)],
            generations[chunk].SelectMany(g => g.Dropped).ToHashSet(),
            readAtMonotonic - (long)((ReadAt - openedAt).TotalSeconds * Stopwatch.Frequency),
            tooOld,
            MayBeSentAnew: tooOld && Frozen.SendAgainAt is { } word && word - openedAt >= DeliverySteps.KeyIsGoodFor);
    }

    private bool IsSettled(int chunk) => (settled[chunk / 8] & (1 << (chunk % 8))) != 0;
}

/// <summary>A chunk that may have been requested.</summary>
/// <param name="Hash">SHA-256 of the one body that may go out under its key.</param>
/// <param name="Dropped">Ordinals that LINE does not take.</param>
/// <param name="OpenedAt">When its key was opened, by the monotonic clock of this process.</param>
/// <param name="IsTooOld">LINE is about to forget the key.</param>
/// <param name="MayBeSentAnew">A person has said so since.</param>
internal sealed record OpenedChunk(int Chunk, int Generation, byte[] Hash, IReadOnlySet<int> Dropped, long OpenedAt, bool IsTooOld, bool MayBeSentAnew);
