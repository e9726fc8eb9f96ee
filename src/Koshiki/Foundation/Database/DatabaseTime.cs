using Npgsql;

namespace Koshiki.Foundation.Database;

/// <summary>The time by the database's clock, whatever this node's says: what is decided here "from now on" is judged there by the same clock. ARCHITECTURE 3.16.</summary>
/// <remarks>Between two readings it goes on by the machine's monotonic clock, so that setting the node's clock moves nothing. Before the first one it is the node's time.</remarks>
/// <param name="node">The node's own clock.</param>
internal sealed class DatabaseTime(TimeProvider node) : TimeProvider
{
    private volatile Reading last = new(node.GetUtcNow(), node.GetTimestamp());

    public override DateTimeOffset GetUtcNow() => last.Time + node.GetElapsedTime(last.Timestamp);

    /// <summary>Asks the database. An answer that agrees with the present time, as far as its way here lets one know, changes nothing: the time never steps back for a slow answer.</summary>
    /// <returns>By how much the node's clock is ahead of the database's; negative when behind.</returns>
    public async Task<TimeSpan> Read(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var question = new NpgsqlCommand("select clock_timestamp()", connection);
        var asked = node.GetTimestamp();
        var told = new DateTimeOffset((DateTime)(await question.ExecuteScalarAsync(ct))!);
        var answered = node.GetTimestamp();

        var now = GetUtcNow();
        if (now < told || now > told + node.GetElapsedTime(asked, answered)) last = new Reading(told, answered);
        return node.GetUtcNow() - told;
    }

    private sealed record Reading(DateTimeOffset Time, long Timestamp);
}

/// <summary>Reads the database's time every five seconds.</summary>
internal sealed class DatabaseTimeReader(DatabaseTime time, NpgsqlDataSource database, ILogger<DatabaseTimeReader> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClockIsOff = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        do
        {
            try
            {
                var ahead = await time.Read(database, stoppingToken);
                if (ahead.Duration() > ClockIsOff) logger.LogWarning("This machine's clock is {Ahead} ahead of the database's; the database's time counts.", ahead);
            }
            catch (Exception accident) when (accident is NpgsqlException or TimeoutException or IOException)
            {
                logger.LogWarning(accident, "The database's time could not be read; it goes on from the last reading.");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
