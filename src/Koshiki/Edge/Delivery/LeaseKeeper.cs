using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;

namespace Koshiki.Edge.Delivery;

/// <summary>Takes, renews and gives back this node's leases, on a connection of its own that also holds the proof that the process lives.</summary>
/// <remarks>
/// The connection holds a session lock. A dead process loses it at once, a stopped one keeps it: that tells them apart.
/// When the connection breaks, the node loses all its leases and comes back under another name.
/// </remarks>
internal sealed class LeaseKeeper(NpgsqlDataSource source, ILogger<LeaseKeeper> logger) : BackgroundService
{
    /// <summary>How long a lease lasts without renewal.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly ConcurrentDictionary<string, AccountLease> held = new();
    private NpgsqlConnection? connection;
    private Guid node;
    private long nodeLock;

    /// <summary>Takes the account's lease if nobody holds it, the heartbeat is trusted and the connection stands.</summary>
    /// <remarks>
    /// Taking waits for the old holder's open transaction (FOR UPDATE against its FOR KEY SHARE), renewing does not.
    /// An account's very first taking only makes the row; the next look, half a second later, takes it.
    /// </remarks>
    /// <returns>Null when it cannot be had now.</returns>
    public async Task<AccountLease?> Take(string account, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (connection is null) return null;
            var sentAt = Stopwatch.GetTimestamp();
            await using var command = Command($"""
                with known as (
                    insert into edge_delivery.lease (account_key, epoch, node, expires_at) values ($1, 0, $2, '-infinity') on conflict do nothing),
                free as (
                    select account_key from edge_delivery.lease where account_key = $1 and expires_at < clock_timestamp() for update skip locked)
                update edge_delivery.lease l set epoch = l.epoch + 1, node = $2, expires_at = clock_timestamp() + interval '3 seconds'
                from free where l.account_key = free.account_key and {DatabaseIdentity.IsTrusted}
                returning l.epoch
                """);
            command.Parameters.Add(new() { Value = account });
            command.Parameters.Add(new() { Value = node });
            if (await command.ExecuteScalarAsync(ct) is not long epoch) return null;

            var lease = new AccountLease(account, epoch, node, nodeLock, sentAt);
            held[account] = lease;
            return lease;
        }
        catch (Exception broken) when (broken is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            await Disconnect(broken);
            return null;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Gives a lease back, so that nobody has to wait for its end.</summary>
    public async Task Release(AccountLease lease)
    {
        held.TryRemove(new(lease.Account, lease));
        lease.Lose();
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            if (connection is null || lease.Node != node) return;
            await using var command = Command("update edge_delivery.lease set expires_at = clock_timestamp() - interval '1 millisecond' where account_key = $1 and epoch = $2");
            command.Parameters.Add(new() { Value = lease.Account });
            command.Parameters.Add(new() { Value = lease.Epoch });
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception broken) when (broken is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            await Disconnect(broken);
        }
        finally
        {
            turn.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RenewEvery);
        try
        {
            do
            {
                await KeepOnce(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The clerks give their leases back by themselves.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await turn.WaitAsync(cancellationToken);
        await Disconnect(null);
        turn.Release();
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    private async Task KeepOnce(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (connection is null) await Connect(ct);
            else await Renew(ct);
        }
        catch (Exception broken) when (broken is NpgsqlException or TimeoutException or InvalidOperationException or IOException)
        {
            await Disconnect(broken);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task Connect(CancellationToken ct)
    {
        var opened = await source.OpenConnectionAsync(ct);
        try
        {
            nodeLock = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));
            await using var command = new NpgsqlCommand("select pg_advisory_lock($1)", opened) { Parameters = { new() { Value = nodeLock } } };
            await command.ExecuteNonQueryAsync(ct);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }

        node = Guid.CreateVersion7();
        connection = opened;
    }

    private async Task Renew(CancellationToken ct)
    {
        var mine = held.Values.ToArray();
        var sentAt = Stopwatch.GetTimestamp();
        await using var command = Command("""
            update edge_delivery.lease l set expires_at = clock_timestamp() + interval '3 seconds'
            from unnest($1::text[], $2::bigint[]) as h (account_key, epoch)
            where l.account_key = h.account_key and l.epoch = h.epoch and l.expires_at > clock_timestamp()
            returning l.account_key
            """);
        command.Parameters.Add(new() { Value = mine.Select(lease => lease.Account).ToArray() });
        command.Parameters.Add(new() { Value = mine.Select(lease => lease.Epoch).ToArray() });
        var renewed = new HashSet<string>();
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct)) renewed.Add(rows.GetString(0));
        }

        foreach (var lease in mine)
        {
            if (renewed.Contains(lease.Account)) lease.Renewed(sentAt);
            else Lose(lease);
        }
    }

    private NpgsqlCommand Command(string sql) => new(sql, connection) { CommandTimeout = 2 };

    private void Lose(AccountLease lease)
    {
        logger.LogWarning("The lease of {Account} (epoch {Epoch}) is lost.", lease.Account, lease.Epoch);
        held.TryRemove(new(lease.Account, lease));
        lease.Lose();
    }

    private async Task Disconnect(Exception? broken)
    {
        if (broken is not null) logger.LogWarning("The connection of the leases broke: {Reason}", broken.Message);
        foreach (var lease in held.Values) Lose(lease);
        if (connection is not { } old) return;
        connection = null;
        try
        {
            await old.DisposeAsync();
        }
        catch (NpgsqlException)
        {
            // It is gone either way.
        }
    }
}
