using Koshiki.Edge;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Database;

namespace Koshiki.Tests.Edge.Segments;

/// <summary>A process that serves staff and runs no worker.</summary>
public sealed class SegmentHostTests : IAsyncLifetime
{
    private FriendTown town = null!;

    public async ValueTask InitializeAsync() => town = await FriendTown.Create();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task F3_a_node_without_a_worker_follows_the_register_through_the_couriers_login()
    {
        var index = new SegmentIndex();
        using var host = SegmentHost.Build(town.Database.As(DatabaseRole.Courier), index);
        await host.StartAsync(TestContext.Current.CancellationToken);

        await town.Change(new FriendNow(0, 1, 11));
        await town.Change(new FriendNow(1, 2, 11));

        await FriendTown.Reach(index, 2);
        Assert.Equal(new SegmentCount.Counted(2, 2), await index.Count(FriendTown.Account, FriendTown.Rule("topic:disaster"), TestContext.Current.CancellationToken));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
