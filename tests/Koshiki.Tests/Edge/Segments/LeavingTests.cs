using Koshiki.Edge.Segments;
using Koshiki.Edge.Segments.Leaving;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Tests.Edge.Segments;

public sealed class LeavingTests : IAsyncLifetime
{
    private static readonly LineUserId Hanako = FriendWorld.Resident(0);
    private static readonly LineUserId Taro = FriendWorld.Resident(1);

    private readonly Audiences audiences = new();
    private FriendWorld world = null!;
    private FriendErasure erasure = null!;

    public async ValueTask InitializeAsync()
    {
        world = await FriendWorld.Make();
        erasure = new FriendErasure(world.Source, world.Get<FriendHash>(), world.Get<FriendIds>(), audiences, new SegmentOptions());
        await world.Happen(new FriendChange.Followed(Hanako, Day(1), false), new FriendChange.Followed(Taro, Day(1), false), new FriendChange.Chose(null, Hanako, Day(1), [3], false, 1));
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task F2_who_left_is_erased_after_thirty_days_and_not_before()
    {
        await world.Happen(new FriendChange.Unfollowed(Hanako, Day(2)));

        Assert.Equal(0, await erasure.EraseLeft(FriendWorld.Account, Day(32), CancellationToken.None));
        Assert.Equal(1, await erasure.EraseLeft(FriendWorld.Account, Day(32).AddSeconds(1), CancellationToken.None));

        var friends = await world.Friends();
        Assert.Equal([(FriendState.Erased, 0, 3L), (FriendState.Following, 0, 1L)], friends.Select(f => (f.State, f.Choices.Length, f.ChangeNumber)));
        await using var db = world.Database.OpenEdge();
        Assert.Equal(1, (await db.FriendKeys.SingleAsync()).Ordinal);
    }

    [Fact]
    public async Task F2_the_id_goes_when_no_unfinished_delivery_holds_the_friend()
    {
        audiences.Oldest = 1;
        await world.Happen(new FriendChange.Erase(0, Day(2)));

        Assert.Equal(0, await erasure.EmptyPlaces(FriendWorld.Account, CancellationToken.None));
        Assert.Equal(Hanako, (await world.Ids())[0]);
        audiences.Oldest = 2;
        Assert.Equal(1, await erasure.EmptyPlaces(FriendWorld.Account, CancellationToken.None));

        Assert.Equal(new Dictionary<int, LineUserId> { [0] = LineUserId.Nobody, [1] = Taro }, await world.Ids());
    }

    [Fact]
    public async Task F2_the_id_goes_after_a_day_whatever_holds_it()
    {
        audiences.Oldest = 1;
        await world.Happen(new FriendChange.Erase(0, Day(2)));
        await TestDatabase.Run(world.Database.Superuser, "update edge_friends.erased_place set erased_at = now() - interval '24 hours 1 second'");

        Assert.Equal(1, await erasure.EmptyPlaces(FriendWorld.Account, CancellationToken.None));

        Assert.True((await world.Ids())[0].IsNobody);
    }

    [Fact]
    public async Task F2_applied_events_are_forgotten_after_seven_days_and_waiting_ones_never()
    {
        await world.Receive(new FriendChange.Unfollowed(Taro, Day(3)), "waiting");
        await TestDatabase.Run(world.Database.Superuser, "update edge_friends.inbox set received_at = now() - interval '30 days', applied_at = case when applied_at is null then null else now() - interval '7 days 1 minute' end");

        Assert.Equal(3, await erasure.PurgeInbox(CancellationToken.None));

        await using var db = world.Database.OpenEdge();
        Assert.Equal("waiting", (await db.Inbox.SingleAsync()).EventId);
    }

    private static DateTimeOffset Day(int day) => new DateTimeOffset(2026, 4, 1, 3, 0, 0, TimeSpan.Zero).AddDays(day - 1);

    private sealed class Audiences : IOpenAudiences
    {
        public long? Oldest { get; set; }

        public Task<long?> OldestChange(NpgsqlConnection connection, string accountKey, CancellationToken ct) => Task.FromResult(Oldest);
    }
}
