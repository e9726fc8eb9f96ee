using Koshiki.Foundation.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Koshiki.Tests.Foundation.Queues;

public sealed class NotificationBellTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Z2_a_bell_that_was_cut_off_before_it_listened_listens_the_next_time()
    {
        using var cutOff = new CancellationTokenSource();
        var building = new NpgsqlDataSourceBuilder(TestDatabase.Server);
        // The connection stands, and the wait is given up before "listen" is said.
        building.UsePhysicalConnectionInitializer(_ => { }, _ => cutOff.CancelAsync());
        await using var source = building.Build();
        await using var bell = new NotificationBell(source, "bell_of_a_test", NullLogger.Instance);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bell.Wait(Long, cutOff.Token));
        await bell.Wait(Long, default).WaitAsync(Soon);
        var rings = bell.Wait(Long, default);
        await TestDatabase.Run(TestDatabase.Server, "notify bell_of_a_test");

        await rings.WaitAsync(Soon);
    }
}
