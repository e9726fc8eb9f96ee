using Koshiki.Edge.Delivery;
using Koshiki.Edge.Platforms;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Koshiki.Edge.Monitoring.Looking;

/// <summary>Every minute, on one node: looks at the connected accounts that are due, and tells core what it saw. Each is due once a day, and when core asks. D3.</summary>
/// <remarks>What cannot be asked tells nothing: rate limits, lost answers and errors of a platform never become an alarm.</remarks>
[DisallowConcurrentExecution]
internal sealed class LookAtAccounts(EdgeDb db, IEnumerable<IAccountReader> readers, FreshAccess secrets, MonitoringOptions options, TimeProvider clock, ILogger<LookAtAccounts> logger) : IJob
{
    /// <summary>Of each platform in one call, far below every documented limit.</summary>
    private const int MostOfAPlatform = 20;

    /// <summary>No new look is begun after this: the next call goes on.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan WhenInTrouble = TimeSpan.FromHours(1);
    private static readonly TimeSpan WhenRefused = TimeSpan.FromHours(6);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(15);

    /// <summary>A new post becomes readable after some seconds, and clocks differ: readings overlap.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(2);

    private readonly Dictionary<Platform, IAccountReader> byPlatform = readers.ToDictionary(reader => reader.Platform);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await LookAtDue(cancellationToken);

    public async Task LookAtDue(CancellationToken ct)
    {
        var (now, began) = (clock.GetUtcNow(), clock.GetTimestamp());
        var due = await (
            from account in db.ConnectedAccounts.AsNoTracking()
            join look in db.Set<LookDue>() on account.AccountKey equals look.AccountKey into looks
            from look in looks.DefaultIfEmpty()
            where look == null || look.DueAt <= now
            orderby look!.DueAt
            select account).ToListAsync(ct);
        foreach (var account in due.Where(account => byPlatform.ContainsKey(account.Platform)).GroupBy(account => account.Platform).SelectMany(platform => platform.Take(MostOfAPlatform)))
        {
            if (clock.GetElapsedTime(began) > Longest) return;
            await Look(account, ct);
        }
    }

    private async Task Look(ConnectedAccount account, CancellationToken ct)
    {
        var readTo = await db.LooksDue.AsNoTracking().Where(look => look.AccountKey == account.AccountKey).Select(look => look.PostsReadTo).SingleOrDefaultAsync(ct);
        var since = readTo is { } to ? to - Overlap : account.ConnectedAt;
        var now = clock.GetUtcNow();
        if (await secrets.Of(account, ct) is not { } access)
        {
            await Tell(new AccountSeen(account.AccountKey, now, TokenHealth.CannotTell, null, null, "アクセストークンを更新できず、確認できませんでした。自動でもう一度確認します。"), now + ShortestWait, readTo, ct);
            return;
        }

        var reader = byPlatform[account.Platform];
        switch (await reader.ReadProfile(access, ct))
        {
            case ProfileReading.Seen seen:
                var (posts, reason, compared, wait) = await ComparePosts(reader, access, since, now, ct);
                await Tell(new AccountSeen(account.AccountKey, now, TokenHealth.Works, seen.Profile, posts, reason), now + (wait ?? TimeSpan.FromHours(options.LookEveryHours)), compared ?? readTo, ct);
                break;
            case ProfileReading.TokenRefused refused:
                await Tell(new AccountSeen(account.AccountKey, now, TokenHealth.Refused, null, null, refused.Reason), now + WhenRefused, readTo, ct);
                break;
            case ProfileReading.CannotTell unknown:
                logger.LogInformation("{Account} could not be looked at: {Reason}", account.AccountKey, unknown.Reason);
                await Tell(new AccountSeen(account.AccountKey, now, TokenHealth.CannotTell, null, null, unknown.Reason), now + Wait(unknown.After), readTo, ct);
                break;
        }
    }

    /// <summary>Compares the account's posts with what was delivered. A post that may be one of a delivery in doubt is left for a later look.</summary>
    private async Task<(SeenPosts? Posts, string? Reason, DateTimeOffset? ComparedTo, TimeSpan? Wait)> ComparePosts(IAccountReader reader, AccountAccess access, DateTimeOffset since, DateTimeOffset now, CancellationToken ct)
    {
        var reading = await reader.ReadPosts(access, since, ct);
        if (reading is PostsReading.CannotTell unknown) return (null, unknown.Reason, null, Wait(unknown.After));
        if (reading is not PostsReading.Read read) return (null, null, null, null);

        var ids = read.Posts.Select(post => post.PlatformPostId).ToArray();
        var ours = await db.Deliveries.AsNoTracking().Where(d => d.AccountKey == access.Key && d.PlatformPostId != null && ids.Contains(d.PlatformPostId)).Select(d => d.PlatformPostId!).ToListAsync(ct);
        var foreign = read.Posts.ExceptBy(ours, post => post.PlatformPostId).ToList();
        DeliveryState[] unfinished = [DeliveryState.Waiting, DeliveryState.Sending, DeliveryState.Unknown, DeliveryState.AskingAPerson, DeliveryState.Held];
        var doubt = await db.Deliveries.AsNoTracking()
            .Where(d => d.AccountKey == access.Key && d.FirstIntentAt != null && d.PlatformPostId == null && unfinished.Contains(d.State))
            .MinAsync(d => d.FirstIntentAt, ct) - ClocksDiffer;
        if (doubt is not { } from || from > now) return (new SeenPosts(read.Since, foreign), null, now, null);
        return (new SeenPosts(read.Since, [.. foreign.Where(post => post.At < from)]), "結果の分からない発信があるため、その後の投稿はまだ照合していません。", from < since ? since : from, null);
    }

    /// <summary>The news and the next time in one save.</summary>
    private async Task Tell(AccountSeen seen, DateTimeOffset next, DateTimeOffset? readTo, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (await db.LooksDue.FindAsync([seen.AccountKey], ct) is { } look) (look.DueAt, look.PostsReadTo) = (next, readTo);
        else db.LooksDue.Add(new LookDue { AccountKey = seen.AccountKey, DueAt = next, PostsReadTo = readTo });
        db.OutgoingReports.Add(OutgoingReport.For(seen, seen.AccountKey, seen.At));
        await db.SaveChangesAsync(ct);
    }

    private static TimeSpan Wait(TimeSpan? asked) => asked is { } wait ? (wait < ShortestWait ? ShortestWait : wait > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : wait) : WhenInTrouble;
}
