using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Koshiki.Core;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Guidelines;
using Koshiki.Core.Guidelines.Evaluating;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Figures;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Guidelines;

/// <summary>The guideline's pages on the real host.</summary>
public sealed class GuidelinePagesTests
{
    [Fact]
    public async Task B1_the_pr_office_makes_a_draft_from_the_model_edits_it_and_puts_it_in_force()
    {
        await using var town = await RuleTown.Found();
        using var pr = await town.City.SignIn("takahashi");

        var draft = await pr.Submit("/rules/draft/begin", ("from", "model"));
        await pr.Submit("/rules/draft/clauses/password-composition", ("heading", "組合せ"), ("text", "{min-length}以上にします。"), ("source", "2-7(1)ア"), ("parameters", "min-length | 文字数の下限 | １０ | 文字"), ("automatic.0", "not-judged-yet"));
        await pr.Submit("/rules/draft/clauses/new", ("parent", "password"), ("key", "password-store"), ("heading", "保管"), ("text", "金庫に入れます。"));
        using var moved = await Press(pr, await pr.Open("/rules/draft"), "/rules/draft/clauses/password-store/move", "Up");
        var published = await pr.Submit("/rules/draft/publish", ("from.year", "R8"), ("from.month", "4"), ("from.day", "6"));
        var page = await pr.Open("/rules");

        Assert.Equal("第1版の下書き", draft.QuerySelector("h1")!.TextContent);
        Assert.True(moved.StatusCode is HttpStatusCode.SeeOther, Browser.Parse(await moved.Content.ReadAsStringAsync()).QuerySelector("main")?.TextContent);
        Assert.Contains("施行中", published.QuerySelector("#versions")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("10文字以上にします。", page.QuerySelector("#c-password-composition")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("ウ　保管", page.QuerySelector("#c-password-store")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("まだ判定できない", page.QuerySelector("#c-password-composition")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("所属長が要領を確認している", page.QuerySelector("#c-duty-know")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B1_faults_of_a_clause_and_of_a_file_come_back_beside_their_fields()
    {
        await using var town = await RuleTown.Found();
        using var pr = await town.City.SignIn("takahashi");
        using var file = await Upload(pr, "guideline: 要領\nclauses:\n  - heading: 鍵のない条項\n");
        await pr.Submit("/rules/draft/begin", ("from", "model"));

        using var clause = await pr.Post("/rules/draft/clauses/password", ("heading", ""), ("text", new string('あ', 5001)), ("parameters", "months 12"), ("attested", "ask"));
        var faults = Browser.Parse(await clause.Content.ReadAsStringAsync());

        Assert.Contains("3行目：条項には「key」が要ります", Browser.Parse(await file.Content.ReadAsStringAsync()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clause.StatusCode);
        Assert.Equal(["#f-parameters", "#f-attested", "#f-text"], faults.QuerySelectorAll(".error-summary a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task B1_a_clause_whose_control_is_in_use_is_not_dropped_in_silence()
    {
        await using var town = await RuleTown.Found();
        await town.Publish();
        town.City.Clock.Pass(TimeSpan.FromDays(1));
        using var pr = await town.City.SignIn("takahashi");
        await pr.Submit("/rules/draft/begin", ("from", "in-force"));

        var warned = await pr.Open("/rules/draft/clauses/duty-know/remove");
        await pr.Submit("/rules/draft/clauses/duty-know/remove");
        using var silent = await pr.Post("/rules/draft/publish", ("from.year", "2026"), ("from.month", "4"), ("from.day", "8"));
        var page = Browser.Parse(await silent.Content.ReadAsStringAsync());
        await pr.Submit("/rules/draft/publish", ("from.year", "2026"), ("from.month", "4"), ("from.day", "8"), ("removal.guideline-acknowledged", "研修の受講で確かめるため"));
        var compared = await pr.Open("/rules/versions/2/compare");
        var second = await pr.Open("/rules/versions/2");

        Assert.Contains("点検は使われています", warned.QuerySelector(".warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Contains("やめる理由か、代わりに何で確かめるか", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("削除", compared.QuerySelector("#d-duty-know")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("研修の受講で確かめるため", second.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B1_two_people_do_not_overwrite_each_others_draft_and_others_do_not_see_it()
    {
        await using var town = await RuleTown.Found();
        using var pr = await town.City.SignIn("takahashi");
        await pr.Submit("/rules/draft/begin", ("from", "model"));
        var old = await pr.Open("/rules/draft");
        await pr.Submit("/rules/draft/clauses/password", ("heading", "合言葉"), ("text", ""));

        using var stale = await pr.PostForm(old, "/rules/draft", ("title", "古い画面の名称"), ("note", ""), ("review-months", "24"));
        using var suzuki = await town.City.SignIn("suzuki");
        using var hidden = await suzuki.Get("/rules/versions/1");
        using var closed = await suzuki.Get("/rules/draft");

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
    }

    [Fact]
    public async Task B2_a_head_and_a_person_read_it_and_the_coverage_says_so()
    {
        await using var town = await RuleTown.Found();
        await town.Publish();
        using var tanaka = await town.City.SignIn("tanaka");
        using var suzuki = await town.City.SignIn("suzuki");
        using var pr = await town.City.SignIn("takahashi");

        var waiting = await tanaka.Open("/home");
        using var unticked = await suzuki.Post("/rules/acknowledge", ("as", "me"));
        using var foreign = await suzuki.Post("/rules/acknowledge", ("read", "yes"), ("as", town.Tourism.Value.ToString()));
        await tanaka.Submit("/rules/acknowledge", ("read", "yes"), ("as", "me"), ("as", town.Tourism.Value.ToString()));
        var after = await tanaka.Open("/home");
        var coverage = await pr.Open("/rules/coverage");
        var overdue = await Later(town, pr, 60);

        Assert.Contains("「観光課」として要領の確認を記録する", waiting.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("要領を読んだことを確かめる欄", Browser.Parse(await unticked.Content.ReadAsStringAsync()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.DoesNotContain("「観光課」として", after.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1／2人", coverage.QuerySelector("#coverage")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("確認済み", coverage.QuerySelector("#coverage")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1／2人", overdue.QuerySelector("#coverage")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B5_private_use_is_counted_in_numbers_only()
    {
        await using var town = await RuleTown.Found();
        using var tanaka = await town.City.SignIn("tanaka");

        using var tooMany = await tanaka.Post("/rules/private-use", ("office", town.Tourism.Value.ToString()), ("staff", "１２"), ("told", "13"));
        var counted = await tanaka.Submit("/rules/private-use", ("office", town.Tourism.Value.ToString()), ("staff", "１２"), ("told", "9"));

        Assert.Contains("職員の人数より多く", Browser.Parse(await tooMany.Content.ReadAsStringAsync()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("9人／12人", counted.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B3_an_office_says_that_a_clause_no_longer_fits_and_gets_an_answer()
    {
        await using var town = await RuleTown.Found();
        await town.Publish();
        using var suzuki = await town.City.SignIn("suzuki");
        using var pr = await town.City.SignIn("takahashi");

        var reported = await suzuki.Submit("/rules/clauses/acquisition-official/report", ("office", town.Tourism.Value.ToString()), ("reason", "プロフィールに置けるリンクが1つに限られています。"));
        var task = await pr.Open("/home");
        var path = task.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!).Single(href => href.StartsWith("/tasks/", StringComparison.Ordinal));
        var link = (await pr.Open(path)).QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Single(href => href.StartsWith("/rules/reports/", StringComparison.Ordinal));
        await pr.Submit(link, ("how", "revise"), ("answer", "次の版で、ほかの方法も認めます。"));
        var answered = await suzuki.Open(link);

        Assert.Contains("第2の3(4)イ　公式であることの表示", reported.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("次の版で、ほかの方法も認めます。", answered.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await pr.Open("/home")).QuerySelectorAll("main a[href^='/tasks/']"));
    }

    [Fact]
    public async Task B6_an_office_under_rules_of_its_own_is_not_asked_and_counts_as_such()
    {
        await using var town = await RuleTown.Found();
        await town.Publish();
        using var tanaka = await town.City.SignIn("tanaka");

        var listed = await tanaka.Submit("/rules/own", ("who", town.Tourism.Value.ToString()), ("title", "観光施設の運用基準"), ("document", "観第12号"), ("correspondence", "要領の第2に当たる定めがあります。"), ("from.year", "R8"), ("from.month", "4"), ("from.day", "1"));
        var home = await tanaka.Open("/home");

        Assert.Contains("観光施設の運用基準", listed.QuerySelector("#rulebooks")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("「観光課」として", home.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("own-rules", await Table5Row(town));
    }

    [Fact]
    public async Task B7_a_change_of_terms_is_reviewed_told_to_the_offices_concerned_and_asks_for_reading_again()
    {
        await using var town = await RuleTown.Found();
        await town.Publish();
        using var tanaka = await town.City.SignIn("tanaka");
        using var pr = await town.City.SignIn("takahashi");
        await tanaka.Submit("/rules/acknowledge", ("read", "yes"), ("as", "me"), ("as", town.Tourism.Value.ToString()));
        town.City.Clock.Pass(TimeSpan.FromMinutes(20));

        await Record(pr, "第1版");
        town.City.Clock.Pass(TimeSpan.FromDays(1));
        using var again = await town.City.SignIn("takahashi");
        await Record(again, "第2版");
        using var later = await town.City.SignIn("tanaka");
        var home = await later.Open("/home");
        var own = await again.Open("/home");

        Assert.Contains("Xの利用規約が変わりました（第2版）", home.QuerySelector("section[aria-labelledby=news]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Xの利用規約の変更", home.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Single(own.QuerySelectorAll("main a[href^='/tasks/']"));
    }

    [Fact]
    public async Task B4_the_sheet_of_chosen_channels_warns_of_a_missing_rule_and_a_new_purpose_is_told_to_everyone()
    {
        await using var town = await RuleTown.Found();
        using var pr = await town.City.SignIn("takahashi");
        using var suzuki = await town.City.SignIn("suzuki");
        await pr.PostForm(await pr.Open("/rules/channels"), "/rules/channels/model");

        await Set(pr, "x", "承認", "");
        await Set(pr, "line", "使いみち", "暮らしの知らせ全般を届けます。");
        var sheet = await suzuki.Open("/rules/channels?channel=line&channel=x");
        var home = await suzuki.Open("/home");

        Assert.Equal(["事柄", "LINE", "X"], sheet.QuerySelectorAll("#channels thead th").Select(head => head.TextContent.Trim()));
        Assert.Contains("Xには、ほかの媒体にある「承認」のきまりがありません", sheet.QuerySelector(".warning")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("LINEの使いみちが変わります", home.QuerySelector("section[aria-labelledby=news]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task J3_counts_open_down_to_the_offices_with_ground_and_the_office_answers_beside_the_program()
    {
        await using var town = await RuleTown.Found();
        await town.Publish();
        using var pr = await town.City.SignIn("takahashi");
        using var tanaka = await town.City.SignIn("tanaka");

        await pr.PostForm(await pr.Open("/rules/controls"), "/rules/controls");
        var list = await pr.Open("/rules/controls");
        var count = list.QuerySelectorAll("#controls td.number a").Select(a => a.GetAttribute("href")!).Single(href => href.StartsWith("/rules/controls/guideline-acknowledged", StringComparison.Ordinal));
        var opened = await pr.Open(count);
        var history = await pr.Open(opened.QuerySelectorAll("#verdicts a").Select(a => a.GetAttribute("href")!).Single(href => href.Contains("/subjects/", StringComparison.Ordinal)));
        var stated = await tanaka.Submit("/rules/controls/guideline-acknowledged/state", ("office", town.Tourism.Value.ToString()), ("outcome", "met"), ("note", "朝礼で読み合わせました。"));

        Assert.Equal("/rules/controls/guideline-acknowledged?verdict=not-met", count);
        Assert.Contains("まだ確認の記録がありません。要領の施行による確認の期間中です。", opened.QuerySelector("#verdicts")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("要修正", history.QuerySelector("#history")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("朝礼で読み合わせました。", stated.QuerySelector("#statements")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("自動の判定は「要修正」", stated.QuerySelector("#statements")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task J2_B2_table_5_equals_a_plain_count()
    {
        await using var town = await RuleTown.Found();
        var school = await town.City.AddOffice("01003", "中央学校", division: "教育委員会");
        var fire = await town.City.AddOffice("01004", "消防課");
        await town.AddAccount("A002", school, Platform.YouTube);
        await town.AddAccount("A003", fire, Platform.X);
        await town.Publish();
        using var tanaka = await town.City.SignIn("tanaka");
        using var pr = await town.City.SignIn("takahashi");
        await tanaka.Submit("/rules/acknowledge", ("read", "yes"), ("as", town.Tourism.Value.ToString()));
        await pr.Submit("/rules/own", ("who", "division:教育委員会"), ("title", "学校の運用基準"), ("document", "教第3号"), ("correspondence", "全体"), ("from.year", "R8"), ("from.month", "4"), ("from.day", "1"));

        await using var db = town.City.Open();
        var table = RecipeRun.Run(Programme.Ehime.Table("5")!, await RegisterSnapshot.Take(db, town.City.Clock.Today, default));
        var known = await db.Database.SqlQuery<int>($"""
            select count(distinct a.office)::int as "Value" from accounts.account a where a.state = 'Active' and exists (select 1 from guidelines.acknowledgement k where k.office = a.office)
            """).SingleAsync();
        var all = await db.Database.SqlQuery<int>($"""select count(distinct office)::int as "Value" from accounts.account where state = 'Active'""").SingleAsync();

        Assert.Equal([("known", "1"), ("unknown", "1"), ("own-rules", "1"), ("total", "3")], table.Rows.Select(row => (row.Key, row.Cells[0].Text)));
        Assert.Equal((1, 3), (known, all));
    }

    private static async Task<string> Table5Row(RuleTown town)
    {
        await using var db = town.City.Open();
        var table = RecipeRun.Run(Programme.Ehime.Table("5")!, await RegisterSnapshot.Take(db, town.City.Clock.Today, default));
        return table.Rows.Single(row => row.Key != "total" && row.Cells[0].Text == "1").Key;
    }

    private static async Task<IHtmlDocument> Later(RuleTown town, Browser pr, int days)
    {
        town.City.Clock.Pass(TimeSpan.FromDays(days));
        using var anew = await town.City.SignIn("takahashi");
        return await anew.Open("/rules/coverage");
    }

    private static Task<IHtmlDocument> Record(Browser browser, string edition) => browser.Submit(
        "/rules/terms", ("platform", "x"), ("title", "利用規約"), ("edition", edition), ("from.year", "R8"), ("from.month", "5"), ("from.day", "1"), ("address", "https://example.test/terms"), ("summary", "商用の利用が制限されます。"));

    private static Task<IHtmlDocument> Set(Browser browser, string platform, string topic, string text) => browser.Submit(
        "/rules/channels/change", ("platform", platform), ("topic", topic), ("text", text), ("from.year", "R8"), ("from.month", "4"), ("from.day", "6"));

    /// <summary>Presses the button that moves a clause, with what its form holds.</summary>
    private static async Task<HttpResponseMessage> Press(Browser browser, IHtmlDocument page, string address, string move)
    {
        var button = page.QuerySelectorAll("#moves button").Single(one => one.GetAttribute("formaction") == address && one.GetAttribute("value") == move);
        var sent = page.QuerySelectorAll("#moves input[type=hidden]").OfType<IHtmlInputElement>().Select(hidden => KeyValuePair.Create(hidden.Name!, hidden.Value)).Append(KeyValuePair.Create(button.GetAttribute("name")!, move));
        using var content = new FormUrlEncodedContent(sent);
        return await browser.Http.PostAsync(new Uri(address, UriKind.Relative), content);
    }

    private static async Task<HttpResponseMessage> Upload(Browser browser, string yaml)
    {
        var page = await browser.Open("/rules/draft/begin");
        using var form = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelectorAll("main form input[type=hidden]").OfType<IHtmlInputElement>()) form.Add(new StringContent(hidden.Value), hidden.Name!);
        form.Add(new StringContent("file"), "from");
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(yaml)), "file", "guideline.yaml");
        return await browser.Http.PostAsync(new Uri("/rules/draft/begin", UriKind.Relative), form);
    }
}
