using Koshiki.Edge.Delivery;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Koshiki.StandIns.Control;
using Koshiki.StandIns.Line;

namespace Koshiki.Tests.Edge.Delivery;

public sealed class LineDeliveryTests : IAsyncLifetime
{
    private DeliveryWorld world = null!;

    public async ValueTask InitializeAsync()
    {
        world = await DeliveryWorld.Create();
        await world.Connect("A001", Platform.Line);
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task E1_a_broadcast_reaches_every_friend_once_and_every_change_is_reported_in_its_order()
    {
        await world.StartWorker();

        var delivery = await world.Deliver("A001", Platform.Line, "市民まつりは11月23日（月・祝）です。");

        await world.Until(delivery, DeliveryState.Sent);
        Assert.Equal([10], world.StandIns.Line.Account("A001").ReceivedHistogram().Where(h => h.Key == 1).Select(h => h.Value));
        var reports = await world.Reports(delivery);
        Assert.Equal([DeliveryState.Waiting, DeliveryState.Sending, DeliveryState.Sent], reports.Select(r => r.State));
        Assert.Equal([1L, 2L, 3L], reports.Select(r => r.Number));
    }

    [Fact]
    public async Task E3_a_test_goes_to_the_named_staff_only()
    {
        await world.StartWorker();
        var account = world.StandIns.Line.Account("A001");
        var staff = new[] { account.FriendId(2), account.FriendId(5) };

        var delivery = await world.Deliver("A001", Platform.Line, "【試験】避難所の開設", new Audience.Named(staff), AuthorizationKind.Test);

        var sent = await world.Until(delivery, DeliveryState.Sent);
        Assert.Equal(2, sent.Recipients);
        Assert.Equal([0, 0, 1, 0, 0, 1, 0, 0, 0, 0], account.ReceivedCounts());
    }

    [Fact]
    public async Task E3_a_test_to_everyone_never_leaves()
    {
        await world.StartWorker();

        var delivery = await world.Deliver("A001", Platform.Line, "【試験】避難所の開設", kind: AuthorizationKind.Test);

        var refused = await world.Until(delivery, DeliveryState.NotSent);
        Assert.Equal(DeliveryReasons.TestGoesToNamedStaff, refused.Reason);
        Assert.Equal(0, world.StandIns.Journal.Total);
    }

    [Fact]
    public async Task E3_bytes_that_differ_from_the_seal_are_refused()
    {
        await world.StartWorker();
        var bytes = new SealedPost(Guid.CreateVersion7(), [new SealedChannel("A001", Platform.Line, "承認された文", null, [], new Audience.Everyone(), null)]).ToBytes();
        var seal = SealHash.Of(bytes);
        var changed = bytes.ToArray();
        changed[^5] ^= 1;
        var now = DateTimeOffset.UtcNow;

        await world.Order(new DeliverPost(changed, new DeliveryAuthorization(Guid.CreateVersion7(), AuthorizationKind.Approved, seal, now, now.AddHours(1)), ["A001"], DeliveryPriority.Normal, 1), seal.Hex);

        var refused = await world.Until(Koshiki.Edge.Platforms.NameBasedId.Delivery(seal.Hex, "A001", 1), DeliveryState.NotSent);
        Assert.Equal(DeliveryReasons.SealBroken, refused.Reason);
        Assert.Equal(0, world.StandIns.Journal.Total);
    }

    [Theory]
    [InlineData(FaultKind.AcceptThenReset)]
    [InlineData(FaultKind.AcceptThenResetMidBody)]
    [InlineData(FaultKind.AcceptThenServerError)]
    [InlineData(FaultKind.AcceptThenHang)]
    public async Task E1_accepted_then_connection_lost_is_sent_exactly_once(FaultKind fault)
    {
        world.StandIns.Faults.Add(new Fault(fault) { Platform = "line" });
        await world.StartWorker();

        var delivery = await world.Deliver("A001", Platform.Line, "大雨のため施設を休館します。");

        var sent = await world.Until(delivery, DeliveryState.Sent);
        var accepted = Assert.Single(world.StandIns.Line.Account("A001").Accepted);
        Assert.Equal(accepted.RequestId, sent.RequestId);
        Assert.Equal(1, world.StandIns.Line.Account("A001").ReceivedBy(world.StandIns.Line.Account("A001").FriendId(0)));
    }

    [Fact]
    public async Task E1_a_rate_limit_waits_and_the_monthly_limit_asks_a_person()
    {
        world.StandIns.Faults.Add(new Fault(FaultKind.RateLimited) { Platform = "line" });
        await world.StartWorker();
        var fast = await world.Deliver("A001", Platform.Line, "一つ目");
        await world.Until(fast, DeliveryState.Sent);

        world.StandIns.Faults.Add(new Fault(FaultKind.MonthlyLimit) { Platform = "line" });
        var full = await world.Deliver("A001", Platform.Line, "二つ目");

        var asking = await world.Until(full, DeliveryState.AskingAPerson);
        Assert.Contains("今月の配信数の上限", asking.Reason, StringComparison.Ordinal);
        await world.Order(new DecideDelivery(full, DeliveryDecision.SendAgain, null), full.ToString());
        await world.Until(full, DeliveryState.Sent);
        Assert.Equal(2, world.StandIns.Line.Account("A001").Accepted.Count);
    }

    [Fact]
    public async Task E1_a_withdrawn_token_is_reported_and_a_new_one_lets_it_go()
    {
        world.StandIns.Line.Account("A001").SetToken("another");
        await world.StartWorker();
        var delivery = await world.Deliver("A001", Platform.Line, "お知らせ");
        await world.Until(delivery, DeliveryState.AskingAPerson);

        world.StandIns.Line.Account("A001").SetToken("token-A001");
        await world.Order(new DecideDelivery(delivery, DeliveryDecision.SendAgain, null), delivery.ToString());

        await world.Until(delivery, DeliveryState.Sent);
        await using var db = world.OpenEdge();
        var news = db.OutgoingReports.Where(r => r.Kind == nameof(ConnectionReported)).OrderBy(r => r.Seq).AsEnumerable().Select(r => ((ConnectionReported)Koshiki.Foundation.Queues.MessageJson.FromBytes<Report>(r.Body)).Works);
        Assert.Equal([false, true], news);
    }
}
