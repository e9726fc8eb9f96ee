using System.Security.Cryptography;
using Koshiki.Edge;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Database;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Tests.Edge.Segments;

/// <summary>Who gets a message is decided once, at one change, and exactly.</summary>
public sealed class FreezingTests : IAsyncLifetime
{
    private static readonly SegmentRule Rule = FriendTown.Rule("district:north topic:disaster,children");

    private FriendTown town = null!;

    public async ValueTask InitializeAsync() => town = await FriendTown.Create();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F3_the_recipients_are_those_of_the_locked_change_while_others_keep_changing(bool indexIsWarm)
    {
        var node = town.AddNode();
        var freezer = new SegmentFreezer(node.Index);
        using var stop = new CancellationTokenSource();
        Task[] writers = [.. Enumerable.Range(0, 3).Select(seed => Task.Run(() => KeepChanging(new Random(seed), stop.Token)))];

        for (var i = 0; i < 15; i++)
        {
            if (indexIsWarm) await node.Keeper.LookOnce(default);
            await using var db = town.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await FriendTown.Lock(db);
            var frozen = (FrozenBits.Frozen)await freezer.Freeze(db, FriendTown.Account, Rule, default);

            Assert.Equal(await MembersBySql(db), Members(frozen));
            Assert.Equal(await db.FriendRegisters.Select(r => r.ChangeNumber).SingleAsync(), frozen.ChangeNumber);
            Assert.Equal((Members(frozen).Length, Convert.ToHexStringLower(SHA256.HashData(frozen.Recipients))), (frozen.Count, frozen.Sha256));
            await transaction.CommitAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task F3_changes_of_the_same_transaction_count_and_the_index_learns_of_them_only_by_its_commit()
    {
        var node = town.AddNode();
        await town.Change(new FriendNow(0, 1, 11));
        await node.Keeper.LookOnce(default);

        await using (var db = town.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await FriendTown.ChangeWithin(db, FriendTown.Account, [new FriendNow(1, 1, 11), new FriendNow(70_000, 1, 12)]);
            var frozen = (FrozenBits.Frozen)await new SegmentFreezer(node.Index).Freeze(db, FriendTown.Account, Rule, default);
            Assert.Equal((3, 2, 70_001 / 8 + 1), (frozen.Count, frozen.ChangeNumber, frozen.Recipients.Length));
            await transaction.RollbackAsync();
        }

        // The number that was rolled back is given again, to another change.
        await town.Change(new FriendNow(0, 1) { State = FriendState.Left });
        Assert.Equal(new SegmentCount.Counted(0, 2), await node.CountNow(Rule));
    }

    [Fact]
    public async Task F3_a_retired_option_and_an_unknown_account_freeze_nobody()
    {
        await town.Change(new FriendNow(0, 1, 11));
        var node = town.AddNode();
        await node.Keeper.LookOnce(default);
        await town.Publish(FriendTown.Asked with { Edition = 2, Questions = [FriendTown.Asked.Questions[0], FriendTown.Asked.Questions[1] with { Options = [FriendTown.Option(11, "disaster", isRetired: true), FriendTown.Option(12, "children")] }] });

        await using var db = town.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await FriendTown.Lock(db);
        var freezer = new SegmentFreezer(node.Index);

        Assert.Equal(new FrozenBits.NotOffered("topic/disaster"), await freezer.Freeze(db, FriendTown.Account, Rule, default));
        Assert.IsType<FrozenBits.NotReady>(await freezer.Freeze(db, "A999", FriendTown.Rule("topic:children"), default));
    }

    [Fact]
    public async Task F3_an_index_that_cannot_get_there_in_time_freezes_nobody()
    {
        await town.Change(new FriendNow(0, 1, 11));
        await using var inTheWay = new NpgsqlConnection(town.Database.Superuser);
        await inTheWay.OpenAsync();
        await using var holding = await inTheWay.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("lock table edge_segments.friend in access exclusive mode", inTheWay)) await command.ExecuteNonQueryAsync();

        await using var db = town.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await FriendTown.Lock(db);
        var answer = await new SegmentFreezer(town.AddNode().Index, TimeSpan.FromMilliseconds(200)).Freeze(db, FriendTown.Account, Rule, default);

        Assert.IsType<FrozenBits.NotReady>(answer);
        Assert.Equal(TimeSpan.FromSeconds(5), SegmentFreezer.Patience);
        await transaction.RollbackAsync();
    }

    [Fact]
    public async Task F3_nothing_is_frozen_outside_a_transaction()
    {
        await using var db = town.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => new SegmentFreezer(town.AddNode().Index).Freeze(db, FriendTown.Account, Rule, default));
    }

    private async Task KeepChanging(Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await town.Change([.. Enumerable.Range(0, 8).Select(_ => random.Next(35_000)).Distinct().Order().Select(ordinal =>
                new FriendNow(ordinal, (short)random.Next(1, 3), (short)random.Next(11, 14)) { State = random.Next(4) == 0 ? FriendState.Left : FriendState.Following })]);
        }
    }

    private static async Task<int[]> MembersBySql(EdgeDb db) => [.. await db.Database.SqlQuery<int>($"""
        select ordinal from edge_segments.friend where account_key = {FriendTown.Account} and state = 0 and 1 = any(choices) and (11 = any(choices) or 12 = any(choices)) order by ordinal
        """).ToListAsync()];

    private static int[] Members(FrozenBits.Frozen frozen) =>
        [.. Enumerable.Range(0, frozen.Recipients.Length * 8).Where(i => (frozen.Recipients[i / 8] & (1 << (i % 8))) != 0)];
}
