using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Controls;

/// <summary>Whether an account still posts. Only what went out through this program is known; where nothing ever did, nothing is made up. G2-7(4)イ; E3-3(1).</summary>
internal sealed class PostingContinuesControl(CoreDb db) : IAutomaticControl
{
    public string Key => "posting-continues";

    public string Title => "情報発信が続いている";

    /// <summary><c>days</c>: how long an account may be silent.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string> { ["days"] = "90" };

    public async Task<IReadOnlyList<ControlFinding>> Judge(ControlRun run, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(run);
        var days = int.Parse(run.Parameters["days"], CultureInfo.InvariantCulture);
        var end = run.Day.AddDays(1).Beginning;
        var last = await db.ChannelDeliveries.AsNoTracking()
            .Where(d => d.State == DeliveryState.Sent && d.Kind != AuthorizationKind.Test && d.Kind != AuthorizationKind.Drill && d.At < end)
            .GroupBy(d => d.AccountKey).Select(g => new { Key = g.Key, At = g.Max(d => d.At) }).ToDictionaryAsync(row => row.Key, row => row.At.DayInJapan, ct);

        return
        [
            .. run.Accounts.Where(a => a.State is AccountState.Active).Select(account =>
            {
                if (!last.TryGetValue(account.Key, out var day)) return new ControlFinding(account.Office, account.Id, ControlVerdict.CannotTell, "このシステムから発信した記録がありません。", null, null);
                var until = day.AddDays(days);
                return new ControlFinding(account.Office, account.Id, run.Day <= until ? ControlVerdict.Met : ControlVerdict.NotMet, $"最後の発信は{day.InWordsWithoutWeekday}です。", $"/deliveries?account={account.Key}", until);
            }),
        ];
    }
}
