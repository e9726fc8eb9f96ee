using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Koshiki.StandIns.Control;

namespace Koshiki.Tests.Edge.Delivery;

public sealed class KilledWorkerOnLineTests() : KilledWorkerTests(Platform.Line);

public sealed class KilledWorkerOnXTests() : KilledWorkerTests(Platform.X);

public sealed class KilledWorkerOnFacebookTests() : KilledWorkerTests(Platform.Facebook);

/// <summary>SIGKILL at each step of a delivery, in a process of its own. It says nothing about a loss of power.</summary>
public abstract class KilledWorkerTests(Platform platform) : IAsyncLifetime
{
    private DeliveryWorld world = null!;

    public async ValueTask InitializeAsync() => world = await DeliveryWorld.Create();

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Z2_killed_before_the_intent_the_next_worker_sends_it_once()
    {
        await world.Connect("A001", platform);
        await using var killed = await world.StartWorkerProcess();
        await world.UntilConnected("A001");
        var held = await world.LockTable("edge_delivery.intent");
        var delivery = await world.Deliver("A001", platform, "停電のお知らせ");
        await world.UntilSomebodyWaitsForALock();

        await killed.KillNow();
        await held.DisposeAsync();
        await world.StartWorkerProcess();

        await world.Until(delivery, DeliveryState.Sent);
        Assert.Equal(1, world.PostsOf("A001", platform));
        Assert.Single(await world.Intents(delivery));
    }

    [Fact]
    public async Task Z2_killed_after_the_intent_and_before_the_platform_took_it_the_next_worker_sends_it_once()
    {
        await world.Connect("A001", platform);
        var gate = world.StandIns.Gates.Close(DeliveryWorld.SendingOn(platform), GatePoint.Arrival);
        await using var killed = await world.StartWorkerProcess();
        var delivery = await world.Deliver("A001", platform, "停電のお知らせ");
        await world.StandIns.Journal.WaitFor(DeliveryWorld.SendingOn(platform), RequestStage.Arrived);

        await killed.KillNow();
        gate.Drop();
        await world.StartWorkerProcess();

        await world.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(90));
        Assert.Equal(1, world.PostsOf("A001", platform));
    }

    [Fact]
    public async Task Z2_killed_after_the_platform_took_it_nothing_is_sent_twice()
    {
        await world.Connect("A001", platform);
        var gate = world.StandIns.Gates.Close(DeliveryWorld.SendingOn(platform), GatePoint.AfterAcceptance);
        await using var killed = await world.StartWorkerProcess();
        var delivery = await world.Deliver("A001", platform, "停電のお知らせ");
        await world.StandIns.Journal.WaitFor(DeliveryWorld.SendingOn(platform), RequestStage.Accepted);

        await killed.KillNow();
        gate.Drop();
        await world.StartWorkerProcess();

        await world.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(90));
        Assert.Equal(1, world.PostsOf("A001", platform));
    }

    [Fact]
    public async Task Z2_killed_with_the_answer_in_hand_and_before_the_outcome_nothing_is_sent_twice()
    {
        await world.Connect("A001", platform);
        var gate = world.StandIns.Gates.Close(DeliveryWorld.SendingOn(platform), GatePoint.AfterAcceptance);
        await using var killed = await world.StartWorkerProcess();
        var delivery = await world.Deliver("A001", platform, "停電のお知らせ");
        await world.StandIns.Journal.WaitFor(DeliveryWorld.SendingOn(platform), RequestStage.Accepted);
        var held = await world.LockTable("edge_delivery.intent");
        gate.Open();
        await world.UntilSomebodyWaitsForALock();

        await killed.KillNow();
        await held.DisposeAsync();
        await world.StartWorkerProcess();

        await world.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(90));
        Assert.Equal(1, world.PostsOf("A001", platform));
    }

    [Fact]
    public async Task Z2_two_workers_on_one_database_send_one_post()
    {
        await world.Connect("A001", platform);
        await world.StartWorkerProcess();
        await world.StartWorkerProcess();

        var deliveries = new List<Guid>();
        foreach (var text in new[] { "一", "二", "三", "四", "五" }) deliveries.Add(await world.Deliver("A001", platform, text));

        foreach (var delivery in deliveries) await world.Until(delivery, DeliveryState.Sent);
        Assert.Equal(5, world.PostsOf("A001", platform));
        Assert.Equal(5, world.StandIns.Journal.Count(DeliveryWorld.SendingOn(platform)));
    }

    [Fact]
    public async Task Z2_a_worker_stopped_for_eight_seconds_in_the_middle_and_continued_sends_nothing_twice()
    {
        await world.Connect("A001", platform);
        var gate = world.StandIns.Gates.Close(DeliveryWorld.SendingOn(platform), GatePoint.AfterAcceptance);
        await using var frozen = await world.StartWorkerProcess();
        var delivery = await world.Deliver("A001", platform, "停電のお知らせ");
        await world.StandIns.Journal.WaitFor(DeliveryWorld.SendingOn(platform), RequestStage.Accepted);

        frozen.Freeze();
        gate.Open();
        await using var other = await world.StartWorkerProcess();
        var thaw = Task.Delay(TimeSpan.FromSeconds(8));
        await thaw;
        frozen.Thaw();

        var sent = await world.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(90));
        var next = await world.Deliver("A001", platform, "復旧のお知らせ");
        await world.Until(next, DeliveryState.Sent);
        Assert.Equal(2, world.PostsOf("A001", platform));
        Assert.Equal(sent.Number, (await world.Find(delivery))!.Number);
    }
}
