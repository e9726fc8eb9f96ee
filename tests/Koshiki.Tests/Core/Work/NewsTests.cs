using System.Net;
using Koshiki.Core.Organizations;
using Koshiki.Core.Work.News;
using Koshiki.Foundation;

namespace Koshiki.Tests.Core.Work;

public sealed class NewsTests
{
    private static readonly DateOnly Today = new(2026, 4, 6);

    [Fact]
    public void B4_news_needs_a_heading_a_link_of_ours_or_https_and_a_day_within_the_year()
    {
        var faulty = StaffNews.Publish("", new string('あ', 1001), "javascript:alert(1)", null, Today.AddDays(-1), "佐藤", Today, new DateTimeOffset(2026, 4, 6, 0, 0, 0, TimeSpan.Zero));
        var tooLong = StaffNews.Publish("改正", null, "//evil.example", null, Today.AddDays(400), "佐藤", Today, new DateTimeOffset(2026, 4, 6, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(["heading", "text", "link", "last"], faulty.Refusal.Faults.Select(f => f.Field));
        Assert.Equal(["link", "last"], tooLong.Refusal.Faults.Select(f => f.Field));
    }

    [Fact]
    public void B4_news_that_is_taken_down_is_over_since_yesterday_and_stays_a_record()
    {
        var news = StaffNews.Publish("要領の改正", null, "/help", null, Today.AddDays(10), "佐藤", Today, new DateTimeOffset(2026, 4, 6, 0, 0, 0, TimeSpan.Zero)).Value;

        news.End(Today);
        news.End(Today.AddDays(5));

        Assert.Equal(Today.AddDays(-1), news.Last);
    }

    [Fact]
    public async Task B4_the_pr_office_publishes_news_that_the_office_it_is_for_reads_on_its_home_page_until_it_is_taken_down()
    {
        await using var city = await StaffApplication.Start();
        await city.AddOffice("01001", "広報広聴課", OfficeFunction.PublicRelations);
        var office = await city.AddOffice("01002", "観光課");
        await city.AddPerson("高橋 由紀", "01001", Duty.Staff, "takahashi");
        await city.AddPerson("鈴木 一郎", "01002", Duty.Staff, "suzuki");
        using var pr = await city.SignIn("takahashi");
        using var suzuki = await city.SignIn("suzuki");

        await pr.Submit(NewsPages.Path, ("heading", "要領の改正"), ("text", "4月から変わります。"), ("link", "/help"), ("last.year", "R8"), ("last.month", "4"), ("last.day", "30"));
        var list = await pr.Submit(NewsPages.Path, ("heading", "観光課の皆さんへ"), ("office", office.Value.ToString()), ("last.year", "2026"), ("last.month", "4"), ("last.day", "30"));
        var (homeOfPr, homeOfSuzuki) = (await pr.Open("/home"), await suzuki.Open("/home"));
        using var refused = await suzuki.Get(NewsPages.Path);
        await pr.PostForm(list, list.QuerySelectorAll("form[action$='/end']")[0].GetAttribute("action")!);
        var after = await suzuki.Open("/home");

        Assert.Equal(["要領の改正"], Headings(homeOfPr));
        Assert.Equal(["観光課の皆さんへ", "要領の改正"], Headings(homeOfSuzuki).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Single(Headings(after));
    }

    [Fact]
    public async Task B4_faults_of_the_form_come_back_beside_their_fields()
    {
        await using var city = await StaffApplication.Start();
        await city.AddOffice("01001", "広報広聴課", OfficeFunction.PublicRelations);
        await city.AddPerson("高橋 由紀", "01001", Duty.Staff, "takahashi");
        using var pr = await city.SignIn("takahashi");

        using var answer = await pr.Post(NewsPages.Path, ("heading", "休止のお知らせ"), ("last.year", "R8"), ("last.month", "2"), ("last.day", "30"));
        var page = Browser.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("休止のお知らせ", page.QuerySelector("input[name=heading]")!.GetAttribute("value"));
        Assert.Single(page.QuerySelectorAll(".error-summary li"));
    }

    private static IEnumerable<string> Headings(AngleSharp.Html.Dom.IHtmlDocument home) =>
        home.QuerySelectorAll("section[aria-labelledby=news] li > p:first-child").Select(p => p.TextContent.Trim());
}
