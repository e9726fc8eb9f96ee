using System.Collections.Concurrent;

namespace Koshiki.StandIns.Control;

/// <summary>Every request in its order, with a way to wait for one without sleeping.</summary>
public sealed class Journal
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly JournalKeeping keeps;
    private readonly int limit;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly Queue<JournalEntry> entries = new();
    private readonly ConcurrentDictionary<(RequestStage, string), long> counts = new();
    private readonly List<Waiter> waiters = [];
    private long last;

    internal Journal(JournalKeeping keeps, int limit, TimeProvider clock) =>
        (this.keeps, this.limit, this.clock) = (keeps, limit, clock);

    /// <summary>What is kept, the oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (gate)
            {
                return [.. entries];
            }
        }
    }

    /// <summary>The kept requests of one kind, the oldest first.</summary>
    public IReadOnlyList<JournalEntry> Of(string kind) => [.. Entries.Where(entry => entry.Kind == kind)];

    /// <summary>How many requests of a kind reached a stage since the start; exact even when entries are no longer kept.</summary>
    public long Count(string kind, RequestStage stage = RequestStage.Arrived) => counts.GetValueOrDefault((stage, kind));

    /// <summary>How many requests of all kinds arrived since the start.</summary>
    public long Total => Interlocked.Read(ref last);

    /// <summary>Ends when the n-th request of a kind has reached a stage, at once if it already has.</summary>
    /// <exception cref="TimeoutException">It did not within the patience, 30 seconds when not given.</exception>
    public async Task<JournalEntry?> WaitFor(string kind, RequestStage stage, long number = 1, TimeSpan? patience = null)
    {
        Waiter waiter;
        lock (gate)
        {
            var reached = Count(kind, stage);
            if (reached >= number)
            {
                return entries.Where(entry => entry.Kind == kind && entry.Stage >= stage).Skip((int)number - 1).FirstOrDefault();
            }

            waiter = new Waiter(kind, stage, number);
            waiters.Add(waiter);
        }

        try
        {
            return await waiter.Done.Task.WaitAsync(patience ?? Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited for request {number} of {kind} to be {stage}, but only {Count(kind, stage)} were.");
        }
        finally
        {
            lock (gate)
            {
                waiters.Remove(waiter);
            }
        }
    }

    internal JournalEntry Begin(IPlatform platform, string kind, string? account, HttpRequest request)
    {
        var entry = new JournalEntry(Interlocked.Increment(ref last), platform.Name, kind, account, clock.GetUtcNow(), request);
        if (keeps == JournalKeeping.Everything)
        {
            lock (gate)
            {
                entries.Enqueue(entry);
                if (entries.Count > limit)
                {
                    entries.Dequeue();
                }
            }
        }

        return entry;
    }

    internal void Arrived(JournalEntry entry, ReadOnlyMemory<byte> lent)
    {
        if (keeps == JournalKeeping.Everything)
        {
            entry.Body = lent.ToArray();
        }

        Reach(entry, RequestStage.Arrived);
    }

    internal void Accepted(JournalEntry entry)
    {
        entry.Accepted = true;
        Reach(entry, RequestStage.Accepted);
    }

    internal void Finished(JournalEntry entry, int? status)
    {
        entry.Status = status;
        Reach(entry, RequestStage.Finished);
    }

    private void Reach(JournalEntry entry, RequestStage stage)
    {
        lock (gate)
        {
            entry.Stage = stage;
            var now = counts.AddOrUpdate((stage, entry.Kind), 1, static (_, before) => before + 1);
            foreach (var waiter in waiters)
            {
                if (waiter.Kind == entry.Kind && waiter.Stage == stage && waiter.Number == now)
                {
                    waiter.Done.TrySetResult(entry);
                }
            }
        }
    }

    private sealed record Waiter(string Kind, RequestStage Stage, long Number)
    {
        public TaskCompletionSource<JournalEntry> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
