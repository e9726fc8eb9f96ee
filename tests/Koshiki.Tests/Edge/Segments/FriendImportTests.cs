using Koshiki.Edge.Segments;

namespace Koshiki.Tests.Edge.Segments;

public sealed class FriendImportTests : IAsyncLifetime
{
    private FriendWorld world = null!;

    public async ValueTask InitializeAsync() => world = await FriendWorld.Make();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task F2_a_whole_file_is_one_change_and_its_ids_are_read_back_in_order()
    {
        var friends = Enumerable.Range(0, 3_000).Select(n => Row(n, (short)(1 + n % 60), 100)).ToList();

        var imported = await world.Import(friends);

        Assert.Equal((3_000, 0, 0, 1L), (imported.Added, imported.Changed, imported.Kept, imported.ChangeNumber));
        Assert.Equal(Enumerable.Range(0, 3_000).ToDictionary(n => n, FriendWorld.Resident), await world.Ids());
        Assert.All(await world.Friends(), f => Assert.Equal([(short)(1 + f.Ordinal % 60), 100], f.Choices));
    }

    [Fact]
    public async Task F2_an_import_keeps_what_a_friend_answered_himself_and_whether_he_left()
    {
        await world.Import([Row(0, 1), Row(1, 1), Row(2, 1)]);
        await world.Happen(
            new FriendChange.Chose(0, null, Minute(1), [5], EmergencyOnly: false, Edition: 1),
            new FriendChange.Unfollowed(FriendWorld.Resident(1), Minute(1)));

        var imported = await world.Import([Row(0, 2), Row(1, 2), Row(2, 1), Row(3, 2)]);

        Assert.Equal((1, 1, 2), (imported.Added, imported.Changed, imported.Kept));
        var friends = await world.Friends();
        Assert.Equal([5], friends[0].Choices);
        Assert.Equal((FriendState.Left, (short)2), (friends[1].State, friends[1].Choices.Single()));
        Assert.Equal([2L, 3L, 1L, 3L], friends.Select(f => f.ChangeNumber));
    }

    [Fact]
    public async Task F2_friends_who_follow_after_an_import_get_the_next_places_of_the_last_block()
    {
        await world.Import([.. Enumerable.Range(0, 1_500).Select(n => Row(n))]);

        await world.Happen(new FriendChange.Followed(FriendWorld.Resident(9_000), Minute(1), false), new FriendChange.Followed(FriendWorld.Resident(7), Minute(1), false));

        var ids = await world.Ids();
        Assert.Equal(1_501, ids.Count);
        Assert.Equal(FriendWorld.Resident(9_000), ids[1_500]);
        Assert.Equal(FriendWorld.Resident(7), ids[7]);
    }

    private static FriendToImport Row(int n, params short[] choices) =>
        new(FriendWorld.Resident(n), new DateTimeOffset(2024, 4, 1, 0, 0, 0, TimeSpan.Zero), choices, false, new DateTimeOffset(2024, 4, 1, 0, 0, 0, TimeSpan.Zero));

    private static DateTimeOffset Minute(int minute) => new(2026, 11, 21, 1, minute, 0, TimeSpan.Zero);
}
