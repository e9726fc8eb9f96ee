using System.Text;
using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Importing;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.PlatformFacts;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Accounts.Importing;

/// <summary>Files of accounts: what is accepted, and every fault told at once with its place and what is expected.</summary>
public sealed class ImportAccountsTests : IAsyncLifetime
{
    private const string Header = "id,office_code,platform,name,url,operator,opened_on";
    private const string Good = "A001,01001,x,愛光市広報,https://x.com/aiko_koho,direct,2014-10-28";
    private readonly FakeClock clock = new();
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        await using var db = database.OpenCore();
        foreach (var (code, name) in new[] { ("01001", "広報課"), ("01002", "観光課") })
        {
            db.Offices.Add(Office.Open(code, new OfficeFacts(name, "市長部局", "総務部", OfficeKind.Municipal), new DateOnly(2020, 4, 1)));
        }

        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A6_a_file_with_a_wrong_header_is_refused_with_the_columns_that_are_expected()
    {
        var faults = await Faults("id,office,platform,name,url,operator,opened_on\n" + Good);

        Assert.Contains(faults, fault => fault is { Line: 1, Column: "office_code" } && fault.Expected.Contains("この列がありません", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault is { Line: 1, Column: "office", Expected: var expected } && expected.Contains("この列は使えません", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A6_a_line_break_in_a_name_becomes_a_space_and_stays_in_a_purpose()
    {
        await Import(Header + ",purpose\nA001,01001,x,\"広報\r\n戦略\",https://x.com/aiko,direct,2014-10-28,\"催し\r\n暮らし\"");

        await using var db = database.OpenCore();
        var account = await db.Accounts.SingleAsync();
        Assert.Equal(("広報 戦略", "催し\r\n暮らし"), (account.Name, account.Purpose));
    }

    [Theory]
    [InlineData("A001,99999,x,広報,https://x.com/aiko,direct,2014-10-28", "office_code", "「99999」の所属がありません")]
    [InlineData("A 01,01001,x,広報,https://x.com/aiko,direct,2014-10-28", "id", "半角の英字・数字・ハイフン")]
    [InlineData("A001,01001,mixi,広報,https://x.com/aiko,direct,2014-10-28", "platform", "媒体は line、x、")]
    [InlineData("A001,01001,line,広報,https://x.com/aiko,direct,2014-10-28", "url", "Xのものです")]
    [InlineData("A001,01001,x,広報,https://x.com/aiko/status/1,direct,2014-10-28", "url", "個別の投稿")]
    [InlineData("A001,01001,x,,https://x.com/aiko,direct,2014-10-28", "name", "名称を入力してください")]
    [InlineData("A001,01001,x,広報,https://x.com/aiko,self,2014-10-28", "operator", "直営（direct）、業務委託（outsourced）")]
    [InlineData("A001,01001,x,広報,https://x.com/aiko,direct,2014-02-30", "opened_on", "2014年2月は28日までです")]
    [InlineData("A001,01001,x,広報,https://x.com/aiko,direct,きのう", "opened_on", "日付が読み取れません")]
    [InlineData("A001,01001,x,広報,https://x.com/aiko,direct,2030-01-01", "opened_on", "先の日です")]
    public async Task A6_a_wrong_value_is_told_with_line_column_value_and_what_is_expected(string row, string column, string expected)
    {
        var fault = Assert.Single(await Faults($"{Header}\n{row}"));

        Assert.Equal((2, column, row.Split(',')[Array.IndexOf(Header.Split(','), column)]), (fault.Line, fault.Column, fault.Value));
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A6_all_faults_of_a_file_are_told_at_once_and_nothing_of_it_is_stored()
    {
        var faults = await Faults($"{Header}\n{Good}\nA002,99999,x,観光,https://x.com/aiko_kanko,direct,2014-10-28\nA003,01001,x,,https://x.com/aiko_3,direct,14/10");

        Assert.Equal([(3, "office_code"), (4, "name"), (4, "opened_on")], faults.Select(fault => (fault.Line, fault.Column)));
        Assert.Empty(await Stored());
    }

    [Fact]
    public async Task A6_one_number_or_one_address_twice_in_a_file_is_refused_with_the_other_line()
    {
        var faults = await Faults($"{Header}\n{Good}\n{Good.Replace("aiko_koho", "other", StringComparison.Ordinal)}\n{Good.Replace("A001", "A003", StringComparison.Ordinal).Replace("x.com/aiko_koho", "twitter.com/AIKO_koho/", StringComparison.Ordinal)}");

        Assert.Equal([(3, "id"), (4, "url")], faults.Select(fault => (fault.Line, fault.Column)));
        Assert.All(faults, fault => Assert.Contains("2行目", fault.Expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A6_the_address_of_a_registered_account_cannot_be_registered_again()
    {
        await Import($"{Header}\n{Good}");

        var fault = Assert.Single(await Faults($"{Header}\n{Good.Replace("A001", "A002", StringComparison.Ordinal)}"));

        Assert.Equal(("url", true), (fault.Column, fault.Expected.Contains("「A001」として登録されています", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A6_CP932_a_byte_order_mark_CRLF_and_a_quoted_line_break_are_read()
    {
        var cp932 = CodePagesEncodingProvider.Instance.GetEncoding(932)!.GetBytes($"{Header}\r\n{Good}\r\n");
        var withMark = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes($"{Header},purpose\r\nA002,01002,line,観光の便り,https://line.me/R/ti/p/@aiko_kanko,direct,平成26年10月28日,\"一行目\r\n二行目\"\r\n")).ToArray();

        await Import(cp932);
        await Import(withMark);

        var stored = await Stored();
        Assert.Equal(["愛光市広報", "観光の便り"], stored.Select(account => account.Name));
        Assert.Equal((new DateOnly(2014, 10, 28), "一行目\r\n二行目"), (stored[1].OpenedOn, stored[1].Purpose));
    }

    [Fact]
    public async Task A6_a_formula_in_a_cell_is_text_and_is_harmless_when_written_out()
    {
        await Import($"{Header}\n{Good.Replace("愛光市広報", "=cmd|' /C calc'!A0", StringComparison.Ordinal)}");

        var stored = Assert.Single(await Stored());
        using var stream = new MemoryStream();
        await CsvExport.Write(stream, [.. AccountFile.Columns.Select(column => column.Name)], [AccountFile.Row(stored, "01001", null)], default);

        Assert.Equal("=cmd|' /C calc'!A0", stored.Name);
        Assert.Contains(",'=cmd", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A6_what_is_written_out_can_be_read_in_again_and_changes_nothing()
    {
        await Import($"{Header},platform_label,handle,permanent_id,operator_name,state,retired_on,purpose\n" +
            "A001,01001,youtube,動画,https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv,outsourced,2014-10-28,,,,制作会社,,,\"目的, と「引用」\"\n" +
            "A002,01002,other,観光ブログ,https://blog.example.jp/Kanko/,direct,2019-04-28,県の観光ブログ,,,,suspended,,\n" +
            "A003,01002,x,旧観光,https://x.com/old_kanko,direct,2012-04-01,,,,,retired,2020-03-31,");
        using var stream = new MemoryStream();
        await CsvExport.Write(stream, [.. AccountFile.Columns.Select(column => column.Name)], (await Stored()).Select(account => AccountFile.Row(account, account.Key == "A001" ? "01001" : "01002", null)), default);

        var again = await Import(stream.ToArray());

        Assert.Equal(new AccountsImported(0, 0, 3), again);
    }

    [Fact]
    public async Task A6_a_known_number_changes_the_account_from_today_and_the_days_before_keep_what_they_had()
    {
        await Import($"{Header}\n{Good}");

        var outcome = await Import($"{Header}\n{Good.Replace("aiko_koho", "aiko_city", StringComparison.Ordinal)}");

        var account = Assert.Single(await Stored());
        Assert.Equal(new AccountsImported(0, 1, 0), outcome);
        Assert.Equal(
            [(new DateOnly(2014, 10, 28), (DateOnly?)clock.Today.AddDays(-1), "aiko_koho"), (clock.Today, null, "aiko_city")],
            account.Periods.Select(period => (period.From, period.Last, period.Handle!)));
    }

    [Fact]
    public async Task A6_another_platform_for_a_known_number_is_refused()
    {
        await Import($"{Header}\n{Good}");

        var fault = Assert.Single(await Faults($"{Header}\nA001,01001,instagram,広報,https://www.instagram.com/aiko,direct,2014-10-28"));

        Assert.Equal(("platform", true), (fault.Column, fault.Expected.Contains("変えられません", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A6_a_dry_run_says_what_would_happen_and_stores_nothing()
    {
        var outcome = await Import(Encoding.UTF8.GetBytes($"{Header}\n{Good}"), dryRun: true);

        Assert.Equal(new AccountsImported(1, 0, 0), outcome);
        Assert.Empty(await Stored());
    }

    [Fact]
    public async Task A6_the_case_of_a_path_is_kept_and_a_handle_is_compared_without_it()
    {
        await Import($"{Header}\n{Good.Replace("aiko_koho", "Aiko_KOHO", StringComparison.Ordinal)}\nA002,01002,blog,ブログ,https://blog.example.jp/Aiko/Koho,direct,2014-10-28");

        var stored = await Stored();
        Assert.Equal(("https://x.com/Aiko_KOHO", "x:handle:aiko_koho"), (stored[0].Address, stored[0].AddressKey));
        Assert.Equal("https://blog.example.jp/Aiko/Koho", stored[1].Address);
    }

    private Task<AccountsImported> Import(string text) => Import(Encoding.UTF8.GetBytes(text));

    private async Task<AccountsImported> Import(byte[] content, bool dryRun = false)
    {
        await using var db = database.OpenCore();
        var result = await Run(db, content, dryRun);
        return result.IsRefused(out var refusal) ? throw new InvalidOperationException(string.Join('\n', refusal.Faults)) : result.Value;
    }

    private async Task<IReadOnlyList<CsvFault>> Faults(string text)
    {
        await using var db = database.OpenCore();
        return Assert.IsType<BadCsv>((await Run(db, Encoding.UTF8.GetBytes(text), dryRun: false)).Refusal).All;
    }

    private Task<Result<AccountsImported>> Run(CoreDb db, byte[] content, bool dryRun) =>
        new ImportAccountsHandler(db, clock).Handle(new ImportAccounts("accounts.csv", content, dryRun), default);

    private async Task<List<Account>> Stored()
    {
        await using var db = database.OpenCore();
        return await db.Accounts.Include(account => account.Periods).OrderBy(account => account.Key).ToListAsync();
    }
}
