using System.Diagnostics;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>The chunks of a slice between being made and being settled: ready, waiting for another try, under way.</summary>
/// <param name="mostBusy">Chunks under way at a time.</param>
internal sealed class ChunkBoard(int mostBusy)
{
    /// <summary>A wait longer than this is stored, and the slice ends when nothing else is left.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Queue<ChunkRequest> ready = new();
    private readonly PriorityQueue<ChunkRequest, long> later = new();
    private TaskCompletionSource? taker;
    private TaskCompletionSource? maker;
    private TaskCompletionSource? drainer;
    private bool isMaking = true;
    private int busy;

    public void Add(ChunkRequest request)
    {
        lock (gate)
        {
            ready.Enqueue(request);
            Ring(ref taker);
        }
    }

    /// <summary>Puts a taken chunk off.</summary>
    public void Later(ChunkRequest request, TimeSpan after)
    {
        lock (gate)
        {
            later.Enqueue(request, Stopwatch.GetTimestamp() + (long)(after.TotalSeconds * Stopwatch.Frequency));
            Ring(ref taker);
        }
    }

    /// <summary>No more chunks are made.</summary>
    public void AllMade()
    {
        lock (gate)
        {
            isMaking = false;
            Ring(ref taker);
        }
    }

    /// <summary>A taken chunk is settled, or was put back.</summary>
    public void Done()
    {
        lock (gate)
        {
            busy--;
            Ring(ref taker);
            if (busy == 0) Ring(ref drainer);
        }
    }

    /// <summary>Waits until somebody has taken so many that fewer than this are ready.</summary>
    public async Task UntilFewerThan(int few, CancellationToken ct)
    {
        while (true)
        {
            Task taken;
            lock (gate)
            {
                if (ready.Count < few) return;
                taken = Wait(ref maker);
            }

            await taken.WaitAsync(ct);
        }
    }

    /// <summary>Waits until no chunk is under way.</summary>
    public async Task UntilNoneIsBusy(CancellationToken ct)
    {
        Task none;
        lock (gate)
        {
            if (busy == 0) return;
            none = Wait(ref drainer);
        }

        await none.WaitAsync(ct);
    }

    /// <summary>Takes the next chunk; <see cref="Done"/> is called for it later. One takes at a time.</summary>
    /// <returns>The chunk; or null when nothing is left, or only what waits longer than <see cref="LongestWait"/>.</returns>
    public async ValueTask<ChunkRequest?> Next(CancellationToken ct)
    {
        while (true)
        {
            Task changed;
            TimeSpan? soonest = null;
            lock (gate)
            {
                var now = Stopwatch.GetTimestamp();
                while (later.TryPeek(out var request, out var due) && due <= now)
                {
                    later.Dequeue();
                    ready.Enqueue(request);
                }

                if (busy < mostBusy && ready.TryDequeue(out var next))
                {
                    busy++;
                    Ring(ref maker);
                    return next;
                }

                if (later.TryPeek(out _, out var first)) soonest = Stopwatch.GetElapsedTime(now, first);
                if (!isMaking && busy == 0 && ready.Count == 0 && (soonest is null || soonest > LongestWait)) return null;
                changed = Wait(ref taker);
            }

            if (soonest is { } patience) await changed.WaitAsync(patience, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else await changed.WaitAsync(ct);
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <summary>How long the first of those put off still waits; null when there is none.</summary>
    public TimeSpan? FirstWait
    {
        get
        {
            lock (gate) return later.TryPeek(out _, out var due) ? Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) : null;
        }
    }

    private static Task Wait(ref TaskCompletionSource? bell) => (bell ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private static void Ring(ref TaskCompletionSource? bell)
    {
        bell?.TrySetResult();
        bell = null;
    }
}
