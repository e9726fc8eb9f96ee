using System.Net;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.People;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Queues;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Koshiki.Tests.Core.Publishing.Segments;

/// <summary>友だちと区分, 受信設定の質問, 登録コード: read by who writes, changed by the PR office.</summary>
public sealed class SegmentPagesTests : IAsyncLifetime
{
    private readonly SetCounts counts = new();
    private StaffApplication city = null!;
    private Browser pr = null!;

    public async ValueTask InitializeAsync()
    {
        city = await StaffApplication.Start(replace: services => services.Replace(ServiceDescriptor.Singleton<ISegmentCounts>(counts)));
        var office = await city.AddOffice("0101", "広報課", OfficeFunction.PublicRelations);
        await city.AddOffice("0201", "危機管理課");
        await city.AddPerson("高橋 由紀", "0101", Duty.Staff, "takahashi");
        await city.AddPerson("佐藤 花子", "0201", Duty.Staff, "sato");
        await using var db = city.Open();
        var account = Account.Register("A001", Platform.Line, new AccountFacts("愛光市 LINE", office, OperatorKind.Direct, "https://line.me/R/ti/p/@aiko", "line.me/@aiko"));
        account.Saw(works: true, reason: null);
        db.Add(account);
        await db.SaveChangesAsync();
        pr = await city.SignIn("takahashi");
    }

    public async ValueTask DisposeAsync()
    {
        pr.Dispose();
        await city.DisposeAsync();
    }

    [Fact]
    public async Task F3_everyone_who_writes_sees_the_friends_by_topic_and_over_time()
    {
        await Report(new FriendsReported("A001", city.Clock.Today.AddDays(-1), new SegmentOverview(29_900, 1, 2, new Dictionary<short, long>(), 6), 40, 12, new Dictionary<string, int>()));
        await Report(new FriendsReported("A001", city.Clock.Today, new SegmentOverview(30_000, 1, 2, new Dictionary<short, long>(), 7), 100, 0, new Dictionary<string, int>()));
        using var sato = await city.SignIn("sato");

        var page = await sato.Open("/line/segments");

        Assert.Contains("30,000人", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("#q-topic tr, [aria-labelledby] tr"), row => row.TextContent.Contains("子育て", StringComparison.Ordinal) && row.TextContent.Contains("3,000人", StringComparison.Ordinal));
        Assert.Equal("0,160 600,0", page.QuerySelector("polyline")!.GetAttribute("points"));
        Assert.Empty((await sato.Open("/line/segments/A001/questions")).QuerySelectorAll("main form[method=post]"));
    }

    [Fact]
    public async Task F1_the_pr_office_adds_districts_and_residents_are_asked_once_they_are_published()
    {
        using (var added = await pr.PostForm(await pr.Open("/line/segments/A001/questions"), "/line/segments/A001/questions/district", ("options.district", "北部\n南部｜南部の催しです｜月に1回くらい")))
        {
            Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
        }

        Assert.Empty(await Orders());
        await pr.Submit("/line/segments/A001/publish");

        var published = Assert.Single(await Orders()).Questionnaire;
        Assert.Equal(("A001", 1), (published.AccountKey, published.Edition));
        Assert.Equal([("北部", null), ("南部", "南部の催しです")], published.Questions[0].Options.Select(o => (o.Label, o.Example)));
    }

    [Fact]
    public async Task F1_retiring_an_option_names_the_posts_that_wait_for_it()
    {
        using (await pr.PostForm(await pr.Open("/line/segments/A001/questions"), "/line/segments/A001/questions/district", ("options.district", "北部"))) { }
        await pr.Submit("/line/segments/A001/publish");
        await pr.Submit("/posts/new", ("title", "子育て広場"), ("purpose", "Notice"), ("channels", "A001"), ("text", "はい"), ("when", "now"), ("audience.A001", "segment"), ("segment.A001.topic", "child-raising"), ("segment.A001.district", "*"), ("do", "save"));
        await pr.Submit("/line/segments/A001/options/107", ("label", "子育て"), ("retired", "yes"));

        var confirm = await pr.Open("/line/segments/A001/publish");

        Assert.Contains("子育て広場", confirm.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("「子育て」を廃止します。", confirm.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task K4_a_code_has_a_poster_and_its_registrations_are_counted()
    {
        var poster = await pr.Submit("/line/segments/A001/codes", ("place", "市民課の窓口"));
        await using var db = city.Open();
        var code = (await db.RegistrationCodes.SingleAsync()).Code;
        await Report(new FriendsReported("A001", city.Clock.Today, new SegmentOverview(10, 0, 0, new Dictionary<short, long>(), 7), 5, 0, new Dictionary<string, int> { [code] = 4, [""] = 1 }));

        var list = await pr.Open("/line/segments/A001/codes");

        Assert.NotNull(poster.QuerySelector("svg.qr path"));
        Assert.Contains($"/public/line/preferences/A001?from={code}", poster.QuerySelector(".poster")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("4人", list.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F1_a_line_account_asks_the_built_in_questions_once_it_is_connected()
    {
        await using (var db = city.Open())
        {
            await new BeginQuestionnaire(db, city.Clock).Hear(new AccountConnected("A001", Platform.Line), Guid.NewGuid(), default);
            await new BeginQuestionnaire(db, city.Clock).Hear(new AccountConnected("A001", Platform.Line), Guid.NewGuid(), default);
        }

        Assert.Equal(14, Assert.Single(await Orders()).Questionnaire.Questions[1].Options.Count);
    }

    private async Task Report(Report report)
    {
        await using var db = city.Open();
        await new SegmentReports(db).Handle(report, Guid.NewGuid(), default);
    }

    private async Task<List<PublishQuestionnaire>> Orders()
    {
        await using var db = city.Open();
        return [.. (await db.OutgoingOrders.AsNoTracking().OrderBy(o => o.Seq).ToListAsync()).Select(o => MessageJson.FromBytes<Order>(o.Body)).OfType<PublishQuestionnaire>()];
    }
}
