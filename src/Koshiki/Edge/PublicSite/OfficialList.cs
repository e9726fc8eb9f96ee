using Koshiki.Edge.PublicSite.Signing;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Edge.PublicSite;

/// <summary>Keeps this node's <see cref="Edition"/> at the stored publications: looks when the bell rings and every second, and makes a new one when a number, the signing key or the day changes.</summary>
/// <remarks>While the database cannot be reached the last edition is served on.</remarks>
internal sealed class OfficialList(NpgsqlDataSource edge, IServiceScopeFactory scopes, MasterKey master, TimeProvider clock, ILogger<OfficialList> logger) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private volatile Edition? edition;
    private (string? Found, DateOnly Day) served;

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
        await using var bell = new NotificationBell(edge, PublicationOrders.Bell, logger);
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

    /// <summary>Compares numbers, keys and day with what is served, and reads the publications only when they differ.</summary>
    internal async Task Look(CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        await using var connection = await edge.OpenConnectionAsync(ct);
        await using var ask = new NpgsqlCommand(
            $"select coalesce((select string_agg(part || number, ',' order by part) from {PublicSiteModel.Schema}.{PublicSiteModel.Table}), '') || (select max(id) from {PublicSiteModel.Schema}.signing_key where current)", connection);
        var found = await ask.ExecuteScalarAsync(ct) as string;
        if (edition is not null && served == (found, today)) return;

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EdgeDb>();
        if (found is null)
        {
            await SigningKey.MakeFirst(db, master, clock.GetUtcNow(), ct);
            found = await ask.ExecuteScalarAsync(ct) as string;
        }

        var keys = await db.Set<SigningKey>().AsNoTracking().ToListAsync(ct);
        var published = await db.Set<Publication>().AsNoTracking().ToDictionaryAsync(publication => publication.Part, publication => MessageJson.FromBytes<Order>(publication.Content), ct);
        edition = new Edition(
            (PublishAccountList?)published.GetValueOrDefault(PublishedPart.List),
            (PublishDocuments?)published.GetValueOrDefault(PublishedPart.Documents),
            (PublishImpersonators?)published.GetValueOrDefault(PublishedPart.Impersonators),
            today)
        { Signer = ListSigner.Of(keys, master) };
        served = (found, today);
    }
}
