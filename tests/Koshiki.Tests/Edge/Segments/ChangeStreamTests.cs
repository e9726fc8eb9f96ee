using System.Collections.Concurrent;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Database;
using Koshiki.Tests.Foundation;

namespace Koshiki.Tests.Edge.Segments;

/// <summary>Random streams of changes, with connections cut, and two nodes that count all the while.</summary>
public sealed class ChangeStreamTests : IAsyncLifetime
{
    private const int Steps = 120;

    /// <summary>Over three blocks, so that a change may touch any of them.</summary>
    private const int Ordinals = 80_000;

    private static readonly short[] Districts = [1, 2, 3];
    private static readonly short[] Topics = [11, 12, 13, 14];

    /// <summary>Asked again after each change, and all the while by two readers.</summary>
    private static readonly SegmentRule Watched = FriendTown.Rule("district:north,south topic:disaster,garbage", withUnanswered: true);

    private FriendTown town = null!;

    public async ValueTask InitializeAsync() => town = await FriendTown.Create();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Theory]
    [InlineData(20261121)]
    [InlineData(271828)]
    [InlineData(314159)]
    public async Task F3_every_count_of_either_node_is_what_SQL_says_at_its_change_number(int seed)
    {
        var random = new Random(seed);
        var truth = new Dictionary<long, SegmentCount> { [0] = await town.BySql(Watched) };
        var read = new ConcurrentBag<SegmentCount.Counted>();
        FriendTown.Node[] nodes = [town.AddNode(), town.AddNode(DatabaseRole.Courier)];
        foreach (var node in nodes) await node.Keeper.StartAsync(default);
        using var stop = new CancellationTokenSource();
        Task[] readers = [.. nodes.Select(node => Task.Run(() => Read(node, read, stop.Token), CancellationToken.None))];

        for (var step = 0; step < Steps; step++)
        {
            var number = await town.Change(RandomBatch(random));
            truth[number] = await town.BySql(Watched);
            if (random.Next(20) == 0) await CutConnections();
            if (random.Next(10) != 0) continue;

            var rule = RandomRule(random);
            foreach (var node in nodes) await node.Reach(number);
            foreach (var node in nodes) Assert.Equal(await town.BySql(rule), await node.Index.Count(FriendTown.Account, rule, default));
        }

        foreach (var node in nodes) await node.Reach(Steps);
        for (var tries = 0; tries < 1_000 && !read.Contains(truth[Steps]); tries++) await Task.Delay(10);
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        foreach (var node in nodes) await node.Keeper.StopAsync(default);
        Assert.All(read.Distinct(), count => Assert.Equal(truth[count.ChangeNumber], count));
        Assert.Contains(truth[Steps], read);
        Assert.True(read.Distinct().Count() > 10, "The readers saw too few of the changes to prove anything.");
    }

    private static async Task Read(FriendTown.Node node, ConcurrentBag<SegmentCount.Counted> read, CancellationToken stop)
    {
        SegmentCount? last = null;
        while (!stop.IsCancellationRequested)
        {
            var count = await node.Index.Count(FriendTown.Account, Watched, default);
            if (count is SegmentCount.Counted counted && count != last) read.Add(counted);
            last = count;
            await Task.Yield();
        }
    }

    private static FriendNow[] RandomBatch(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 25)).Select(_ => random.Next(Ordinals)).Distinct().Select(ordinal => RandomFriend(ordinal, random))];

    private static FriendNow RandomFriend(int ordinal, Random random) => random.Next(8) switch
    {
        0 => new FriendNow(ordinal) { Answered = false },
        1 => new FriendNow(ordinal) { State = FriendState.Erased, Answered = false },
        2 => new FriendNow(ordinal, [.. Districts[..random.Next(2)], 12]) { State = FriendState.Left },
        3 => new FriendNow(ordinal, Districts[random.Next(3)]) { EmergencyOnly = true },
        4 => new FriendNow(ordinal, 1, (short)random.Next(2, 4), 11),
        _ => new FriendNow(ordinal, [Districts[random.Next(3)], .. Topics.Where(_ => random.Next(2) == 0)]),
    };

    private static SegmentRule RandomRule(Random random)
    {
        var districts = FriendTown.Asked.Questions[0].Options.Where(_ => random.Next(2) == 0).Select(o => o.Key).ToList();
        var topics = FriendTown.Asked.Questions[1].Options.Where(_ => random.Next(2) == 0).Select(o => o.Key).ToList();
        var questions = new List<SegmentQuestion>();
        if (random.Next(4) != 0) questions.Add(new SegmentQuestion("district", districts));
        if (random.Next(4) != 0) questions.Add(new SegmentQuestion("topic", topics));
        return SegmentRule.Of(questions, random.Next(2) == 0, random.Next(2) == 0);
    }

    private Task CutConnections() => TestDatabase.Run(
        town.Database.Superuser,
        $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{town.Database.Name}' and application_name like 'index %'");
}
