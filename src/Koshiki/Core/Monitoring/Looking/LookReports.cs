using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Monitoring.Findings;
using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Monitoring.Looking;

/// <summary>Takes note of what the edge saw of an account on its platform: what is not as registered becomes a finding, what is in order again closes it. D3.</summary>
internal sealed class LookReports(CoreDb db, FindingDesk findings, Settings settings, IOptions<MonitoringOptions> options) : IReportListener
{
    private const string InOrderAgain = "次の自動確認で、登録のとおりに戻っていました。";

    public bool Takes(Report report) => report is AccountSeen;

    public async Task Handle(Report report, Guid reportId, CancellationToken ct)
    {
        // Read
        var seen = (AccountSeen)report;
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Key == seen.AccountKey, ct);
        if (account is null || !MonitoringQueries.LookedAfter.Contains(account.State)) return;
        var look = await db.AccountLooks.SingleOrDefaultAsync(look => look.Account == account.Id, ct);
        if (look is null) db.AccountLooks.Add(look = new AccountLook { Account = account.Id });
        var registered = await db.Watches.Where(watch => watch.Account == account.Id).Select(watch => watch.ProfileText).SingleOrDefaultAsync(ct);

        // Decide
        if (!look.Follow(seen)) return;
        if (seen.Profile is not null)
        {
            foreach (var verdict in ProfileJudgement.Of(account.Name, account.Handle, registered, look, options.Value.ListAddresses(settings.PublicUrl))) await Judge(account, verdict, seen.At, ct);
        }

        await JudgeToken(account, seen, ct);
        foreach (var post in await Unknown(seen, ct))
        {
            var what = $"{post.At.InWords}に、このシステムを通していない投稿がありました：「{post.Excerpt}」";
            await findings.Raise(account, FindingKind.ForeignPost, post.PlatformPostId, what, post.Url, FindingDesk.Program, seen.At, ct);
        }

        // Write
        await db.SaveChangesAsync(ct);
    }

    private async Task Judge(Account account, ProfileVerdict verdict, DateTimeOffset at, CancellationToken ct)
    {
        switch (verdict.Verdict)
        {
            case ControlVerdict.NotMet:
                await findings.Raise(account, verdict.Kind, verdict.Seen, verdict.Why, account.Address, FindingDesk.Program, at, ct);
                break;
            case ControlVerdict.Met:
                await findings.CloseAll(account.Id, verdict.Kind, InOrderAgain, at, ct);
                break;
        }
    }

    private async Task JudgeToken(Account account, AccountSeen seen, CancellationToken ct)
    {
        switch (seen.Token)
        {
            case TokenHealth.Refused:
                await findings.Raise(account, FindingKind.Token, "refused", seen.Reason ?? "媒体がアクセストークンを受け付けません。", null, FindingDesk.Program, seen.At, ct);
                break;
            case TokenHealth.Works:
                await findings.CloseAll(account.Id, FindingKind.Token, "次の自動確認で、接続が戻っていました。", seen.At, ct);
                break;
        }
    }

    /// <summary>Those that core does not know either: it also has what a person found on the platform by himself.</summary>
    private async Task<IReadOnlyList<ForeignPost>> Unknown(AccountSeen seen, CancellationToken ct)
    {
        if (seen.Posts is not { Foreign.Count: > 0 } posts) return [];
        var ids = posts.Foreign.Select(post => post.PlatformPostId).ToArray();
        var known = await db.ChannelDeliveries.AsNoTracking().Where(d => d.AccountKey == seen.AccountKey && d.PlatformPostId != null && ids.Contains(d.PlatformPostId)).Select(d => d.PlatformPostId!).ToListAsync(ct);
        return [.. posts.Foreign.ExceptBy(known, post => post.PlatformPostId)];
    }
}
