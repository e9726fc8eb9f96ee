using System.Security.Cryptography;
using System.Text;
using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Core.Accounts.PublicList;

/// <summary>Hands the edge what residents may read, each part whole and only when they would see something else than before: the list, the documents, the warnings. K1-K3, C7.</summary>
internal sealed class PublicListPublisher(
    CoreDb db, Settings settings, TimeProvider clock, IEnumerable<IPublicDocuments> documents, IEnumerable<IKnownImpersonators> impersonators)
{
    /// <summary>One order a part for however many changes came together; none where the part is the same as the last one.</summary>
    /// <param name="look">True to compare even when nobody said that anything changed.</param>
    /// <returns>The number of the list's order; null when the list stayed the same.</returns>
    public async Task<long?> PublishIfDue(bool look, CancellationToken ct)
    {
        if (!look && !await db.Set<ListDue>().AnyAsync(ct)) return null;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Two nodes must not give two lists one number.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('koshiki public list'))", ct);
        db.RemoveRange(await db.Set<ListDue>().ToListAsync(ct));

        var now = clock.GetUtcNow();
        var last = await db.Set<PublishedList>().ToDictionaryAsync(part => part.Id, ct);
        var number = SendIfNew(last, PublishedPart.List, await PublicAccounts.On(db, now.DayInJapan, ct), (next, accounts) => new PublishAccountList(next, now, settings.Government, accounts));
        SendIfNew(last, PublishedPart.Documents, await Documents(now.DayInJapan, ct), (next, all) => new PublishDocuments(next, now, all));
        SendIfNew(last, PublishedPart.Impersonators, await Impersonators(now.DayInJapan, ct), (next, all) => new PublishImpersonators(next, all));

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return number;
    }

    /// <summary>Of what changes the list without anybody saying so: the day, and the names of offices. Another one every ten minutes, in case a row was put right by hand.</summary>
    /// <returns>The same text as long as nothing of it is another.</returns>
    public async Task<string> Fingerprint(CancellationToken ct)
    {
        var offices = await db.Set<OfficePeriod>().AsNoTracking().OrderBy(period => period.Id).Select(period => new { period.Office, period.Name, period.Department, period.From, period.Last }).ToListAsync(ct);
        var now = clock.GetUtcNow().InJapan;
        return $"{now:yyyy-MM-dd HH}:{now.Minute / 10} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', offices))))}";
    }

    private long? SendIfNew<T>(Dictionary<PublishedPart, PublishedList> published, PublishedPart part, IReadOnlyList<T> content, Func<long, IReadOnlyList<T>, Order> order)
    {
        var hash = SHA256.HashData(MessageJson.ToBytes(content));
        var last = published.GetValueOrDefault(part);
        if (last is null ? content.Count == 0 : last.Hash.AsSpan().SequenceEqual(hash)) return null;

        var number = (last?.Number ?? 0) + 1;
        if (last is null) db.Add(new PublishedList { Id = part, Number = number, Hash = hash });
        else (last.Number, last.Hash) = (number, hash);
        db.Send(order(number, content), "public-list");
        return number;
    }

    private async Task<List<PublicDocument>> Documents(DateOnly today, CancellationToken ct)
    {
        var all = new List<PublicDocument>();
        foreach (var area in documents) all.AddRange(await area.On(today, ct));
        return [.. all.OrderBy(document => document.AccountKey, StringComparer.Ordinal).ThenBy(document => document.Kind).ThenBy(document => document.PublishedOn)];
    }

    private async Task<List<KnownImpersonator>> Impersonators(DateOnly today, CancellationToken ct)
    {
        var all = new List<KnownImpersonator>();
        foreach (var area in impersonators) all.AddRange(await area.On(today, ct));
        return [.. all.OrderBy(one => one.KnownSince).ThenBy(one => one.Name, StringComparer.Ordinal)];
    }
}

/// <summary>Looks every two seconds whether the list is due, and every minute whether anything happened that changes it without anybody saying so.</summary>
internal sealed class PublicListJob(IServiceScopeFactory scopes, ILogger<PublicListJob> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private const int RoundsBetweenLooks = 30;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        string? seen = null;
        for (var round = 0; !stoppingToken.IsCancellationRequested; round++)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Acting>().As(Actor.Program("public-list"));
                var publisher = scope.ServiceProvider.GetRequiredService<PublicListPublisher>();
                var found = round % RoundsBetweenLooks == 0 ? await publisher.Fingerprint(stoppingToken) : seen;
                await publisher.PublishIfDue(look: found != seen, stoppingToken);
                seen = found;
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception accident) when (accident is NpgsqlException or InvalidOperationException or TimeoutException or DbUpdateException)
            {
                logger.LogWarning(accident, "The official list could not be handed to the edge; trying again.");
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }
}
