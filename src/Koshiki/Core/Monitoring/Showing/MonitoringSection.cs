using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Showing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Elements;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Showing;

/// <summary>What the account's own page shows of how it is looked after: the last check, the next one, and what is still open. D3.</summary>
internal sealed class MonitoringSection(CoreDb db) : IAccountSection
{
    private const int Shown = 5;

    public int Order => 40;

    public async Task<AccountSection?> For(Me me, Account account, DateTimeOffset now, CancellationToken ct)
    {
        if (!MonitoringQueries.LookedAfter.Contains(account.State) || !me.May(Act.ReadMonitoring, account.Office, account.Key)) return null;
        var watch = await db.Watches.AsNoTracking().SingleOrDefaultAsync(one => one.Account == account.Id, ct);
        var open = await db.Findings.AsNoTracking().Where(finding => finding.Account == account.Id && finding.ClosedAt == null).OrderBy(finding => finding.FoundAt).Take(Shown).ToListAsync(ct);
        var late = watch?.NextDueOn < now.DayInJapan;
        List<AccountLine> lines =
        [
            new("点検の間隔", watch?.Interval?.Word ?? "未定"),
            new("前回の点検", watch?.LastCheckedOn is { } last ? $"{last.InWords}　{watch.LastOutcome?.Word}" : "まだありません。"),
            new("次の点検の期限", watch?.NextDueOn is { } due ? $"{due.InWords}{(late ? "　期限を過ぎています。" : "")}" : "ありません。", late ? "要修正" : null),
            .. open.Select(finding => new AccountLine(finding.Kind.Word, finding.What, finding.State.Word, $"/monitoring/findings/{finding.Id.Value}")),
        ];
        return new AccountSection("見守り", lines, new Link("見守りの画面を開く", $"/monitoring/accounts/{account.Key}"));
    }
}
