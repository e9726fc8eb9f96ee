using Koshiki.Core.Accounts.Importing;
using Koshiki.Core.Accounts.Showing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Spreadsheets;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts.Listing;

/// <summary>The register as a list: filtered, searched, sorted, in pages, and as a file with the same conditions.</summary>
internal static class AccountListPages
{
    public const string Path = "/accounts";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowList).Requires(Act.ReadAccounts);
        app.MapGet(Path + ".csv", ExportCsv).Requires(Act.ReadAccounts);
        app.MapGet(Path + ".xlsx", ExportWorkbook).Requires(Act.ReadAccounts);
    }

    private static async Task<IResult> ShowList(FormState form, Me me, CoreDb db, IEnumerable<IAccountAttention> attentions, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var filter = new AccountFilter(form);
        var found = filter.Apply(db, me, today);
        var count = await found.CountAsync(ct);
        var page = form.PageOf(count);
        var rows = await found.OnPage(page)
            .Select(row => new AccountRow(
                row.Account.Id, row.Account.Key, row.Account.Name, row.Account.Platform, row.Account.PlatformLabel, row.Account.Handle,
                row.Office == null ? null : row.Office.Name, row.Account.Operator, row.Account.State, row.Account.Connection, row.Account.OpenedOn))
            .ToListAsync(ct);
        var departments = await db.OfficesOn(today).GroupBy(office => office.Department).Select(group => new { group.Key, First = group.Min(office => office.Code) })
            .OrderBy(group => group.First).Select(group => group.Key).ToListAsync(ct);
        return Pages.Show<AccountListPage>(new AccountListView(
            form, rows, await attentions.Together([.. rows.Select(row => row.Id)], today, ct), count, page, PagedLists.Pages(count), departments,
            new Sorting(filter.Sort, sort => form.AddressWith(Path, ("sort", sort))),
            number => form.AddressOf(Path, number),
            form.AddressOf(Path + ".csv"), form.AddressOf(Path + ".xlsx"),
            me.May(Act.ChangeAccounts),
            [
                new Link("公開一覧と埋め込み", "/accounts/public-list"),
                .. me.May(Act.ReadConsultations) ? [new Link("開設の協議", "/accounts/apply")] : Array.Empty<Link>(),
                .. me.May(Act.ReadDocuments) ? [new Link("足りない書類・記録", "/accounts/lacks")] : Array.Empty<Link>(),
                .. me.May(Act.ReadCustody) ? [new Link("管理情報の点検", "/custody")] : Array.Empty<Link>(),
                .. me.May(Act.ReadContracts) ? [new Link("委託契約・協定", "/contracts")] : Array.Empty<Link>(),
                .. me.May(Act.ReadReviews) ? [new Link("振り返り・廃止・好事例の一覧", "/reviews")] : Array.Empty<Link>(),
            ]));
    }

    private static async Task<IResult> ExportCsv(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var rows = await Whole(form, me, db, clock, ct);
        return CsvExport.Download("accounts.csv", [.. AccountFile.Columns.Select(column => column.Name)], rows.Select(row => AccountFile.Row(row.Account, row.OfficeCode, row.HeadNumber)));
    }

    private static async Task<IResult> ExportWorkbook(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var rows = await Whole(form, me, db, clock, ct);
        var today = clock.GetUtcNow().DayInJapan;
        return Spreadsheet.Download("accounts.xlsx",
        [
            new Sheet(
                "アカウント",
                ["番号", "名称", "媒体", "ハンドル", "URL", "運用所属コード", "運用所属", "運用主体", "受託者・団体等", "開設日", "廃止日", "状態", "接続", "固有ID", "目的"],
                rows.Select(row => (IReadOnlyList<object?>)
                [
                    row.Account.Key, row.Account.Name, row.Account.PlatformLabel ?? row.Account.Platform.DisplayName, row.Account.Handle, row.Account.Address,
                    row.OfficeCode, row.OfficeName, row.Account.Operator.Word, row.Account.OperatorName, row.Account.OpenedOn, row.Account.RetiredOn,
                    row.Account.State.Word, row.Account.Connection.Word, row.Account.PermanentId, row.Account.Purpose,
                ]))
            { Above = [$"公式アカウント登録簿（{today.InWords}現在、{rows.Count:N0}件）"] },
        ]);
    }

    /// <summary>All rows that meet the conditions. An office that is no more keeps its code and last name.</summary>
    private static async Task<List<(Account Account, string OfficeCode, string OfficeName, string? HeadNumber)>> Whole(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var accounts = await new AccountFilter(form).Apply(db, me, clock.GetUtcNow().DayInJapan).Select(row => row.Account).ToListAsync(ct);
        var officeIds = accounts.Select(account => account.Office).Distinct().ToArray();
        var offices = await db.Offices.AsNoTracking().Where(office => officeIds.Contains(office.Id)).ToDictionaryAsync(office => office.Id, ct);
        var headIds = accounts.Select(account => account.ResponsibleHead).OfType<PersonId>().Distinct().ToArray();
        var heads = await db.People.Where(person => headIds.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.StaffNumber, ct);
        return
        [
            .. accounts.Select(account => (
                account,
                offices.TryGetValue(account.Office, out var office) ? office.Code : "",
                office?.Periods[^1].Name ?? "",
                account.ResponsibleHead is { } head ? heads.GetValueOrDefault(head) : null)),
        ];
    }
}

public sealed record AccountRow(AccountId Id, string Key, string Name, Platform Platform, string? PlatformLabel, string? Handle, string? Office, OperatorKind Operator, AccountState State, ConnectionState Connection, DateOnly? OpenedOn);

public sealed record AccountListView(
    FormState Filter, IReadOnlyList<AccountRow> Rows, IReadOnlyDictionary<AccountId, string> Attention, int Count, int Page, int Pages, IReadOnlyList<string> Departments, Sorting Sort, Func<int, string> HrefOf,
    string CsvHref, string WorkbookHref, bool MayRegister, IReadOnlyList<Link> More);
