using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody.Listing;

/// <summary>One matter of one account that is not in order, or soon will not be.</summary>
/// <param name="Days">So many days since its term; negative before it, null where nothing was ever recorded.</param>
public sealed record OverdueRow(string Office, string OfficeCode, string Key, string Name, MatterStanding Standing, int? Days);

/// <param name="Rows">Of this page.</param>
/// <param name="ByOffice">How many each office has, of all that meet the conditions.</param>
public sealed record OverdueView(
    FormState Filter, IReadOnlyList<OverdueRow> Rows, int Count, int Accounts, IReadOnlyList<(string Office, int Count)> ByOffice, IReadOnlyList<string> Departments, int Page, int Pages, Func<int, string> HrefOf, string CsvHref, DateOnly Today);

/// <summary>What is missing or over its term in the custody of all accounts in reach, by office. D1.</summary>
internal static class OverduePages
{
    public const string Path = "/custody";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadCustody);
        app.MapGet(Path + ".csv", Csv).Requires(Act.ReadCustody);
    }

    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, CustodyReader reader, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var (rows, accounts) = await Rows(form, me, db, reader, today, ct);
        var page = form.PageOf(rows.Count);
        var departments = await db.OfficesOn(today).GroupBy(office => office.Department).Select(group => new { group.Key, First = group.Min(office => office.Code) }).OrderBy(group => group.First).Select(group => group.Key).ToListAsync(ct);
        return Pages.Show<OverduePage>(new OverdueView(
            form, [.. rows.OnPage(page)], rows.Count, accounts, [.. rows.GroupBy(row => row.Office).Select(group => (group.Key, group.Count()))], departments,
            page, PagedLists.Pages(rows.Count), number => form.AddressOf(Path, number), form.AddressOf(Path + ".csv"), today));
    }

    private static async Task<IResult> Csv(FormState form, Me me, CoreDb db, CustodyReader reader, TimeProvider clock, CancellationToken ct)
    {
        var (rows, _) = await Rows(form, me, db, reader, clock.GetUtcNow().DayInJapan, ct);
        return CsvExport.Download(
            "custody.csv",
            ["所属コード", "所属", "番号", "名称", "項目", "状態", "期限", "超過日数", "理由"],
            rows.Select(row => (IReadOnlyList<string?>)[row.OfficeCode, row.Office, row.Key, row.Name, row.Standing.Matter.Word, row.Standing.IsMet ? "期限が近い" : row.Days is null ? "記録なし" : "期限超過・未了", row.Standing.DueOn?.Iso, row.Days > 0 ? row.Days.ToString() : null, row.Standing.Why]));
    }

    /// <summary>All rows that meet the conditions, by office and then by their terms.</summary>
    private static async Task<(List<OverdueRow> Rows, int Accounts)> Rows(FormState form, Me me, CoreDb db, CustodyReader reader, DateOnly today, CancellationToken ct)
    {
        var accounts = await (
            from account in db.HeldAccountsVisibleTo(me)
            join office in db.OfficesOn(today) on account.Office equals office.Id into offices
            from office in offices.DefaultIfEmpty()
            orderby office.Code, account.Key
            select new { account.Id, account.Key, account.Name, Office = office == null ? null : office.Name, Code = office == null ? null : office.Code, Department = office == null ? null : office.Department }).ToListAsync(ct);
        if (form.Filled("department")) accounts = accounts.FindAll(account => account.Department == form["department"]);
        if (form.Filled("office")) accounts = accounts.FindAll(account => account.Code == InputText.Code(form["office"]) || account.Office?.Contains(InputText.Name(form["office"]), StringComparison.Ordinal) == true);

        var facts = (await reader.Read([.. accounts.Select(account => account.Id)], today, ct)).ToDictionary(one => one.Account);
        CustodyMatter? matter = Enum.TryParse<CustodyMatter>(form["matter"], out var wanted) && Enum.IsDefined(wanted) ? wanted : null;
        var rows =
            from account in accounts
            from standing in CustodyStanding.Of(facts[account.Id], CustodyTerms.Usual, today)
            where (matter is null || standing.Matter == matter) && (form["when"] == "soon" ? standing.ComesNear(today) : !standing.IsMet || (form["when"].Length == 0 && standing.ComesNear(today)))
            select new OverdueRow(account.Office ?? "（廃止された所属）", account.Code ?? "", account.Key, account.Name, standing, standing.DueOn is { } due ? today.DayNumber - due.DayNumber : null);
        return ([.. rows.OrderBy(row => row.OfficeCode, StringComparer.Ordinal).ThenBy(row => row.Standing.DueOn ?? DateOnly.MinValue).ThenBy(row => row.Key, StringComparer.Ordinal).ThenBy(row => row.Standing.Matter)], accounts.Count);
    }
}
