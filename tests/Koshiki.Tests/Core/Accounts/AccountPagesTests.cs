using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Connecting;
using Koshiki.Core.Accounts.Importing;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Accounts.Registering;
using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Accounts;

/// <summary>The register through its pages, on the real host.</summary>
public sealed class AccountPagesTests : IAsyncLifetime
{
    private const string Csv = """
        id,office_code,platform,name,url,operator,opened_on
        A001,01001,x,愛光市広報,https://x.com/aiko_koho,direct,2014-10-28
        A002,01002,line,観光の便り,https://line.me/R/ti/p/@aiko_kanko,outsourced,2016-04-01
        A003,01002,blog,観光ブログ,https://blog.example.jp/Kanko,direct,2019-04-28
        """;

    private StaffApplication staff = null!;

    public async ValueTask InitializeAsync()
    {
        staff = await StaffApplication.Start();
        await staff.AddOffice("01001", "広報課", OfficeFunction.PublicRelations);
        await staff.AddOffice("01002", "観光課", department: "経済部");
        await staff.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await staff.AddPerson("鈴木 一郎", "01002", Duty.Staff, "suzuki");
        await using var db = staff.Open();
        Assert.True((await new ImportAccountsHandler(db, staff.Clock).Handle(new ImportAccounts("a.csv", Encoding.UTF8.GetBytes(Csv), false), default)).Succeeded);
    }

    public ValueTask DisposeAsync() => staff.DisposeAsync();

    [Theory]
    [InlineData("", "A001 A002 A003")]
    [InlineData("?q=カンコウ", "")]
    [InlineData("?q=観光", "A002 A003")]
    [InlineData("?q=ＡＩＫＯ", "A001 A002")]
    [InlineData("?q=@aiko_koho", "A001")]
    [InlineData("?q=＠aiko_kanko", "A002")]
    [InlineData("?page=99", "A001 A002 A003")]
    [InlineData("?platform=line", "A002")]
    [InlineData("?department=経済部&operator=direct", "A003")]
    [InlineData("?office=広報", "A001")]
    [InlineData("?state=retired", "")]
    [InlineData("?connection=not-connected&sort=-key", "A003 A002 A001")]
    public async Task A6_the_list_shows_what_meets_all_conditions_in_the_order_asked_for(string query, string keys)
    {
        using var browser = await staff.SignIn("sato");

        var page = await browser.Open("/accounts" + query);

        Assert.Equal(keys, string.Join(' ', page.QuerySelectorAll("#accounts tbody td.code").Select(cell => cell.TextContent)));
    }

    [Fact]
    public async Task A6_the_list_goes_out_as_csv_and_as_a_valid_workbook_with_the_same_conditions()
    {
        using var browser = await staff.SignIn("sato");

        var csv = await (await browser.Get("/accounts.csv?platform=x")).Content.ReadAsStringAsync();
        var workbook = await (await browser.Get("/accounts.xlsx?platform=x")).Content.ReadAsByteArrayAsync();

        Assert.Equal(["A001"], csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0]));
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => error.Description));
    }

    [Fact]
    public async Task A6_an_account_is_registered_with_the_next_number_and_shown_with_its_history()
    {
        using var browser = await staff.SignIn("suzuki");

        var page = await browser.Submit("/accounts/new", ("platform", "instagram"), ("name", "観光の写真"), ("url", "instagram.com/Aiko.Kanko"), ("office_code", "01002 観光課"), ("operator", "direct"), ("opened_on.year", "R8"), ("opened_on.month", "4"), ("opened_on.day", "1"));

        Assert.Equal("観光の写真", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("「A004」を登録しました", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("未承認", page.QuerySelector(".title-line")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("a[href='/accounts/A004/state/Open']"));
        Assert.Contains("令和8年4月1日から", page.QuerySelector("#periods")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("登録しました", page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A6_all_faults_of_the_form_come_back_with_what_was_typed()
    {
        using var browser = await staff.SignIn("suzuki");

        using var answer = await browser.Post("/accounts/new", ("id", "A001"), ("platform", "x"), ("name", ""), ("url", "https://x.com/aiko_koho"), ("office_code", "99"), ("operator", "direct"));
        var page = Browser.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(["#f-id", "#f-name", "#f-office-code"], page.QuerySelectorAll(".error-summary a").Select(link => link.GetAttribute("href")!));
        Assert.Equal("https://x.com/aiko_koho", page.QuerySelector("#f-url")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A6_an_office_registers_and_changes_its_own_accounts_only()
    {
        using var browser = await staff.SignIn("suzuki");

        using var other = await browser.Get("/accounts/A001/edit");
        using var register = await browser.Post("/accounts/new", ("platform", "x"), ("name", "他所属"), ("url", "https://x.com/aiko_other"), ("office_code", "01001"), ("operator", "direct"));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (other.StatusCode, register.StatusCode));
        Assert.Equal(3, (await browser.Open("/accounts")).QuerySelectorAll("#accounts tbody tr").Length);
    }

    [Fact]
    public async Task A6_an_office_imports_its_own_accounts_only()
    {
        using var browser = await staff.SignIn("suzuki");

        var faults = await ImportRefused(browser, Csv.Replace("愛光市広報", "乗っ取り", StringComparison.Ordinal));

        Assert.Contains("2行目 id「A001」：このアカウントの登録内容を変更する権限がありません", faults, StringComparison.Ordinal);
        await using var db = staff.Open();
        Assert.False(await db.Accounts.AnyAsync(account => account.Name == "乗っ取り"));
    }

    [Fact]
    public async Task C8_a_file_retires_no_account_past_the_heads_word_and_revives_none()
    {
        const string Retired = "id,office_code,platform,name,url,operator,opened_on,state,retired_on\nA003,01002,blog,観光ブログ,https://blog.example.jp/Kanko,direct,2019-04-28,retired,2026-04-01";
        using var office = await staff.SignIn("suzuki");
        using var pr = await staff.SignIn("sato");

        var past = await ImportRefused(office, Retired);
        await pr.Submit("/accounts/A003/state/Retire", ("from.year", "令和8"), ("from.month", "4"), ("from.day", "1"));
        var back = await ImportRefused(pr, Retired.Replace("retired,2026-04-01", "active,", StringComparison.Ordinal));

        Assert.Contains("2行目 state「retired」：休止・再開・廃止には、所属長の判断が要ります。", past, StringComparison.Ordinal);
        Assert.Contains("2行目 state「active」：「廃止」のアカウントを「運用中」にすることはできません。", back, StringComparison.Ordinal);
        await using var db = staff.Open();
        var account = await db.Accounts.SingleAsync(account => account.Key == "A003");
        Assert.Equal((AccountState.Retired, new DateOnly(2026, 4, 1)), (account.State, account.RetiredOn));
    }

    [Fact]
    public async Task C8_an_offices_file_adds_unapproved_accounts_and_moves_no_state()
    {
        const string file = "id,office_code,platform,name,url,operator,opened_on,state\nA009,01002,x,観光のX,https://x.com/aiko_kanko9,direct,2020-05-01,active\n";
        await using var db = staff.Open();
        var suzuki = (await new Koshiki.Core.Organizations.SigningIn.MeReader(db, new Koshiki.Core.Organizations.SigningIn.MeMemory()).Read((await db.People.SingleAsync(p => p.StaffNumber == "suzuki")).Id, staff.Clock.Today, default))!;

        var first = await new ImportAccountsHandler(db, staff.Clock).Handle(new ImportAccounts("a.csv", Encoding.UTF8.GetBytes(file), false, suzuki), default);
        await using var again = staff.Open();
        var second = await new ImportAccountsHandler(again, staff.Clock).Handle(new ImportAccounts("a.csv", Encoding.UTF8.GetBytes(file), false, suzuki), default);

        Assert.Equal(new AccountsImported(1, 0, 0), first.Value);
        Assert.Contains("開設の協議が済んでいません", Assert.Single(second.Refusal.Faults).Sentence, StringComparison.Ordinal);
        await using var after = staff.Open();
        Assert.Equal(AccountState.Unapproved, (await after.Accounts.SingleAsync(account => account.Key == "A009")).State);
    }

    [Fact]
    public async Task A6_a_changed_address_keeps_the_old_one_in_the_history()
    {
        using var browser = await staff.SignIn("suzuki");
        var form = await browser.Open("/accounts/A003/edit");

        using var answer = await browser.PostForm(form, "/accounts/A003/edit", ("name", "観光ブログ"), ("url", "https://blog.example.jp/Kanko2"), ("office_code", "01002"), ("operator", "direct"), ("opened_on.year", "2019"), ("opened_on.month", "4"), ("opened_on.day", "28"), ("from.year", "2026"), ("from.month", "4"), ("from.day", "1"));
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, Browser.Parse(await answer.Content.ReadAsStringAsync()).QuerySelector("main")?.TextContent);

        var page = await browser.Open("/accounts/A003");
        Assert.Contains("https://blog.example.jp/Kanko2", page.QuerySelector("#periods tbody tr:first-child")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("令和8年3月31日まで", page.QuerySelector("#periods tbody tr:last-child")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("URLを変更しました", page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A6_who_was_second_to_save_compares_and_saves_again()
    {
        (string, string)[] rest = [("url", "https://blog.example.jp/Kanko"), ("office_code", "01002"), ("operator", "direct"), ("opened_on.year", "2019"), ("opened_on.month", "4"), ("opened_on.day", "28"), ("from.year", "2026"), ("from.month", "4"), ("from.day", "6")];
        using var second = await staff.SignIn("suzuki");
        using var first = await staff.SignIn("sato");
        var form = await second.Open("/accounts/A003/edit");
        staff.Clock.Pass(TimeSpan.FromMinutes(3));
        await first.Submit("/accounts/A003/edit", [("name", "観光ブログ"), ("purpose", "先に変えた"), .. rest]);

        using var refused = await second.PostForm(form, "/accounts/A003/edit", [("name", "観光ブログ2"), .. rest]);
        var both = Browser.Parse(await refused.Content.ReadAsStringAsync());
        using var saved = await second.PostForm(both, "/accounts/A003/edit", [("name", "観光ブログ2"), ("purpose", "先に変えた"), .. rest]);

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.SeeOther), (refused.StatusCode, saved.StatusCode));
        Assert.Contains("佐藤 花子さんが令和8年4月6日（月）09:03に変更しました", both.QuerySelector(".warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["名称 観光ブログ 観光ブログ2", "目的 先に変えた （なし）"], both.QuerySelectorAll("#meanwhile tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent))));
        Assert.Equal("観光ブログ2", both.QuerySelector("#f-name")!.GetAttribute("value"));
        await using var db = staff.Open();
        var account = await db.Accounts.SingleAsync(one => one.Key == "A003");
        Assert.Equal(("観光ブログ2", "先に変えた"), (account.Name, account.Purpose));
    }

    [Fact]
    public async Task A6_of_two_who_save_at_the_same_moment_the_second_is_told_and_sees_what_the_first_has_stored()
    {
        await using var first = staff.Open();
        await using var second = staff.Open();
        var (one, other) = (await first.Accounts.SingleAsync(account => account.Key == "A003"), await second.Accounts.SingleAsync(account => account.Key == "A003"));
        one.Purpose = "先に変えた";
        await first.SaveChangesAsync();
        other.Purpose = "後から変えた";

        var saved = await new AccountHandler(second, staff.Clock).Save(other, default);

        Assert.Equal(new SomebodyElseSavedFirst(), saved.Refusal);
        Assert.Equal("先に変えた", (await second.Accounts.SingleAsync(account => account.Key == "A003")).Purpose);
    }

    [Fact]
    public async Task A6_an_empty_form_is_told_in_the_words_of_its_labels()
    {
        using var browser = await staff.SignIn("sato");

        using var answer = await browser.Post("/accounts/new", ("name", ""));
        using var ahead = await browser.Post("/accounts/new", ("platform", "x"), ("name", "先"), ("url", "https://x.com/aiko_saki"), ("office_code", "99"), ("operator", "direct"), ("opened_on.year", "2026"), ("opened_on.month", "4"), ("opened_on.day", "7"));

        Assert.Equal(
            ["媒体を選んでください。", "名称を入力してください。", "アカウントのURLを入力してください。", "運用所属を入力してください。所属コードか名称の一部を入れ、候補から選んでください。", "運用主体を選んでください。"],
            Browser.Parse(await answer.Content.ReadAsStringAsync()).QuerySelectorAll(".error-summary a").Select(link => link.TextContent));
        Assert.Equal(
            ["「99」という所属コードはありません。候補から選ぶか、コードを確かめてください（先頭の0も必要です）。", "令和8年4月7日は先の日です。開設日には、今日までの日を入力してください。"],
            Browser.Parse(await ahead.Content.ReadAsStringAsync()).QuerySelectorAll(".error-summary a").Select(link => link.TextContent));
    }

    [Fact]
    public async Task A6_an_empty_file_is_called_empty_and_a_file_keeps_its_own_words()
    {
        using var browser = await staff.SignIn("sato");

        var empty = await ImportRefused(browser, "");
        var wrong = await ImportRefused(browser, Csv.Replace("A001,01001,x", "A001,01001,mixi", StringComparison.Ordinal));

        Assert.Contains("ファイルが空です", empty, StringComparison.Ordinal);
        Assert.Contains("platform_label に入れてください", wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zzz")]
    [InlineData("0")]
    public async Task C7_a_state_that_there_is_not_is_not_found(string action)
    {
        using var browser = await staff.SignIn("sato");

        using var answer = await browser.Get($"/accounts/A001/state/{action}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task C7_the_pr_office_puts_a_retirement_of_the_past_into_the_register_and_an_office_does_not()
    {
        using var office = await staff.SignIn("suzuki");
        Assert.Equal(HttpStatusCode.Forbidden, (await office.Get("/accounts/A002/state/Retire")).StatusCode);
        using var browser = await staff.SignIn("sato");

        var page = await browser.Submit("/accounts/A002/state/Retire", ("from.year", "令和8"), ("from.month", "4"), ("from.day", "1"));

        Assert.Equal("廃止", page.QuerySelector(".title-line .tag")!.TextContent);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.Get("/accounts/A002/state/Resume")).StatusCode);
    }

    [Fact]
    public async Task D1_a_token_is_handed_over_wrapped_and_never_shown_again()
    {
        using var browser = await staff.SignIn("sato");

        var page = await browser.Submit("/accounts/A002/connection", ("account_id", "U0123456789abcdef"), ("token", "very-secret-token"));

        Assert.Contains("接続の確認前", page.QuerySelector(".summary-list")!.TextContent, StringComparison.Ordinal);
        await using var db = staff.Open();
        var order = Assert.IsType<ConnectAccount>((await db.OutgoingOrders.ToListAsync()).Select(row => MessageJson.FromBytes<Order>(row.Body)).Single(one => one is ConnectAccount));
        var master = staff.Services.GetRequiredService<MasterKey>();
        Assert.Equal(("A002", "U0123456789abcdef", """{"channelAccessToken":"very-secret-token"}"""), (order.AccountKey, order.PlatformAccountId, Encoding.UTF8.GetString(master.Unwrap(order.WrappedSecret, "account/A002/token"))));
        Assert.DoesNotContain("very-secret-token", await (await browser.Get("/accounts/A002/connection")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F2_the_secrets_for_webhooks_and_line_login_go_with_the_token_and_half_a_login_is_refused()
    {
        using var browser = await staff.SignIn("sato");
        (string, string)[] typed = [("account_id", "U0123456789abcdef"), ("token", "t"), ("channelSecret", "for-webhooks"), ("loginChannelId", "1657")];

        using var refused = await browser.Post("/accounts/A002/connection", typed);
        await browser.Submit("/accounts/A002/connection", [.. typed, ("loginChannelSecret", "for-login")]);

        var said = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("両方を入力するか、両方を空けてください", said, StringComparison.Ordinal);
        Assert.DoesNotContain("for-webhooks", said, StringComparison.Ordinal);
        await using var db = staff.Open();
        var order = Assert.IsType<ConnectAccount>((await db.OutgoingOrders.ToListAsync()).Select(row => MessageJson.FromBytes<Order>(row.Body)).Single(one => one is ConnectAccount));
        var secret = staff.Services.GetRequiredService<MasterKey>().Unwrap(order.WrappedSecret, "account/A002/token");
        Assert.Equal("""{"channelAccessToken":"t","channelSecret":"for-webhooks","loginChannelId":"1657","loginChannelSecret":"for-login"}""", Encoding.UTF8.GetString(secret));
    }

    [Theory]
    [InlineData("not json", "JSONとして読めません")]
    [InlineData("[]", "JSONのオブジェクトではありません")]
    [InlineData("""{"accountId":"U1"}""", "channelAccessToken がありません")]
    [InlineData("""{"channelAccessToken":"t"}""", "accountId（ボットのユーザーID")]
    public async Task D1_a_token_file_that_cannot_be_used_is_refused_with_what_is_missing(string json, string said)
    {
        await using var db = staff.Open();

        var done = await new ConnectionHandler(db, staff.Services.GetRequiredService<MasterKey>()).Handle(new HandOverToken("A002", Encoding.UTF8.GetBytes(json)), default);

        Assert.Contains(said, Assert.IsType<NotAToken>(done.Refusal).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task K1_the_official_list_is_ordered_once_for_many_changes_and_not_again_without_one()
    {
        Assert.Equal(1L, await Publish());
        Assert.Null(await Publish());
        await using (var db = staff.Open())
        {
            foreach (var account in await db.Accounts.ToListAsync())
            {
                account.Purpose = "新しい目的";
                db.RenewPublicList();
            }

            await db.SaveChangesAsync();
        }

        Assert.Equal(2L, await Publish());

        await using var read = staff.Open();
        var orders = (await read.OutgoingOrders.OrderBy(row => row.CreatedAt).ToListAsync()).Select(row => MessageJson.FromBytes<Order>(row.Body)).OfType<PublishAccountList>().ToList();
        Assert.Equal([1L, 2L], orders.Select(order => order.Number));
        Assert.Equal(["広報課", "観光課", "観光課"], orders[1].Accounts.Select(account => account.Office));
        Assert.All(orders[1].Accounts, account => Assert.Equal("新しい目的", account.Purpose));
    }

    [Fact]
    public async Task K2_the_permanent_id_that_comes_with_a_token_is_on_the_list_at_the_next_look()
    {
        await Publish();
        await using (var db = staff.Open())
        {
            var done = await new ConnectionHandler(db, staff.Services.GetRequiredService<MasterKey>()).Handle(new HandOverToken("A001", """{"accountId":"1234567890","accessToken":"t"}"""u8.ToArray()), default);
            Assert.True(done.Succeeded, done.Succeeded ? null : done.Refusal.Sentence);
        }

        Assert.Equal(2L, await Publish());

        await using var read = staff.Open();
        var orders = (await read.OutgoingOrders.OrderBy(row => row.Seq).ToListAsync()).Select(row => MessageJson.FromBytes<Order>(row.Body)).OfType<PublishAccountList>().ToList();
        Assert.Equal([null, "1234567890"], orders.Select(order => order.Accounts[0].PermanentId));
    }

    private async Task<long?> Publish()
    {
        await using var scope = staff.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Koshiki.Foundation.Activity.Acting>().As(Koshiki.Foundation.Activity.Actor.Program("test"));
        return await scope.ServiceProvider.GetRequiredService<PublicListPublisher>().PublishIfDue(look: false, default);
    }

    /// <summary>Sends a file through the page and answers what it says against it.</summary>
    private static async Task<string> ImportRefused(Browser browser, string csv)
    {
        var page = await browser.Open("/accounts/import");
        using var form = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelectorAll("main form input[type=hidden]")) form.Add(new StringContent(hidden.GetAttribute("value")!), hidden.GetAttribute("name")!);
        form.Add(new StringContent("import"), "act");
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "accounts.csv");
        using var answer = await browser.Http.PostAsync(new Uri("/accounts/import", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return Browser.Parse(await answer.Content.ReadAsStringAsync()).QuerySelector(".error-summary")!.TextContent;
    }
}
