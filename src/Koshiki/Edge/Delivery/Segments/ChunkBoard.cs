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
    private TaskCompletionSource changed = New();
    private bool isMaking = true;
    private int busy;

    /// <summary>Ready to go, not yet taken.</summary>
    public int Ready
    {
        get
        {
            lock (gate) return ready.Count;
        }
    }

    public void Add(ChunkRequest request) => Change(() => ready.Enqueue(request));

    /// <summary>Puts a taken chunk off.</summary>
    public void Later(ChunkRequest request, TimeSpan after) =>
        Change(() => later.Enqueue(request, Stopwatch.GetTimestamp() + (long)(after.TotalSeconds * Stopwatch.Frequency)));

    /// <summary>No more chunks are made.</summary>
    public void AllMade() => Change(() => isMaking = false);

    /// <summary>A taken chunk is settled, or was put back.</summary>
    public void Done() => Change(() => busy--);

    /// <summary>Waits until somebody has taken so many that fewer than this are ready.</summary>
    public async Task UntilFewerThan(int few, CancellationToken ct)
    {
        while (true)
        {
            Task until;
            lock (gate)
            {
                if (ready.Count < few) return;
                until = changed.Task;
            }

            await until.WaitAsync(ct);
        }
    }

    /// <summary>Waits until no chunk is under way.</summary>
    public async Task UntilNoneIsBusy(CancellationToken ct)
    {
        while (true)
        {
            Task until;
            lock (gate)
            {
                if (busy == 0) return;
                until = changed.Task;
            }

            await until.WaitAsync(ct);
        }
    }

    /// <summary>Takes the next chunk; <see cref="Done"/> is called for it later.</summary>
    /// <returns>The chunk; or null when nothing is left, or only what waits longer than <see cref="LongestWait"/>.</returns>
    public async ValueTask<ChunkRequest?> Next(CancellationToken ct)
    {
        while (true)
        {
            Task until;
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
                    Ring();
                    return next;
                }

                if (later.TryPeek(out _, out var first)) soonest = Stopwatch.GetElapsedTime(now, first);
                if (!isMaking && busy == 0 && ready.Count == 0 && (soonest is null || soonest > LongestWait)) return null;
                until = changed.Task;
            }

            await until.WaitAsync(soonest ?? Timeout.InfiniteTimeSpan, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
            Ring();
        }
    }

    private void Ring()
    {
        if (changed.Task.IsCompleted) return;
        var rung = changed;
        changed = New();
        rung.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
