using Koshiki.Edge.Delivery;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Koshiki.StandIns.Control;
using Koshiki.Tests.Foundation;
using Npgsql;

namespace Koshiki.Tests.Edge.Delivery;

/// <summary>A backup that comes back, and a worker that stood still, send nothing by themselves. ARCHITECTURE 3.8.</summary>
public sealed class RestoredBackupTests : IAsyncLifetime
{
    private readonly string dump = Path.Combine(Path.GetTempPath(), $"koshiki-{Guid.CreateVersion7():n}.dump");
    private DeliveryWorld world = null!;
    private string? restored;

    public async ValueTask InitializeAsync()
    {
        world = await DeliveryWorld.Create();
        await world.Connect("A001", Platform.Line);
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        if (restored is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await TestDatabase.Run(TestDatabase.Server, $"drop database if exists {restored} with (force)");
        }

        File.Delete(dump);
    }

    [Fact]
    public async Task Z2_a_dump_from_before_a_sending_restored_afterwards_sends_nothing_and_waits_for_a_person()
    {
        await using var worker = await world.StartWorkerProcess();
        var delivery = await world.Deliver("A001", Platform.Line, "明日の休館のお知らせ", notBefore: TimeSpan.FromSeconds(3));
        await world.Until(delivery, DeliveryState.Waiting);
        await Postgres.Dump(world.Database, dump);
        await world.Until(delivery, DeliveryState.Sent);
        await worker.KillNow();
        var requests = world.StandIns.Journal.Total;

        await RestoreBeside();
        await world.StartWorkerProcess();

        var held = await world.Until(delivery, DeliveryState.Held);
        Assert.Equal(DeliveryReasons.AfterRestore, held.Reason);
        Assert.Equal(DeliveryState.Held, (await world.Reports(delivery))[^1].State);
        Assert.True(await TestDatabase.Ask<long>(world.Database, "select count(*) from edge_schedule.qrtz_scheduler_state") <= 1, "The schedule of the backup is made anew.");
        Assert.Equal(requests, world.StandIns.Journal.Total);
    }

    [Fact]
    public async Task Z2_a_dump_from_the_middle_of_a_sending_sends_nothing_and_once_released_finds_that_it_was_sent()
    {
        var gate = world.StandIns.Gates.Close("line.broadcast", GatePoint.AfterAcceptance);
        await using var worker = await world.StartWorkerProcess();
        var delivery = await world.Deliver("A001", Platform.Line, "避難所を開設しました");
        await world.StandIns.Journal.WaitFor("line.broadcast", RequestStage.Accepted);
        await Postgres.Dump(world.Database, dump);
        gate.Open();
        await world.Until(delivery, DeliveryState.Sent);
        await worker.KillNow();
        var requests = world.StandIns.Journal.Total;

        await RestoreBeside();
        await world.StartWorkerProcess();
        await world.Until(delivery, DeliveryState.Held);
        Assert.Equal(requests, world.StandIns.Journal.Total);
        await world.Order(new ReleaseHeld([delivery]), delivery.ToString());

        await world.Until(delivery, DeliveryState.Sent);
        Assert.Single(world.StandIns.Line.Account("A001").Accepted);
    }

    [Fact]
    public async Task Z2_a_dump_restored_over_the_same_name_is_noticed_too()
    {
        await using var worker = await world.StartWorkerProcess();
        var delivery = await world.Deliver("A001", Platform.Line, "来月のお知らせ", notBefore: TimeSpan.FromDays(20), notAfter: TimeSpan.FromDays(21));
        await world.Until(delivery, DeliveryState.Waiting);
        await worker.KillNow();
        await Postgres.Dump(world.Database, dump);

        await Postgres.Restore(world.Database, dump, "--clean");
        await world.StartWorkerProcess();

        var held = await world.Until(delivery, DeliveryState.Held);
        Assert.Equal(DeliveryReasons.AfterRestore, held.Reason);
    }

    [Fact]
    public async Task Z2_an_order_from_before_the_restore_is_held_and_a_new_one_goes()
    {
        await using (var worker = await world.StartWorkerProcess())
        {
            await world.UntilConnected("A001");
        }

        await Postgres.Dump(world.Database, dump);
        await RestoreBeside();
        await using var next = await world.StartWorkerProcess();
        await DeliveryWorld.Until(
            async () => await TestDatabase.Ask<bool>(world.Database, "select orders_held_before is not null from edge_delivery.heartbeat") ? "noticed" : null,
            () => Task.FromResult("the restore to be noticed"));

        var old = await world.Deliver("A001", Platform.Line, "復元前の指示", givenAt: DateTimeOffset.UtcNow.AddMinutes(-10));
        var fresh = await world.Deliver("A001", Platform.Line, "復元後の指示");

        await world.Until(fresh, DeliveryState.Sent);
        await world.Until(old, DeliveryState.Held);
        Assert.Single(world.StandIns.Line.Account("A001").Accepted);
    }

    [Fact]
    public async Task Z2_after_a_long_stop_what_was_due_is_held_and_what_lies_ahead_is_not()
    {
        await using (var worker = await world.StartWorkerProcess())
        {
            await world.UntilConnected("A001");
        }

        var due = await world.Deliver("A001", Platform.Line, "きのうの通行止め");
        var ahead = await world.Deliver("A001", Platform.Line, "来週の催し", notBefore: TimeSpan.FromDays(5), notAfter: TimeSpan.FromDays(6));
        await using (var db = world.OpenEdge())
        {
            await TakeOrders(db);
        }

        await TestDatabase.Run(world.Database, "update edge_delivery.heartbeat set beaten_at = beaten_at - interval '6 minutes'");
        await world.StartWorkerProcess();

        var held = await world.Until(due, DeliveryState.Held);
        Assert.Equal(DeliveryReasons.AfterLongStop, held.Reason);
        Assert.Equal(DeliveryState.Waiting, (await world.Find(ahead))!.State);
        Assert.Equal(0, world.StandIns.Journal.Total);
    }

    /// <summary>Takes the waiting orders as the queue does, without a worker.</summary>
    private static async Task TakeOrders(Koshiki.Edge.EdgeDb db)
    {
        var listener = new DeliveryOrders();
        foreach (var row in db.IncomingOrders.Where(o => o.DoneAt == null).OrderBy(o => o.Seq).ToList())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await listener.Handle(row.Read(), row.Id, db, TestContext.Current.CancellationToken);
            row.DoneAt = DateTimeOffset.UtcNow;
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }
    }

    private async Task RestoreBeside()
    {
        restored = $"koshiki_restored_{Guid.CreateVersion7():n}";
        await TestDatabase.Run(TestDatabase.Server, $"create database {restored} owner koshiki_owner");
        var there = new NpgsqlConnectionStringBuilder(world.Database) { Database = restored }.ConnectionString;
        await Postgres.Restore(there, dump);
        world.MoveTo(there);
    }
}
