using System.Net;
using AngleSharp.Html.Dom;
using Koshiki.Edge.PublicSite.Documents;
using Koshiki.Exchange;
using Koshiki.Tests.Foundation.Web;
using static Koshiki.Tests.Edge.PublicSite.PublicServer;

namespace Koshiki.Tests.Edge.PublicSite.Documents;

/// <summary>Policies, retirement notices and warnings as residents read them.</summary>
public sealed class PublicDocumentTests : IAsyncLifetime
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(9));

    private PublicServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await Start();
        await server.Put(new PublishDocuments(1, DateTimeOffset.UnixEpoch,
        [
            new(PublicDocumentKind.AccountPolicy, "A001", "愛光市公式 運用ポリシー", [new("目的", "市政の情報を伝えます。\n・催し\n・防災"), new("<b>禁止事項</b>", "一つ目の段落\n続き\n\n二つ目の段落")], new DateOnly(2026, 4, 1), null),
            new(PublicDocumentKind.RetirementNotice, "A002", "「観光ナビ」を終了します", [new("終了の日", "令和8年12月31日")], Today.AddDays(-3), Today.AddDays(3)),
            new(PublicDocumentKind.RetirementNotice, "A003", "もう終わったお知らせ", [], Today.AddDays(-30), Today.AddDays(-1)),
            new(PublicDocumentKind.RetirementNotice, "A004", "まだ早いお知らせ", [], Today.AddDays(1), null),
            new(PublicDocumentKind.AuditNotice, "R7-2", "公式アカウントの運用（R7-2）", [new("承認の記録（口頭指摘、Ａ所属）", "3件に承認の記録がなかった。")], Today, null),
        ]));
        await server.Put(new PublishImpersonators(1, [new("x", "愛光市公式（偽）", "https://x.com/aiko_fake", "aiko_fake", new DateOnly(2026, 11, 1), "偽の懸賞に注意してください。")]));
        await server.Publish(List(1, Account("A001", "愛光市公式"), Account("A002", "観光ナビ"), Account("A003", "村の便り"), Account("A004", "図書館")));
        await Until(() => server.Edition.Documents.Count > 0 && server.Edition.Impersonators.Count > 0);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task K3_a_policy_is_a_page_of_its_own_and_the_account_leads_to_it()
    {
        var account = await Page("/public/accounts/A001");
        var policy = await Page("/public/accounts/A001/policy");

        Assert.Contains("/public/accounts/A001/policy", account.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["1　目的", "2　<b>禁止事項</b>"], policy.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        Assert.Equal(["催し", "防災"], policy.QuerySelectorAll("main li").Select(item => item.TextContent));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Get("/public/accounts/A002/policy")).StatusCode);
    }

    [Fact]
    public async Task K3_a_retirement_is_announced_from_its_first_to_its_last_day()
    {
        var page = await Page("/public/notices");

        Assert.Equal(["「観光ナビ」を終了します"], page.QuerySelectorAll("h3").Select(heading => heading.TextContent));
        Assert.Contains("/public/notices#notice-A002", (await Page("/public/accounts/A002")).QuerySelectorAll("main a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task J9_the_results_of_audits_have_a_page_to_which_every_page_leads()
    {
        var page = await Page("/public/audits");

        Assert.Equal(["公式アカウントの運用（R7-2）"], page.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        Assert.Equal(["承認の記録（口頭指摘、Ａ所属）"], page.QuerySelectorAll("h3").Select(heading => heading.TextContent));
        Assert.NotNull((await Page("/public/accounts")).QuerySelector("footer a[href='/public/audits']"));
    }

    [Fact]
    public async Task G2_residents_are_warned_of_impersonators_on_the_list_and_on_the_page_of_notices()
    {
        var list = await Page("/public/accounts");
        var notices = await Page("/public/notices");

        Assert.Contains("1件見つかっています", list.QuerySelector(".warning")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("偽の懸賞", notices.QuerySelector("#warned")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(notices.QuerySelectorAll("a[href*='aiko_fake']"));
    }

    [Fact]
    public async Task K3_a_new_publication_of_documents_is_served_and_an_older_one_is_not()
    {
        await Page("/public/notices");

        await server.Put(new PublishDocuments(3, DateTimeOffset.UnixEpoch, []));
        await Until(() => server.Edition.Documents.Count == 0);
        await server.Put(new PublishDocuments(2, DateTimeOffset.UnixEpoch, [new(PublicDocumentKind.RetirementNotice, "A001", "古い", [], Today, null)]));
        await server.Publish(List(2, Account("A001", "愛光市公式")));

        Assert.Empty((await Page("/public/notices")).QuerySelectorAll("h3"));
    }

    [Fact]
    public void K3_plain_text_becomes_paragraphs_and_lists()
    {
        var blocks = TextBlock.Of("一\r\n二\n\n三\n・四\n・ 五\n六");

        Assert.Equal(["p:一/二", "p:三", "l:四/五", "p:六"], blocks.Select(block => $"{(block.IsList ? 'l' : 'p')}:{string.Join('/', block.Lines)}"));
    }

    private async Task<IHtmlDocument> Page(string path) => PageServer.Parse(await server.Browser.GetStringAsync(new Uri(path, UriKind.Relative)));
}
