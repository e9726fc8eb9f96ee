using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Koshiki.Core.Accounts.Importing;
using Koshiki.Core.Audits;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Tests.Fixtures;

namespace Koshiki.Tests.Core.Audits;

/// <summary>The tables on screen and as files, on the real host with the published report's register.</summary>
public sealed class TablePagesTests : IAsyncLifetime
{
    private StaffApplication staff = null!;

    public async ValueTask InitializeAsync()
    {
        staff = await StaffApplication.Start();
        await using var db = staff.Open();
        Assert.True((await new ImportOfficesHandler(db, staff.Clock).Handle(new ImportOffices("offices.csv", Fixture.Bytes("ehime-2021/offices.csv"), false), default)).Succeeded);
        Assert.True((await new ImportAccountsHandler(db, staff.Clock).Handle(new ImportAccounts("accounts.csv", Fixture.Bytes("ehime-2021/accounts.csv"), false), default)).Succeeded);
        await staff.AddOffice("99001", "監査委員事務局", OfficeFunction.Audit, department: "監査委員");
        await staff.AddPerson("監査 太郎", "99001", Duty.Staff, "kansa");
        await staff.AddPerson("鈴木 一郎", "01001", Duty.Staff, "suzuki");
    }

    public ValueTask DisposeAsync() => staff.DisposeAsync();

    [Fact]
    public async Task J2_every_figure_on_screen_leads_to_exactly_as_many_records_as_it_says()
    {
        using var browser = await staff.SignIn("kansa");
        foreach (var table in new[] { "1", "2", "3" })
        {
            var page = await browser.Open($"/audits/tables/{table}");
            Assert.Equal("表" + table, page.QuerySelector("caption")!.TextContent[..2]);
            Assert.Contains("基準日：令和8年4月6日", page.QuerySelector("caption")!.TextContent, StringComparison.Ordinal);
            var counts = page.QuerySelectorAll("tbody td a").Where(link => link.TextContent.All(char.IsAsciiDigit)).ToList();
            Assert.True(counts.Count > 10);
            foreach (var link in counts.Where((_, at) => at % 12 == 0))
            {
                var records = await browser.Open(link.GetAttribute("href")!);
                Assert.Equal(int.Parse(link.TextContent, System.Globalization.CultureInfo.InvariantCulture), records.QuerySelectorAll("#records tbody tr").Length);
            }
        }
    }

    [Theory]
    [InlineData("zz", "日付が読み取れません")]
    [InlineData("9999-12-31", "2200年12月31日より後の日付は入力できません")]
    public async Task J2_a_wrong_day_is_told_on_the_page_and_gives_no_file(string day, string said)
    {
        using var browser = await staff.SignIn("kansa");

        var page = await browser.Open($"/audits/tables?as-of={day}");

        Assert.Contains(said, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        foreach (var file in new[] { ".csv", ".json", ".html", ".xlsx", "/1/cells/total/total" })
        {
            using var answer = await browser.Get($"/audits/tables{file}?as-of={day}");
            Assert.Equal((file, HttpStatusCode.UnprocessableEntity), (file, answer.StatusCode));
            Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task J2_the_chart_says_its_numbers_in_words_and_uses_no_inline_style()
    {
        using var browser = await staff.SignIn("kansa");

        var page = await browser.Open("/audits/tables/3");

        var chart = page.QuerySelector("svg[role=img]")!;
        Assert.Contains("Facebook 直営40・業務委託14・実行委員会等の団体9・指定管理者11", chart.QuerySelector("title")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(page.QuerySelector("svg")!.GetAttribute("aria-labelledby"), chart.QuerySelector("title")!.Id);
        Assert.Empty(page.QuerySelectorAll("[style]"));
    }

    [Fact]
    public async Task J2_a_day_that_cannot_be_read_is_told_and_today_is_shown()
    {
        using var browser = await staff.SignIn("kansa");

        var page = await browser.Open("/audits/tables/2?as-of=去年");

        Assert.Contains("日付が読み取れません", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("令和8年4月6日", page.QuerySelector("caption")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task J2_the_tables_are_for_the_audit_office_and_the_PR_office()
    {
        using var browser = await staff.SignIn("suzuki");

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await browser.Get("/audits/tables")).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await browser.Get("/audits/tables/1/cells/x/accounts")).StatusCode);
    }

    [Fact]
    public async Task J2_the_workbook_is_valid_and_its_numbers_are_numbers()
    {
        using var browser = await staff.SignIn("kansa");

        using var document = SpreadsheetDocument.Open(new MemoryStream(await Bytes(browser, "xlsx")), false);

        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => error.Description));
        var sheets = document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().ToList();
        Assert.Equal(Programme.Ehime.Tables.Select(table => "表" + table.Key), sheets.Select(sheet => sheet.Name!.Value!));
        var cells = ((WorksheetPart)document.WorkbookPart.GetPartById(sheets[1].Id!)).Worksheet.Descendants<Cell>().ToList();
        Assert.Contains(cells, cell => cell.DataType is null && cell.CellValue?.Text == "74");
        Assert.Contains(cells, cell => cell.DataType is null && cell.CellValue?.Text == "29.2");
    }

    [Fact]
    public async Task J2_the_page_file_stands_alone()
    {
        using var browser = await staff.SignIn("kansa");

        var page = Browser.Parse(Encoding.UTF8.GetString(await Bytes(browser, "html")));

        Assert.Equal(["表1　ソーシャルメディアの活用状況", "表2　活用しているソーシャルメディアの種類", "表3　公式アカウントの運用主体"], page.QuerySelectorAll("h2").Select(head => head.TextContent).Take(3));
        Assert.Equal(Programme.Ehime.Tables.Count, page.QuerySelectorAll("h2").Length);
        Assert.Empty(page.QuerySelectorAll("link, script, img, [src], [href]"));
        Assert.Contains("@page", page.QuerySelector("style")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task J2_the_csv_has_one_line_for_each_figure()
    {
        using var browser = await staff.SignIn("kansa");

        var lines = Encoding.UTF8.GetString(await Bytes(browser, "csv")).Split("\r\n");

        Assert.Contains("2,活用しているソーシャルメディアの種類,2026-04-06,facebook,Facebook,share,構成比（％）,29.2", lines);
    }

    private static async Task<byte[]> Bytes(Browser browser, string format) => await (await browser.Get($"/audits/tables.{format}")).Content.ReadAsByteArrayAsync();
}
