using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Controls;

/// <summary>Whether an account that is on its way out takes the guideline's steps in time: reported, announced in the account, deleted. G2-8(2).</summary>
internal sealed class RetirementStepsControl(CoreDb db) : IAutomaticControl
{
    public string Key => "retirement-steps";

    public string Title => "廃止の手続（報告、周知、削除）を順に行っている";

    /// <summary><c>days</c>: how long the account may stay after its announcement has run out.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string> { ["days"] = "14" };

    public async Task<IReadOnlyList<ControlFinding>> Judge(ControlRun run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        var days = int.Parse(run.Parameters["days"], CultureInfo.InvariantCulture);
        var open = await db.Retirements.AsNoTracking().Where(r => r.State == RetirementState.Announcing)
            .Select(r => new { r.Account, r.NoticeUntil, r.ToldOnAccountOn }).ToDictionaryAsync(r => r.Account, ct);

        return
        [
            .. run.Accounts.Where(a => a.State is AccountState.Retiring).Select(account =>
            {
                var source = $"/accounts/{account.Key}/close";
                if (!open.TryGetValue(account.Id, out var retirement)) return new ControlFinding(account.Office, account.Id, ControlVerdict.NotMet, "廃止報告書がありません。", source, run.Day);
                if (retirement.ToldOnAccountOn is null) return new ControlFinding(account.Office, account.Id, ControlVerdict.NotMet, "アカウントでの周知が記録されていません。", source, run.Day);
                var due = retirement.NoticeUntil!.Value.AddDays(days);
                return new ControlFinding(account.Office, account.Id, run.Day <= due ? ControlVerdict.Met : ControlVerdict.NotMet, $"周知の期間は{retirement.NoticeUntil.Value.InWordsWithoutWeekday}までです。", source, due);
            }),
        ];
    }
}
