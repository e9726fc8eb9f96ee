using Koshiki.Edge.Delivery;
using Koshiki.Edge.Delivery.Segments;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Tests.Foundation;
using Koshiki.Tests.Specs;

namespace Koshiki.Tests.Edge.Delivery.Segments;

/// <summary>From the order to the last friend, with the real worker and the stand-in's own count.</summary>
public sealed class SegmentDeliveryTests : IAsyncLifetime
{
    private SegmentWorld city = null!;

    public async ValueTask InitializeAsync() => city = await SegmentWorld.Create(inside: 1_700, outside: 300);

    public async ValueTask DisposeAsync() => await city.DisposeAsync();

    [Fact]
    public async Task F4_everyone_in_the_segment_gets_it_once_and_nobody_else()
    {
        await city.World.StartWorker();

        var delivery = await city.Deliver();

        var sent = await city.World.Until(delivery, DeliveryState.Sent);
        city.AssertExactlyOnce();
        Assert.Equal((1_700L, 1_700L), (sent.Planned, sent.Recipients));
        Assert.Equal(4, city.Line.Accepted.Count);
        Assert.Equal([DeliveryState.Waiting, DeliveryState.Sending, DeliveryState.Sent], (await city.World.Reports(delivery)).Select(r => r.State).Distinct());
        Assert.Equal(1_700, (await city.World.Reports(delivery))[^1].Planned);
    }

    [Fact]
    public async Task F4_every_request_is_as_line_describes_it()
    {
        await city.World.StartWorker();

        await city.World.Until(await city.Deliver(), DeliveryState.Sent);

        Assert.Empty(OfficialSpec.CheckAll(city.World.StandIns.Journal.Entries));
        Assert.Contains("\"customAggregationUnits\":[\"k", city.World.StandIns.Journal.Of("line.multicast")[0].BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F4_a_segment_above_its_ceiling_asks_with_its_number_and_goes_when_a_person_says_so()
    {
        await city.World.StartWorker();

        var delivery = await city.Deliver(ceiling: 1_699);

        var asking = await city.World.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Equal(SegmentReasons.AboveCeiling(1_700, 1_699), asking.Reason);
        Assert.Equal(1_700, asking.Planned);
        await city.World.Order(new DecideDelivery(delivery, DeliveryDecision.SendAgain, null), delivery.ToString());
        await city.World.Until(delivery, DeliveryState.Sent);
        city.AssertExactlyOnce();
    }

    [Fact]
    public async Task F4_a_segment_that_matches_nobody_sends_nothing_and_asks()
    {
        await TestDatabase.Run(city.World.Database, "update edge_segments.friend set choices = '{2}', change_number = change_number + 1; update edge_segments.friend_register set change_number = change_number + 1");
        await city.World.StartWorker();

        var delivery = await city.Deliver();

        var asking = await city.World.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Equal(SegmentReasons.Nobody, asking.Reason);
        await city.World.Order(new DecideDelivery(delivery, DeliveryDecision.SendAgain, null), delivery.ToString());
        await DeliveryWorld.Until(
            async () => (await city.Frozen(delivery))!.Freezing == 2 && (await city.World.Find(delivery))!.State == DeliveryState.AskingAPerson ? "asking again" : null,
            () => Task.FromResult("nobody to be asked about again"));
        Assert.Empty(city.World.StandIns.Journal.Of("line.multicast"));
    }

    [Fact]
    public async Task F4_what_was_held_above_its_ceiling_asks_again_when_it_is_only_released()
    {
        await city.World.StartWorker();
        var delivery = await city.Deliver(ceiling: 1_699);
        var asking = await city.World.Until(delivery, DeliveryState.AskingAPerson);

        await city.World.Order(new WithdrawDelivery(asking.Seal, Hold: true), asking.Seal.Hex);
        await city.World.Until(delivery, DeliveryState.Held);
        await city.World.Order(new ReleaseHeld([delivery]), delivery.ToString());

        var again = await city.World.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Equal(SegmentReasons.AboveCeiling(1_700, 1_699), again.Reason);
        Assert.Empty(city.World.StandIns.Journal.Of("line.multicast"));
    }

    [Fact]
    public async Task F4_a_person_who_has_sent_it_by_hand_says_so_and_nothing_goes()
    {
        await city.World.StartWorker();
        var delivery = await city.Deliver(ceiling: 1_699);
        await city.World.Until(delivery, DeliveryState.AskingAPerson);

        await city.World.Order(new DecideDelivery(delivery, DeliveryDecision.WasSent, null), delivery.ToString());

        await city.World.Until(delivery, DeliveryState.Sent);
        Assert.Empty(city.World.StandIns.Journal.Of("line.multicast"));
    }

    [Fact]
    public async Task F4_a_topic_deleted_while_the_post_waits_asks()
    {
        await city.World.StartWorker();
        var delivery = await city.Deliver(notBefore: TimeSpan.FromSeconds(2));
        await city.World.Until(delivery, DeliveryState.Waiting);

        await city.Publish(2, isRetired: true);

        var asking = await city.World.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Equal(SegmentReasons.NotOffered("topic/flood"), asking.Reason);
        Assert.Empty(city.World.StandIns.Journal.Of("line.multicast"));
    }

    [Fact]
    public async Task F4_who_left_or_chose_otherwise_before_the_freezing_is_not_written_to()
    {
        await city.Happen(
            new FriendChange.Unfollowed(city.Friend(3), DateTimeOffset.UtcNow.AddSeconds(1)),
            new FriendChange.Chose(null, city.Friend(5), DateTimeOffset.UtcNow.AddSeconds(1), [2], false, 1));
        await city.World.StartWorker();

        var sent = await city.World.Until(await city.Deliver(), DeliveryState.Sent);

        Assert.Equal(1_698, sent.Planned);
        city.AssertExactlyOnce(without: [3, 5]);
    }

    [Fact]
    public async Task F4_recipients_frozen_half_an_hour_ago_are_frozen_anew_before_the_first_chunk()
    {
        await city.World.StartWorker();
        var delivery = await city.Deliver(ceiling: 100);
        await city.World.Until(delivery, DeliveryState.AskingAPerson);
        await TestDatabase.Run(city.World.Database, "update edge_delivery.frozen_audience set frozen_at = frozen_at - interval '31 minutes'");
        await city.Happen(new FriendChange.Unfollowed(city.Friend(3), DateTimeOffset.UtcNow.AddSeconds(1)));

        await city.World.Order(new DecideDelivery(delivery, DeliveryDecision.SendAgain, null), delivery.ToString());

        var sent = await city.World.Until(delivery, DeliveryState.Sent);
        Assert.Equal((1_699, 2), (sent.Planned, (await city.Frozen(delivery))!.Freezing));
        city.AssertExactlyOnce(without: [3]);
    }

    [Fact]
    public async Task F4_a_month_that_has_too_few_messages_left_asks_before_the_first_one()
    {
        city.Line.SetQuota(1_000);
        await city.World.StartWorker();

        var delivery = await city.Deliver();

        var asking = await city.World.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Equal(SegmentReasons.QuotaTooSmall(1_700, 1_000), asking.Reason);
        Assert.Empty(city.World.StandIns.Journal.Of("line.multicast"));
        city.Line.SetQuota(2_000);
        await city.World.Order(new DecideDelivery(delivery, DeliveryDecision.SendAgain, null), delivery.ToString());
        await city.World.Until(delivery, DeliveryState.Sent);
        city.AssertExactlyOnce();
    }
}
