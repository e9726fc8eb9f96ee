using System.Diagnostics;
using Npgsql;

namespace Koshiki.Edge.Delivery;

/// <summary>Looks twice a second for accounts with due work and nobody at their counter, and sends a clerk there. ARCHITECTURE 3.6, 3.7.</summary>
internal sealed class ClerkDesk(IServiceScopeFactory scopes, NpgsqlDataSource source, LeaseKeeper keeper, Heartbeat heartbeat, ILogger<ClerkDesk> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>A wait longer than this is stored, and the counter is left.</summary>
    private static readonly TimeSpan LongestWaitAtTheCounter = TimeSpan.FromSeconds(2);

    /// <summary>An account whose work failed by a fault of ours is left alone for so long.</summary>
    private static readonly TimeSpan RestAfterAFault = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ClockIsOff = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ClockIsUseless = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Task> atWork = [];
    private CancellationToken closing;
    private long? lastBeat;
    private bool clockIsUsable = true;

    /// <summary>True after the last look at the tables succeeded; health checks ask it.</summary>
    public bool IsLooking { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        closing = stoppingToken;
        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            do
            {
                await LookOnce(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            Task[] last;
            lock (atWork) last = [.. atWork.Values];
            await Task.WhenAll(last);
        }
    }

    /// <summary>Looks for due work now; the scheduler's jobs call it too.</summary>
    public async Task LookOnce(CancellationToken ct)
    {
        try
        {
            if (lastBeat is not { } beat || Stopwatch.GetElapsedTime(beat) >= Heartbeat.Every) await Beat(ct);
            if (!clockIsUsable) return;
            foreach (var account in await DueAccounts(ct)) SendClerk(account);
            IsLooking = true;
        }
        catch (Exception broken) when (Persist.IsTheDatabase(broken))
        {
            IsLooking = false;
            logger.LogWarning("The tables of deliveries could not be read: {Reason}", broken.Message);
        }
    }

    private async Task Beat(CancellationToken ct)
    {
        var ahead = await heartbeat.Beat(ct);
        lastBeat = Stopwatch.GetTimestamp();
        clockIsUsable = ahead.Duration() < ClockIsUseless;
        if (!clockIsUsable) logger.LogError("This machine's clock is {Ahead} ahead of the database's: no work is taken.", ahead);
        else if (ahead.Duration() > ClockIsOff) logger.LogWarning("This machine's clock is {Ahead} ahead of the database's.", ahead);
    }

    private async Task<List<string>> DueAccounts(CancellationToken ct)
    {
        await using var command = source.CreateCommand("""
            select distinct d.account_key from edge_delivery.delivery d
            where d.state in ('Waiting', 'Sending', 'Unknown') and d.due_at <= clock_timestamp()
              and not exists (select 1 from edge_delivery.lease l where l.account_key = d.account_key and l.expires_at >= clock_timestamp())
            """);
        var due = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) due.Add(rows.GetString(0));
        return due;
    }

    /// <summary>One clerk at a time for an account. He works until the desk closes, whoever sent him.</summary>
    private void SendClerk(string account)
    {
        lock (atWork)
        {
            if (closing.IsCancellationRequested || (atWork.TryGetValue(account, out var busy) && !busy.IsCompleted)) return;
            atWork[account] = Task.Run(() => Work(account, closing), CancellationToken.None);
        }
    }

    private async Task Work(string account, CancellationToken ct)
    {
        var lease = await keeper.Take(account, CancellationToken.None);
        try
        {
            if (lease is not null) await AtTheCounter(lease, ct);
        }
        catch (LeaseLostException lost)
        {
            logger.LogWarning("{Message}", lost.Message);
        }
        catch (OperationCanceledException)
        {
            // The program stops, or the lease is lost: the tables know how far it went.
        }
        catch (Exception broken) when (Persist.IsTheDatabase(broken))
        {
            logger.LogWarning("{Account}: the database failed: {Reason}", account, broken.Message);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            logger.LogError(fault, "{Account}: a clerk failed; the account rests for {Rest}.", account, RestAfterAFault);
            await Task.Delay(RestAfterAFault, ct).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        finally
        {
            if (lease is not null) await keeper.Release(lease);
            lease?.Dispose();
        }
    }

    private async Task AtTheCounter(AccountLease lease, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lease.Lost);
        while (!stop.IsCancellationRequested)
        {
            await using (var scope = scopes.CreateAsyncScope())
            {
                if (await scope.ServiceProvider.GetRequiredService<Clerk>().DoNext(lease, stop.Token)) continue;
            }

            if (await UntilNextDue(lease.Account, stop.Token) is not { } wait) return;
            await Task.Delay(wait, stop.Token);
        }
    }

    /// <returns>Null when nothing is due soon.</returns>
    private async Task<TimeSpan?> UntilNextDue(string account, CancellationToken ct)
    {
        await using var command = source.CreateCommand("""
            select min(due_at) - clock_timestamp() from edge_delivery.delivery where account_key = $1 and state in ('Waiting', 'Sending', 'Unknown')
            """);
        command.Parameters.Add(new() { Value = account });
        return await command.ExecuteScalarAsync(ct) is TimeSpan wait && wait <= LongestWaitAtTheCounter
            ? TimeSpan.FromMilliseconds(Math.Max(10, wait.TotalMilliseconds))
            : null;
    }
}
