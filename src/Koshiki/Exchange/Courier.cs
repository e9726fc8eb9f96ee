using Koshiki.Foundation.Queues;
using Npgsql;

namespace Koshiki.Exchange;

/// <summary>Carries orders to edge and reports to core. It runs on core's side and opens both connections itself; edge never calls core.</summary>
/// <remarks>At least once: a message is marked as carried only after the other side has committed it, and a second copy is recognised by its id. One courier at a time, by an advisory lock on core's database. An order that cannot be carried rests and is tried again; what is about the same thing waits behind it, everything else goes on.</remarks>
/// <param name="core">Core's database, as core.</param>
/// <param name="edge">Edge's database, as the courier: it sees the messages and the media, nothing else.</param>
/// <param name="tellAPerson">Called for an order that has failed ten times in a row and at each failure after that; null where nobody can be told from here.</param>
internal sealed class Courier(NpgsqlDataSource core, NpgsqlDataSource edge, ILogger<Courier> logger, Func<OutgoingOrder, CancellationToken, Task>? tellAPerson = null)
    : BackgroundService
{
    private const long LockKey = 0x6b6f_7368_696b_6902;
    private const int BatchSize = 200;
    private static readonly TimeSpan IdleWait = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var orders = new NotificationBell(core, MessageTables.OutgoingOrders, logger);
        await using var reports = new NotificationBell(edge, MessageTables.OutgoingReports, logger);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await CarryOnce(stoppingToken) > 0) { }
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                Task[] bells = [orders.Wait(IdleWait, either.Token), reports.Wait(IdleWait, either.Token)];
                await Task.WhenAny(bells);
                await either.CancelAsync();
                await Task.WhenAll(bells).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception accident) when (accident is not OutOfMemoryException)
            {
                logger.LogWarning(accident, "The courier could not finish its round; trying again.");
                await Task.Delay(IdleWait, stoppingToken);
            }
        }
    }

    /// <summary>Carries what waits on both sides.</summary>
    /// <returns>How many messages; 0 when nothing waits that can be carried, or another node's courier is at work.</returns>
    internal async Task<int> CarryOnce(CancellationToken ct)
    {
        await using var from = await core.OpenConnectionAsync(ct);
        await using var turn = await from.BeginTransactionAsync(ct);
        await using (var mine = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", from) { Parameters = { new() { Value = LockKey } } })
        {
            if (!(bool)(await mine.ExecuteScalarAsync(ct))!) return 0;
        }

        await using var to = await edge.OpenConnectionAsync(ct);
        var (orders, failed) = await Prepare(from, to, await Waiting(from, $"{MessageTables.CoreSchema}.{MessageTables.OutgoingOrders}", ct), ct);
        await HandOver(to, $"{MessageTables.EdgeSchema}.{MessageTables.IncomingOrders}", orders, ct);
        await MarkCarried(from, $"{MessageTables.CoreSchema}.{MessageTables.OutgoingOrders}", orders, ct);

        var reports = await Waiting(to, $"{MessageTables.EdgeSchema}.{MessageTables.OutgoingReports}", ct);
        await HandOver(from, $"{MessageTables.CoreSchema}.{MessageTables.IncomingReports}", reports, ct);
        await turn.CommitAsync(ct);
        await MarkCarried(to, $"{MessageTables.EdgeSchema}.{MessageTables.OutgoingReports}", reports, ct);
        foreach (var order in failed.Where(o => o.Failures >= QueueRow.FailuresBeforeAPerson)) await Tell(order, ct);
        return orders.Count + reports.Count;
    }

    private sealed record Message(Guid Id, string Kind, string Aggregate, byte[] Body, DateTimeOffset CreatedAt, int Failures);

    /// <summary>Sees that the pictures of each order are there before it. An order whose pictures cannot be brought is put off, and with it what comes after it in its aggregate.</summary>
    private async Task<(List<Message> Ready, List<Message> Failed)> Prepare(NpgsqlConnection from, NpgsqlConnection to, List<Message> orders, CancellationToken ct)
    {
        List<Message> ready = [];
        List<Message> failed = [];
        foreach (var order in orders)
        {
            if (failed.Any(f => f.Aggregate == order.Aggregate)) continue;
            try
            {
                if (order.Kind == nameof(DeliverPost)) await CarryMedia(from, to, order, ct);
                ready.Add(order);
            }
            catch (Exception accident) when (accident is not (NpgsqlException or TimeoutException or IOException or OperationCanceledException or OutOfMemoryException))
            {
                failed.Add(await PutOff(from, order, accident, ct));
            }
        }

        return (ready, failed);
    }

    /// <summary>Counts a failure of one order and gives it a pause, in the courier's transaction.</summary>
    private async Task<Message> PutOff(NpgsqlConnection from, Message order, Exception accident, CancellationToken ct)
    {
        var failures = order.Failures + 1;
        var pause = QueueRow.PauseAfter(failures);
        await using var command = new NpgsqlCommand(
            $"update {MessageTables.CoreSchema}.{MessageTables.OutgoingOrders} set failures = $2, due_at = now() + $3, last_error = $4 where id = $1", from)
        {
            Parameters = { new() { Value = order.Id }, new() { Value = failures }, new() { Value = pause }, new() { Value = QueueRow.Describe(accident) } },
        };
        await command.ExecuteNonQueryAsync(ct);
        // The kind alone: what failed may have been read from the post.
        logger.LogError("The order {Id} ({Kind}) could not be carried for the {Count}. time ({Accident}); it is tried again in {Pause}.", order.Id, order.Kind, failures, accident.GetType().Name, pause);
        return order with { Failures = failures };
    }

    private Task Tell(Message order, CancellationToken ct) =>
        tellAPerson?.Invoke(new OutgoingOrder { Id = order.Id, Kind = order.Kind, Aggregate = order.Aggregate, Body = order.Body, CreatedAt = order.CreatedAt }, ct) ?? Task.CompletedTask;

    /// <summary>The open rows, but for those that rest after a failure and those behind them in their aggregate.</summary>
    private static async Task<List<Message>> Waiting(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            with resting as materialized (select aggregate, seq from {table} where done_at is null and failures > 0 and due_at > now())
            select id, kind, aggregate, body, created_at, failures from {table} q
            where done_at is null and not exists (select 1 from resting r where r.aggregate = q.aggregate and r.seq <= q.seq)
            order by seq limit {BatchSize}
            """,
            connection);
        var messages = new List<Message>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            messages.Add(new Message(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<byte[]>(3), rows.GetFieldValue<DateTimeOffset>(4), rows.GetInt32(5)));
        }

        return messages;
    }

    private static async Task HandOver(NpgsqlConnection connection, string table, List<Message> messages, CancellationToken ct)
    {
        if (messages.Count == 0) return;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var message in messages)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"insert into {table} (id, kind, aggregate, body, created_at, failures) values ($1, $2, $3, $4, $5, 0) on conflict (id) do nothing")
            {
                Parameters =
                {
                    new() { Value = message.Id }, new() { Value = message.Kind }, new() { Value = message.Aggregate },
                    new() { Value = message.Body }, new() { Value = message.CreatedAt },
                },
            });
        }

        await batch.ExecuteNonQueryAsync(ct);
    }

    private static async Task MarkCarried(NpgsqlConnection connection, string table, List<Message> messages, CancellationToken ct)
    {
        if (messages.Count == 0) return;
        await using var command = new NpgsqlCommand($"update {table} set done_at = now() where id = any($1)", connection)
        {
            Parameters = { new() { Value = messages.Select(m => m.Id).ToArray() } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Copies the pictures that a sealed post names, so that they are there before the order is.</summary>
    private static async Task CarryMedia(NpgsqlConnection from, NpgsqlConnection to, Message order, CancellationToken ct)
    {
        var post = SealedPost.Parse(((DeliverPost)MessageJson.FromBytes<Order>(order.Body)).SealedBytes);
        var named = post.Channels.SelectMany(c => c.Media).SelectMany(m => m.PreviewSha256 is null ? [m.Sha256] : new[] { m.Sha256, m.PreviewSha256 }).Distinct().ToArray();
        if (named.Length == 0) return;

        await using var known = new NpgsqlCommand("select sha256 from edge_media.object where sha256 = any($1)", to) { Parameters = { new() { Value = named } } };
        var there = new HashSet<string>();
        await using (var rows = await known.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct)) there.Add(rows.GetString(0));
        }

        foreach (var sha256 in named.Where(n => !there.Contains(n))) await CopyMedia(from, to, sha256, ct);
    }

    private static async Task CopyMedia(NpgsqlConnection from, NpgsqlConnection to, string sha256, CancellationToken ct)
    {
        await using var transaction = await to.BeginTransactionAsync(ct);
        await using var read = new NpgsqlCommand("select content_type, size, stored_at from media.object where sha256 = $1", from) { Parameters = { new() { Value = sha256 } } };
        await using (var row = await read.ExecuteReaderAsync(ct))
        {
            if (!await row.ReadAsync(ct)) throw new InvalidOperationException($"The sealed picture {sha256} is not in core's media.");
            await using var write = new NpgsqlCommand("insert into edge_media.object (sha256, content_type, size, stored_at) values ($1, $2, $3, $4) on conflict do nothing", to)
            {
                Parameters = { new() { Value = sha256 }, new() { Value = row.GetString(0) }, new() { Value = row.GetInt64(1) }, new() { Value = row.GetFieldValue<DateTimeOffset>(2) } },
            };
            await write.ExecuteNonQueryAsync(ct);
        }

        await using var parts = new NpgsqlCommand("select number, bytes from media.part where sha256 = $1 order by number", from) { Parameters = { new() { Value = sha256 } } };
        await using var part = await parts.ExecuteReaderAsync(ct);
        while (await part.ReadAsync(ct))
        {
            await using var write = new NpgsqlCommand("insert into edge_media.part (sha256, number, bytes) values ($1, $2, $3) on conflict do nothing", to)
            {
                Parameters = { new() { Value = sha256 }, new() { Value = part.GetInt32(0) }, new() { Value = part.GetFieldValue<byte[]>(1) } },
            };
            await write.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }
}
