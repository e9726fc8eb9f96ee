using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Quartz;

namespace Koshiki.Edge.Delivery.Schedule;

/// <summary>Every ten seconds, on one node: tells core which nodes work, which jobs are called and what waits, where it has changed, and once a minute in any case. Z2.</summary>
[DisallowConcurrentExecution]
internal sealed class ReportNodes(EdgeDb db, NpgsqlDataSource source, ToldNodes told) : IJob
{
    private static readonly TimeSpan AtLeast = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var seen = await Look(source, cancellationToken);
        if (!told.IsNews(seen, AtLeast)) return;
        db.OutgoingReports.Add(OutgoingReport.For(seen, "nodes", seen.At));
        await db.SaveChangesAsync(cancellationToken);
        told.Last = seen;
    }

    /// <summary>All from the database: a node that is gone cannot be asked.</summary>
    internal static async Task<NodesReported> Look(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select clock_timestamp(), (select beaten_at from edge_delivery.heartbeat where id = 1)"),
                new($"select instance_name, last_checkin_time from {ScheduleTables.Schema}.qrtz_scheduler_state order by instance_name"),
                new($"select job_name, trigger_state, prev_fire_time, next_fire_time from {ScheduleTables.Schema}.qrtz_triggers order by job_name"),
                new("""
                    select 'incoming-orders', count(*), count(*) filter (where failures > 0), min(created_at) from edge_exchange.incoming_order where done_at is null
                    union all select 'outgoing-reports', count(*), count(*) filter (where failures > 0), min(created_at) from edge_exchange.outgoing_report where done_at is null
                    union all select 'friends-inbox', count(*), 0, min(received_at) from edge_friends.inbox where applied_at is null
                    union all select 'due-deliveries', count(*), 0, min(due_at) from edge_delivery.delivery where state in ('Waiting', 'Sending', 'Unknown') and due_at <= clock_timestamp()
                    """),
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        var (now, beaten) = (rows.GetFieldValue<DateTimeOffset>(0), rows.IsDBNull(1) ? (DateTimeOffset?)null : rows.GetFieldValue<DateTimeOffset>(1));
        await rows.NextResultAsync(ct);
        var nodes = new List<WorkingNode>();
        while (await rows.ReadAsync(ct)) nodes.Add(new WorkingNode(rows.GetString(0), Ticks(rows.GetInt64(1))));
        await rows.NextResultAsync(ct);
        var jobs = new List<CalledJob>();
        while (await rows.ReadAsync(ct)) jobs.Add(new CalledJob(rows.GetString(0), rows.GetString(1), TicksOrNull(rows, 2), TicksOrNull(rows, 3)));
        await rows.NextResultAsync(ct);
        var queues = new List<WaitingQueue>();
        while (await rows.ReadAsync(ct)) queues.Add(new WaitingQueue(rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2), rows.IsDBNull(3) ? null : rows.GetFieldValue<DateTimeOffset>(3)));
        return new NodesReported(now, beaten, nodes, jobs, queues);
    }

    /// <summary>The scheduler keeps instants as ticks (UTC).</summary>
    private static DateTimeOffset Ticks(long ticks) => new(ticks, TimeSpan.Zero);

    private static DateTimeOffset? TicksOrNull(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) || rows.GetInt64(column) <= 0 ? null : Ticks(rows.GetInt64(column));
}

/// <summary>What this node told last.</summary>
internal sealed class ToldNodes
{
    public NodesReported? Last { get; set; }

    /// <summary>Whether something has changed but the times, or the last word is old.</summary>
    public bool IsNews(NodesReported seen, TimeSpan atLeast) =>
        Last is null || seen.At - Last.At >= atLeast
        || !seen.Nodes.Select(n => n.Name).SequenceEqual(Last.Nodes.Select(n => n.Name))
        || !seen.Jobs.Select(j => (j.Name, j.State == "ERROR")).SequenceEqual(Last.Jobs.Select(j => (j.Name, j.State == "ERROR")))
        || !seen.Queues.Select(q => (q.Key, q.Waiting, q.Failing)).SequenceEqual(Last.Queues.Select(q => (q.Key, q.Waiting, q.Failing)));
}
