using System.Threading.Channels;
using Npgsql;

namespace Koshiki.Edge.Segments.Webhooks;

/// <summary>Group commit: while one commit is on its way to the disk, the requests that come in gather for the next. Nobody waits for company, and one fsync serves all who came. ARCHITECTURE 5.</summary>
internal sealed class InboxWriter(NpgsqlDataSource source, ILogger<InboxWriter> logger) : BackgroundService
{
    /// <summary>Requests in one commit. Under full load a commit of so many stays below 5 ms of gathering.</summary>
    private const int MostTogether = 1_000;

    /// <summary>Requests that may wait; beyond it the sender is asked to come again.</summary>
    private const int MostWaiting = 10_000;

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>Returns when the entries are committed.</summary>
    /// <returns>False when too many wait already.</returns>
    /// <exception cref="NpgsqlException">The database did not take them; nothing was stored.</exception>
    public async Task<bool> Store(IReadOnlyList<InboxEntry> entries)
    {
        var waiting = new Waiting(entries, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!queue.Writer.TryWrite(waiting)) return false;
        await waiting.Committed.Task;
        return true;
    }

    /// <summary>Ends when the last request has its answer: the host stops listening first.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        if (ExecuteTask is { } writing) await writing.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var together = new List<Waiting>(MostTogether);
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            together.Clear();
            while (together.Count < MostTogether && queue.Reader.TryRead(out var waiting)) together.Add(waiting);
            await Commit(together);
        }
    }

    private async Task Commit(List<Waiting> together)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync();
            await FriendInbox.Store(connection, together.Count == 1 ? together[0].Entries : [.. together.SelectMany(waiting => waiting.Entries)], CancellationToken.None);
            foreach (var waiting in together) waiting.Committed.SetResult();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            logger.LogWarning("{Count} webhooks could not be stored ({Kind}); LINE is asked to send them again.", together.Count, failure.GetType().Name);
            foreach (var waiting in together) waiting.Committed.SetException(failure);
        }
    }

    private sealed record Waiting(IReadOnlyList<InboxEntry> Entries, TaskCompletionSource Committed);
}
