using Npgsql;

namespace Koshiki.Foundation.Activity;

/// <summary>Takes entries that stand in no block into the next one, every few seconds. One node at a time, by an advisory lock.</summary>
internal sealed class LogSealer(NpgsqlDataSource core, TimeProvider clock, ILogger<LogSealer> logger) : BackgroundService
{
    /// <summary>At most so many entries a block.</summary>
    public const int BlockSize = 1000;

    private const long LockKey = 0x6b6f_7368_696b_6901;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                while (await SealNext(core, stoppingToken) == BlockSize) { }
            }
            catch (NpgsqlException accident)
            {
                logger.LogWarning(accident, "The activity log could not be sealed; trying again.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Seals one block.</summary>
    /// <returns>How many entries it took; 0 when nothing was open or another node is at it.</returns>
    public static async Task<int> SealNext(NpgsqlDataSource core, CancellationToken ct)
    {
        await using var connection = await core.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var mine = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = LockKey } } })
        {
            if (!(bool)(await mine.ExecuteScalarAsync(ct))!) return 0;
        }

        var (ids, leaves) = await OpenEntries(connection, ct);
        if (ids.Count == 0) return 0;

        var (number, previous, sealedAt) = await Head(connection, ct);
        var root = LogChain.Root(leaves);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into activity_log.block (number, previous, root, count, sealed_at, hash) values ($1, $2, $3, $4, $5, $6)")
                {
                    Parameters =
                    {
                        new() { Value = number }, new() { Value = previous }, new() { Value = root }, new() { Value = ids.Count },
                        new() { Value = sealedAt }, new() { Value = LogChain.BlockHash(number, previous, root, ids.Count, sealedAt) },
                    },
                },
                new("insert into activity_log.block_entry (entry_id, block, position) select e, $2, p from unnest($1) with ordinality as t(e, p)")
                {
                    Parameters = { new() { Value = ids.ToArray() }, new() { Value = number } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return ids.Count;
    }

    private static async Task<(List<Guid> Ids, List<byte[]> Leaves)> OpenEntries(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var open = new NpgsqlCommand(
            $"""
            select e.id, e.commitment from activity_log.entry e
            where not exists (select 1 from activity_log.block_entry b where b.entry_id = e.id)
            order by e.id limit {BlockSize}
            """,
            connection);
        var ids = new List<Guid>();
        var leaves = new List<byte[]>();
        await using var rows = await open.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            ids.Add(rows.GetGuid(0));
            leaves.Add(LogChain.Leaf(ids[^1], rows.GetFieldValue<byte[]>(1)));
        }

        return (ids, leaves);
    }

    private static async Task<(long Number, byte[] Previous, DateTimeOffset Now)> Head(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var head = new NpgsqlCommand(
            "select coalesce(max(number), 0) + 1, (select hash from activity_log.block order by number desc limit 1), now() from activity_log.block",
            connection);
        await using var row = await head.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetInt64(0), row.IsDBNull(1) ? LogChain.Genesis : row.GetFieldValue<byte[]>(1), row.GetFieldValue<DateTimeOffset>(2));
    }
}
