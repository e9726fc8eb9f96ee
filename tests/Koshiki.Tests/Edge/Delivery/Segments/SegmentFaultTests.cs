using Koshiki.Edge.Delivery;
using Koshiki.Edge.Delivery.Segments;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Koshiki.StandIns.Control;
using Koshiki.StandIns.Line;
using Koshiki.Tests.Foundation;

namespace Koshiki.Tests.Edge.Delivery.Segments;

/// <summary>Whatever LINE, the network and people do in the middle: everyone inside once, nobody twice, and a person where only a person can decide.</summary>
public sealed class SegmentFaultTests : IAsyncLifetime
{
    private const string Multicast = "line.multicast";

    private SegmentWorld city = null!;

    private DeliveryWorld World => city.World;

    public async ValueTask InitializeAsync() => city = await SegmentWorld.Create(inside: 6_200, outside: 300);

    public async ValueTask DisposeAsync() => await city.DisposeAsync();

    [Theory]
    [InlineData(FaultKind.AcceptThenReset)]
    [InlineData(FaultKind.AcceptThenResetMidBody)]
    [InlineData(FaultKind.AcceptThenServerError)]
    [InlineData(FaultKind.AcceptThenHang)]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.Hang)]
    [InlineData(FaultKind.ServerError)]
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.RateLimited)]
    [InlineData(FaultKind.SlowAnswer)]
    public async Task F4_faults_in_the_middle_repeat_by_key_and_nobody_gets_it_twice(FaultKind fault)
    {
        World.StandIns.Faults.Add(new Fault(fault) { Request = Multicast, From = 3, Times = 4 });
        await World.StartWorker();

        var delivery = await city.Deliver();

        var sent = await World.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(60));
        city.AssertExactlyOnce();
        Assert.Equal(6_200, sent.Recipients);
        Assert.Equal(4, World.StandIns.Faults.Struck);
    }

    [Fact]
    public async Task F4_an_id_that_line_does_not_take_is_dropped_and_the_rest_goes_under_the_next_key()
    {
        World.StandIns.Line.Options.UnknownUsers = UnknownUsers.Refused;
        var stranger = new LineUserId(((UInt128)1 << 100) + 7);
        await city.Happen(new FriendChange.Chose(null, stranger, DateTimeOffset.UtcNow, [1], false, 1));
        await World.StartWorker();

        var sent = await World.Until(await city.Deliver(), DeliveryState.Sent);

        city.AssertExactlyOnce();
        Assert.Equal((6_201L, 6_200L), (sent.Planned, sent.Recipients));
        var dropped = Assert.Single(await city.Generations(sent.Id.Value));
        Assert.Equal((12, 1, 6_500), (dropped.Chunk, dropped.Generation, Assert.Single(dropped.Dropped)));
        Assert.Equal(14, World.StandIns.Journal.Of(Multicast).Select(entry => entry.RetryKey).Distinct().Count());
    }

    [Fact]
    public async Task F4_the_monthly_limit_stops_and_asks_and_the_rest_goes_when_a_person_says_so()
    {
        World.StandIns.Faults.Add(new Fault(FaultKind.MonthlyLimit) { Request = Multicast, From = 5, Times = 100 });
        await World.StartWorker();
        var delivery = await city.Deliver();

        var asking = await World.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Contains("今月の配信数の上限", asking.Reason, StringComparison.Ordinal);
        Assert.InRange(asking.Recipients!.Value, 2_000, 2_000);
        World.StandIns.Faults.Clear();
        await World.Order(new DecideDelivery(delivery, DeliveryDecision.SendAgain, null), delivery.ToString());

        await World.Until(delivery, DeliveryState.Sent);
        city.AssertExactlyOnce();
    }

    [Fact]
    public async Task F4_a_token_withdrawn_in_the_middle_is_reported_and_a_new_one_sends_the_rest()
    {
        World.StandIns.Faults.Add(new Fault(FaultKind.TokenRevoked) { Request = Multicast, From = 5, Times = 100 });
        await World.StartWorker();
        var delivery = await city.Deliver();
        await World.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Equal("f", await TestDatabase.Ask<string>(World.Database, "select works::text::char from edge_platforms.connected_account"));

        World.StandIns.Faults.Clear();
        await World.Order(new DecideDelivery(delivery, DeliveryDecision.SendAgain, null), delivery.ToString());

        await World.Until(delivery, DeliveryState.Sent);
        city.AssertExactlyOnce();
    }

    [Fact]
    public async Task F4_a_person_stops_it_and_lets_it_go_on()
    {
        World.Settings["Koshiki:Delivery:MulticastsPerSecond"] = "4";
        await World.StartWorker();
        var delivery = await city.Deliver();
        await World.StandIns.Journal.WaitFor(Multicast, RequestStage.Accepted, 3);
        var seal = (await World.Find(delivery))!.Seal;

        await World.Order(new WithdrawDelivery(seal, Hold: true), seal.Hex);
        await World.Until(delivery, DeliveryState.Held);
        await UntilQuiet();
        var stopped = World.StandIns.Journal.Count(Multicast);
        await World.Order(new ReleaseHeld([delivery]), delivery.ToString());

        await World.Until(delivery, DeliveryState.Sent);
        city.AssertExactlyOnce();
        Assert.InRange(stopped, 3, 8);
    }

    [Fact]
    public async Task F4_a_withdrawal_halfway_asks_what_becomes_of_the_rest()
    {
        World.Settings["Koshiki:Delivery:MulticastsPerSecond"] = "4";
        await World.StartWorker();
        var delivery = await city.Deliver();
        await World.StandIns.Journal.WaitFor(Multicast, RequestStage.Accepted, 3);
        var seal = (await World.Find(delivery))!.Seal;

        await World.Order(new WithdrawDelivery(seal, Hold: false), seal.Hex);

        var asking = await World.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Equal(DeliveryReasons.WithdrawnHalfway, asking.Reason);
        await World.Order(new DecideDelivery(delivery, DeliveryDecision.GiveUp, null), delivery.ToString());
        var left = await World.Until(delivery, DeliveryState.NotSent);
        Assert.Equal(city.Line.Accepted.Sum(a => a.Recipients), left.Recipients);
        Assert.InRange(left.Recipients!.Value, 1_500, 4_500);
    }

    [Fact]
    public async Task F4_nothing_goes_after_its_not_after_time()
    {
        World.Settings["Koshiki:Delivery:MulticastsPerSecond"] = "2";
        await World.StartWorker();

        var delivery = await city.Deliver(notAfter: TimeSpan.FromSeconds(4));

        var asking = await World.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Equal(DeliveryReasons.WindowClosedHalfway, asking.Reason);
        Assert.All(city.Line.Accepted, accepted => Assert.True(accepted.At < asking.NotAfter.AddSeconds(0.5)));
        Assert.InRange(city.Line.Accepted.Count, 1, 10);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F4_an_emergency_is_on_the_wire_within_two_seconds_also_when_every_request_hangs(bool hanging)
    {
        World.Settings["Koshiki:Delivery:MulticastsPerSecond"] = "3";
        if (hanging) World.StandIns.Faults.Add(new Fault(FaultKind.Hang) { Request = Multicast, Times = 3 });
        await World.StartWorker();
        var delivery = await city.Deliver();
        await World.StandIns.Journal.WaitFor(Multicast, RequestStage.Arrived, 2);

        var before = DateTimeOffset.UtcNow;
        var emergency = await World.Deliver(SegmentWorld.Account, Platform.Line, "津波警報です。高台へ逃げてください。", kind: AuthorizationKind.Emergency, priority: DeliveryPriority.Emergency);
        var arrived = await World.StandIns.Journal.WaitFor("line.broadcast", RequestStage.Arrived);

        Assert.InRange(arrived!.At - before, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await World.Until(emergency, DeliveryState.Sent);
        await World.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(60));
        Assert.Equal(Enumerable.Range(0, 6_500).Select(i => i < 6_200 ? 2 : 1), city.Line.ReceivedCounts());
    }

    [Theory]
    [InlineData(DeliveryDecision.WasSent)]
    [InlineData(DeliveryDecision.SendAgain)]
    [InlineData(DeliveryDecision.GiveUp)]
    public async Task F4_chunks_opened_more_than_23_hours_ago_wait_for_a_person_and_nothing_is_resent_by_itself(DeliveryDecision decision)
    {
        var delivery = await HeldWithUnsettledChunks();
        await TestDatabase.Run(World.Database, "update edge_delivery.chunk_window set opened_at = opened_at - interval '23 hours'");
        World.StandIns.Faults.Clear();
        var requests = World.StandIns.Journal.Count(Multicast);

        await World.Order(new ReleaseHeld([delivery]), delivery.ToString());
        var asking = await World.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Equal((SegmentReasons.KeyTooOld, requests), (asking.Reason, World.StandIns.Journal.Count(Multicast)));
        await World.Order(new DecideDelivery(delivery, decision, null), delivery.ToString());

        var end = await World.Until(delivery, decision == DeliveryDecision.GiveUp ? DeliveryState.NotSent : DeliveryState.Sent);
        Assert.Equal(decision == DeliveryDecision.SendAgain ? 13 : 0, (await city.Generations(delivery)).Count);
        Assert.Equal(decision == DeliveryDecision.SendAgain ? 13 : 0, World.StandIns.Journal.Count(Multicast) - requests);
        Assert.Equal(decision == DeliveryDecision.GiveUp ? 0 : 6_200, end.Recipients);
    }

    [Fact]
    public async Task F4_another_body_under_a_used_key_is_refused_by_ourselves()
    {
        var delivery = await HeldWithUnsettledChunks();
        await TestDatabase.Run(World.Database, "update edge_delivery.chunk_window set body_hashes = overlay(body_hashes placing '\\x00'::bytea from 40)");
        World.StandIns.Faults.Clear();

        await World.Order(new ReleaseHeld([delivery]), delivery.ToString());

        var asking = await World.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Equal(DeliveryReasons.BodyChanged, asking.Reason);
        Assert.Equal(0, city.Line.RetriesWithAnotherBody);
    }

    [Fact]
    public async Task F4_friends_who_leave_choose_again_or_are_forgotten_during_a_delivery_change_no_chunk()
    {
        World.Settings["Koshiki:Delivery:MulticastsPerSecond"] = "4";
        await World.StartWorker();
        var delivery = await city.Deliver();
        await World.StandIns.Journal.WaitFor(Multicast, RequestStage.Accepted, 2);
        var now = DateTimeOffset.UtcNow.AddSeconds(1);

        city.Line.Change(6_100, Koshiki.StandIns.Line.FriendState.Blocked);
        await city.Happen(
            new FriendChange.Unfollowed(city.Friend(6_100), now),
            new FriendChange.Chose(null, city.Friend(6_101), now, [2], false, 1),
            new FriendChange.Erase(6_102, now));

        var sent = await World.Until(delivery, DeliveryState.Sent);
        Assert.Equal((6_200L, 6_200L), (sent.Planned, sent.Recipients));
        city.AssertExactlyOnce(without: 6_100);
        Assert.Equal(13, World.StandIns.Journal.Count(Multicast));
    }

    /// <summary>A delivery whose windows are open, with nothing accepted, held by a person.</summary>
    private async Task<Guid> HeldWithUnsettledChunks()
    {
        World.StandIns.Faults.Add(new Fault(FaultKind.ServerError) { Request = Multicast, Times = null });
        await World.StartWorker();
        var delivery = await city.Deliver();
        await World.StandIns.Journal.WaitFor(Multicast, RequestStage.Finished, 13);
        var seal = (await World.Find(delivery))!.Seal;
        await World.Order(new WithdrawDelivery(seal, Hold: true), seal.Hex);
        await World.Until(delivery, DeliveryState.Held);
        await UntilQuiet();
        return delivery;
    }

    /// <summary>Waits until the clerk has left the counter.</summary>
    private Task<string> UntilQuiet() => DeliveryWorld.Until(
        async () => await TestDatabase.Ask<long>(World.Database, "select count(*) from edge_delivery.lease where expires_at > clock_timestamp()") == 0 ? "free" : null,
        () => Task.FromResult("the lease to be given back"));
}
