using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Rounds;

public sealed record RecordListView(
    FormState Form, IReadOnlyList<AccountCheck> Rows, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<OfficeId, string> OfficeNames, int Count, int Page, IReadOnlyList<Choice> Offices)
{
    public int Pages => PagedLists.Pages(Count);
}

/// <summary>Who looked at what and when. 点検の記録.</summary>
internal static class RecordList
{
    public const string Path = "/monitoring/records";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadMonitoring);
        app.MapGet(Path + ".csv", Csv).Requires(Act.ReadMonitoring);
    }

    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var faults = new List<Fault>();
        var checks = Filter(db, form, me, faults);
        if (faults.Count > 0) form = form.With(new NotAcceptable(faults));
        var count = await checks.CountAsync(ct);
        var page = form.PageOf(count);
        var rows = await checks.OrderByDescending(check => check.At).ThenByDescending(check => check.Id).OnPage(page).ToListAsync(ct);
        return Pages.Show<RecordListPage>(new RecordListView(
            form, rows, await Names(db, rows, ct), await OfficeNames.Of(db, rows.Select(row => row.Office), ct), count, page, await Lists.Offices(db, clock.GetUtcNow().DayInJapan, ct)));
    }

    private static async Task<IResult> Csv(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var rows = await Filter(db, form, me, []).OrderByDescending(check => check.At).ThenByDescending(check => check.Id).ToListAsync(ct);
        var (names, offices) = (await Names(db, rows, ct), await OfficeNames.Of(db, rows.Select(row => row.Office), ct));
        return CsvExport.Download(
            "monitoring-records.csv",
            ["日時", "番号", "名称", "運用所属", "点検した人", "結果", "確かめた項目", "見つけたこと", "したこと"],
            rows.Select(check => (IReadOnlyList<string?>)
            [
                check.At.InJapan.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), check.AccountKey, names.GetValueOrDefault(check.AccountKey), offices.GetValueOrDefault(check.Office), check.ByName,
                check.Outcome.Word, string.Join("、", check.Items.Select(CheckItems.LabelOf)), check.Seen, check.Done,
            ]));
    }

    private static async Task<IReadOnlyDictionary<string, string>> Names(CoreDb db, IReadOnlyList<AccountCheck> rows, CancellationToken ct)
    {
        var keys = rows.Select(row => row.AccountKey).Distinct().ToArray();
        return await db.Set<Accounts.Account>().AsNoTracking().Where(account => keys.Contains(account.Key)).ToDictionaryAsync(account => account.Key, account => account.Name, ct);
    }

    private static IQueryable<AccountCheck> Filter(CoreDb db, FormState form, Me me, List<Fault> faults)
    {
        var checks = db.AccountChecks.AsNoTracking().Reached(me);
        if (form.Filled("account"))
        {
            var key = InputText.Code(form["account"]);
            checks = checks.Where(check => check.AccountKey == key);
        }

        if (Lists.Office(form) is { } office) checks = checks.Where(check => check.Office == office);
        if (Lists.Choice<CheckOutcome>(form, "outcome") is { } outcome) checks = checks.Where(check => check.Outcome == outcome);
        if (Day("from") is { } from) checks = checks.Where(check => check.Day >= from);
        if (Day("to") is { } to) checks = checks.Where(check => check.Day <= to);
        return checks;

        DateOnly? Day(string name)
        {
            if (!form.Filled(name)) return null;
            var day = JapaneseDate.Parse(form[name]);
            if (day.Succeeded) return day.Value;
            faults.Add(new Fault(name, day.Refusal.Sentence));
            return null;
        }
    }
}
