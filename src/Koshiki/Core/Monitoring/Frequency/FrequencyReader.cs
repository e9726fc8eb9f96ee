using Koshiki.Core.Accounts;
using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Frequency;

/// <summary>Counts what was really posted, in two queries for however many accounts. D5.</summary>
internal static class FrequencyReader
{
    /// <summary>In the order of the accounts' keys.</summary>
    public static async Task<IReadOnlyList<AccountFrequency>> Read(CoreDb db, IQueryable<Account> accounts, DateTimeOffset now, int quietDays, CancellationToken ct)
    {
        var today = now.DayInJapan;
        // Days from today backwards, today among them.
        var (from28, from91, from182) = (today.AddDays(-27).Beginning, today.AddDays(-90).Beginning, today.AddDays(-181).Beginning);
        var rows = await (
            from account in accounts.AsNoTracking()
            join watch in db.Set<Watch>() on account.Id equals watch.Account into watches
            from watch in watches.DefaultIfEmpty()
            orderby account.Key
            select new { account.Id, account.Key, account.Name, account.State, account.Connection, account.Office, watch!.Reported, watch.Since }).ToListAsync(ct);
        var keys = rows.Select(row => row.Key).ToArray();
        var counted = await db.ChannelDeliveries.AsNoTracking()
            .Where(d => d.State == DeliveryState.Sent && d.Kind != AuthorizationKind.Test && d.Kind != AuthorizationKind.Drill && keys.Contains(d.AccountKey))
            .GroupBy(d => d.AccountKey)
            .Select(group => new { group.Key, Last = group.Max(d => d.At), In28 = group.Count(d => d.At >= from28), In91 = group.Count(d => d.At >= from91), Before91 = group.Count(d => d.At >= from182 && d.At < from91) })
            .ToDictionaryAsync(group => group.Key, ct);
        return
        [
            .. rows.Select(row => counted.TryGetValue(row.Key, out var posts)
                ? new AccountFrequency(row.Id, row.Key, row.Name, row.State, row.Connection, row.Office, row.Reported, posts.In28, posts.In91, posts.Before91, posts.Last.DayInJapan, row.Since, today, quietDays)
                : new AccountFrequency(row.Id, row.Key, row.Name, row.State, row.Connection, row.Office, row.Reported, 0, 0, 0, null, row.Since, today, quietDays)),
        ];
    }
}
