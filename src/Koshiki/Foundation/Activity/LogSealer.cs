using System.Buffers.Binary;
using Npgsql;

namespace Koshiki.Foundation.Activity;

/// <summary>Takes entries that stand in no block into the next one, every few seconds. One node at a time, by an advisory lock.</summary>
/// <remarks>Usually it looks only at entries about as young as the newest sealed one, so that a pass costs the same however long the log is. At first and every hour it looks at all: what was committed late or by a clock that is off is found then.</remarks>
internal sealed class LogSealer(NpgsqlDataSource core, TimeProvider clock, ILogger<LogSealer> logger) : BackgroundService
{
    /// <summary>At most so many entries a block.</summary>
    public const int BlockSize = 1000;

    private const long LockKey = 0x6b6f_7368_696b_6901;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAtAllEvery = TimeSpan.FromHours(1);

    /// <summary>An entry whose id is so much older than the newest sealed one's waits for the look at all.</summary>
    private static readonly TimeSpan UsualLateness = TimeSpan.FromHours(1);

    private long? lookedAtAll;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                await SealOpen(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception accident) when (accident is not OutOfMemoryException)
            {
                logger.LogWarning(accident, "The activity log could not be sealed; trying again.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One pass: seals block after block until nothing is left that it looks at.</summary>
    internal async Task SealOpen(CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var all = lookedAtAll is not { } last || clock.GetElapsedTime(last, began) >= LookAtAllEvery;
        int? taken;
        do taken = await SealNext(core, all, ct);
        while (taken == BlockSize);
        if (all && taken is not null) lookedAtAll = began;
    }

    /// <summary>Seals one block, of the oldest of all open entries.</summary>
    /// <returns>How many entries it took; 0 when nothing was open or another node is at it.</returns>
    public static async Task<int> SealNext(NpgsqlDataSource core, CancellationToken ct) => await SealNext(core, all: true, ct) ?? 0;

    /// <returns>How many entries it took; null when another node is at it.</returns>
    private static async Task<int?> SealNext(NpgsqlDataSource core, bool all, CancellationToken ct)
    {
        await using var connection = await core.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var mine = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = LockKey } } })
        {
            if (!(bool)(await mine.ExecuteScalarAsync(ct))!) return null;
        }

        var (ids, leaves) = await OpenEntries(connection, all ? Guid.Empty : await UsuallyFrom(connection, ct), ct);
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

    /// <summary>The least id that the usual look takes: an hour older than the newest sealed entry's.</summary>
    /// <remarks>Ids are UUIDv7 of the nodes' clocks. One from a clock far ahead must not hide what the others write, so that the database's time is the most that counts.</remarks>
    private static async Task<Guid> UsuallyFrom(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var newest = new NpgsqlCommand("select entry_id, now() from activity_log.block_entry order by entry_id desc limit 1", connection);
        await using var row = await newest.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return Guid.Empty;
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(row.GetGuid(0).ToByteArray(bigEndian: true)) >>> 16;
        var from = Math.Min(milliseconds, row.GetFieldValue<DateTimeOffset>(1).ToUnixTimeMilliseconds()) - (long)UsualLateness.TotalMilliseconds;
        // PostgreSQL compares uuids byte by byte, the time first.
        var least = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(least, Math.Max(from, 0) << 16);
        return new Guid(least, bigEndian: true);
    }

    private static async Task<(List<Guid> Ids, List<byte[]> Leaves)> OpenEntries(NpgsqlConnection connection, Guid from, CancellationToken ct)
    {
        await using var open = new NpgsqlCommand(
            $"""
            select e.id, e.commitment from activity_log.entry e
            where e.id >= $1 and not exists (select 1 from activity_log.block_entry b where b.entry_id = e.id and b.entry_id >= $1)
            order by e.id limit {BlockSize}
            """,
            connection)
        {
            Parameters = { new() { Value = from } },
        };
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
