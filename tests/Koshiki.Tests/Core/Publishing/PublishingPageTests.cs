using System.Net;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Publishing.Saving;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Koshiki.Tests.Core.Publishing.Segments;

namespace Koshiki.Tests.Core.Publishing;

/// <summary>The pages as people use them: without script, through forms.</summary>
public sealed class PublishingPageTests : IAsyncLifetime
{
    private StaffApplication city = null!;
    private OfficeId office;
    private Account line = null!;

    public async ValueTask InitializeAsync()
    {
        city = await StaffApplication.Start();
        office = await city.AddOffice("01001", "防災危機管理課");
        await city.AddOffice("01002", "広報広聴課", OfficeFunction.PublicRelations);
        await city.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await city.AddPerson("鈴木 一郎", "01001", Duty.Staff, "suzuki");
        await city.AddPerson("田中 実", "01001", Duty.Head, "tanaka");
        await city.AddPerson("渡辺 翔", "01002", Duty.Staff, "watanabe");
        line = Sample.Account(office: office);
        await using var db = city.Open();
        db.Add(line);
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync() => await city.DisposeAsync();

    [Fact]
    public async Task E3_the_head_reads_confirms_and_approves_and_the_order_is_given()
    {
        var post = await Submitted();
        using var tanaka = await city.SignIn("tanaka");

        var list = await tanaka.Open("/approvals");
        var page = await tanaka.Open($"/approvals/{post.Value}");
        var confirm = Browser.Parse(await (await tanaka.PostForm(page, $"/approvals/{post.Value}/confirm", ("opinion", "よろしい"))).Content.ReadAsStringAsync());
        var done = await tanaka.PostForm(confirm, $"/approvals/{post.Value}/approve");

        Assert.Contains("防災訓練のお知らせ", list.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("10時から防災訓練を行います。", page.QuerySelector(".preview-body")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("承認の確認", confirm.QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        var detail = await tanaka.Open($"/posts/{post.Value}");
        Assert.Contains("承認済み・予約", detail.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("よろしい", detail.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E3_the_author_opening_the_approvers_page_is_told_why_he_cannot()
    {
        var post = await Submitted();
        using var author = await city.SignIn("sato");

        var page = await author.Open($"/approvals/{post.Value}");

        Assert.Contains("自分が起案または編集した投稿は承認できません。", page.QuerySelector(".warning")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form[action$='/confirm']"));
    }

    [Fact]
    public async Task E3_a_stale_confirm_page_is_answered_with_409()
    {
        var post = await Submitted();
        using var tanaka = await city.SignIn("tanaka");
        var page = await tanaka.Open($"/approvals/{post.Value}");
        await Change(post, "中止します。");

        var answer = await tanaka.PostForm(page, $"/approvals/{post.Value}/confirm");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("あなたが見た後に", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Z2_the_menu_marks_where_a_page_belongs_that_lies_below_none_of_its_addresses()
    {
        using var tanaka = await city.SignIn("tanaka");

        var page = await tanaka.Open("/deliveries");

        Assert.Equal(["投稿"], page.QuerySelectorAll(".menu-wide a[aria-current]").Select(link => link.TextContent));
    }

    [Fact]
    public async Task E3_a_return_without_a_reason_comes_back_with_its_fault()
    {
        var post = await Submitted();
        using var tanaka = await city.SignIn("tanaka");

        var refused = await tanaka.Post($"/approvals/{post.Value}/return", ("reason", ""));
        await tanaka.Submit($"/approvals/{post.Value}/return", ("reason", "時刻を確かめてください。"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(PostStatus.Returned, (await Load(post)).Status);
    }

    [Fact]
    public async Task A3_another_offices_staff_see_neither_list_nor_detail_but_the_pr_office_does()
    {
        var post = await Submitted();
        await city.AddOffice("01003", "水道課");
        await city.AddPerson("小川 直", "01003", Duty.Staff, "ogawa");
        using var ogawa = await city.SignIn("ogawa");
        using var watanabe = await city.SignIn("watanabe");

        var hidden = await ogawa.Get($"/posts/{post.Value}");
        var list = await ogawa.Open("/posts");
        var seen = await watanabe.Open("/posts");

        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Contains("投稿はまだありません。", list.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("防災訓練のお知らせ", seen.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q=ボウサイ", false)]
    [InlineData("q=防災", true)]
    [InlineData("q=訓練　お知らせ", true)]
    [InlineData("status=AwaitingApproval", true)]
    [InlineData("status=Sent", false)]
    [InlineData("purpose=Notice&account=A001", true)]
    [InlineData("from=R8.4.1&to=令和8年4月30日", true)]
    [InlineData("to=R8.3.31", false)]
    public async Task E6_the_list_is_narrowed_by_its_conditions(string conditions, bool found)
    {
        await Submitted();
        using var author = await city.SignIn("sato");

        var page = await author.Open("/posts?" + conditions);
        var csv = await author.Http.GetStringAsync(new Uri("/posts.csv?" + conditions, UriKind.Relative));

        Assert.Equal(found, page.QuerySelector("#posts") is not null);
        Assert.Equal(found, csv.Contains("防災訓練のお知らせ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task E6_an_unreadable_day_is_told_beside_its_field()
    {
        using var author = await city.SignIn("sato");

        var page = await author.Open("/posts?from=きのう");

        Assert.NotNull(page.QuerySelector("#f-from-error"));
    }

    [Fact]
    public async Task E6_the_calendar_shows_holidays_and_warns_of_two_posts_too_close()
    {
        await Submitted(window: new PostWindow(At(4, 28, 10), null));
        await Submitted(window: new PostWindow(At(4, 28, 10).AddMinutes(30), null));
        using var author = await city.SignIn("sato");

        var month = await author.Open("/calendar?day=2026-04-01");
        var list = await author.Open("/calendar?day=2026-04-01&view=list");

        Assert.Contains("昭和の日", month.QuerySelector("#calendar")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/calendar?view=week&day=2026-04-28", (await author.Open("/calendar?day=2026-04-28")).QuerySelectorAll(".tabs a").Single(tab => tab.TextContent == "週").GetAttribute("href"));
        Assert.Equal(2, month.QuerySelectorAll(".tag").Count(t => t.TextContent == "間近"));
        Assert.Contains("令和8年4月28日（火）", list.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E6_the_calendar_of_the_whole_government_names_what_others_post_without_opening_it()
    {
        await Submitted(window: new PostWindow(At(4, 28, 10), null));
        var approved = await Approved(window: new PostWindow(At(4, 27, 10), null));
        await city.AddOffice("01003", "観光課");
        await city.AddPerson("木村 進", "01003", Duty.Staff, "kimura");
        using var kimura = await city.SignIn("kimura");
        using var sato = await city.SignIn("sato");

        var own = await kimura.Open("/calendar?day=2026-04-01");
        var whole = await kimura.Open("/calendar?day=2026-04-01&whose=all");
        var authors = await sato.Open("/calendar?day=2026-04-01&whose=all");

        Assert.Empty(own.QuerySelectorAll(".calendar-list li"));
        Assert.Equal(["10:00 防災訓練のお知らせ（防災危機管理課）", "10:00 承認前の投稿（防災危機管理課）"], whole.QuerySelectorAll(".calendar-list li > span:first-child").Select(entry => entry.TextContent));
        Assert.Empty(whole.QuerySelectorAll(".calendar-list a"));
        Assert.Contains(authors.QuerySelectorAll(".calendar-list a"), link => link.GetAttribute("href") == $"/posts/{approved.Value}");
        Assert.Equal(2, authors.QuerySelectorAll(".calendar-list a").Length);
    }

    [Theory]
    [InlineData(PostStatus.Draft, null)]
    [InlineData(PostStatus.Returned, null)]
    [InlineData(PostStatus.Withdrawn, null)]
    [InlineData(PostStatus.AwaitingCheck, "承認前の投稿")]
    [InlineData(PostStatus.Held, "防災訓練のお知らせ")]
    public async Task E6_no_other_office_learns_from_the_calendar_what_nobody_has_approved(PostStatus status, string? shown)
    {
        var post = await Submitted(window: new PostWindow(At(4, 28, 10), null));
        await using (var db = city.Open()) await db.Database.ExecuteSqlAsync($"update publishing.post set status = {status.ToString()} where id = {post.Value}");
        await city.AddOffice("01003", "観光課");
        await city.AddPerson("木村 進", "01003", Duty.Staff, "kimura");
        using var kimura = await city.SignIn("kimura");

        var entries = (await kimura.Open("/calendar?day=2026-04-01&whose=all")).QuerySelectorAll(".calendar-list li > span:first-child").Select(entry => entry.TextContent);

        Assert.Equal(shown is null ? [] : [$"10:00 {shown}（防災危機管理課）"], entries);
    }

    [Fact]
    public async Task E6_the_pr_office_has_the_whole_government_on_its_calendar_without_asking()
    {
        var post = await Submitted(window: new PostWindow(At(4, 28, 10), null));
        using var watanabe = await city.SignIn("watanabe");

        var page = await watanabe.Open("/calendar?day=2026-04-01");

        Assert.Equal($"/posts/{post.Value}", Assert.Single(page.QuerySelectorAll(".calendar-list a")).GetAttribute("href"));
        Assert.DoesNotContain("全庁", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E6_a_contractor_sees_the_calendar_of_his_named_accounts_only()
    {
        await Approved(window: new PostWindow(At(4, 27, 10), null));
        await using (var db = city.Open())
        {
            db.Add(Sample.Account("A002", Platform.X, office));
            await db.SaveChangesAsync();
        }

        await city.AddPerson("小林 海斗", "01001", Duty.Contractor, "kobayashi", "A002");
        using var kobayashi = await city.SignIn("kobayashi");

        var page = await kobayashi.Open("/calendar?day=2026-04-01&whose=all");

        Assert.Empty(page.QuerySelectorAll(".calendar-list li"));
        Assert.DoesNotContain("全庁", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E8_a_delivery_in_doubt_is_settled_by_a_person_with_a_confirm_page()
    {
        var post = await Approved();
        await Report(post, DeliveryState.AskingAPerson, 4, "応答がありませんでした。");
        using var author = await city.SignIn("sato");
        await using var db = city.Open();
        var id = (await db.ChannelDeliveries.SingleAsync()).Id;

        var waiting = await author.Open("/deliveries/waiting");
        var empty = await author.Post($"/deliveries/{id}/decide?verdict=WasSent", ("platformPostId", ""));
        await author.Submit($"/deliveries/{id}/decide?verdict=WasSent", ("platformPostId", "461230966842064897"));

        Assert.Contains("人の判断待ち", waiting.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Equal(DeliveryDecision.WasSent, (await LastOrder<DecideDelivery>()).Decision);
    }

    [Fact]
    public async Task E8_the_log_is_searched_and_exported()
    {
        var post = await Approved();
        await Report(post, DeliveryState.Sent, 4, null, "461230966842064897");
        using var author = await city.SignIn("sato");

        var found = await author.Open("/deliveries?q=防災訓練&state=Sent");
        var none = await author.Open("/deliveries?state=NotSent");
        var csv = await author.Http.GetStringAsync(new Uri("/deliveries.csv", UriKind.Relative));

        Assert.Contains("発信済み", found.QuerySelector("#deliveries")!.TextContent, StringComparison.Ordinal);
        Assert.Null(none.QuerySelector("#deliveries"));
        Assert.Contains("461230966842064897", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E6_holding_moving_and_withdrawing_go_through_their_pages()
    {
        var post = await Approved(new PostWindow(At(4, 10, 10), At(4, 10, 15)));
        using var author = await city.SignIn("sato");

        await author.Submit($"/posts/{post.Value}/reschedule", ("goesAt.year", "令和8"), ("goesAt.month", "4"), ("goesAt.day", "10"), ("goesAt.time", "13:00"));
        await author.Submit($"/posts/{post.Value}/hold", ("reason", "内容を確かめるため"));
        var last = await author.Submit($"/posts/{post.Value}/withdraw", ("reason", "中止になったため"));

        Assert.Equal(At(4, 10, 13), (await LastOrder<MoveDelivery>()).NotBefore);
        Assert.False((await LastOrder<WithdrawDelivery>()).Hold);
        Assert.Contains("取下げ", last.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E3_a_scope_is_proposed_by_staff_and_decided_by_the_head()
    {
        using var author = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");

        var faulty = await author.Post("/scopes/new", ("name", ""), ("office", office.Value.ToString()), ("from", "8時半"), ("until", "17:15"));
        var page = await author.Submit(
            "/scopes/new", ("name", "日々の防災の知らせ"), ("clause", "利用方針 第4条"), ("office", office.Value.ToString()), ("accounts", "A001"), ("purposes", "Notice"), ("days", "月"), ("days", "火"),
            ("from", "08:30"), ("until", "17:15"), ("validFrom.year", "2026"), ("validFrom.month", "4"), ("validFrom.day", "1"), ("expires.year", "R9"), ("expires.month", "3"), ("expires.day", "31"));
        await using var db = city.Open();
        var scope = await db.PostingScopes.AsNoTracking().SingleAsync();
        var waiting = await tanaka.Open("/home");
        var decided = await tanaka.Submit($"/scopes/{scope.Id.Value}?number=1", ("act", "Approve"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, faulty.StatusCode);
        Assert.Contains("承認待ち", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["日々の防災の知らせ"], ScopesToDecide(waiting));
        Assert.Contains("有効", decided.QuerySelector("main .tag")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(ScopesToDecide(await tanaka.Open("/home")));
    }

    [Theory]
    [InlineData("sato", "tanaka")]
    [InlineData("tanaka", "yamamoto")]
    public async Task E3_a_proposed_scope_waits_on_the_home_page_of_the_one_who_decides_it(string proposer, string decides)
    {
        await city.AddOffice("01003", "観光課");
        await city.AddPerson("山本 久美子", "01001", Duty.DepartmentHead, "yamamoto");
        await city.AddPerson("木村 進", "01003", Duty.Head, "kimura");
        using (var who = await city.SignIn(proposer))
        {
            await who.Submit(
                "/scopes/new", ("name", "日々の防災の知らせ"), ("clause", "利用方針 第4条"), ("office", office.Value.ToString()), ("accounts", "A001"), ("purposes", "Notice"), ("days", "月"),
                ("from", "08:30"), ("until", "17:15"), ("validFrom.year", "R8"), ("validFrom.month", "4"), ("validFrom.day", "1"), ("expires.year", "R9"), ("expires.month", "3"), ("expires.day", "31"));
        }

        await using var db = city.Open();
        var scope = (await db.PostingScopes.AsNoTracking().SingleAsync()).Id.Value;
        List<string> told = [];
        foreach (var person in new[] { "sato", "tanaka", "yamamoto", "kimura" })
        {
            using var browser = await city.SignIn(person);
            if (ScopesToDecide(await browser.Open("/home")).Any()) told.Add(person);
        }

        using var head = await city.SignIn("tanaka");
        var page = await head.Open($"/scopes/{scope}");
        Assert.Equal([decides], told);
        Assert.Equal((decides == "tanaka", proposer == "tanaka"), (page.QuerySelector("main button[value=Approve]") is not null, page.QuerySelector("main .warning") is not null));
    }

    private static IEnumerable<string> ScopesToDecide(AngleSharp.Html.Dom.IHtmlDocument home) => home.QuerySelectorAll("main a[href^='/scopes/']").Select(link => link.TextContent.Trim());

    [Fact]
    public async Task E3_the_word_on_an_emergency_is_asked_and_recorded()
    {
        var tanaka = await MeOf("田中 実");
        var post = (await Save(tanaka, null)).Post;
        await Submit(tanaka, new SubmitPost(post, null, AuthorizationKind.Emergency, EmergencyReason: "避難指示のため"));
        await city.AddPerson("山本 久美子", "01001", Duty.DepartmentHead, "yamamoto");
        using var yamamoto = await city.SignIn("yamamoto");

        var list = await yamamoto.Open("/approvals");
        await yamamoto.Submit($"/approvals/{post.Value}", ("verdict", "approve"));

        await using var db = city.Open();
        Assert.Contains("事後承認", list.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.True((await db.EmergencyReviews.SingleAsync()).Approved);
    }

    private static DateTimeOffset At(int month, int day, int hour) => new DateTimeOffset(2026, month, day, hour, 0, 0, TimeSpan.FromHours(9)).ToUniversalTime();

    private async Task<Me> MeOf(string name)
    {
        await using var db = city.Open();
        var person = await db.People.SingleAsync(p => p.Name == name);
        return (await new MeReader(db, new MeMemory()).Read(person.Id, city.Clock.Today, CancellationToken.None))!;
    }

    private async Task<PostSaved> Save(Me me, PostId? post, string? text = null, PostWindow? window = null)
    {
        await using var db = city.Database.OpenCore(me.AsActor(), city.Clock);
        var version = post is null ? 0 : (await db.Posts.AsNoTracking().SingleAsync(p => p.Id == post)).SavedVersion;
        var content = Sample.Content(text: text ?? "4月20日（月）10時から防災訓練を行います。", window: window, accounts: line);
        return (await new SavePostHandler(db, city.Clock, Counts).Handle(new SavePost(post, version, office, content), me, default)).Value;
    }

    [Theory]
    [InlineData("/posts?page=99")]
    [InlineData("/posts?q=訓練&page=99")]
    [InlineData("/deliveries?page=99")]
    [InlineData("/line/deliveries?page=99")]
    [InlineData("/hours?page=99")]
    public async Task Z5_a_page_beyond_the_last_is_the_last(string address)
    {
        await Approved();
        using var tanaka = await city.SignIn("tanaka");

        var page = await tanaka.Open(address);

        Assert.Single(page.QuerySelectorAll("main tbody tr"));
    }

    private async Task<PostSubmitted> Submit(Me me, SubmitPost command)
    {
        await using var db = city.Database.OpenCore(me.AsActor(), city.Clock);
        return (await new SubmitPostHandler(db, city.Clock, Options, new AudienceDesk(db, Counts, city.Clock, Options), []).Handle(command, me, default)).Value;
    }

    [Fact]
    public async Task K1_a_search_finds_the_newest_first_whether_the_newest_posts_suffice_or_not()
    {
        var post = await Submitted();
        await Copy(post, "掲示", from: 1, until: 2050);
        await Copy(post, "訓練", from: -59, until: -1);
        using var tanaka = await city.SignIn("tanaka");

        var rare = await tanaka.Open("/posts?q=訓練");
        var rest = await tanaka.Open("/posts?q=訓練&page=2");
        await Copy(post, "訓練", from: 3001, until: 3055);
        var frequent = await tanaka.Open("/posts?q=訓練");

        Assert.Equal(("60件", 50, 10), (rare.QuerySelector("p.count")!.TextContent, Titles(rare).Length, Titles(rest).Length));
        Assert.Equal(["訓練-1", "訓練-2"], Titles(rare)[1..3]);
        Assert.Equal("訓練-59", Titles(rest)[^1]);
        Assert.Equal(("115件", 50), (frequent.QuerySelector("p.count")!.TextContent, Titles(frequent).Length));
        Assert.Equal(("訓練3055", "訓練3006"), (Titles(frequent)[0], Titles(frequent)[^1]));
    }

    private static string[] Titles(AngleSharp.Html.Dom.IHtmlDocument list) => [.. list.QuerySelectorAll("#posts tbody a[href^='/posts/']").Select(link => link.TextContent.Trim())];

    /// <summary>The same post again, with another word, so many minutes later.</summary>
    private async Task Copy(PostId post, string word, int from, int until)
    {
        await using var db = city.Open();
        await db.Database.ExecuteSqlAsync($"""
            insert into publishing.post
            select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'title', {word} || n, 'search_text', {word}, 'search_bigrams', jsonb_build_array({word}), 'shown_at', p.shown_at + n * interval '1 minute'))).*
            from publishing.post p, generate_series({from}, {until}) n where p.id = {post.Value}
            """);
    }

    private async Task<PostId> Submitted(PostWindow? window = null)
    {
        var me = await MeOf("佐藤 花子");
        var post = (await Save(me, null, window: window)).Post;
        await Submit(me, new SubmitPost(post, null, AuthorizationKind.Approved));
        return post;
    }

    private async Task<PostId> Approved(PostWindow? window = null)
    {
        var post = await Submitted(window);
        var tanaka = await MeOf("田中 実");
        await using var db = city.Database.OpenCore(tanaka.AsActor(), city.Clock);
        Assert.True((await new ApprovePostHandler(db, city.Clock, Options, Counts).Handle(new ApprovePost(post, (await Load(post)).Seal!.Value), tanaka, default)).Succeeded);
        return post;
    }

    private async Task Change(PostId post, string text)
    {
        var me = await MeOf("佐藤 花子");
        await Save(me, post, text);
        await Submit(me, new SubmitPost(post, null, AuthorizationKind.Approved));
    }

    private async Task Report(PostId post, DeliveryState state, long number, string? reason = null, string? postId = null)
    {
        await using var db = city.Open();
        var newest = await db.ChannelDeliveries.AsNoTracking().SingleAsync(d => d.Post == post);
        await new DeliveryListener(db, NullLogger<DeliveryListener>.Instance).Handle(Sample.Report(newest, state, number, postId, reason), Guid.NewGuid(), default);
    }

    private async Task<Post> Load(PostId id)
    {
        await using var db = city.Open();
        return await db.Posts.AsNoTracking().SingleAsync(p => p.Id == id);
    }

    private async Task<TOrder> LastOrder<TOrder>() where TOrder : Order
    {
        await using var db = city.Open();
        var rows = await db.OutgoingOrders.AsNoTracking().OrderBy(o => o.Seq).ToListAsync();
        return rows.Select(r => Koshiki.Foundation.Queues.MessageJson.FromBytes<Order>(r.Body)).OfType<TOrder>().Last();
    }

    private static SetCounts Counts { get; } = new();

    private static Microsoft.Extensions.Options.IOptions<PublishingOptions> Options { get; } = Microsoft.Extensions.Options.Options.Create(new PublishingOptions());
}
