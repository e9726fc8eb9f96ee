using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Koshiki.Foundation.Queues;

/// <summary>Does the rows of one queue, one transaction each: the work and the mark that it is done commit together or not at all.</summary>
/// <remarks>Several nodes may run it at once (SKIP LOCKED). NOTIFY only wakes; the table is what counts.</remarks>
/// <param name="channel">The NOTIFY channel that wakes the runner, named like the table.</param>
/// <param name="tellAPerson">Called once, in the transaction that counts the tenth failure in a row; null where nobody can be told from here.</param>
/// <param name="kinds">The kinds of row this runner takes; null or none: all. Another node does the others.</param>
internal sealed class QueueRunner<TDb, TRow>(
    IServiceScopeFactory scopes,
    NpgsqlDataSource source,
    string channel,
    Func<IServiceProvider, TRow, CancellationToken, Task> handle,
    ILogger logger,
    string[]? kinds = null,
    Func<IServiceProvider, TRow, CancellationToken, Task>? tellAPerson = null)
    : BackgroundService
    where TDb : DbContext
    where TRow : QueueRow
{
    private static readonly TimeSpan IdleWait = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var bell = new NotificationBell(source, channel, logger);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DoNext(stoppingToken)) { }
                await bell.Wait(IdleWait, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception accident) when (accident is NpgsqlException or InvalidOperationException or TimeoutException or IOException or DbUpdateException)
            {
                logger.LogWarning(accident, "The queue {Queue} could not be read; trying again.", channel);
                await Task.Delay(IdleWait, stoppingToken);
            }
        }
    }

    /// <summary>Does the next due row.</summary>
    /// <returns>False when nothing is due.</returns>
    internal async Task<bool> DoNext(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var row = await Take(db, ct);
        if (row is null) return false;

        try
        {
            await transaction.CreateSavepointAsync("work", ct);
            await handle(scope.ServiceProvider, row, ct);
            await Settle(db, row, null, transaction, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogError(failure, "{Queue} row {Id} ({Kind}) failed for the {Count}. time.", channel, row.Id, row.Kind, row.Failures + 1);
            await transaction.RollbackToSavepointAsync("work", ct);
            db.ChangeTracker.Clear();
            if (row.Failures + 1 == QueueRow.FailuresBeforeAPerson && tellAPerson is not null) await tellAPerson(scope.ServiceProvider, row, ct);
            await Settle(db, row, failure, transaction, ct);
        }

        return true;
    }

    private async Task<TRow?> Take(TDb db, CancellationToken ct)
    {
        var entity = db.Model.FindEntityType(typeof(TRow))!;
        var table = $"{entity.GetSchema()}.{entity.GetTableName()}";
        // The oldest open row of each aggregate only: a later one waits until the earlier is done.
        var sql = $"""
            select * from {table} q
            where done_at is null and due_at <= now() and (cardinality({"{0}"}) = 0 or kind = any({"{0}"}))
              and not exists (select 1 from {table} e where e.aggregate = q.aggregate and e.done_at is null and e.seq < q.seq)
            order by seq limit 1 for update skip locked
            """;
        // EF would wrap the query when composed, and FOR UPDATE may not be wrapped: nothing is composed here.
        return (await db.Set<TRow>().FromSqlRaw(sql, (object)(kinds ?? [])).AsNoTracking().ToListAsync(ct)).FirstOrDefault();
    }

    private static async Task Settle(TDb db, TRow row, Exception? failure, IDbContextTransaction transaction, CancellationToken ct)
    {
        var rows = db.Set<TRow>().Where(r => r.Id == row.Id);
        if (failure is null)
        {
            await rows.ExecuteUpdateAsync(set => set.SetProperty(r => r.DoneAt, DateTimeOffset.UtcNow), ct);
        }
        else
        {
            var failures = row.Failures + 1;
            var wait = QueueRow.PauseAfter(failures);
            var error = QueueRow.Describe(failure);
            await rows.ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Failures, failures).SetProperty(r => r.DueAt, DateTimeOffset.UtcNow + wait).SetProperty(r => r.LastError, error),
                ct);
        }

        await transaction.CommitAsync(ct);
    }
}
