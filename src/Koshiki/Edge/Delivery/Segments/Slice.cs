using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Koshiki.Edge.Platforms.Line;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>How a slice ended.</summary>
internal abstract record SliceEnd
{
    private SliceEnd() { }

    /// <summary>LINE has every chunk.</summary>
    public sealed record AllSettled : SliceEnd;

    /// <summary>What is left waits for another try.</summary>
    public sealed record OnlyWaits(TimeSpan After, string Reason) : SliceEnd;

    /// <summary>Left for something more urgent, or because a person, the time or the program's end says so.</summary>
    public sealed record Interrupted : SliceEnd;

    /// <summary>A person must decide.</summary>
    public sealed record Ask(string Reason, bool ConnectionBroken) : SliceEnd;
}

/// <summary>A stretch of work on one delivery: windows are opened ahead, requests fly side by side at the account's pace, until there is a reason to stop. ARCHITECTURE 3.5, 3.7.</summary>
internal sealed class Slice(SegmentCase segment, ChunkMaker maker, LineMulticasts line, SegmentStore store, SliceTerms terms, ILogger logger)
{
    /// <summary>Chunks in a window.</summary>
    public const int Window = 128;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan NoteEvery = TimeSpan.FromMilliseconds(800);

    /// <summary>How long requests under way may take to come home; those that do not are left to end by themselves, and their chunks are repeated by key.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ShortDrain = TimeSpan.FromMilliseconds(250);

    private readonly ChunkBoard board = new(terms.MostInFlight);
    private readonly Lock gate = new();
    private CancellationTokenSource? ending;
    private SliceEnd? end;
    private Exception? fault;
    private string? lastReason;
    private TimeSpan drain = Drain;

    private AccountLease Lease => terms.Lease;

    private DeliveryId Delivery => segment.Frozen.DeliveryId;

    /// <param name="note">Writes down how far it is.</param>
    /// <exception cref="LeaseLostException">Somebody else has taken the account, or the permit is over.</exception>
    public async Task<SliceEnd> Run(Func<CancellationToken, Task> note, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, Lease.Lost);
        ending = stop;
        Task[] besides = [Guard(Make, stop.Token), Guard(Look, stop.Token), Guard(ct => Note(note, ct), stop.Token)];
        await Guard(Start, stop.Token);
        EndWith(new SliceEnd.Interrupted());
        await Task.WhenAll(besides);
        using (var patience = new CancellationTokenSource(drain)) await board.UntilNoneIsBusy(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate) ending = null;
        if (Lease.Lost.IsCancellationRequested) throw new LeaseLostException(Lease.Account);
        if (fault is not null) ExceptionDispatchInfo.Throw(fault);
        return segment.IsAllSettled ? new SliceEnd.AllSettled() : end!;
    }

    /// <summary>Makes the requests: first those that may have gone out before, then new ones, window by window.</summary>
    private async Task Make(CancellationToken ct)
    {
        foreach (var opened in segment.Unsettled.ToArray())
        {
            await board.UntilFewerThan(Window, ct);
            if (!await MakeAgain(opened, ct)) return;
        }

        // While one window is being committed the next one's bodies are made.
        var opening = Task.CompletedTask;
        for (var first = segment.NextUnopened; first < maker.Chunks.Count; first += Window)
        {
            await board.UntilFewerThan(Window, ct);
            var last = Math.Min(first + Window, maker.Chunks.Count) - 1;
            await maker.Open(first, last, ct);
            var requests = maker.MakeAll(first, last);
            await opening;
            opening = OpenWindow(first, requests, ct);
        }

        await opening;
        board.AllMade();
    }

    /// <returns>False when the chunk cannot be made as it was.</returns>
    private async Task<bool> MakeAgain(OpenedChunk opened, CancellationToken ct)
    {
        await maker.Open(opened.Chunk, opened.Chunk, ct);
        if (opened.IsTooOld)
        {
            await GoOn(opened.Chunk, opened.Generation + 1, opened.Dropped, [], ct);
            return true;
        }

        var request = maker.Make(opened.Chunk, opened.Generation, opened.Dropped);
        if (request is null || !request.Hash.AsSpan().SequenceEqual(opened.Hash))
        {
            EndWith(new SliceEnd.Ask(DeliveryReasons.BodyChanged, ConnectionBroken: false));
            return false;
        }

        request.OpenedAt = opened.OpenedAt;
        board.Add(request);
        return true;
    }

    private async Task OpenWindow(int first, ChunkRequest?[] requests, CancellationToken ct)
    {
        var hashes = new byte[requests.Length * SHA256.HashSizeInBytes];
        for (var i = 0; i < requests.Length; i++) requests[i]?.Hash.CopyTo(hashes, i * SHA256.HashSizeInBytes);
        var openedAt = await store.OpenWindow(Lease, Delivery, first, first + requests.Length - 1, hashes, ct);
        for (var i = 0; i < requests.Length; i++)
        {
            if (requests[i] is not { } request)
            {
                segment.Settle(first + i, 0, null);
                continue;
            }

            request.OpenedAt = openedAt;
            board.Add(request);
        }
    }

    /// <summary>Opens a chunk under its next key.</summary>
    private async Task GoOn(int chunk, int generation, IReadOnlySet<int> without, int[] dropped, CancellationToken ct)
    {
        var request = maker.Make(chunk, generation, without);
        var openedAt = await store.OpenGeneration(Lease, Delivery, chunk, generation, dropped, request?.Hash ?? [], ct);
        if (request is null)
        {
            segment.Settle(chunk, 0, null);
            return;
        }

        request.OpenedAt = openedAt;
        board.Add(request);
    }

    private async Task Look(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(ct))
        {
            if (await store.WhyStop(Lease.Account, Delivery, ct) is not { } why) continue;
            if (why == Interruption.MoreUrgent) drain = ShortDrain;
            EndWith(new SliceEnd.Interrupted());
            return;
        }
    }

    private static async Task Note(Func<CancellationToken, Task> note, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(NoteEvery);
        while (await timer.WaitForNextTickAsync(ct)) await note(ct);
    }

    /// <summary>Starts one request after the other, at the account's pace.</summary>
    private async Task Start(CancellationToken ct)
    {
        while (await board.Next(ct) is { } request)
        {
            await terms.Pace.Wait(ct);
            if (!Lease.MaySend) throw new LeaseLostException(Lease.Account);
            if (Stopwatch.GetTimestamp() > terms.NotAfter) return;
            if (Stopwatch.GetElapsedTime(request.OpenedAt) >= DeliverySteps.KeyIsGoodFor)
            {
                EndWith(new SliceEnd.Ask(SegmentReasons.KeyTooOld, ConnectionBroken: false));
                return;
            }

            _ = Fly(request, ct);
        }

        EndWith(board.FirstWait is { } wait ? new SliceEnd.OnlyWaits(wait, lastReason ?? SegmentReasons.StoppedByMany) : new SliceEnd.Interrupted());
    }

    private async Task Fly(ChunkRequest request, CancellationToken ct)
    {
        try
        {
            var outcome = await line.Send(terms.Secret, request.Key, request.Body);
            if (outcome is ChunkOutcome.InDoubt or ChunkOutcome.NotSent) request.StillRead();
            await Conclude(request, outcome, ct);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            Fail(broken);
        }
        finally
        {
            board.Done();
        }
    }

    private async Task Conclude(ChunkRequest request, ChunkOutcome outcome, CancellationToken ct)
    {
        var step = ChunkSteps.After(outcome, new ChunkFacts(request.Ordinals.Length, request.Tries, Stopwatch.GetElapsedTime(request.OpenedAt)));
        if (step is not ChunkStep.Settle) logger.LogInformation("{Account}: delivery {Delivery}, chunk {Chunk}/{Generation}: {Outcome}, so {Step}", Lease.Account, Delivery.Value, request.Chunk, request.Generation, outcome.GetType().Name, step.GetType().Name);
        switch (step)
        {
            case ChunkStep.Settle settle:
                segment.Settle(request.Chunk, request.Ordinals.Length, settle.RequestId);
                request.Return();
                break;
            case ChunkStep.SlowDown slow:
                terms.Pace.Halve(Stopwatch.GetTimestamp());
                board.Later(request, slow.After);
                break;
            case ChunkStep.Repeat repeat:
                request.Tries++;
                lastReason = repeat.Reason;
                board.Later(request, repeat.After);
                break;
            case ChunkStep.GoOnWithout without when !ct.IsCancellationRequested:
                await GoOnWithout(request, without.Places, ct);
                break;
            case ChunkStep.Stop halt:
                EndWith(new SliceEnd.Ask(halt.Reason, halt.ConnectionBroken));
                break;
        }
    }

    /// <summary>The earlier request was refused as a whole: nobody of it has anything, so that another key repeats nothing.</summary>
    private async Task GoOnWithout(ChunkRequest refused, IReadOnlyList<int> places, CancellationToken ct)
    {
        int[] dropped = [.. places.Select(place => refused.Ordinals[place])];
        var left = refused.Without(places);
        var openedAt = await store.OpenGeneration(Lease, Delivery, refused.Chunk, refused.Generation + 1, dropped, left?.Hash ?? [], ct);
        refused.Return();
        if (left is null)
        {
            segment.Settle(refused.Chunk, 0, null);
            return;
        }

        left.OpenedAt = openedAt;
        board.Add(left);
    }

    private async Task Guard(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        try
        {
            await work(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The slice ends.
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            Fail(broken);
        }
    }

    private void Fail(Exception broken)
    {
        lock (gate)
        {
            if (ending is null) return;
            fault ??= broken;
            ending.Cancel();
        }
    }

    /// <summary>The first reason counts.</summary>
    private void EndWith(SliceEnd reason)
    {
        lock (gate)
        {
            if (ending is null) return;
            end ??= reason;
            ending.Cancel();
        }
    }
}
