using Koshiki.Edge.Delivery;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Koshiki.StandIns.Control;

namespace Koshiki.Tests.Edge.Delivery;

/// <summary>What people do with deliveries: move, hold, withdraw, decide; and what stops them by itself.</summary>
public sealed class OrdersAboutDeliveriesTests : IAsyncLifetime
{
    private DeliveryWorld world = null!;

    public async ValueTask InitializeAsync()
    {
        world = await DeliveryWorld.Create();
        await world.Connect("A001", Platform.Line);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task E6_a_delivery_moved_to_now_goes_now_and_a_withdrawn_one_never()
    {
        await world.StartWorker();
        var moved = await world.Deliver("A001", Platform.Line, "日時を早めたお知らせ", notBefore: TimeSpan.FromHours(1), notAfter: TimeSpan.FromHours(2));
        var withdrawn = await world.Deliver("A001", Platform.Line, "取り下げたお知らせ", notBefore: TimeSpan.FromHours(1), notAfter: TimeSpan.FromHours(2));
        var seals = ((await world.Until(moved, DeliveryState.Waiting)).Seal, (await world.Until(withdrawn, DeliveryState.Waiting)).Seal);

        await world.Order(new MoveDelivery(seals.Item1, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddHours(1)), seals.Item1.Hex);
        await world.Order(new WithdrawDelivery(seals.Item2, Hold: false), seals.Item2.Hex);

        await world.Until(moved, DeliveryState.Sent);
        await world.Until(withdrawn, DeliveryState.Withdrawn);
        Assert.Single(world.StandIns.Line.Account("A001").Accepted);
    }

    [Fact]
    public async Task E6_a_held_delivery_goes_when_it_is_released()
    {
        await world.StartWorker();
        var delivery = await world.Deliver("A001", Platform.Line, "保留したお知らせ", notBefore: TimeSpan.FromSeconds(2));
        var seal = (await world.Until(delivery, DeliveryState.Waiting)).Seal;
        await world.Order(new WithdrawDelivery(seal, Hold: true), seal.Hex);
        await world.Until(delivery, DeliveryState.Held);

        await world.Order(new ReleaseHeld([delivery]), delivery.ToString());

        await world.Until(delivery, DeliveryState.Sent);
        Assert.Equal(
            [DeliveryState.Waiting, DeliveryState.Held, DeliveryState.Waiting, DeliveryState.Sending, DeliveryState.Sent],
            (await world.Reports(delivery)).Select(r => r.State));
    }

    [Theory]
    [InlineData(Platform.X)]
    [InlineData(Platform.Facebook)]
    public async Task E1_what_was_held_and_withdrawn_in_doubt_is_found_out_first(Platform platform)
    {
        await world.Connect("A002", platform);
        world.StandIns.Faults.Add(new Fault(FaultKind.AcceptThenReset) { Request = DeliveryWorld.SendingOn(platform) });
        await world.StartWorker();
        var delivery = await world.Deliver("A002", platform, "答えが届かなかったお知らせ");
        var seal = (await world.Until(delivery, DeliveryState.Unknown)).Seal;
        await world.Order(new WithdrawDelivery(seal, Hold: true), seal.Hex);
        await world.Until(delivery, DeliveryState.Held);

        await world.Order(new WithdrawDelivery(seal, Hold: false), seal.Hex);

        await world.Until(delivery, DeliveryState.Sent);
        Assert.Equal(1, world.PostsOf("A002", platform));
        Assert.DoesNotContain(DeliveryState.Withdrawn, (await world.Reports(delivery)).Select(r => r.State));
    }

    [Fact]
    public async Task E1_a_broadcast_held_and_withdrawn_in_doubt_asks_a_person()
    {
        world.StandIns.Faults.Add(new Fault(FaultKind.AcceptThenReset) { Request = DeliveryWorld.SendingOn(Platform.Line) });
        world.StandIns.Faults.Add(new Fault(FaultKind.ServerError) { Request = DeliveryWorld.SendingOn(Platform.Line), From = 2, Times = null });
        await world.StartWorker();
        var delivery = await world.Deliver("A001", Platform.Line, "答えが届かなかったお知らせ");
        var seal = (await world.Until(delivery, DeliveryState.Unknown)).Seal;
        await world.Order(new WithdrawDelivery(seal, Hold: true), seal.Hex);
        await world.Until(delivery, DeliveryState.Held);

        await world.Order(new WithdrawDelivery(seal, Hold: false), seal.Hex);

        var asking = await world.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Equal(DeliveryReasons.WithdrawnInDoubt, asking.Reason);
        Assert.Single(world.StandIns.Line.Account("A001").Accepted);
    }

    [Fact]
    public async Task E1_a_request_that_is_accepted_after_a_person_gave_it_up_is_reported_as_sent()
    {
        var gate = world.StandIns.Gates.Close("line.broadcast", GatePoint.Arrival);
        await world.StartWorker();
        var delivery = await world.Deliver("A001", Platform.Line, "あきらめたお知らせ");
        await world.StandIns.Journal.WaitFor("line.broadcast", RequestStage.Arrived);
        var seal = (await world.Until(delivery, DeliveryState.Sending)).Seal;
        await world.Order(new WithdrawDelivery(seal, Hold: true), seal.Hex);
        await world.Until(delivery, DeliveryState.Held);
        await world.Order(new DecideDelivery(delivery, DeliveryDecision.GiveUp, null), delivery.ToString());
        await world.Until(delivery, DeliveryState.NotSent);

        gate.Open();

        await world.Until(delivery, DeliveryState.Sent);
        Assert.Equal([IntentOutcome.Accepted], (await world.Intents(delivery)).Select(i => i.Outcome!.Value));
    }

    [Fact]
    public async Task E6_after_its_window_nothing_goes_without_a_person()
    {
        await world.StartWorker();

        var delivery = await world.Deliver("A001", Platform.Line, "終わった催し", notBefore: TimeSpan.FromHours(-2), notAfter: TimeSpan.FromHours(-1));

        await world.Until(delivery, DeliveryState.TooLate);
        Assert.Equal(0, world.StandIns.Journal.Total);
        await world.Order(new DecideDelivery(delivery, DeliveryDecision.SendAgain, null), delivery.ToString());
        await world.Until(delivery, DeliveryState.Sent);
    }

    [Fact]
    public async Task E1_the_flood_breaker_stops_the_third_of_two_but_never_an_emergency()
    {
        world.Settings["Koshiki:Delivery:FloodPosts"] = "2";
        await world.StartWorker();
        foreach (var text in new[] { "一", "二" }) await world.Until(await world.Deliver("A001", Platform.Line, text), DeliveryState.Sent);

        var third = await world.Deliver("A001", Platform.Line, "三");
        var emergency = await world.Deliver("A001", Platform.Line, "避難指示", kind: AuthorizationKind.Emergency, priority: DeliveryPriority.Emergency);

        var stopped = await world.Until(third, DeliveryState.AskingAPerson);
        var sent = await world.Until(emergency, DeliveryState.Sent);
        Assert.Equal(DeliveryReasons.Flood(2, TimeSpan.FromHours(1)), stopped.Reason);
        Assert.Equal(DeliveryReasons.FloodAfterEmergency, sent.Reason);
    }

    [Fact]
    public async Task E1_an_emergency_goes_before_what_has_waited_longer()
    {
        var gate = world.StandIns.Gates.Close("line.broadcast", GatePoint.Arrival);
        await world.StartWorker();
        var first = await world.Deliver("A001", Platform.Line, "一");
        await world.StandIns.Journal.WaitFor("line.broadcast", RequestStage.Arrived);
        var second = await world.Deliver("A001", Platform.Line, "二");
        var emergency = await world.Deliver("A001", Platform.Line, "津波警報", kind: AuthorizationKind.Emergency, priority: DeliveryPriority.Emergency);
        await world.Until(second, DeliveryState.Waiting);
        await world.Until(emergency, DeliveryState.Waiting);

        gate.Open();

        await world.Until(second, DeliveryState.Sent);
        var order = world.StandIns.Journal.Of("line.broadcast").Select(e => e.BodyJson.GetProperty("messages")[0].GetProperty("text").GetString());
        Assert.Equal(["一", "津波警報", "二"], order);
        await world.Until(first, DeliveryState.Sent);
    }

    [Fact]
    public async Task E1_the_same_order_carried_twice_is_one_delivery()
    {
        await world.StartWorker();
        var bytes = new SealedPost(Guid.CreateVersion7(), [new SealedChannel("A001", Platform.Line, "二度届いた指示", null, [], new Audience.Everyone(), null)]).ToBytes();
        var now = DateTimeOffset.UtcNow;
        var order = new DeliverPost(bytes, new DeliveryAuthorization(Guid.CreateVersion7(), AuthorizationKind.Approved, SealHash.Of(bytes), now.AddMinutes(-1), now.AddHours(1)), ["A001"], DeliveryPriority.Normal, 1);

        await world.Order(order, order.Authorization.Seal.Hex);
        await world.Order(order, order.Authorization.Seal.Hex);
        var last = await world.Deliver("A001", Platform.Line, "そのあとの指示");

        await world.Until(last, DeliveryState.Sent);
        await world.Until(Koshiki.Edge.Platforms.NameBasedId.Delivery(order.Authorization.Seal.Hex, "A001", 1), DeliveryState.Sent);
        Assert.Equal(2, world.StandIns.Line.Account("A001").Accepted.Count);
    }

    [Fact]
    public async Task E1_one_channel_that_fails_leaves_the_others_alone()
    {
        await world.Connect("A002", Platform.X);
        world.StandIns.Faults.Add(new Fault(FaultKind.PlatformError) { Platform = "x", Code = 400 });
        await world.StartWorker();
        var post = new SealedPost(Guid.CreateVersion7(),
        [
            new SealedChannel("A001", Platform.Line, "断水", null, [], new Audience.Everyone(), null),
            new SealedChannel("A002", Platform.X, "断水", null, [], new Audience.Everyone(), null),
        ]);
        var bytes = post.ToBytes();
        var now = DateTimeOffset.UtcNow;
        var seal = SealHash.Of(bytes);

        await world.Order(new DeliverPost(bytes, new DeliveryAuthorization(Guid.CreateVersion7(), AuthorizationKind.Approved, seal, now, now.AddHours(1)), ["A001", "A002"], DeliveryPriority.Normal, 1), seal.Hex);

        await world.Until(Koshiki.Edge.Platforms.NameBasedId.Delivery(seal.Hex, "A001", 1), DeliveryState.Sent);
        await world.Until(Koshiki.Edge.Platforms.NameBasedId.Delivery(seal.Hex, "A002", 1), DeliveryState.NotSent);
    }
}
