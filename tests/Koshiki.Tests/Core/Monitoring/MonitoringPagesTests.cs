using System.Net;
using System.Text;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Monitoring;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Drafting;
using Koshiki.Core.Work;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Monitoring;

/// <summary>Monitoring as people use it, on the real host.</summary>
public sealed class MonitoringPagesTests : IAsyncLifetime
{
    private readonly WatchTown town = new();

    public ValueTask InitializeAsync() => town.InitializeAsync();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task D3_nothing_unusual_for_many_is_one_act_and_a_record_for_each()
    {
        using var sato = await town.Staff.SignIn("sato");
        await Plan(sato, "A001", "weekly");
        await Plan(sato, "A002", "daily");

        var list = await sato.Open("/monitoring");
        Assert.Equal(["A002", "A001"], list.QuerySelectorAll("#rounds input[name=key]").Select(box => box.GetAttribute("value")));
        var confirm = await sato.Open("/monitoring/rounds/new?key=A001&key=A002&key=A003");
        using var answer = await sato.PostForm(confirm, "/monitoring/rounds/new", ("key", "A001"), ("key", "A002"), ("key", "A003"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await using var db = town.Staff.Open();
        var checks = await db.AccountChecks.AsNoTracking().OrderBy(c => c.AccountKey).ToListAsync();
        Assert.Equal([("A001", "佐藤 花子", CheckOutcome.NothingUnusual, 5), ("A002", "佐藤 花子", CheckOutcome.NothingUnusual, 5)], checks.Select(c => (c.AccountKey, c.ByName, c.Outcome, c.Items.Length)));
        Assert.Equal(new DateOnly(2026, 4, 13), await db.Watches.Where(w => w.AccountKey == "A001").Select(w => w.NextDueOn).SingleAsync());
    }

    [Fact]
    public async Task D3_what_was_looked_at_today_and_what_has_an_open_finding_is_skipped_with_its_reason()
    {
        using var sato = await town.Staff.SignIn("sato");
        await sato.Submit("/monitoring/accounts/A001/check", ("outcome", "Unusual"), ("seen", "覚えのない返信が2件あった。"), ("done", "所属長に知らせた。"));

        var confirm = await sato.Open("/monitoring/rounds/new?key=A001&key=A002");

        Assert.Contains("今日、佐藤 花子さんが点検を記録しています。", confirm.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["A002"], confirm.QuerySelectorAll("input[name=key]").Select(input => input.GetAttribute("value")));
    }

    [Fact]
    public async Task D3_an_abnormality_is_the_offices_task_until_somebody_says_what_was_done()
    {
        using var sato = await town.Staff.SignIn("sato");
        var page = await sato.Submit("/monitoring/accounts/A001/check", ("outcome", "Unusual"), ("items", "comments"), ("seen", "覚えのない返信が2件あった。"));
        var path = page.QuerySelector("main form[method=post]") is null ? "" : "/monitoring/findings/" + await Finding();

        var home = await sato.Open("/home");
        Assert.Contains("「愛光市防災」（A001）の気づきに対応する", home.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var silent = await sato.Post(path, ("to", "Done"), ("words", ""));
        await sato.Submit(path, ("to", "InHand"), ("words", ""));
        var done = await sato.Submit(path, ("to", "Done"), ("words", "返信を非表示にし、パスワードを変えた。"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Contains("返信を非表示にし、パスワードを変えた。", done.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        await using var db = town.Staff.Open();
        Assert.Equal(TaskState.Done, await db.Tasks.Select(t => t.State).SingleAsync());
    }

    [Fact]
    public async Task D3_nothing_unusual_needs_every_item_and_an_abnormality_needs_words()
    {
        using var sato = await town.Staff.SignIn("sato");

        using var partly = await sato.Post("/monitoring/accounts/A001/check", ("outcome", "NothingUnusual"), ("items", "comments"));
        using var silent = await sato.Post("/monitoring/accounts/A001/check", ("outcome", "Unusual"), ("seen", " "));
        using var password = await sato.Post("/monitoring/accounts/A001/check", ("outcome", "Unusual"), ("seen", "パスワード：Asagao-2026 が漏れた"));

        Assert.All([partly, silent, password], answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
        await using var db = town.Staff.Open();
        Assert.Empty(await db.AccountChecks.ToListAsync());
    }

    [Fact]
    public async Task D3_a_contractor_looks_after_the_accounts_of_his_contract_only()
    {
        using var kobayashi = await town.Staff.SignIn("kobayashi");

        var list = await kobayashi.Open("/monitoring");
        Assert.Equal(["A003"], list.QuerySelectorAll("#rounds input[name=key]").Select(box => box.GetAttribute("value")));
        Assert.Equal(HttpStatusCode.NotFound, (await kobayashi.Get("/monitoring/accounts/A001")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await kobayashi.Get("/monitoring/accounts/A003/plan")).StatusCode);
        await kobayashi.Submit("/monitoring/accounts/A003/check", [("outcome", "NothingUnusual"), .. CheckItems.Keys.Select(key => ("items", key))]);

        await using var db = town.Staff.Open();
        Assert.Equal("小林 海斗", await db.AccountChecks.Select(c => c.ByName).SingleAsync());
    }

    [Fact]
    public async Task D3_the_overdue_come_first_on_the_list_at_home_and_in_the_file()
    {
        using var sato = await town.Staff.SignIn("sato");
        await Plan(sato, "A001", "weekly");
        await Plan(sato, "A002", "irregular");
        town.Staff.Clock.Pass(TimeSpan.FromDays(9));
        using var later = await town.Staff.SignIn("sato");

        var home = await later.Open("/home");
        var csv = Encoding.UTF8.GetString(await (await later.Get("/monitoring.csv?state=Overdue")).Content.ReadAsByteArrayAsync()).Split("\r\n");

        Assert.Contains("愛光市防災を点検する", home.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("A001,愛光市防災,X,01001,防災危機管理課,週に1回,,,,2026-04-13,期限超過,0", csv[1], StringComparison.Ordinal);
        Assert.Equal("", csv[2]);
    }

    [Fact]
    public async Task G2_residents_are_warned_of_a_look_alike_from_the_PR_offices_word_until_it_ends()
    {
        using var sato = await town.Staff.SignIn("sato");
        var reported = await sato.Submit("/monitoring/look-alikes/new", LookAlike("https://x.com/aiko_bosai_gift", until: "2026"));
        var path = reported.QuerySelector("a[href$='/edit']")!.GetAttribute("href")!.Replace("/edit", "", StringComparison.Ordinal);
        var before = await WarnedOf(town.Staff.Clock.Today);
        var form = await sato.Open("/me/notices");
        using var refused = await sato.Http.PostAsync(new Uri(path + "/decide", UriKind.Relative), new FormUrlEncodedContent(
            form.QuerySelectorAll("main form[method=post] input[type=hidden]").Select(hidden => KeyValuePair.Create(hidden.GetAttribute("name")!, hidden.GetAttribute("value")!))));

        using var takahashi = await town.Staff.SignIn("takahashi");
        using (var warned = await takahashi.PostForm(await takahashi.Open(path), path + "/decide", ("action", "Warn"))) Assert.Equal(HttpStatusCode.SeeOther, warned.StatusCode);
        var during = await WarnedOf(town.Staff.Clock.Today);
        var past = await WarnedOf(new DateOnly(2026, 5, 1));
        using (var ended = await takahashi.PostForm(await takahashi.Open(path), path + "/decide", ("action", "End"), ("how", "媒体が削除した。"))) Assert.Equal(HttpStatusCode.SeeOther, ended.StatusCode);

        Assert.Empty(before);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(new KnownImpersonator("x", "愛光市防災（公式）", "https://x.com/aiko_bosai_gift", "aiko_bosai_gift", town.Staff.Clock.Today, "市のアカウントではありません。"), Assert.Single(during));
        Assert.Empty(past);
        Assert.Empty(await WarnedOf(town.Staff.Clock.Today));
    }

    [Fact]
    public async Task G2_an_account_of_ours_is_never_entered_as_a_look_alike()
    {
        using var sato = await town.Staff.SignIn("sato");

        using var answer = await sato.Post("/monitoring/look-alikes/new", LookAlike("https://twitter.com/AIKO_tabi"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("これは公式アカウントの「愛光の旅」（A003）です。", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task E4_a_link_that_monitoring_found_dead_is_pointed_out_to_who_writes_it_again()
    {
        var checkedAt = town.Staff.Clock.GetUtcNow().AddDays(-1);
        await using (var db = town.Staff.Open())
        {
            foreach (var (url, state, status) in new[] { ("https://www.city.aiko.lg.jp/old.html", LinkState.Dead, 404), ("https://www.city.aiko.lg.jp/new.html", LinkState.Alive, 200) })
            {
                var link = new CheckedLink { Url = url };
                link.Follow(new SeenLink(url, 1, state, checkedAt, checkedAt, status, null));
                db.CheckedLinks.Add(link);
            }

            await db.SaveChangesAsync();
        }

        await using var scope = town.Staff.Services.CreateAsyncScope();
        var content = PostContent.Empty with { CommonText = "くわしくは https://www.city.aiko.lg.jp/old.html#map と https://www.city.aiko.lg.jp/new.html をご覧ください。" };
        var review = await ContentGate.Review(
            scope.ServiceProvider.GetRequiredService<Koshiki.Core.CoreDb>(), scope.ServiceProvider.GetServices<IKnownLinks>(), content, new Dictionary<string, Koshiki.Core.Publishing.Segments.AudienceView>(), new PublishingOptions(), town.Staff.Clock.GetUtcNow(), default);

        var finding = Assert.Single(review.Findings, finding => finding.Rule == "dead-link");
        Assert.Equal((Koshiki.Core.Publishing.Checking.Severity.Warning, "令和8年4月5日に確かめたとき、リンク先のページがありませんでした。"), (finding.Severity, finding.Why));
        Assert.Contains("old.html#map", finding.Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D5_what_was_posted_stands_beside_what_is_reported_and_silence_raises_one_review()
    {
        using var sato = await town.Staff.SignIn("sato");
        await sato.Submit("/monitoring/accounts/A001/plan", ("interval", "weekly"), ("reported", "weekly"));
        for (var days = 70; days < 100; days += 7) await town.Delivered("A001", Koshiki.PlatformFacts.Platform.X, town.Staff.Clock.GetUtcNow().AddDays(-days));
        await town.Delivered("A001", Koshiki.PlatformFacts.Platform.X, town.Staff.Clock.GetUtcNow(), kind: AuthorizationKind.Test);

        for (var run = 0; run < 2; run++)
        {
            await using var scope = town.Staff.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Koshiki.Foundation.Activity.Acting>().As(Koshiki.Foundation.Activity.Actor.Program("test"));
            await scope.ServiceProvider.GetRequiredService<Koshiki.Core.Monitoring.Frequency.QuietAccounts>().RaiseReviews(default);
        }

        var row = (await sato.Open("/monitoring/frequency?only=quiet")).QuerySelector("#frequency tbody tr")!.TextContent;
        Assert.Contains("70日前", row, StringComparison.Ordinal);
        Assert.Contains("報告より少ない", row, StringComparison.Ordinal);
        await using var db = town.Staff.Open();
        var task = await db.Tasks.SingleAsync();
        Assert.Equal(("quiet-account", "A001/2026-01-26", town.Disaster, "/accounts/A001/reviews/judgements/new?cause=Quiet"), (task.Kind, task.About, task.Office!.Value, task.Link));
    }

    private async Task<IReadOnlyList<KnownImpersonator>> WarnedOf(DateOnly day)
    {
        await using var scope = town.Staff.Services.CreateAsyncScope();
        return [.. (await Task.WhenAll(scope.ServiceProvider.GetServices<IKnownImpersonators>().Select(provider => provider.On(day, default)))).SelectMany(found => found)];
    }

    private async Task<Guid> Finding()
    {
        await using var db = town.Staff.Open();
        return (await db.Findings.Select(f => f.Id).SingleAsync()).Value;
    }

    private static Task<AngleSharp.Html.Dom.IHtmlDocument> Plan(Browser browser, string key, string interval) => browser.Submit($"/monitoring/accounts/{key}/plan", ("interval", interval));

    private static (string, string)[] LookAlike(string address, string until = "") =>
    [
        ("platform", "x"), ("name", "愛光市防災（公式）"), ("address", address), ("handle", "@aiko_bosai_gift"), ("imitates", "a001"), ("found.year", "令和8"), ("found.month", "4"), ("found.day", "5"),
        ("evidence", "返信に偽の当選の案内があった。"), ("warning", "市のアカウントではありません。"), ("until.year", until), ("until.month", until.Length > 0 ? "4" : ""), ("until.day", until.Length > 0 ? "30" : ""),
    ];
}
