using Koshiki.Core.Work.Duties;
using Koshiki.Foundation.Activity;
using Koshiki.Tests.Core.Publishing;
using Koshiki.Tests.Foundation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Koshiki.Tests.Core.Work;

public sealed class DailyDutyTests : IAsyncLifetime
{
    /// <summary>Two hours before midnight in Japan.</summary>
    private readonly SetClock clock = new(new DateTimeOffset(2026, 4, 6, 13, 0, 0, TimeSpan.Zero));
    private readonly CountingDuty duty = new();
    private TestDatabase database = null!;
    private ServiceProvider services = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        services = new ServiceCollection()
            .AddScoped<Acting>().AddScoped(_ => database.OpenCore(clock: clock)).AddScoped<IDailyDuty>(_ => duty)
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Z1_a_duty_looks_once_an_hour_and_on_each_new_day_whichever_node_is_first_and_again_after_a_failure()
    {
        var (first, second) = (Node(), Node());
        var looks = new List<int>();

        foreach (var pass in new[] { 0, 30, 30, 61 })
        {
            clock.Now += TimeSpan.FromMinutes(pass);
            await first.LookAfterAll(default);
            await second.LookAfterAll(default);
            looks.Add(duty.Looks);
        }

        duty.Fails = true;
        clock.Now += TimeSpan.FromHours(1);
        await first.LookAfterAll(default);
        await second.LookAfterAll(default);
        looks.Add(duty.Looks);

        // The hour's first, within the hour, the next hour's, the new day's (61 minutes later, at one past midnight), and each node's try of a failing one.
        Assert.Equal([1, 1, 2, 3, 5], looks);
    }

    [Fact]
    public async Task Z1_a_new_day_does_not_wait_for_the_hour()
    {
        clock.Now += TimeSpan.FromMinutes(110);
        var node = Node();
        await node.LookAfterAll(default);

        clock.Now += TimeSpan.FromMinutes(9);
        await node.LookAfterAll(default);
        var before = duty.Looks;
        clock.Now += TimeSpan.FromMinutes(2);
        await node.LookAfterAll(default);

        Assert.Equal((1, 2), (before, duty.Looks));
    }

    private DailyDuties Node() => new(services.GetRequiredService<IServiceScopeFactory>(), clock, NullLogger<DailyDuties>.Instance);

    private sealed class CountingDuty : IDailyDuty
    {
        public string Name => "counting";

        public int Looks { get; private set; }

        public bool Fails { get; set; }

        public Task Look(DateOnly today, DateTimeOffset now, CancellationToken ct)
        {
            Looks++;
            return Fails ? throw new TimeoutException("It failed.") : Task.CompletedTask;
        }
    }
}
