using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Quartz;

namespace Koshiki.Edge.Segments.Reading;

/// <summary>Every night, on one node: reads the followers of verified LINE accounts into the inbox, so that friends of the time before, and events that were lost, are known.</summary>
/// <remarks>Who is missing in LINE's list is not put out for it: LINE skips whoever has blocked the account, and a list cut short must not empty a register.</remarks>
[DisallowConcurrentExecution]
internal sealed class ReadFollowers(EdgeDb db, LineFollowers followers, FriendInbox inbox, MasterKey master, TimeProvider clock, ILogger<ReadFollowers> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await ReadAll(cancellationToken);

    public async Task ReadAll(CancellationToken ct)
    {
        foreach (var account in await db.ConnectedAccounts.AsNoTracking().Where(a => a.Platform == Platform.Line).ToListAsync(ct))
        {
            await Read(account.Open(master), ct);
        }
    }

    private async Task Read(AccountAccess account, CancellationToken ct)
    {
        var began = clock.GetUtcNow();
        var seen = 0;
        string? next = null;
        do
        {
            switch (await followers.Read(account, next, ct))
            {
                case FollowerPage.Page page:
                    seen += await Take(account.Key, page, began, ct);
                    next = page.Next;
                    break;
                case FollowerPage.NotAllowed:
                    logger.LogInformation("{Account}: LINE shows the followers of verified accounts only.", account.Key);
                    return;
                default:
                    logger.LogWarning("{Account}: the list of followers broke off after {Seen}; the next night makes up for it.", account.Key, seen);
                    return;
            }
        }
        while (next is not null);
        logger.LogInformation("{Account}: {Seen} followers read.", account.Key, seen);
    }

    private async Task<int> Take(string account, FollowerPage.Page page, DateTimeOffset began, CancellationToken ct)
    {
        var ids = page.UserIds.Select(text => LineUserId.TryParse(text, out var id) ? id : LineUserId.Nobody).Where(id => !id.IsNobody).ToList();
        if (ids.Count == 0) return 0;
        await db.Database.OpenConnectionAsync(ct);
        await inbox.Add((NpgsqlConnection)db.Database.GetDbConnection(), account, new FriendChange.Seen(ids, began), ct);
        await db.Database.CloseConnectionAsync();
        return ids.Count;
    }
}
