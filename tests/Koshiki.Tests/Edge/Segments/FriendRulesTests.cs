using Koshiki.Edge.Segments;

namespace Koshiki.Tests.Edge.Segments;

public sealed class FriendRulesTests
{
    private static readonly LineUserId Hanako = FriendWorld.Resident(1);

    [Fact]
    public void F2_events_in_any_order_of_arrival_make_the_same_friend()
    {
        FriendChange[] events =
        [
            new FriendChange.Followed(Hanako, Minute(1), IsUnblocked: false),
            new FriendChange.Unfollowed(Hanako, Minute(2)),
            new FriendChange.Followed(Hanako, Minute(3), IsUnblocked: true),
            new FriendChange.Unfollowed(Hanako, Minute(4)),
        ];

        foreach (var count in Enumerable.Range(1, events.Length))
        {
            var expected = Live(events[..count]).State;
            foreach (var order in Orders(events[..count])) Assert.Equal(expected, Live(order).State);
        }
    }

    [Fact]
    public void F2_an_older_answer_never_undoes_a_newer_one()
    {
        var friend = Live(
            new FriendChange.Followed(Hanako, Minute(1), IsUnblocked: false),
            new FriendChange.Chose(null, Hanako, Minute(5), [3, 1, 3], EmergencyOnly: false, Edition: 2),
            new FriendChange.Chose(null, Hanako, Minute(4), [7], EmergencyOnly: true, Edition: 1));

        Assert.Equal([1, 3], friend.Choices);
        Assert.False(friend.EmergencyOnly);
        Assert.Equal(Minute(5), friend.AnsweredAt);
    }

    [Fact]
    public void F2_who_writes_after_his_block_has_come_back()
    {
        var back = Live(new FriendChange.Followed(Hanako, Minute(1), false), new FriendChange.Unfollowed(Hanako, Minute(2)), new FriendChange.Wrote(Hanako, Minute(3), "こんにちは", null));
        var still = Live(new FriendChange.Followed(Hanako, Minute(1), false), new FriendChange.Unfollowed(Hanako, Minute(3)), new FriendChange.Wrote(Hanako, Minute(2), "こんにちは", null));

        Assert.Equal(FriendState.Following, back.State);
        Assert.Equal(FriendState.Left, still.State);
    }

    [Fact]
    public void F2_an_erased_friend_takes_no_change_any_more()
    {
        var friend = Live(
            new FriendChange.Followed(Hanako, Minute(1), false),
            new FriendChange.Chose(null, Hanako, Minute(2), [1], EmergencyOnly: false, Edition: 1),
            new FriendChange.Erase(0, Minute(3)),
            new FriendChange.Followed(Hanako, Minute(4), IsUnblocked: true));

        Assert.Equal(FriendState.Erased, friend.State);
        Assert.Empty(friend.Choices);
        Assert.Null(friend.AnsweredAt);
    }

    private static Friend Live(params FriendChange[] changes)
    {
        var (friend, _) = FriendRules.First(FriendWorld.Account, 0, changes[0]);
        foreach (var change in changes[1..]) FriendRules.Apply(friend, change);
        return friend;
    }

    private static IEnumerable<FriendChange[]> Orders(FriendChange[] events) => events.Length == 1
        ? [events]
        : events.SelectMany((first, i) => Orders([.. events[..i], .. events[(i + 1)..]]).Select(rest => (FriendChange[])[first, .. rest]));

    private static DateTimeOffset Minute(int minute) => new(2026, 11, 21, 1, minute, 0, TimeSpan.Zero);
}
