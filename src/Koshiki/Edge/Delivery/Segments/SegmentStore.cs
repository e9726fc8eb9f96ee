using System.Diagnostics;
using Npgsql;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>What a slice writes before requests and looks at between them: single statements, each under the lease's epoch.</summary>
internal sealed class SegmentStore(NpgsqlDataSource source)
{
    /// <summary>One row while the lease is ours and this is the database that beat last; held until the statement's end.</summary>
    private const string Fence =
        $"with fence as (select 1 from edge_delivery.lease where account_key = $1 and epoch = $2 and {DatabaseIdentity.IsTrusted} for key share)";

    /// <summary>Opens neighbouring chunks before the first of their requests.</summary>
    /// <param name="hashes">SHA-256 of each body, one after the other.</param>
    /// <returns>When, by the monotonic clock, at the latest.</returns>
    /// <exception cref="LeaseLostException">Somebody else has taken the account, or the database is not trusted.</exception>
    public Task<long> OpenWindow(AccountLease lease, DeliveryId delivery, int first, int last, byte[] hashes, CancellationToken ct) => Write(
        $"""
        {Fence}
        insert into edge_delivery.chunk_window (delivery_id, first_chunk, last_chunk, opened_at, epoch, body_hashes)
        select $3, $4, $5, clock_timestamp(), $2, $6 from fence
        """, lease, ct, delivery.Value, first, last, hashes);

    /// <summary>Opens a chunk under its next key.</summary>
    /// <param name="dropped">Those whom the earlier request named and this one does not.</param>
    /// <exception cref="LeaseLostException">As above.</exception>
    public Task<long> OpenGeneration(AccountLease lease, DeliveryId delivery, int chunk, int generation, int[] dropped, byte[] hash, CancellationToken ct) => Write(
        $"""
        {Fence}
        insert into edge_delivery.chunk_generation (delivery_id, chunk, generation, dropped, opened_at, epoch, body_hash)
        select $3, $4, $5, $6, clock_timestamp(), $2, $7 from fence
        """, lease, ct, delivery.Value, chunk, generation, dropped, hash);

    /// <summary>Whether the clerk should leave this delivery alone now: a person has spoken, its time is over, or something more urgent is due.</summary>
    public async Task<Interruption?> WhyStop(string account, DeliveryId delivery, CancellationToken ct)
    {
        await using var command = source.CreateCommand("""
            select d.state in ('Waiting', 'Sending', 'Unknown') and not d.withdrawal_asked and d.not_after >= clock_timestamp(),
                   exists (select 1 from edge_delivery.delivery u where u.account_key = $1 and u.state in ('Waiting', 'Sending', 'Unknown')
                           and u.priority < d.priority and u.due_at <= clock_timestamp())
            from edge_delivery.delivery d where d.id = $2
            """);
        command.Parameters.Add(new() { Value = account });
        command.Parameters.Add(new() { Value = delivery.Value });
        await using var rows = await command.ExecuteReaderAsync(ct);
        if (!await rows.ReadAsync(ct) || !rows.GetBoolean(0)) return Interruption.NotAnyMore;
        return rows.GetBoolean(1) ? Interruption.MoreUrgent : null;
    }

    private async Task<long> Write(string sql, AccountLease lease, CancellationToken ct, params object[] values)
    {
        var before = Stopwatch.GetTimestamp();
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 3;
        command.Parameters.Add(new() { Value = lease.Account });
        command.Parameters.Add(new() { Value = lease.Epoch });
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(ct) == 1 ? before : throw new LeaseLostException(lease.Account);
    }
}

/// <summary>Why a slice ends before its work does.</summary>
internal enum Interruption
{
    /// <summary>Held, withdrawn, or past its not-after time.</summary>
    NotAnyMore,

    /// <summary>A more urgent delivery of the account is due.</summary>
    MoreUrgent,
}
