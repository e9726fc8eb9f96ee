using Koshiki.Core;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Koshiki.Tests.Core.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Koshiki.Tests.Foundation.Database;

/// <summary>A staff node whose clock is an hour off. ARCHITECTURE 3.16 and 6.</summary>
public sealed class DatabaseTimeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task E3_an_emergency_goes_at_once_by_the_databases_time_however_the_nodes_clock_stands(int hours)
    {
        var database = await TestDatabase.Create();
        await using var desk = new Desk(database);
        await desk.Add(Sample.Account());
        var post = await desk.Draft(Sample.Tanaka, Sample.Content(text: "川の水位が上がっています。高い所に避難してください。", purpose: Purpose.Emergency));
        var time = new DatabaseTime(new ClockOff(TimeSpan.FromHours(hours)));
        await Read(time, database);

        await using (var db = database.OpenCore(Sample.Tanaka.AsActor(), time))
        {
            var options = Microsoft.Extensions.Options.Options.Create(desk.Options);
            var submitted = await new SubmitPostHandler(db, time, options, new AudienceDesk(db, desk.Counts, time, options), [])
                .Handle(new SubmitPost(post, null, AuthorizationKind.Emergency, EmergencyReason: "避難指示を出したため"), Sample.Tanaka, default);
            Assert.True(submitted.Succeeded);
        }

        var order = Assert.Single(await desk.Orders<DeliverPost>());
        await using var after = desk.Db();
        var row = await after.OutgoingOrders.AsNoTracking().SingleAsync();
        var now = await Now(database);
        Assert.InRange(order.Authorization.NotBefore, now.AddMinutes(-1), now);
        Assert.InRange(row.CreatedAt, now.AddMinutes(-1), now);
    }

    [Fact]
    public async Task Z_setting_a_nodes_clock_moves_nothing_once_the_databases_time_was_read()
    {
        await using var database = await TestDatabase.Create();
        var node = new ClockOff(TimeSpan.FromHours(-1));
        var time = new DatabaseTime(node);

        var behind = await Read(time, database);
        node.Off = TimeSpan.FromHours(5);
        var ahead = await Read(time, database);

        var now = await Now(database);
        Assert.InRange(behind.TotalMinutes, -61, -59);
        Assert.InRange(ahead.TotalMinutes, 299, 301);
        Assert.InRange(time.GetUtcNow(), now.AddMinutes(-1), now.AddMinutes(1));
    }

    [Fact]
    public void Z_the_staff_sides_time_is_the_databases_and_somebody_reads_it()
    {
        var folder = Directory.CreateTempSubdirectory("koshiki-time-").FullName;
        var master = Path.Combine(folder, "master.key");
        MasterKey.Create(master);
        var services = new ServiceCollection();
        services.AddCore("Host=127.0.0.1;Database=nowhere", MasterKey.Load(master));
        services.AddCoreJobs("Host=127.0.0.1;Database=nowhere");
        Directory.Delete(folder, recursive: true);
        using var container = services.BuildServiceProvider();

        Assert.Same(container.GetRequiredService<DatabaseTime>(), container.GetRequiredService<TimeProvider>());
        Assert.Contains(services, s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(DatabaseTimeReader));
    }

    private static async Task<TimeSpan> Read(DatabaseTime time, TestDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.As(DatabaseRole.Core));
        return await time.Read(source, default);
    }

    private static async Task<DateTimeOffset> Now(TestDatabase database) => await TestDatabase.Ask<DateTime>(database.Superuser, "select clock_timestamp()");

    /// <summary>A machine's clock that is off by a time.</summary>
    private sealed class ClockOff(TimeSpan off) : TimeProvider
    {
        public TimeSpan Off { get; set; } = off;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Off;
    }
}
