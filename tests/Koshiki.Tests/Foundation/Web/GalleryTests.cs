using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Koshiki.Foundation.Web;
using Koshiki.Tests.Foundation.Web.Gallery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Koshiki.Tests.Foundation.Web;

/// <summary>All components together, in the states a screen can be in. The same pages are looked at by eye, see <see cref="Map"/>.</summary>
public sealed class GalleryTests
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/gallery/empty", () => Pages.Show<GalleryPage>(GalleryView.Empty));
        app.MapGet("/gallery/filled", () => Pages.Show<GalleryPage>(GalleryView.Filled));
        app.MapGet("/gallery/wrong", () => Pages.Show<GalleryPage>(GalleryView.Wrong));
        app.MapGet("/gallery/public", () => Pages.Show<PublicGalleryPage>(GalleryView.Empty));
    }

    public static TheoryData<string> States { get; } = ["/gallery/empty", "/gallery/filled", "/gallery/wrong", "/gallery/public"];

    [Theory, MemberData(nameof(States))]
    public async Task Z2_everything_that_is_referred_to_by_id_exists_once(string state)
    {
        await using var server = await PageServer.Start(Map);

        var page = await server.Open(state);

        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        string[] attributes = ["aria-describedby", "aria-labelledby", "for", "list", "data-for"];
        var named = attributes.SelectMany(name => page.QuerySelectorAll($"[{name}]").SelectMany(element => element.GetAttribute(name)!.Split(' ')))
            .Concat(page.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")![1..]));
        Assert.Empty(named.Except(ids));
    }

    [Theory, MemberData(nameof(States))]
    public async Task Z2_every_control_has_a_label_or_a_legend_and_every_table_a_caption(string state)
    {
        await using var server = await PageServer.Start(Map);

        var page = await server.Open(state);

        var controls = page.QuerySelectorAll("input:not([type=hidden]), select, textarea");
        Assert.All(controls, control => Assert.NotNull(page.QuerySelector($"label[for='{control.Id}']")));
        Assert.All(page.QuerySelectorAll("input[type=radio]"), radio => Assert.NotNull(radio.Closest("fieldset")!.QuerySelector(":scope > legend")));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.NotNull(table.QuerySelector(":scope > caption")));
        Assert.All(page.QuerySelectorAll("th"), head => Assert.True(head.HasAttribute("scope")));
        Assert.All(page.QuerySelectorAll("button"), button => Assert.True(button.HasAttribute("type")));
    }

    [Theory, MemberData(nameof(States))]
    public async Task Z2_headings_begin_with_one_h1_and_skip_no_level(string state)
    {
        await using var server = await PageServer.Start(Map);

        var page = await server.Open(state);

        var levels = page.QuerySelectorAll("h1, h2, h3, h4").Where(heading => heading.Closest(".error-summary, .emergency") is null).Select(heading => heading.LocalName[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.Single(page.QuerySelectorAll("main"));
    }

    [Theory, MemberData(nameof(States))]
    public async Task Z5_nothing_in_a_page_is_inline_or_from_outside(string state)
    {
        await using var server = await PageServer.Start(Map);

        var page = await server.Open(state);

        Assert.Empty(page.QuerySelectorAll("[style], style, base, iframe, object"));
        Assert.All(page.Scripts, script => Assert.StartsWith("/js/", script.GetAttribute("src"), StringComparison.Ordinal));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        var loaded = page.QuerySelectorAll("link[href], img[src], script[src]").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!);
        Assert.All(loaded, address => Assert.True(address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) || address.StartsWith("data:", StringComparison.Ordinal), address));
    }

    [Fact]
    public async Task Z2_a_page_with_faults_says_so_first_and_beside_each_field_and_keeps_what_was_typed()
    {
        await using var server = await PageServer.Start(Map);

        var page = await server.Open("/gallery/wrong");

        Assert.Equal("エラー：部品の見本｜公式アカウント管理", page.Title);
        var summary = page.QuerySelector("main")!.FirstElementChild!;
        Assert.Equal("入力内容に誤りがあります（8件）", summary.QuerySelector("h2")!.TextContent);
        Assert.Equal(GalleryView.Wrong.Form.Faults.Select(fault => fault.Sentence), summary.QuerySelectorAll("li").Select(item => item.TextContent));
        var text = (IHtmlTextAreaElement)page.GetElementById("f-text")!;
        Assert.Equal("true", text.GetAttribute("aria-invalid"));
        Assert.Equal("f-text-error", text.GetAttribute("aria-describedby"));
        Assert.Equal("誤り：本文が長すぎます。280文字までにしてください。", page.GetElementById("f-text-error")!.TextContent);
        Assert.Equal(GalleryView.Filled.Form["text"], text.Value);
    }

    [Fact]
    public async Task Z2_a_filled_page_shows_what_was_typed_chosen_and_ticked()
    {
        await using var server = await PageServer.Start(Map);

        var page = await server.Open("/gallery/filled");

        Assert.Equal("花火大会の交通規制のお知らせ", ((IHtmlInputElement)page.GetElementById("f-title")!).Value);
        Assert.Equal("notice", ((IHtmlSelectElement)page.GetElementById("f-purpose")!).Value);
        Assert.Equal(["line", "x"], page.QuerySelectorAll<IHtmlInputElement>("input[name=channels]").Where(box => box.IsChecked).Select(box => box.Value));
        Assert.Equal(["令和7", "8", "2", "9:00"], page.QuerySelectorAll<IHtmlInputElement>("input[name^='day.']").Select(box => box.Value));
        Assert.Equal("descending", page.QuerySelectorAll("th[aria-sort]").Single().GetAttribute("aria-sort"));
    }

    [Fact]
    public async Task Z2_the_public_frame_sets_no_cookie_and_loads_no_script()
    {
        await using var server = await PageServer.Start(Map);

        var answer = await server.Browser.GetAsync(new Uri("/gallery/public", UriKind.Relative));

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Empty(PageServer.Parse(await answer.Content.ReadAsStringAsync()).Scripts);
    }
}
