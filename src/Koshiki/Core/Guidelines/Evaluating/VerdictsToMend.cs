using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Evaluating;

/// <summary>The home page's section: what the program found not to be kept in one's own office, control by control. J3.</summary>
internal sealed class VerdictsToMend(CoreDb db, IEnumerable<IAutomaticControl> controls) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        // Only one's own offices: who may read everything is not asked to mend everything.
        var offices = me.Roles.Where(role => role.Role is not (Role.Contractor or Role.DesignatedManager)).Select(role => role.Office).Distinct().ToArray();
        if (offices.Length == 0 || !me.May(Act.ReadControls)) return null;
        var wrong = await db.Verdicts.AsNoTracking().Where(v => v.Last == null && v.Outcome == ControlVerdict.NotMet && offices.Contains(v.Office))
            .GroupBy(v => v.Control).Select(g => new { g.Key, Count = g.Count(), Due = g.Min(v => v.DueOn) }).ToListAsync(ct);
        if (wrong.Count == 0) return null;
        var titles = controls.ToDictionary(one => one.Key, one => one.Title);
        var link = offices.Length == 1 ? $"&office={offices[0].Value}" : "";
        var items = wrong.OrderBy(one => one.Due ?? DateOnly.MaxValue).ThenBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => new WaitingItem(
                $"{titles.GetValueOrDefault(one.Key, one.Key)}：{one.Count}件", $"{ControlPages.Path}/{one.Key}?verdict=not-met{link}",
                one.Due is { } due ? new DateTimeOffset(due.ToDateTime(new TimeOnly(23, 59)), JapanTime.Offset) : null)).ToList();
        return new WaitingSection("点検で要修正の項目", items, items.Count, ControlPages.Path, "点検で要修正の項目はありません。");
    }
}
