using Koshiki.Edge;
using Koshiki.Exchange;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Queues;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Koshiki.Tests.Edge;

public sealed class OrderQueueTests : IAsyncLifetime
{
    private readonly List<string> done = [];
    private TestDatabase database = null!;
    private ServiceProvider services = null!;
    private string? failOn;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        services = new ServiceCollection()
            .AddSingleton(NpgsqlDataSource.Create(database.As(DatabaseRole.Edge)))
            .AddDbContext<EdgeDb>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()))
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Z2_orders_of_one_aggregate_are_done_in_their_order_and_once()
    {
        await Put("seal-a", "A001");
        await Put("seal-a", "A002");

        while (await Runner().DoNext(default)) { }

        Assert.Equal(["A001", "A002"], done);
    }

    [Fact]
    public async Task Z2_a_failing_order_holds_back_its_own_aggregate_only()
    {
        failOn = "A001";
        await Put("seal-a", "A001");
        await Put("seal-a", "A002");
        await Put("seal-b", "B001");

        while (await Runner().DoNext(default)) { }

        Assert.Equal(["B001"], done);
        await using var db = database.OpenEdge();
        var failed = await db.IncomingOrders.OrderBy(o => o.Seq).FirstAsync();
        Assert.Equal((1, null), (failed.Failures, failed.DoneAt));
    }

    private QueueRunner<EdgeDb, IncomingOrder> Runner() => new(
        services.GetRequiredService<IServiceScopeFactory>(),
        services.GetRequiredService<NpgsqlDataSource>(),
        MessageTables.IncomingOrders,
        (_, row, _) =>
        {
            var key = ((DisconnectAccount)row.Read()).AccountKey;
            if (key == failOn) throw new InvalidOperationException("as the test wishes");
            done.Add(key);
            return Task.CompletedTask;
        },
        NullLogger.Instance);

    private async Task Put(string aggregate, string account)
    {
        await using var db = database.OpenEdge();
        db.IncomingOrders.Add(new IncomingOrder
        {
            Id = Guid.CreateVersion7(),
            Kind = nameof(DisconnectAccount),
            Aggregate = aggregate,
            Body = MessageJson.ToBytes<Order>(new DisconnectAccount(account)),
            CreatedAt = DateTimeOffset.UnixEpoch,
        });
        await db.SaveChangesAsync();
    }
}
