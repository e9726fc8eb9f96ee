using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Accounts.Showing;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Elements;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Evaluating;

/// <summary>The account's page shows what the program found about it: first what is to be mended, then what it cannot tell. J3.</summary>
internal sealed class VerdictsOfAccount(CoreDb db, IEnumerable<IAutomaticControl> controls) : IAccountSection
{
    public int Order => 50;

    public async Task<AccountSection?> For(Me me, Account account, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(account);
        var verdicts = await ControlPages.VisibleTo(me, db).Where(v => v.Subject == account.Id.Value && v.Last == null).ToListAsync(ct);
        if (verdicts.Count == 0) return null;
        var titles = controls.ToDictionary(one => one.Key, one => one.Title);
        var open = verdicts.Where(v => v.Outcome is not ControlVerdict.Met).OrderBy(v => v.Outcome is ControlVerdict.CannotTell).ThenBy(v => v.DueOn ?? DateOnly.MaxValue).ThenBy(v => v.Control, StringComparer.Ordinal);
        var met = verdicts.Count(v => v.Outcome is ControlVerdict.Met);
        List<AccountLine> lines =
        [
            .. open.Select(v => new AccountLine(
                titles.GetValueOrDefault(v.Control, v.Control),
                (v.Outcome is ControlVerdict.CannotTell ? $"{v.Outcome.Word}：{v.Why}" : v.Why) + (v.DueOn is { } due ? $"（期限：{due.InWordsWithoutWeekday}）" : ""),
                v.Outcome is ControlVerdict.NotMet ? v.Outcome.Word : null,
                $"{ControlPages.Path}/{v.Control}/subjects/{v.Subject}")),
        ];
        if (met > 0) lines.Add(new AccountLine("適合している点検", $"{met}件", "適合"));
        return new AccountSection("点検の結果", lines, new Link("点検の一覧を見る", ControlPages.Path));
    }
}
