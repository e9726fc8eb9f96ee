using System.Security.Cryptography;
using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Queues;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Core.Accounts.PublicList;

/// <summary>Hands the edge the whole official list when residents would see something else than before. K1, C7.</summary>
internal sealed class PublicListPublisher(CoreDb db, Settings settings, TimeProvider clock)
{
    /// <summary>One order for however many changes came together; none when the list is the same as the last one.</summary>
    /// <param name="look">True to compare even when nobody said that anything changed: an office was renamed, a day passed.</param>
    /// <returns>The number of the order; null when none was needed.</returns>
    public async Task<long?> PublishIfDue(bool look, CancellationToken ct)
    {
        if (!look && !await db.Set<ListDue>().AnyAsync(ct)) return null;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Two nodes must not give two lists one number.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('koshiki public list'))", ct);
        db.RemoveRange(await db.Set<ListDue>().ToListAsync(ct));

        var accounts = await Accounts(ct);
        var hash = SHA256.HashData(MessageJson.ToBytes(accounts));
        var last = await db.Set<PublishedList>().SingleOrDefaultAsync(ct);
        var number = (last?.Number ?? 0) + 1;
        var same = last is null ? accounts.Count == 0 : last.Hash.AsSpan().SequenceEqual(hash);
        if (!same)
        {
            if (last is null) db.Add(new PublishedList { Id = PublishedList.TheOne, Number = number, Hash = hash });
            else (last.Number, last.Hash) = (number, hash);
            db.Send(new PublishAccountList(number, clock.GetUtcNow(), settings.Government, accounts), "public-list");
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return same ? null : number;
    }

    /// <summary>What residents may see: every account that is or was official. What is only planned, or was never approved, is not on it.</summary>
    private async Task<List<PublicAccount>> Accounts(CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var offices = await db.Offices.AsNoTracking().ToDictionaryAsync(office => office.Id, ct);
        var accounts = await db.Accounts.AsNoTracking()
            .Where(account => account.State != AccountState.InConsultation && account.State != AccountState.Unapproved)
            .OrderBy(account => account.Key)
            .ToListAsync(ct);
        return [.. accounts.Select(account => Public(account, offices.TryGetValue(account.Office, out var office) ? (office.On(today) ?? office.Periods[^1]) : null))];
    }

    private static PublicAccount Public(Account account, OfficePeriod? office) => new(
        account.Key,
        account.Platform,
        account.PlatformLabel ?? account.Platform.DisplayName,
        account.Name,
        account.Address,
        account.Handle,
        office?.Name ?? "",
        office?.Department ?? "",
        account.Operator.Word,
        account.Purpose,
        account.OpenedOn,
        account.RetiredOn);
}

/// <summary>Looks every two seconds whether the list is due, and every minute whether it changed without anybody saying so.</summary>
internal sealed class PublicListJob(IServiceScopeFactory scopes, ILogger<PublicListJob> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private const int RoundsBetweenLooks = 30;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        for (var round = 0; !stoppingToken.IsCancellationRequested; round++)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Acting>().As(Actor.Program("public-list"));
                await scope.ServiceProvider.GetRequiredService<PublicListPublisher>().PublishIfDue(look: round % RoundsBetweenLooks == 0, stoppingToken);
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
