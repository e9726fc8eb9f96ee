using System.Net;
using Koshiki.Core.Work.Help;

namespace Koshiki.Tests.Core.Work;

public sealed class HelpTests
{
    [Fact]
    public void Z1_lists_tables_and_links_of_the_manual_become_html_and_nothing_else_does()
    {
        var html = Manual.Html("""
            # 題

            ## 一
            1. 書く
               - 短く
            2. [承認する](承認する.md)を見る

            | 媒体 | 上限 |
            | --- | --- |
            | X | 280 |
            <script>
            """);

        Assert.Equal(
            "<h2>一</h2><ol><li>書く<ul><li>短く</li></ul></li><li><a href=\"/help/%E6%89%BF%E8%AA%8D%E3%81%99%E3%82%8B\">承認する</a>を見る</li></ol>"
            + "<div class=\"table-region\" tabindex=\"0\" role=\"region\" aria-label=\"表1\"><table><thead><tr><th scope=\"col\">媒体</th><th scope=\"col\">上限</th></tr></thead><tbody><tr><th scope=\"row\">X</th><td>280</td></tr></tbody></table></div>"
            + "<p>&lt;script&gt;</p>",
            html);
    }

    [Fact]
    public async Task Z1_help_lists_every_chapter_and_each_opens_without_signing_in()
    {
        await using var city = await StaffApplication.Start();
        using var anyone = city.OpenBrowser();

        var help = await anyone.Open("/help");
        var links = help.QuerySelectorAll(".prose a").Select(link => link.GetAttribute("href")!).ToList();
        foreach (var link in links) Assert.Equal(Uri.UnescapeDataString(link["/help/".Length..]), (await anyone.Open(link)).QuerySelector("h1")!.TextContent);
        using var unknown = await anyone.Get("/help/" + Uri.EscapeDataString("ない章"));

        Assert.Equal(Manual.Names.Order(StringComparer.Ordinal), links.Select(link => Uri.UnescapeDataString(link["/help/".Length..])).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }
}
