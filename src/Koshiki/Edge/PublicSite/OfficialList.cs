using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Queues;
using Npgsql;

namespace Koshiki.Edge.PublicSite;

/// <summary>Keeps this node's <see cref="Edition"/> at the stored publication: looks when the bell rings and every second, and makes a new one when the number or the day changes.</summary>
/// <remarks>While the database cannot be reached the last edition is served on.</remarks>
internal sealed class OfficialList(NpgsqlDataSource edge, TimeProvider clock, ILogger<OfficialList> logger) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private volatile Edition? edition;

    /// <summary>What to serve now; null until the database has been read for the first time.</summary>
    public Edition? Edition => edition;

    /// <summary>Reads the list before the host takes its first request; a database that is away is waited for later.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Look(cancellationToken);
        }
        catch (NpgsqlException away)
        {
            logger.LogWarning(away, "The public list could not be read at start; trying again.");
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var bell = new NotificationBell(edge, AccountListOrders.Bell, logger);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await bell.Wait(LookAgain, stoppingToken);
                await Look(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception accident) when (accident is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
            {
                logger.LogWarning(accident, "The public list could not be read; the last edition is served on.");
                await Task.Delay(LookAgain, clock, stoppingToken);
            }
        }
    }

    /// <summary>Compares number and day with what is served, and reads the list only when they differ.</summary>
    internal async Task Look(CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        await using var connection = await edge.OpenConnectionAsync(ct);
        await using var ask = new NpgsqlCommand($"select number from {PublicSiteModel.Schema}.{PublicSiteModel.ListTable}", connection);
        var number = (long?)await ask.ExecuteScalarAsync(ct) ?? 0;
        if (edition is { } served && served.Number == number && served.Day == today) return;

        await using var read = new NpgsqlCommand($"select content from {PublicSiteModel.Schema}.{PublicSiteModel.ListTable}", connection);
        edition = Edition.Of((byte[]?)await read.ExecuteScalarAsync(ct), today);
    }
}
