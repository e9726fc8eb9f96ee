using Koshiki.Edge.Delivery.Schedule;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Delivery;

/// <summary>Notices that this database was restored, moved or left alone, and holds what could then go out twice or stale. ARCHITECTURE 3.8.</summary>
/// <remarks>Nothing is sent before it has beaten: taking a lease and opening an intent ask for a trusted heartbeat in the same statement.</remarks>
internal sealed class Heartbeat(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Heartbeat> logger)
{
    /// <summary>How often every node beats.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(5);

    /// <returns>By how much this machine's clock is ahead of the database's; negative when behind.</returns>
    public async Task<TimeSpan> Beat(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EdgeDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var moment = (await db.Database.SqlQueryRaw<Moment>($"select clock_timestamp() as now, {DatabaseIdentity.Sql} as identity").ToListAsync(ct))[0];
        var ahead = clock.GetUtcNow() - moment.Now;
        var row = (await db.Heartbeats.FromSqlRaw("select * from edge_delivery.heartbeat where id = 1 for update").ToListAsync(ct)).SingleOrDefault();
        if (row is null)
        {
            await db.Database.ExecuteSqlAsync(
                $"insert into edge_delivery.heartbeat (id, identity, beaten_at) values (1, {moment.Identity}, {moment.Now}) on conflict (id) do nothing", ct);
        }
        else
        {
            await Judge(db, row, moment, ct);
            (row.Identity, row.BeatenAt) = (moment.Identity, moment.Now);
            await db.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return ahead;
    }

    private async Task Judge(EdgeDb db, HeartbeatRow row, Moment moment, CancellationToken ct)
    {
        if (row.Identity != moment.Identity)
        {
            logger.LogWarning("This database is not the one that beat last ({Before}, now {Now}): everything unfinished is held.", row.Identity, moment.Identity);
            row.OrdersHeldBefore = moment.Now;
            await db.Database.ExecuteSqlRawAsync(ScheduleTables.EmptySql, ct);
            await Hold(db, _ => true, DeliveryReasons.AfterRestore, moment.Now, ct);
        }
        else if (moment.Now - row.BeatenAt > TooLong)
        {
            logger.LogWarning("No heartbeat since {Before}: everything running or due is held.", row.BeatenAt);
            // Who waits for a person already keeps his reason when the program only stood still.
            await Hold(db, d => DeliveryFlow.IsRunning(d.State) && (d.DueAt <= moment.Now || d.State != DeliveryState.Waiting), DeliveryReasons.AfterLongStop, moment.Now, ct);
        }
    }

    /// <summary>Locks what is unfinished first: an order that is being carried out has its say before it is held, not after.</summary>
    private static async Task Hold(EdgeDb db, Func<ChannelDelivery, bool> which, string reason, DateTimeOffset now, CancellationToken ct)
    {
        var unfinished = await db.Deliveries.FromSql($"select * from edge_delivery.delivery where state in ('Waiting', 'Sending', 'Unknown', 'AskingAPerson') order by id for update").ToListAsync(ct);
        foreach (var delivery in unfinished.Where(which)) db.Announce(delivery.Move(DeliveryMove.Hold, reason, now).Value);
    }

    private sealed record Moment(DateTimeOffset Now, string Identity);
}
