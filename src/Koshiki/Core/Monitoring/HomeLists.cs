using Koshiki.Core.Monitoring.Rounds;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring;

/// <summary>The accounts of one's own offices that have to be looked at by today.</summary>
internal sealed class RoundsDue(CoreDb db) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (!me.May(Act.RecordChecks)) return null;
        var today = now.DayInJapan;
        // Who may record for the whole government still has his own office's rounds only.
        var offices = me.Roles.Select(role => role.Office).Distinct().ToArray();
        var named = me.NamedAccounts.ToArray();
        var (first, count) = await RoundList.Lines(db, me, today, Act.RecordChecks)
            .Where(line => line.Watch!.NextDueOn <= today && (offices.Contains(line.Account.Office) || named.Contains(line.Account.Key)))
            .OrderBy(line => line.Watch!.NextDueOn).ThenBy(line => line.Account.Key).Select(line => new { line.Account.Key, line.Account.Name, line.Account.Platform, line.Watch!.NextDueOn }).FirstAndCount(ct);
        return new WaitingSection(
            "見守りの点検",
            [.. first.Select(one => new WaitingItem($"{one.Name}を点検する", $"/monitoring/accounts/{one.Key}/check", one.NextDueOn!.Value.At(new TimeOnly(23, 59)), $"{one.Platform.DisplayName} {one.Key}"))],
            count, RoundList.Path, "今日までに点検するアカウントはありません。");
    }
}

/// <summary>What everybody should take care of: look-alikes of which residents are warned, and findings that nobody has taken up.</summary>
internal sealed class TakeCareOfAccounts(CoreDb db) : IHomeNews
{
    private const int Shown = 5;

    public HomePart Part => HomePart.TakeCare;

    public async Task<IReadOnlyList<WaitingItem>> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (!me.May(Act.ReadMonitoring)) return [];
        var today = now.DayInJapan;
        var warned = await db.LookAlikes.AsNoTracking().Where(alike => alike.State == LookAlikeState.Warned).OrderByDescending(alike => alike.WarnedOn).Take(Shown).ToListAsync(ct);
        FindingKind[] urgent = [FindingKind.ForeignPost, FindingKind.ProfileName, FindingKind.ProfileHandle, FindingKind.Token, FindingKind.SeenByAPerson];
        var open = await db.Findings.AsNoTracking().Reached(me).Where(finding => finding.State == FindingState.Open && urgent.Contains(finding.Kind)).OrderByDescending(finding => finding.FoundAt).Take(Shown).ToListAsync(ct);
        return
        [
            .. open.Select(finding => new WaitingItem($"{finding.Kind.Word}（{finding.AccountKey}）", $"/monitoring/findings/{finding.Id.Value}", null, $"{finding.FoundAt.InWords}に見つかりました。まだ対応していません。")),
            .. warned.Where(alike => alike.IsWarnedOfOn(today)).Select(alike => new WaitingItem($"なりすましに注意：{alike.Name}", $"/monitoring/look-alikes/{alike.Id.Value}", null, alike.Platform.DisplayName)),
        ];
    }
}
