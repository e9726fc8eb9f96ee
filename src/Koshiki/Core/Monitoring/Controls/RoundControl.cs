using System.Globalization;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Controls;

/// <summary>A person looks after each account on a schedule, and is not behind it. Guideline 2-7(3)ア; table 14.</summary>
internal sealed class RoundControl(CoreDb db) : IAutomaticControl
{
    private const string Grace = "grace-days";

    public string Key => "monitored-on-schedule";

    public string Title => "見守りの点検を、決めた間隔で行っている";

    /// <summary>So many days over the term still count as kept.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string> { [Grace] = "0" };

    public async Task<IReadOnlyList<ControlFinding>> Judge(ControlRun run, CancellationToken ct)
    {
        var grace = int.TryParse(run.Parameters.GetValueOrDefault(Grace), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0;
        var watches = await db.Watches.AsNoTracking().ToDictionaryAsync(watch => watch.Account, ct);
        return [.. run.Accounts.Select(account => Of(account, watches.GetValueOrDefault(account.Id), run.Day, grace))];
    }

    private static ControlFinding Of(ControlledAccount account, Watch? watch, DateOnly day, int grace)
    {
        var (verdict, why) = watch switch
        {
            null or { Interval: null } => (ControlVerdict.CannotTell, "点検の間隔が決められていません。"),
            { Interval: MonitoringInterval.None } => (ControlVerdict.NotMet, "見守りをしていないと記録されています。"),
            { Interval: MonitoringInterval.Irregular } => (ControlVerdict.NotMet, "点検の間隔が「決まっていない」と記録されています。"),
            { NextDueOn: { } due } when due.AddDays(grace) < day => (ControlVerdict.NotMet, $"点検の期限（{due.InWordsWithoutWeekday}）を過ぎています。" + Last(watch)),
            _ => (ControlVerdict.Met, $"間隔は「{watch.Interval!.Value.Word}」です。" + Last(watch)),
        };
        return new ControlFinding(account.Office, account.Id, verdict, why, $"/monitoring/accounts/{account.Key}", watch?.NextDueOn);
    }

    private static string Last(Watch watch) => watch.LastCheckedOn is { } last ? $"最後の点検は{last.InWordsWithoutWeekday}です。" : "点検の記録はまだありません。";
}
