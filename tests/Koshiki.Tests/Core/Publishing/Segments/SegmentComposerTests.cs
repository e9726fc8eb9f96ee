using System.Net;
using AngleSharp.Html.Dom;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.People;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Koshiki.Tests.Core.Publishing.Segments;

/// <summary>Choosing whom a LINE post is for, on the composer's pages and over the approver's.</summary>
public sealed class SegmentComposerTests : IAsyncLifetime
{
    private readonly SetCounts counts = new();
    private StaffApplication city = null!;
    private Browser sato = null!;

    public async ValueTask InitializeAsync()
    {
        city = await StaffApplication.Start(replace: services => services.Replace(ServiceDescriptor.Singleton<ISegmentCounts>(counts)));
        var office = await city.AddOffice("0201", "危機管理課");
        await city.AddPerson("佐藤 花子", "0201", Duty.Staff, "sato");
        await city.AddPerson("田中 実", "0201", Duty.Head, "tanaka");
        await using var db = city.Open();
        var account = Account.Register("A001", Platform.Line, new AccountFacts("愛光市 LINE", office, OperatorKind.Direct, "https://line.me/R/ti/p/@aiko", "line.me/@aiko"));
        account.Saw(works: true, reason: null);
        db.Add(account);
        await db.SaveChangesAsync();
        sato = await city.SignIn("sato");
    }

    public async ValueTask DisposeAsync()
    {
        sato.Dispose();
        await city.DisposeAsync();
    }

    [Fact]
    public async Task F3_the_composer_shows_the_friends_beside_each_choice_and_counts_what_is_ticked()
    {
        var page = await sato.Open("/posts/new");
        using var answer = await sato.Get("/line/segments/count?account=A001&purpose=Notice&audience.A001=segment&segment.A001.topic=child-raising");
        var counted = Browser.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Contains("子育て（3,000人）", page.QuerySelector("segment-count")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("未回答の人にも送る（4,000人）", page.QuerySelector("segment-count")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("見込み3,120人", counted.QuerySelector("[data-says]")!.TextContent);
        Assert.Equal(("A001", Families), counts.Asked[^1]);
    }

    [Fact]
    public async Task F3_nothing_ticked_is_nobody_and_cannot_be_submitted()
    {
        var confirm = await sato.Submit("/posts/new", Draft());

        Assert.Contains("だれにも届きません。", confirm.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(confirm.QuerySelector("[name=route]"));
    }

    [Fact]
    public async Task F3_the_ticks_are_stored_shown_again_and_copied()
    {
        await sato.Submit("/posts/new", Draft(("audience.A001", "segment"), ("segment.A001.topic", "child-raising"), ("unanswered.A001", "yes")));
        await using var db = city.Open();
        var post = await db.Posts.Include(p => p.Channels).SingleAsync();

        var edit = await sato.Open($"/posts/{post.Id.Value}/edit");
        var copy = await sato.Open($"/posts/new?copy={post.Id.Value}");

        Assert.Equal(Families with { WithUnanswered = true }, Assert.Single(post.Channels).Segment);
        foreach (var page in new[] { edit, copy })
        {
            Assert.Equal(["segment", "child-raising", "yes"], page.QuerySelectorAll("segment-count input[checked]").OfType<IHtmlInputElement>().Select(i => i.Value));
        }
    }

    [Fact]
    public async Task F1_a_retired_option_that_a_post_still_names_is_shown_so_that_it_can_be_taken_out()
    {
        await sato.Submit("/posts/new", Draft(("audience.A001", "segment"), ("segment.A001.topic", "gone")));
        await using var db = city.Open();
        var post = await db.Posts.SingleAsync();

        var edit = await sato.Open($"/posts/{post.Id.Value}/edit");

        Assert.Contains("gone（廃止されています。外してください）", edit.QuerySelector("segment-count")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F3_the_approver_reads_the_rule_in_words_the_counts_the_ceiling_and_the_cost()
    {
        var confirm = await sato.Submit("/posts/new", Draft(("audience.A001", "segment"), ("segment.A001.topic", "child-raising")));
        await using var db = city.Open();
        var post = (await db.Posts.AsNoTracking().SingleAsync()).Id.Value;
        using (await sato.PostForm(confirm, $"/posts/{post}/confirm", ("route", "approval"))) { }
        counts.Answer = new SegmentCount.Counted(3_500, 9);
        using var tanaka = await city.SignIn("tanaka");

        var approval = (await tanaka.Open($"/approvals/{post}")).QuerySelector(".audience-facts")!;
        var facts = approval.QuerySelectorAll("dt").Zip(approval.QuerySelectorAll("dd"), (term, said) => $"{term.TextContent}={said.TextContent}").ToList();

        Assert.Contains("配信対象=ほしい情報：子育て", facts);
        Assert.Contains("今の人数=3,500人", facts);
        Assert.Contains("承認できる上限=3,432人", facts);
        Assert.Contains(facts, f => f.StartsWith("承認を依頼したときの人数=3,120人", StringComparison.Ordinal));
        Assert.Contains("今の人数は、承認できる上限を超えています。", (await tanaka.Open($"/approvals/{post}")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A3_somebody_else_cannot_count_for_an_account_that_is_not_LINE()
    {
        using var answer = await sato.Get("/line/segments/count?account=A999");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static readonly SegmentRule Families = SegmentRule.Of([new SegmentQuestion("topic", ["child-raising"])]);

    private static (string Name, string Value)[] Draft(params (string Name, string Value)[] audience) =>
        [("title", "防災訓練のお知らせ"), ("purpose", "Notice"), ("channels", "A001"), ("text", "4月10日（金）10時から防災訓練を行います。"), ("when", "now"), ("do", "confirm"), .. audience];
}
