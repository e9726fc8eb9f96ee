using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Monitoring.Frequency;

public sealed record FrequencyView(FormState Form, IReadOnlyList<AccountFrequency> Rows, IReadOnlyDictionary<OfficeId, string> OfficeNames, int Count, int Page, int QuietDays, IReadOnlyList<Choice> Offices)
{
    public int Pages => PagedLists.Pages(Count);
}

/// <summary>What accounts really post beside what their offices report. D5.</summary>
internal static class FrequencyPages
{
    public const string Path = "/monitoring/frequency";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadMonitoring);
        app.MapGet(Path + ".csv", Csv).Requires(Act.ReadMonitoring);
    }

    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, IOptions<MonitoringOptions> options, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var accounts = Accounts(db, form, me);
        int count;
        IReadOnlyList<AccountFrequency> rows;
        if (Only(form) is { } only)
        {
            var found = (await FrequencyReader.Read(db, accounts, now, options.Value.QuietDays, ct)).Where(only).OrderByDescending(row => row.DaysSinceLastPost ?? int.MaxValue).ToList();
            (count, rows) = (found.Count, [.. found.OnPage(form.PageOf(found.Count))]);
        }
        else
        {
            count = await accounts.CountAsync(ct);
            rows = await FrequencyReader.Read(db, accounts.OrderBy(account => account.Key).OnPage(form.PageOf(count)), now, options.Value.QuietDays, ct);
        }

        return Pages.Show<FrequencyPage>(new FrequencyView(
            form, rows, await OfficeNames.Of(db, rows.Select(row => row.Office), ct), count, form.PageOf(count), options.Value.QuietDays, await Lists.Offices(db, now.DayInJapan, ct)));
    }

    private static async Task<IResult> Csv(FormState form, Me me, CoreDb db, IOptions<MonitoringOptions> options, TimeProvider clock, CancellationToken ct)
    {
        var found = await FrequencyReader.Read(db, Accounts(db, form, me), clock.GetUtcNow(), options.Value.QuietDays, ct);
        var rows = Only(form) is { } only ? [.. found.Where(only)] : found;
        var offices = await OfficeNames.Of(db, rows.Select(row => row.Office), ct);
        return CsvExport.Download(
            "posting-frequency.csv",
            ["番号", "名称", "運用所属", "報告された頻度", "実際の頻度", "28日間の件数", "91日間の件数", "その前の91日間の件数", "傾向", "最後の発信日", "最後の発信からの日数", "止まっている"],
            rows.Select(row => (IReadOnlyList<string?>)
            [
                row.Key, row.Name, offices.GetValueOrDefault(row.Office), row.Reported?.Word, row.Measured?.Word ?? "不明", Number(row.In28), Number(row.In91), Number(row.Before91), row.Trend.Word, row.LastPost?.Iso,
                row.DaysSinceLastPost is { } days ? Number(days) : null, row.IsQuiet ? "はい" : "いいえ",
            ]));
    }

    private static IQueryable<Accounts.Account> Accounts(CoreDb db, FormState form, Me me)
    {
        var accounts = db.Set<Accounts.Account>().AsNoTracking().Reached(me, Act.ReadMonitoring).Where(account => MonitoringQueries.LookedAfter.Contains(account.State));
        return Lists.Office(form) is { } office ? accounts.Where(account => account.Office == office) : accounts;
    }

    private static Func<AccountFrequency, bool>? Only(FormState form) => form["only"] switch
    {
        "quiet" => row => row.IsQuiet,
        "falling" => row => row.Trend is Trend.Falling,
        "below" => row => row.IsBelowReported,
        _ => null,
    };

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
