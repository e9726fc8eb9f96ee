using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using Koshiki.Edge.PublicSite;
using Koshiki.Exchange;
using Koshiki.Foundation.Queues;
using Koshiki.PlatformFacts;
using Koshiki.Tests.Foundation.Web;
using Microsoft.EntityFrameworkCore;
using static Koshiki.Tests.Edge.PublicSite.PublicServer;

namespace Koshiki.Tests.Edge.PublicSite;

public sealed class PublicListTests : IAsyncLifetime
{
    private static readonly PublicAccount Line = Account("A001", "愛光市公式LINE", Platform.Line, "総務部", "広報課", "市政情報");
    private static readonly PublicAccount Library = Account("A002", "愛光市立としょかん", Platform.X, "教育部", "図書館", "催し");
    private static readonly PublicAccount Museum = Account("A003", "<b>博物館</b>", Platform.Facebook, "教育部", "博物館", "催し");
    private static readonly PublicAccount Old = Account("A004", "愛光観光ナビ", Platform.X, "産業部", "観光課", retiredOn: new DateOnly(2024, 3, 31));

    private PublicServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await Start(("Public:EmbeddedBy", "https://www.city.example.lg.jp https://kids.city.example.lg.jp"), ("Public:Contact", "広報課|電話 0123-45-6789"));
        await server.Publish(List(7, Line, Old, Library, Museum));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task K1_the_list_shows_every_account_and_the_retired_ones_apart_with_their_day()
    {
        var page = await Page("/public/accounts");

        Assert.Equal(["愛光市公式LINE", "愛光市立としょかん", "<b>博物館</b>"], Names(page, "active"));
        Assert.Equal(["愛光観光ナビ"], Names(page, "retired"));
        Assert.Contains("令和6年3月31日", page.QuerySelector("#retired")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("廃止", page.QuerySelector("#retired .tag")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("#retired a[href^='https:']"));
    }

    [Fact]
    public async Task K3_an_account_in_its_notice_is_off_the_list_but_not_called_retired()
    {
        await server.Publish(List(8, Line, Old with { IsEnding = true }));

        var list = await Page("/public/accounts");
        var page = await Page("/public/accounts/A004");
        var feed = await server.Browser.GetStringAsync(new Uri("/public/accounts.atom", UriKind.Relative));

        Assert.Equal("廃止手続中", list.QuerySelector("#retired .tag")!.TextContent);
        Assert.Equal("廃止手続中", page.QuerySelector(".title-line .tag")!.TextContent);
        Assert.Contains("まもなく削除します。", page.QuerySelector(".warning")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("廃止しました", page.QuerySelector("main")!.TextContent + feed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("department=教育部", "愛光市立としょかん,<b>博物館</b>")]
    [InlineData("platform=line", "愛光市公式LINE")]
    [InlineData("purpose=催し&platform=facebook", "<b>博物館</b>")]
    [InlineData("q=トショカン", "愛光市立としょかん")]
    [InlineData("q=Ａ００１", "愛光市公式LINE")]
    [InlineData("q=@A001", "愛光市公式LINE")]
    [InlineData("q=＠A002 愛光市", "愛光市立としょかん")]
    [InlineData("q=愛光市 図書館", "愛光市立としょかん")]
    public async Task K1_the_list_is_found_by_department_platform_purpose_and_words(string conditions, string expected)
    {
        var page = await Page("/public/accounts?" + conditions);

        Assert.Equal(expected.Split(','), Names(page, "active"));
    }

    [Fact]
    public async Task K1_conditions_that_nothing_meets_leave_a_sentence_and_a_way_out()
    {
        var page = await Page("/public/accounts?q=ぜんぜんちがう");

        Assert.Contains("条件に合うアカウントがありません", page.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/public/accounts", page.QuerySelector(".empty a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task K1_the_same_list_comes_as_JSON_CSV_and_feed_under_the_same_conditions()
    {
        var json = JsonDocument.Parse(await server.Browser.GetStringAsync(new Uri("/public/accounts.json?department=教育部", UriKind.Relative))).RootElement;
        var csv = await server.Browser.GetByteArrayAsync(new Uri("/public/accounts.csv?platform=line", UriKind.Relative));
        var feed = XDocument.Parse(await server.Browser.GetStringAsync(new Uri("/public/accounts.atom", UriKind.Relative)));

        Assert.Equal(["A002", "A003"], json.GetProperty("accounts").EnumerateArray().Select(a => a.GetProperty("key").GetString()));
        Assert.Equal("x", json.GetProperty("accounts")[0].GetProperty("platform").GetString());
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        Assert.Equal(2, Encoding.UTF8.GetString(csv).TrimEnd().Split("\r\n").Length);
        XNamespace atom = "http://www.w3.org/2005/Atom";
        Assert.Contains("愛光観光ナビ（X）を廃止しました", feed.Descendants(atom + "entry").Select(e => e.Element(atom + "title")!.Value));
        Assert.Equal(4, feed.Descendants(atom + "entry").Select(e => e.Element(atom + "id")!.Value).Distinct().Count());
    }

    [Fact]
    public async Task K1_an_entry_of_the_feed_keeps_its_date_whichever_publication_tells_it()
    {
        var unknown = Museum with { OpenedOn = null };
        await server.Publish(List(8, Line, Old, unknown));
        var before = await Dates();
        await server.Publish(List(9, Line, Old, unknown) with { PublishedAt = new DateTimeOffset(2026, 11, 22, 1, 0, 0, TimeSpan.Zero) });
        var after = await Dates();

        Assert.Equal(["A001 2019-03-31T15:00:00Z", "A003 1970-01-01T00:00:00Z", "A004 2024-03-30T15:00:00Z"], after.Order(StringComparer.Ordinal));
        Assert.Equal(before, after);

        async Task<List<string>> Dates()
        {
            XNamespace atom = "http://www.w3.org/2005/Atom";
            var feed = XDocument.Parse(await server.Browser.GetStringAsync(new Uri("/public/accounts.atom", UriKind.Relative)));
            return [.. feed.Descendants(atom + "entry").Select(entry => $"{entry.Element(atom + "id")!.Value.Split('/')[^1]} {entry.Element(atom + "updated")!.Value}")];
        }
    }

    [Theory]
    [InlineData("POST", "/public/accounts")]
    [InlineData("PUT", "/public/accounts.json")]
    [InlineData("DELETE", "/public/accounts/A001")]
    [InlineData("PATCH", "/healthz")]
    [InlineData("OPTIONS", "/public/check")]
    public async Task K1_a_method_that_an_address_lacks_is_answered_405(string method, string path)
    {
        using var answer = await server.Browser.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Contains("GET", answer.Content.Headers.Allow);
        Assert.Contains("この方法では開けません", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/healthz", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.Found)]
    [InlineData("/public/accounts/A001", HttpStatusCode.OK)]
    public async Task K1_head_is_answered_as_get_without_a_body(string path, HttpStatusCode status)
    {
        using var answer = await server.Browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative)));

        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task K1_an_account_has_its_own_page_and_an_unknown_one_is_not_found()
    {
        var known = await Page("/public/accounts/A001");
        var unknown = await server.Get("/public/accounts/A999");

        Assert.Equal("愛光市公式LINE（LINE）", known.QuerySelector("h1")!.TextContent);
        Assert.Equal("https://x.com/A001", known.QuerySelector("main a.external")!.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("一覧から探してください", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task K1_only_the_named_sites_may_embed_the_list_and_nothing_else_of_this_host()
    {
        var embedded = await server.Get("/public/embed/accounts");
        var again = await server.Get("/public/embed/accounts");
        var list = await server.Get("/public/accounts");

        Assert.EndsWith("frame-ancestors https://www.city.example.lg.jp https://kids.city.example.lg.jp", embedded.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(embedded.Headers.GetValues("Content-Security-Policy"), again.Headers.GetValues("Content-Security-Policy"));
        Assert.EndsWith("frame-ancestors 'none'", list.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/public/accounts")]
    [InlineData("/public/accounts?q=a")]
    [InlineData("/public/accounts/A001")]
    [InlineData("/public/accounts/none")]
    [InlineData("/public/accounts/A001/policy")]
    [InlineData("/public/accessibility")]
    [InlineData("/public/embed/accounts")]
    [InlineData("/public/check")]
    [InlineData("/public/check?q=https://x.com/A001")]
    [InlineData("/public/embed/check?q=A001")]
    [InlineData("/public/notices")]
    [InlineData("/no-such-page")]
    [InlineData("/healthz")]
    public async Task Z5_no_public_answer_sets_a_cookie_or_carries_a_script_or_asks_another_host(string path)
    {
        for (var cold = 0; cold < 2; cold++)
        {
            var answer = await server.Get(path);
            var page = PageServer.Parse(await answer.Content.ReadAsStringAsync());

            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Empty(page.QuerySelectorAll("script, [style], form[method=post], input[type=hidden], link[href^=http], img[src^=http]"));
        }
    }

    [Fact]
    public async Task K1_words_that_are_absurdly_long_are_refused_with_a_sentence()
    {
        var answer = await server.Get("/public/accounts?q=" + new string('a', 101));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("100字以内", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task K1_a_list_of_many_accounts_is_shown_in_pages_and_a_page_past_the_end_is_the_last()
    {
        await server.Publish(List(8, [.. Enumerable.Range(1, 250).Select(n => Account($"B{n:000}", $"アカウント{n}"))]));

        var last = await Page("/public/accounts?page=99");

        Assert.Equal("アカウント201", Names(last, "active").First());
        Assert.Equal("3／3ページ", last.QuerySelector(".paging-place")!.TextContent);
    }

    [Fact]
    public async Task K1_the_root_leads_to_the_list_and_the_node_says_that_it_works()
    {
        var root = await server.Get("/");
        var health = await server.Get("/healthz");

        Assert.Equal("/public/accounts", root.Headers.Location!.OriginalString);
        Assert.Equal("ok", await health.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task K1_an_older_publication_or_the_same_one_twice_changes_nothing()
    {
        await using var db = server.Database.OpenEdge();
        var listener = new PublicationOrders();

        await listener.Handle(List(9, Line), Guid.CreateVersion7(), db, default);
        await listener.Handle(List(8, Library), Guid.CreateVersion7(), db, default);
        await listener.Handle(List(9, Museum), Guid.CreateVersion7(), db, default);

        var stored = await db.Set<Publication>().SingleAsync();
        Assert.Equal(9, stored.Number);
        Assert.Equal("A001", Assert.IsType<PublishAccountList>(MessageJson.FromBytes<Order>(stored.Content)).Accounts.Single().Key);
    }

    [Fact]
    public async Task Z2_the_public_host_leaves_deliveries_to_the_workers()
    {
        await server.Put(new DisconnectAccount("A001"));
        await server.Publish(List(10, Line));

        await using var db = server.Database.OpenEdge();
        var left = await db.IncomingOrders.SingleAsync(o => o.DoneAt == null);
        Assert.Equal((nameof(DisconnectAccount), 0), (left.Kind, left.Failures));
    }

    private async Task<IHtmlDocument> Page(string path) => PageServer.Parse(await server.Browser.GetStringAsync(new Uri(path, UriKind.Relative)));

    private static IEnumerable<string> Names(IHtmlDocument page, string table) => page.QuerySelectorAll($"#{table} tbody th a").Select(a => a.TextContent);
}
