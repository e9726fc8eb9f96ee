using Koshiki.Edge;
using Koshiki.Edge.Segments;
using Koshiki.Foundation.Database;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Tests.Edge.Segments;

public sealed class FriendApplierTests : IAsyncLifetime
{
    private static readonly LineUserId Hanako = FriendWorld.Resident(1);
    private static readonly LineUserId Taro = FriendWorld.Resident(2);

    private readonly Ears ears = new();
    private FriendWorld world = null!;

    public async ValueTask InitializeAsync() => world = await FriendWorld.Make(ears);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task F2_a_friend_who_blocks_and_comes_back_keeps_his_ordinal_and_his_choices()
    {
        await world.Happen(new FriendChange.Followed(Hanako, Minute(1), false), new FriendChange.Followed(Taro, Minute(1), false));
        await world.Happen(new FriendChange.Chose(0, null, Minute(2), [4, 2], EmergencyOnly: false, Edition: 1));

        await world.Happen(new FriendChange.Unfollowed(Hanako, Minute(3)));
        await world.Happen(new FriendChange.Followed(Hanako, Minute(4), IsUnblocked: true));

        var friends = await world.Friends();
        Assert.Equal([(0, FriendState.Following, 4L), (1, FriendState.Following, 1L)], friends.Select(f => (f.Ordinal, f.State, f.ChangeNumber)));
        Assert.Equal([2, 4], friends[0].Choices);
        Assert.Equal(new Dictionary<int, LineUserId> { [0] = Hanako, [1] = Taro }, await world.Ids());
    }

    [Fact]
    public async Task F2_an_event_delivered_again_counts_once()
    {
        var followed = new FriendChange.Followed(Hanako, Minute(1), false);

        await world.Receive(followed, "01HZ0000000000000000000001");
        await world.Receive(followed, "01HZ0000000000000000000001");
        await world.Happen();
        await world.Receive(followed, "01HZ0000000000000000000001");
        await world.Happen();

        await using var db = world.Database.OpenEdge();
        var item = Assert.Single(await db.Inbox.ToListAsync());
        Assert.Empty(item.Wrapped);
        Assert.Equal(1, (await world.Register()).ChangeNumber);
        Assert.Equal(1, (await db.FriendDays.SingleAsync()).Followed);
    }

    [Fact]
    public async Task F2_an_erased_friend_is_found_no_more_and_comes_back_as_somebody_else()
    {
        await world.Happen(new FriendChange.Followed(Hanako, Minute(1), false), new FriendChange.Chose(null, Hanako, Minute(2), [1], false, 1));

        await world.Happen(new FriendChange.Erase(0, Minute(3)));
        await world.Happen(new FriendChange.Followed(Hanako, Minute(4), IsUnblocked: true));

        var friends = await world.Friends();
        Assert.Equal([FriendState.Erased, FriendState.Following], friends.Select(f => f.State));
        Assert.Empty(friends[0].Choices);
        await using var db = world.Database.OpenEdge();
        Assert.Equal(1, (await db.FriendKeys.SingleAsync()).Ordinal);
        Assert.Equal(0, (await db.ErasedPlaces.SingleAsync()).Ordinal);
    }

    [Fact]
    public async Task F1_a_listener_changes_the_friend_in_the_same_batch_and_answers_after_the_commit()
    {
        ears.Understand = (message, _) => new FriendAnswer(
            [new FriendChange.Chose(message.Friend.Ordinal, null, message.Said.At, [9], EmergencyOnly: false, Edition: 1)],
            async _ => ears.SeenByReply = (await world.Friends()).Single().Choices);

        await world.Happen(new FriendChange.Wrote(Hanako, Minute(1), "9", "token"));

        Assert.Equal([9], ears.SeenByReply);
        Assert.Equal(1, (await world.Register()).ChangeNumber);
    }

    [Fact]
    public async Task F2_messages_of_friends_alone_take_no_change_number()
    {
        await world.Happen(new FriendChange.Followed(Hanako, Minute(1), false));

        await world.Happen(new FriendChange.Wrote(Hanako, Minute(2), "おはよう", null), new FriendChange.Wrote(Hanako, Minute(3), null, null));

        Assert.Equal(1, (await world.Register()).ChangeNumber);
        Assert.Equal(2, ears.Heard);
    }

    [Fact]
    public async Task F2_a_node_that_dies_while_applying_leaves_no_gap_and_no_double()
    {
        for (var n = 0; n < 30; n++) await world.Receive(new FriendChange.Followed(FriendWorld.Resident(n), Minute(1), false));
        ears.Understand = (_, _) => throw new InvalidOperationException("The node dies here.");
        await world.Receive(new FriendChange.Wrote(FriendWorld.Resident(5), Minute(2), "こんにちは", null));
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.Applier.Step(FriendWorld.Account, CancellationToken.None));

        // Killed for good: the server breaks the connection of a batch that has written and holds the lock.
        await using (var victim = await world.Source.OpenConnectionAsync())
        {
            await using var open = await victim.BeginTransactionAsync();
            await using var written = new NpgsqlCommand("update edge_segments.friend_register set change_number = 99", victim);
            await written.ExecuteNonQueryAsync();
            await TestDatabase.Run(world.Database.Superuser, $"select pg_terminate_backend({victim.ProcessID})");
        }

        ears.Understand = (_, _) => null;
        Assert.Equal(31, await world.Applier.Step(FriendWorld.Account, CancellationToken.None));
        var friends = await world.Friends();
        Assert.Equal(Enumerable.Range(0, 30), friends.Select(f => f.Ordinal));
        Assert.All(friends, f => Assert.Equal(1, f.ChangeNumber));
        Assert.Equal((1, 29), ((await world.Register()).ChangeNumber, (await world.Register()).LastOrdinal));
    }

    [Fact]
    public async Task F2_two_nodes_at_once_give_every_batch_its_own_number()
    {
        for (var n = 0; n < 40; n++) await world.Receive(new FriendChange.Followed(FriendWorld.Resident(n), Minute(1), false));
        var applied = Enumerable.Range(0, 8).Select(async n =>
        {
            await world.Receive(new FriendChange.Unfollowed(FriendWorld.Resident(n), Minute(2)));
            return await world.Applier.Step(FriendWorld.Account, CancellationToken.None) ?? 0;
        });

        var items = (await Task.WhenAll(applied)).Sum() + (await world.Applier.Step(FriendWorld.Account, CancellationToken.None) ?? 0);

        Assert.Equal(48, items);
        var friends = await world.Friends();
        Assert.Equal(Enumerable.Range(0, 40), friends.Select(f => f.Ordinal));
        Assert.Equal(8, friends.Count(f => f.State == FriendState.Left));
        Assert.Equal(friends.Max(f => f.ChangeNumber), (await world.Register()).ChangeNumber);
    }

    [Fact]
    public async Task F2_draining_applies_all_that_waits_and_keeps_the_register_locked()
    {
        await world.Happen(new FriendChange.Followed(Taro, Minute(1), false));
        for (var n = 10; n < 15; n++) await world.Receive(new FriendChange.Followed(FriendWorld.Resident(n), Minute(1), false));
        await using var db = world.Database.OpenEdge();
        await using var transaction = await db.Database.BeginTransactionAsync();

        var drained = await world.Applier.Drain(db, FriendWorld.Account, CancellationToken.None);
        await world.Receive(new FriendChange.Unfollowed(FriendWorld.Resident(10), Minute(2)));

        Assert.Equal((5, 2L), (drained.Items, drained.ChangeNumber));
        Assert.Null(await world.Applier.Step(FriendWorld.Account, CancellationToken.None));
        await transaction.CommitAsync();
        Assert.Equal(1, await world.Applier.Step(FriendWorld.Account, CancellationToken.None));
    }

    [Fact]
    public async Task F2_no_table_holds_an_id_in_the_open()
    {
        await world.Happen(new FriendChange.Followed(Hanako, Minute(1), false), new FriendChange.Wrote(Hanako, Minute(2), "こんにちは", "reply-token"));
        await world.Receive(new FriendChange.Seen([Hanako, Taro], Minute(3)));

        await using var connection = new NpgsqlConnection(world.Database.Superuser);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')", connection))
        await using (var rows = await list.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync()) tables.Add(rows.GetString(0));
        }

        Assert.Contains("edge_friends.inbox", tables);
        foreach (var table in tables)
        {
            await using var all = new NpgsqlCommand($"select coalesce(string_agg(t::text, E'\\n'), '') from {table} t", connection);
            var text = (string)(await all.ExecuteScalarAsync())!;
            Assert.DoesNotContain(Hanako.Text[1..], text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(Hanako.Text)), text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(Hanako.Text, new FriendChange.Followed(Hanako, Minute(1), false).ToString(), StringComparison.Ordinal);
    }

    private static DateTimeOffset Minute(int minute) => new(2026, 11, 21, 1, minute, 0, TimeSpan.Zero);

    private sealed class Ears : IFriendMessageListener
    {
        public Func<FriendMessage, EdgeDb, FriendAnswer?> Understand { get; set; } = (_, _) => null;

        public int Heard { get; private set; }

        public short[]? SeenByReply { get; set; }

        public ValueTask<FriendAnswer?> Hear(FriendMessage message, EdgeDb db, CancellationToken ct)
        {
            Heard++;
            return ValueTask.FromResult(Understand(message, db));
        }
    }
}
