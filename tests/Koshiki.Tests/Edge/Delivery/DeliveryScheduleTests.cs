using Koshiki.Edge.Delivery.Schedule;
using Koshiki.Exchange;
using Koshiki.Foundation.Queues;
using Koshiki.PlatformFacts;
using Koshiki.StandIns.Control;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Koshiki.Tests.Edge.Delivery;

/// <summary>The Quartz cluster calls; it decides nothing.</summary>
public sealed class DeliveryScheduleTests : IAsyncLifetime
{
    private static readonly Type[] Jobs = [.. typeof(LookForDueDeliveries).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IJob)))];

    private DeliveryWorld world = null!;

    public async ValueTask InitializeAsync() => world = await DeliveryWorld.Create();

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Z2_two_workers_are_two_members_of_one_cluster()
    {
        await world.StartWorker();
        await world.StartWorker();

        await UntilCount("select count(distinct instance_name) from edge_schedule.qrtz_scheduler_state", 2);
        await UntilCount("select count(*) from edge_schedule.qrtz_triggers", Jobs.Length);
    }

    [Fact]
    public async Task Z2_a_worker_can_make_every_job_and_the_table_of_jobs_names_it()
    {
        var worker = await world.StartWorker();
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Koshiki.slnx"))) folder = folder.Parent!;
        var table = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "docs", "jobs.md"), TestContext.Current.CancellationToken);

        await using var scope = worker.Services.CreateAsyncScope();

        Assert.All(Jobs, job => Assert.NotNull(ActivatorUtilities.CreateInstance(scope.ServiceProvider, job)));
        Assert.All(Jobs, job => Assert.Contains($"| `{job.Name}` |", table, StringComparison.Ordinal));
    }

    [Fact]
    public async Task E1_connections_are_checked_and_lines_quota_is_read()
    {
        world.StandIns.Line.Open("A001", "広報課", "token-A001", friends: 10).SetQuota(200);
        await world.Connect("A001", Platform.Line);
        await world.Connect("A002", Platform.X);
        world.StandIns.Faults.Add(new Fault(FaultKind.TokenRevoked) { Platform = "x", Times = null });
        var worker = await world.StartWorker();
        await world.UntilConnected("A001");
        await world.UntilConnected("A002");

        await using (var scope = worker.Services.CreateAsyncScope())
        {
            await ActivatorUtilities.CreateInstance<CheckConnections>(scope.ServiceProvider).CheckAll(TestContext.Current.CancellationToken);
        }

        var quota = await Report<QuotaReported>();
        Assert.Equal((200L, 0L), (quota.Limit!.Value, quota.Used));
        var broken = await Report<ConnectionReported>(r => !r.Works);
        Assert.Equal("A002", broken.AccountKey);
    }

    private async Task<T> Report<T>(Func<T, bool>? which = null) where T : Report => await DeliveryWorld.Until(
        async () =>
        {
            await using var db = world.OpenEdge();
            var rows = await db.OutgoingReports.AsNoTracking().Where(r => r.Kind == typeof(T).Name).OrderBy(r => r.Seq).ToListAsync();
            return rows.Select(r => (T)MessageJson.FromBytes<Report>(r.Body)).FirstOrDefault(which ?? (_ => true));
        },
        () => Task.FromResult($"a {typeof(T).Name}"));

    private Task<string> UntilCount(string sql, long count) => DeliveryWorld.Until(
        async () => await TestDatabase.Ask<long>(world.Database, sql) == count ? "so" : null, async () => $"{count}, but is {await TestDatabase.Ask<long>(world.Database, sql)}: {sql}");
}
