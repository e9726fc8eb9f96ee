using System.Linq.Expressions;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Exchange;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Queues;
using Koshiki.Foundation.Web;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Work.Running;

/// <summary>What edge's workers told last of themselves: one row.</summary>
public sealed class NodesSeen
{
    public const int TheOne = 1;

    public required int Id { get; init; }

    public DateTimeOffset At { get; set; }

    /// <summary>A <see cref="NodesReported"/> as JSON.</summary>
    public byte[] Body { get; set; } = [];

    internal static void Build(ModelBuilder model, string schema) => model.Entity<NodesSeen>(seen =>
    {
        seen.ToTable("nodes_seen", schema).NotLogged();
        seen.HasKey(s => s.Id);
        seen.Property(s => s.Id).ValueGeneratedNever();
    });
}

/// <summary>Takes note of what edge's workers tell of themselves.</summary>
internal sealed class NodeReports(CoreDb db) : IReportListener
{
    public bool Takes(Report report) => report is NodesReported;

    public async Task Handle(Report report, Guid reportId, CancellationToken ct)
    {
        var told = (NodesReported)report;
        var seen = await db.Set<NodesSeen>().SingleOrDefaultAsync(s => s.Id == NodesSeen.TheOne, ct) ?? db.Add(new NodesSeen { Id = NodesSeen.TheOne }).Entity;
        if (seen.At >= told.At) return;
        (seen.At, seen.Body) = (told.At, MessageJson.ToBytes<Report>(told));
        await db.SaveChangesAsync(ct);
    }
}

/// <param name="Told">What edge's workers told last; null before the first word.</param>
/// <param name="Queues">Core's own queues.</param>
/// <param name="Now">By which ages are judged.</param>
public sealed record SystemView(NodesReported? Told, IReadOnlyList<WaitingQueue> Queues, DateTimeOffset Now);

/// <summary>Nodes, jobs and queues for who runs the installation. Z2, Z3.</summary>
internal static class SystemPages
{
    public const string Path = "/admin/system";

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Path, Show).Requires(Act.ReadSystem);

    private static async Task<IResult> Show(CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var seen = await db.Set<NodesSeen>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == NodesSeen.TheOne, ct);
        var told = seen is null ? null : (NodesReported)MessageJson.FromBytes<Report>(seen.Body);
        WaitingQueue[] queues = [await Of("facts", db.Outbox, ct), await Of("outgoing-orders", db.OutgoingOrders, ct), await Of("incoming-reports", db.IncomingReports, ct), await Of("mail", db.OutgoingMail, ct)];
        return Pages.Show<SystemPage>(new SystemView(told, queues, clock.GetUtcNow()));
    }

    private static async Task<WaitingQueue> Of<TRow>(string key, IQueryable<TRow> queue, CancellationToken ct) where TRow : QueueRow
    {
        Expression<Func<TRow, bool>> waits = row => row.DoneAt == null;
        var counted = await queue.AsNoTracking().Where(waits).GroupBy(_ => 1).Select(g => new { Waiting = g.LongCount(), Failing = g.LongCount(r => r.Failures > 0), Oldest = g.Min(r => r.CreatedAt) }).SingleOrDefaultAsync(ct);
        return counted is null ? new WaitingQueue(key, 0, 0, null) : new WaitingQueue(key, counted.Waiting, counted.Failing, counted.Oldest);
    }
}
