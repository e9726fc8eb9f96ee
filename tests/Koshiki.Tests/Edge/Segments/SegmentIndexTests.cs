using Koshiki.Edge.Segments;
using Koshiki.Edge.Segments.Indexing;
using Koshiki.Exchange;
using Koshiki.Foundation.Database;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Edge.Segments;

/// <summary>The index against the tables it is made from.</summary>
public sealed class SegmentIndexTests : IAsyncLifetime
{
    private FriendTown town = null!;

    public async ValueTask InitializeAsync() => town = await FriendTown.Create();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task F3_what_a_node_has_not_read_yet_is_not_counted()
    {
        await town.Change(new FriendNow(0, 1, 11));
        var node = town.AddNode();

        var before = await node.Index.Count(FriendTown.Account, FriendTown.Rule("topic:disaster"), default);
        var elsewhere = await node.CountNow(FriendTown.Rule("topic:disaster"), "A999");

        Assert.Equal(new SegmentCount.NotReady(), before);
        Assert.Equal(new SegmentCount.NotReady(), elsewhere);
        Assert.Equal(new SegmentCount.Counted(1, 1), await node.CountNow(FriendTown.Rule("topic:disaster")));
    }

    [Fact]
    public async Task F3_the_courier_may_read_all_that_a_count_needs()
    {
        await town.Change(new FriendNow(0, 1, 11), new FriendNow(1, 1, 11));

        var count = await town.AddNode(DatabaseRole.Courier).CountNow(FriendTown.Rule("district:north topic:disaster"));

        Assert.Equal(new SegmentCount.Counted(2, 1), count);
    }

    [Fact]
    public async Task F3_friends_who_leave_come_back_and_are_erased_are_counted_as_they_are_now()
    {
        var node = town.AddNode();
        var rule = FriendTown.Rule("topic:disaster");
        await town.Change(new FriendNow(0, 1, 11), new FriendNow(1, 1, 11));
        Assert.Equal(new SegmentCount.Counted(2, 1), await node.CountNow(rule));

        await town.Change(new FriendNow(0, 1, 11) { State = FriendState.Left }, new FriendNow(1) { State = FriendState.Erased });
        Assert.Equal(new SegmentCount.Counted(0, 2), await node.CountNow(rule));

        await town.Change(new FriendNow(0, 1, 11), new FriendNow(2, 2, 11));
        Assert.Equal(new SegmentCount.Counted(2, 3), await node.CountNow(rule));
    }

    [Fact]
    public async Task F3_an_option_that_is_retired_is_refused_from_the_next_look_on()
    {
        var node = town.AddNode();
        await town.Change(new FriendNow(0, 1, 14));
        Assert.Equal(new SegmentCount.Counted(1, 1), await node.CountNow(FriendTown.Rule("topic:culture")));

        await town.Publish(FriendTown.Asked with { Edition = 3, Questions = [new Question("topic", "受け取りたい情報", null, false, [FriendTown.Option(11, "disaster"), FriendTown.Option(14, "culture", isRetired: true)])] });
        await town.Publish(FriendTown.Asked with { Edition = 2 });

        Assert.Equal(new SegmentCount.NotOffered("topic/culture"), await node.CountNow(FriendTown.Rule("topic:culture")));
        await using var db = town.Open();
        Assert.Equal(3, (await Questionnaires.Current(db, FriendTown.Account, default))!.Edition);
    }

    [Fact]
    public async Task F3_the_last_friend_of_a_block_and_the_first_of_the_next_are_two()
    {
        var node = town.AddNode();
        await town.Change(new FriendNow(0, 1, 11));
        await node.Keeper.LookOnce(default);

        await town.Change(new FriendNow(FriendBlock.Friends - 1, 1, 11), new FriendNow(FriendBlock.Friends, 1, 11), new FriendNow(5 * FriendBlock.Friends, 1, 11));

        Assert.Equal(new SegmentCount.Counted(4, 2), await node.CountNow(FriendTown.Rule("topic:disaster")));
        Assert.Equal(new SegmentCount.Counted(4, 2), await town.AddNode().CountNow(FriendTown.Rule("topic:disaster")));
    }

    [Fact]
    public async Task F3_another_database_under_the_same_numbers_is_read_anew()
    {
        var node = town.AddNode();
        await town.Change(new FriendNow(0, 1, 11), new FriendNow(1, 1, 11));
        await node.Keeper.LookOnce(default);

        await TestDatabase.Run(town.Database.Superuser, """
            create table kept as table edge_segments.friend;
            truncate edge_segments.friend;
            insert into edge_segments.friend select * from kept where ordinal = 1
            """);

        Assert.Equal(new SegmentCount.Counted(1, 1), await node.CountNow(FriendTown.Rule("topic:disaster")));
    }

    [Fact]
    public async Task F3_what_nobody_has_compared_with_the_database_for_ten_seconds_is_not_counted()
    {
        var clock = new StoppedClock();
        var node = town.AddNode(clock: clock);
        await town.Change(new FriendNow(0, 1, 11));
        Assert.Equal(new SegmentCount.Counted(1, 1), await node.CountNow(FriendTown.Rule("topic:disaster")));

        clock.Pass(SegmentIndex.GoodFor + TimeSpan.FromMilliseconds(1));
        Assert.Equal(new SegmentCount.NotReady(), await node.Index.Count(FriendTown.Account, FriendTown.Rule("topic:disaster"), default));

        Assert.Equal(new SegmentCount.Counted(1, 1), await node.CountNow(FriendTown.Rule("topic:disaster")));
    }

    [Fact]
    public async Task F3_an_account_whose_register_is_gone_is_forgotten()
    {
        var node = town.AddNode();
        await town.Change(new FriendNow(0, 1, 11));
        await node.Keeper.LookOnce(default);

        await TestDatabase.Run(town.Database.Superuser, "delete from edge_segments.friend_register");

        Assert.Equal(new SegmentCount.NotReady(), await node.CountNow(FriendTown.Rule("topic:disaster")));
        Assert.Null(await node.Index.Overview(FriendTown.Account, default));
    }

    /// <summary>Time passes when the test says so.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        private long ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Pass(TimeSpan time) => ticks += time.Ticks;
    }
}
