using Koshiki.Exchange;
using Koshiki.StandIns.Control;
using Koshiki.Tests.Foundation;
using Npgsql;

namespace Koshiki.Tests.Edge.Delivery.Segments;

/// <summary>Nodes that die, stand still, lose the database or come back from a backup in the middle of a delivery to 20,000 friends. It says nothing about a loss of power.</summary>
public sealed class SegmentNodesTests : IAsyncLifetime
{
    private const string Multicast = "line.multicast";

    private SegmentWorld city = null!;

    private DeliveryWorld World => city.World;

    public async ValueTask InitializeAsync()
    {
        city = await SegmentWorld.Create(inside: 20_000, outside: 500);
        World.Settings["Koshiki:Delivery:MulticastsPerSecond"] = "3";
    }

    public async ValueTask DisposeAsync() => await city.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Z2_killed_in_the_middle_the_other_node_goes_on(int later)
    {
        // Slow enough for the other node to be there before the end; how fast it takes over is the benchmark's business.
        World.Settings["Koshiki:Delivery:MulticastsPerSecond"] = "1";
        World.StandIns.Faults.Add(new Fault(FaultKind.AcceptThenReset) { Request = Multicast, Share = 0.1, Times = null });
        await using var one = await World.StartWorkerProcess();
        var delivery = await city.Deliver();
        await World.StandIns.Journal.WaitFor(Multicast, RequestStage.Accepted);
        await StartTheOther();
        await World.StandIns.Journal.WaitFor(Multicast, RequestStage.Arrived, World.StandIns.Journal.Count(Multicast) + later);

        await one.KillNow();

        await World.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(60));
        city.AssertExactlyOnce();
    }

    [Fact]
    public async Task Z2_stopped_for_eight_seconds_and_continued_nobody_gets_it_twice()
    {
        await using var frozen = await World.StartWorkerProcess();
        var delivery = await city.Deliver();
        await World.StandIns.Journal.WaitFor(Multicast, RequestStage.Accepted);
        await StartTheOther();

        frozen.Freeze();
        await Task.Delay(TimeSpan.FromSeconds(8));
        frozen.Thaw();

        await World.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(60));
        city.AssertExactlyOnce();
    }

    [Fact]
    public async Task Z2_cut_off_from_the_database_but_not_from_line_it_stops_within_its_permit_and_the_other_goes_on()
    {
        var server = new NpgsqlConnectionStringBuilder(World.Database);
        await using var wire = new Wire(server);
        await using var cut = await World.StartWorkerProcess(new NpgsqlConnectionStringBuilder(World.Database) { Host = "127.0.0.1", Port = wire.Port }.ConnectionString);
        var delivery = await city.Deliver();
        await World.StandIns.Journal.WaitFor(Multicast, RequestStage.Accepted, 5);

        wire.Cut();
        var cutAt = DateTimeOffset.UtcNow;
        await Task.Delay(TimeSpan.FromSeconds(5));
        var last = World.StandIns.Journal.Of(Multicast)[^1].At;
        await StartTheOther();

        Assert.InRange(last - cutAt, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        await World.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(60));
        city.AssertExactlyOnce();
    }

    [Fact]
    public async Task Z2_a_backup_restored_in_the_middle_sends_nothing_and_once_released_sends_the_rest()
    {
        var dump = Path.Combine(Path.GetTempPath(), $"koshiki-{Guid.CreateVersion7():n}.dump");
        var restored = $"koshiki_restored_{Guid.CreateVersion7():n}";
        try
        {
            await using var worker = await World.StartWorkerProcess();
            var delivery = await city.Deliver();
            await World.StandIns.Journal.WaitFor(Multicast, RequestStage.Accepted, 5);
            await Postgres.Dump(World.Database, dump);
            await worker.KillNow();
            await TestDatabase.Run(TestDatabase.Server, $"create database {restored} owner koshiki_owner");
            var there = new NpgsqlConnectionStringBuilder(World.Database) { Database = restored }.ConnectionString;
            await Postgres.Restore(there, dump);
            World.MoveTo(there);
            var requests = World.StandIns.Journal.Total;

            await using var next = await StartTheOther();
            await World.Until(delivery, DeliveryState.Held);
            Assert.Equal(requests, World.StandIns.Journal.Total);
            await World.Order(new ReleaseHeld([delivery]), delivery.ToString());

            await World.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(60));
            city.AssertExactlyOnce();
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await TestDatabase.Run(TestDatabase.Server, $"drop database if exists {restored} with (force)");
            File.Delete(dump);
        }
    }

    [Fact]
    public async Task Z2_a_rolling_restart_loses_nothing()
    {
        var first = await World.StartWorker();
        var delivery = await city.Deliver();
        await World.StandIns.Journal.WaitFor(Multicast, RequestStage.Accepted, 5);
        World.Settings["Koshiki:Delivery:MulticastsPerSecond"] = "100";
        await World.StartWorker();

        await first.StopAsync();

        await World.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(60));
        city.AssertExactlyOnce();
        Assert.InRange(World.StandIns.Journal.Count(Multicast), 40, 42);
    }

    [Fact]
    public async Task Z2_a_clock_set_back_an_hour_in_the_middle_changes_nothing()
    {
        var clock = new MovableClock();
        await World.StartWorker(clock);
        var delivery = await city.Deliver();
        await World.StandIns.Journal.WaitFor(Multicast, RequestStage.Accepted, 5);

        clock.Ahead = TimeSpan.FromHours(-1);

        await World.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(60));
        city.AssertExactlyOnce();
        Assert.True(await TestDatabase.Ask<bool>(World.Database, "select beaten_at > clock_timestamp() - interval '10 seconds' from edge_delivery.heartbeat"));
    }

    /// <summary>The node that goes on does not dawdle.</summary>
    private Task<WorkerProcess> StartTheOther()
    {
        World.Settings["Koshiki:Delivery:MulticastsPerSecond"] = "100";
        return World.StartWorkerProcess();
    }

    private sealed class MovableClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
