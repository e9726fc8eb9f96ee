using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Koshiki.Exchange;
using Koshiki.Tests.Foundation.Web;

namespace Koshiki.Tests.Edge.PublicSite.Checking;

/// <summary>"Is this official?" as residents and programs ask it, on the real public host.</summary>
public sealed class CheckPageTests : IAsyncLifetime
{
    private PublicServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await PublicServer.Start(("Public:EmbeddedBy", "https://www.city.example.lg.jp"), ("Public:Contact", "広報課|電話 0123-45-6789"));
        await server.Put(new PublishImpersonators(1, CheckSamples.Impersonators));
        await server.Publish(PublicServer.List(1, [.. CheckSamples.Accounts]));
        await PublicServer.Until(() => server.Edition.Impersonators.Count > 0);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("ｈｔｔｐｓ：／／ｘ．ｃｏｍ／ａｉｋａｗａ＿ｐｒ", "公式です", "愛川市公式")]
    [InlineData("https://x.com/aikawa_kanko", "以前の公式です（令和6年3月31日に終了）", "今は使っていません")]
    [InlineData("https://x.com/aikawa_koho", "以前の公式です（令和4年3月31日に終了）", "https://x.com/aikawa_pr")]
    [InlineData("https://x.com/aikawa_pr_gift", "注意喚起中のなりすましです", "当選の連絡をすることはありません")]
    [InlineData("https://x.com/tonari", "一覧にありません", "電話 0123-45-6789")]
    [InlineData("https://x.com/aik\u0430wa_pr", "判断できません", "形の似た文字")]
    [InlineData("", "判断できません", "何も入力されていません")]
    public async Task K2_the_page_answers_in_one_sentence_and_says_what_to_do(string asked, string heading, string said)
    {
        var page = await Page("/public/check?q=" + Uri.EscapeDataString(asked));

        Assert.Equal(heading, page.QuerySelector("#answer")!.TextContent);
        Assert.Contains(said, page.QuerySelector("section.notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(asked, Assert.IsType<IHtmlInputElement>(page.QuerySelector("#q"), exactMatch: false).Value);
    }

    [Fact]
    public async Task K2_what_was_asked_is_shown_as_text_and_never_as_a_link()
    {
        var page = await Page("/public/check?q=" + Uri.EscapeDataString("https://evil.example/<script>alert(1)</script>"));

        Assert.Empty(page.QuerySelectorAll("script, main a[href*='evil.example']"));
        Assert.Contains("<script>", page.QuerySelector(".echoed")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "en", "This account is official")]
    [InlineData("easy", "ja-x-easy", "本物（ほんもの）です")]
    [InlineData("xx", "ja", "公式です")]
    public async Task K2_the_answer_comes_in_three_languages(string language, string code, string heading)
    {
        var page = await Page($"/public/check?lang={language}&q=x.com/aikawa_pr");

        Assert.Equal((code, heading), (page.DocumentElement.GetAttribute("lang"), page.QuerySelector("#answer")!.TextContent));
        Assert.Contains(page.QuerySelectorAll(".languages a"), link => link.GetAttribute("href")!.EndsWith("q=x.com%2Faikawa_pr", StringComparison.Ordinal));
    }

    [Fact]
    public async Task K2_programs_of_every_site_get_the_same_answer_as_JSON()
    {
        var answer = await server.Get("/public/api/check?q=" + Uri.EscapeDataString("https://x.com/aikawa_koho"));
        var missing = await server.Get("/public/api/check");

        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(("formerly-official", "A002", "2022-03-31", 1L), (json.GetProperty("answer").GetString(), json.GetProperty("account").GetProperty("key").GetString(), json.GetProperty("until").GetString(), json.GetProperty("list").GetInt64()));
        Assert.Equal(("*", "public, max-age=60"), (answer.Headers.GetValues("Access-Control-Allow-Origin").Single(), answer.Headers.CacheControl!.ToString()));
        Assert.Equal(HttpStatusCode.BadRequest, missing.StatusCode);
    }

    [Fact]
    public async Task K2_an_answer_is_not_kept_but_the_page_without_a_question_is()
    {
        for (var n = 0; n < 20; n++) await server.Get($"/public/check?q=question-{n}");
        await server.Get("/public/check");
        await server.Get("/public/check");

        Assert.Equal(1, server.Edition.Answers.Count);
    }

    [Fact]
    public async Task K1_the_question_can_be_put_into_the_governments_own_pages()
    {
        var embedded = await server.Get("/public/embed/check?q=x.com/aikawa_pr");
        var page = PageServer.Parse(await embedded.Content.ReadAsStringAsync());

        Assert.EndsWith("frame-ancestors https://www.city.example.lg.jp", embedded.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("/public/embed/check", page.QuerySelector("form")!.GetAttribute("action"));
        Assert.All(page.QuerySelectorAll("section.notice a"), link => Assert.Equal("_top", link.GetAttribute("target")));
    }

    private async Task<IHtmlDocument> Page(string path) => PageServer.Parse(await server.Browser.GetStringAsync(new Uri(path, UriKind.Relative)));
}
