using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Work;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Koshiki.Tests.Core.Publishing;

/// <summary>Asking for an approval and giving it, through the pages alone: what is shown, and how it goes on when something came between.</summary>
public sealed class ApprovalPagesTests : IAsyncLifetime
{
    private StaffApplication city = null!;
    private OfficeId office;
    private Browser sato = null!;
    private Browser tanaka = null!;

    public async ValueTask InitializeAsync()
    {
        city = await StaffApplication.Start();
        office = await city.AddOffice("01001", "防災危機管理課");
        await city.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await city.AddPerson("鈴木 一郎", "01001", Duty.Staff, "suzuki");
        await city.AddPerson("田中 実", "01001", Duty.Head, "tanaka");
        await using var db = city.Open();
        db.AddRange(Sample.Account("A001", Platform.Line, office), Sample.Account("A002", Platform.X, office));
        await db.SaveChangesAsync();
        sato = await city.SignIn("sato");
        tanaka = await city.SignIn("tanaka");
    }

    public async ValueTask DisposeAsync()
    {
        sato.Dispose();
        tanaka.Dispose();
        await city.DisposeAsync();
    }

    [Fact]
    public async Task E3_an_approver_who_was_overtaken_looks_again_and_keeps_his_opinion()
    {
        var post = await Submitted();
        var confirm = await Ask(tanaka, post, "問合せ先を確かめました。");
        await Edit(post, ("text", "4月20日（月）11時から防災訓練を行います。"));
        await Submit(post);

        using var late = await tanaka.PostForm(confirm, $"/approvals/{post}/approve");

        var again = Browser.Parse(await late.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("あなたが見た後に", again.QuerySelector("[data-error-summary]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("11時から防災訓練を行います。", again.QuerySelector(".preview-body")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("問合せ先を確かめました。", again.QuerySelector("textarea[name=opinion]")!.TextContent, StringComparison.Ordinal);
        using var now = await tanaka.PostForm(again, $"/approvals/{post}/confirm");
        Assert.Equal(HttpStatusCode.OK, now.StatusCode);
    }

    [Fact]
    public async Task E3_an_approver_whose_post_is_a_draft_again_is_led_to_it_and_gets_his_opinion_back()
    {
        var post = await Submitted();
        var confirm = await Ask(tanaka, post, "問合せ先を確かめました。");
        await Edit(post, ("text", "中止します。"));

        using var late = await tanaka.PostForm(confirm, $"/approvals/{post}/approve");

        var problem = Browser.Parse(await late.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Conflict, "今は判断できません"), (late.StatusCode, problem.QuerySelector("h1")!.TextContent));
        Assert.NotNull(problem.QuerySelector($"main a[href='/posts/{post}']"));
        Assert.Contains("問合せ先を確かめました。", problem.QuerySelector("textarea[readonly]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E3_an_approver_who_comes_after_the_deadline_is_told_on_the_page_of_the_post()
    {
        var post = await Submitted([("when", "at"), .. Time("notBefore", "6", "9:10"), .. Time("notAfter", "6", "9:30")]);
        var confirm = await Ask(tanaka, post, "問合せ先を確かめました。");
        city.Clock.Pass(TimeSpan.FromMinutes(40));

        using var late = await tanaka.PostForm(confirm, $"/approvals/{post}/approve");

        var again = Browser.Parse(await late.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("発信の期限（令和8年4月6日（月）09:30）を過ぎています。", again.QuerySelector("[data-error-summary]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(again.QuerySelector($"main a[href='/posts/{post}']"));
        Assert.Contains("問合せ先を確かめました。", again.QuerySelector("textarea[name=opinion]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E3_who_goes_back_after_submitting_is_told_that_it_is_done()
    {
        var post = await Submitted();

        using var again = await sato.Get($"/posts/{post}/confirm");

        var page = Browser.Parse(await again.Content.ReadAsStringAsync());
        Assert.Equal("依頼は受付済みです", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("今の状態は「承認待ち」です。", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"main a[href='/posts/{post}']"));
    }

    [Fact]
    public async Task E3_a_test_that_nobody_would_get_leads_to_where_one_registers()
    {
        var post = await Draft();

        using var refused = await sato.Post($"/posts/{post}/test");

        var page = Browser.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal("試験の宛先がありません", page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("main a[href='/me/test-recipients']"));
    }

    [Theory]
    [InlineData("/approvals/{0}/confirm", "/approvals/{0}")]
    [InlineData("/approvals/{0}/approve", "/approvals/{0}")]
    [InlineData("/approvals/{0}/review?_restore=1", "/approvals/{0}?_restore=1")]
    [InlineData("/posts/preview", "/posts/new")]
    [InlineData("/posts/draft", "/posts/new")]
    public async Task E3_the_address_of_a_form_alone_leads_to_the_page_on_which_it_stands(string address, string page)
    {
        var post = Guid.NewGuid();

        using var answer = await tanaka.Get(address.Replace("{0}", $"{post}", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.SeeOther, page.Replace("{0}", $"{post}", StringComparison.Ordinal)), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task E3_an_emergency_has_a_button_that_says_so_and_a_reason_that_must_be_given()
    {
        var post = await Draft(("purpose", "Emergency"));
        var confirm = await tanaka.Open($"/posts/{post}/confirm");

        using var without = await tanaka.PostForm(confirm, $"/posts/{post}/confirm", ("route", "approval"), ("emergency", "yes"), ("emergencyReason", ""));
        using var with = await tanaka.PostForm(confirm, $"/posts/{post}/confirm", ("route", "approval"), ("emergency", "yes"), ("emergencyReason", "避難が遅れるため。"));

        Assert.Equal("緊急発信する（承認は事後）", confirm.QuerySelector("button[name=emergency]")!.TextContent);
        Assert.Equal("true", confirm.QuerySelector("input[name=emergencyReason]")!.GetAttribute("aria-required"));
        Assert.Equal(["approval"], confirm.QuerySelectorAll("input[name=route]").Select(choice => choice.GetAttribute("value")));
        Assert.NotNull(Browser.Parse(await without.Content.ReadAsStringAsync()).QuerySelector("#f-emergencyReason-error"));
        Assert.Equal(HttpStatusCode.SeeOther, with.StatusCode);
        Assert.Equal((PostStatus.Approved, AuthorizationKind.Emergency), ((await Load(post)).Status, (await Load(post)).SubmittedAs!.Value));
    }

    [Fact]
    public async Task E3_the_number_to_compare_has_one_name_on_every_page()
    {
        var post = await Submitted();
        var number = (await Load(post)).Seal!.Value.Short;

        var pages = new[] { await tanaka.Open($"/approvals/{post}"), await Ask(tanaka, post, ""), await sato.Open($"/posts/{post}") };

        Assert.All(pages, page => Assert.Matches($@"照合番号\W*{number}", page.QuerySelector("main")!.TextContent));
    }

    [Fact]
    public async Task E3_an_opinion_is_repeated_survives_going_back_and_becomes_the_reason_of_a_return()
    {
        var post = await Submitted();
        var confirm = await Ask(tanaka, post, "日付を確かめてください。");

        var back = Browser.Parse(await (await Press(tanaka, confirm, confirm.QuerySelector("main button[formaction]")!.GetAttribute("formaction")!)).Content.ReadAsStringAsync());
        var returning = Browser.Parse(await (await tanaka.PostForm(back, $"/approvals/{post}/confirm", ("opinion", "日付を確かめてください。"), ("do", "return"))).Content.ReadAsStringAsync());
        using var returned = await tanaka.PostForm(returning, $"/approvals/{post}/return", ("reason", returning.QuerySelector("textarea[name=reason]")!.TextContent.Trim()));

        Assert.Contains("日付を確かめてください。", confirm.QuerySelector(".confirm")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("日付を確かめてください。", back.QuerySelector("textarea[name=opinion]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, returned.StatusCode);
        Assert.Contains("日付を確かめてください。", (await sato.Open($"/posts/{post}")).QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("木村 進")]
    [InlineData(null)]
    public async Task E3_an_opinion_is_the_note_of_handing_on_and_comes_back_with_the_way_back(string? otherHead)
    {
        if (otherHead is not null) await city.AddPerson(otherHead, "01001", Duty.Head, "kimura");
        var post = await Submitted();

        var asked = Browser.Parse(await (await tanaka.PostForm(await tanaka.Open($"/approvals/{post}"), $"/approvals/{post}/confirm", ("opinion", "会場に詳しいため"), ("do", "hand-on"))).Content.ReadAsStringAsync());
        var wayBack = asked.QuerySelector("main button[formaction]")?.GetAttribute("formaction") ?? asked.QuerySelector("main form[method=post]")!.GetAttribute("action");
        var back = Browser.Parse(await (await Press(tanaka, asked, wayBack!)).Content.ReadAsStringAsync());

        Assert.Equal(("別の人に回す", otherHead is not null), (asked.QuerySelector("h1")!.TextContent, asked.QuerySelector("input[name=to]") is not null));
        Assert.Contains("会場に詳しいため", back.QuerySelector("textarea[name=opinion]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E3_an_approval_is_handed_on_from_the_approvers_page_with_what_was_written()
    {
        var kimura = await city.AddPerson("木村 進", "01001", Duty.Head, "kimura");
        var post = await Submitted();

        var asked = Browser.Parse(await (await tanaka.PostForm(await tanaka.Open($"/approvals/{post}"), $"/approvals/{post}/confirm", ("opinion", "会場に詳しいため"), ("do", "hand-on"))).Content.ReadAsStringAsync());
        var form = asked.QuerySelector("main form[method=post]")!;
        using var toNobody = await tanaka.PostForm(asked, form.GetAttribute("action")!, ("note", "会場に詳しいため"));
        using var handed = await tanaka.PostForm(asked, form.GetAttribute("action")!, ("to", kimura.Value.ToString()), ("note", form.QuerySelector("textarea[name=note]")!.TextContent.Trim()));

        Assert.Contains("回す相手を選んでください。", Browser.Parse(await toNobody.Content.ReadAsStringAsync()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, handed.StatusCode);
        Assert.Contains("木村 進さんへ：会場に詳しいため", (await sato.Open($"/posts/{post}")).QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A2_what_somebody_waits_for_stands_on_the_home_page_before_older_tasks()
    {
        await Submitted();
        await using (var db = city.Open())
        {
            db.Tasks.Add(WorkTask.For(office, null, "check", "A001", "遅れた作業", "/accounts", city.Clock.Today.AddDays(-30), city.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }

        var home = await tanaka.Open("/home");

        Assert.Equal(["承認待ち", "期限のある作業"], home.QuerySelectorAll("main h3").Select(heading => heading.TextContent.Split(' ')[0]).Take(2));
    }

    [Fact]
    public async Task E6_the_approver_is_told_of_the_time_what_its_author_was_told()
    {
        await Submitted([("title", "給水車のお知らせ"), ("when", "at"), .. Time("notBefore", "12", "22:30")]);
        var post = await Submitted([("when", "at"), .. Time("notBefore", "12", "22:00")]);

        var page = await tanaka.Open($"/approvals/{post}");

        var warnings = string.Concat(page.QuerySelectorAll("main .warning").Select(w => w.TextContent));
        Assert.Contains("日曜日です。", warnings, StringComparison.Ordinal);
        Assert.Contains("通知の音が鳴ります。", warnings, StringComparison.Ordinal);
        Assert.Contains("「給水車のお知らせ」の発信があります。", warnings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E3_the_approver_sees_why_it_came_back_and_what_has_changed_since()
    {
        var post = await Submitted([("when", "at"), .. Time("notBefore", "10", "10:00")]);
        city.Clock.Pass(TimeSpan.FromMinutes(1));
        await tanaka.Submit($"/approvals/{post}/return", ("reason", "時刻を確かめてください。"));
        city.Clock.Pass(TimeSpan.FromMinutes(1));
        await Edit(post, [("text", "4月20日（月）11時から防災訓練を行います。"), ("when", "at"), .. Time("notBefore", "10", "13:00")]);
        await Submit(post);

        var page = await tanaka.Open($"/approvals/{post}");

        Assert.Equal(["前の申請からの変更：発信日時", "前の申請からの変更：LINE 愛光市 LINE"], Changed(page));
        Assert.Contains("令和8年4月10日（金）10:00", page.QuerySelector("main del")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("令和8年4月10日（金）13:00", page.QuerySelector("main ins")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("田中 実：時刻を確かめてください。", page.QuerySelector("main .warning")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E6_the_approver_sees_that_a_waiting_post_was_moved()
    {
        var post = await Submitted([("when", "at"), .. Time("notBefore", "10", "10:00"), .. Time("notAfter", "10", "17:00")]);
        city.Clock.Pass(TimeSpan.FromMinutes(1));
        await sato.Submit($"/posts/{post}/reschedule", Time("goesAt", "10", "13:00"));

        var page = await tanaka.Open($"/approvals/{post}");

        Assert.Equal(["前の申請からの変更：発信日時"], Changed(page));
        Assert.Contains("令和8年4月10日（金）10:00（令和8年4月10日（金）17:00を過ぎたら発信しない）", page.QuerySelector("main del")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("令和8年4月10日（金）13:00（令和8年4月10日（金）17:00を過ぎたら発信しない）", page.QuerySelector("main ins")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E6_a_move_to_the_time_it_had_is_no_change()
    {
        var post = await Submitted([("when", "at"), .. Time("notBefore", "10", "10:00"), .. Time("notAfter", "10", "17:00")]);
        city.Clock.Pass(TimeSpan.FromMinutes(1));
        await sato.Submit($"/posts/{post}/reschedule", [.. Time("goesAt", "10", "10:00"), .. Time("notAfter", "10", "17:00")]);

        Assert.Empty(Changed(await tanaka.Open($"/approvals/{post}")));
    }

    [Fact]
    public async Task E6_seconds_that_a_program_asked_for_and_no_form_keeps_are_no_change()
    {
        var post = await Submitted([("when", "at"), .. Time("notBefore", "10", "10:00"), .. Time("notAfter", "10", "17:00")]);
        await using (var db = city.Open()) await db.Database.ExecuteSqlAsync($"update publishing.post_event set not_after = not_after + interval '59 seconds' where post = {post} and not_after is not null");
        city.Clock.Pass(TimeSpan.FromMinutes(1));
        await sato.Submit($"/posts/{post}/reschedule", [.. Time("goesAt", "10", "10:00"), .. Time("notAfter", "10", "17:00")]);

        Assert.Empty(Changed(await tanaka.Open($"/approvals/{post}")));
    }

    [Fact]
    public async Task E3_an_approval_made_void_by_taking_back_says_so()
    {
        var post = await Approved();

        var page = await sato.Submit($"/posts/{post}/take-back");

        Assert.Equal(["無効（引戻しのため）"], page.QuerySelectorAll(".steps .tag").Select(tag => tag.TextContent));
    }

    [Fact]
    public async Task E3_the_second_look_is_not_called_an_approval()
    {
        var scope = new PostingScope
        {
            Id = PostingScopeId.New(), Number = 1, Office = office, Name = "日々の防災の知らせ", Clause = "利用方針 第4条第2項", AccountKeys = ["A001"], Purposes = [Purpose.Notice],
            Times = new PostingTimes("月火水木金", new(8, 30), new(17, 15)), ValidFrom = new DateOnly(2026, 4, 1), ExpiresOn = new DateOnly(2027, 3, 31),
            ProposedBy = Sample.Sato.Id, ProposedByName = Sample.Sato.Name, ProposedAt = city.Clock.GetUtcNow(),
        };
        scope.Decide(Sample.Tanaka.AsDecider, approve: true, null, city.Clock.GetUtcNow());
        await using (var db = city.Open())
        {
            db.Add(scope);
            await db.SaveChangesAsync();
        }

        var post = await Draft();
        await sato.Submit($"/posts/{post}/confirm", ("route", $"scope:{scope.Id.Value}"));
        using var suzuki = await city.SignIn("suzuki");

        var page = await suzuki.Open($"/approvals/{post}");
        using var handOn = await suzuki.PostForm(page, $"/approvals/{post}/confirm", ("do", "hand-on"));
        var confirm = await Ask(suzuki, post, "");
        using var done = await suzuki.PostForm(confirm, $"/approvals/{post}/approve");
        var after = await suzuki.Open(done.Headers.Location!.OriginalString);

        Assert.Contains("あなたに求められていること：2人目の確認", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, handOn.StatusCode);
        Assert.Equal("2人目の確認", confirm.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("承認し", confirm.QuerySelector(".confirm")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("確認しました。", after.QuerySelector("main [role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E8_a_post_that_a_person_holds_asks_nobody_and_one_that_was_held_by_the_program_does()
    {
        var byPerson = await Approved();
        await sato.Submit($"/posts/{byPerson}/hold", ("reason", "内容を確かめるため"));
        await Report(byPerson, DeliveryState.Held);
        var byProgram = await Approved([("title", "給水車のお知らせ"), ("text", "4月20日（月）に給水車が来ます。")]);
        await Report(byProgram, DeliveryState.Held);

        Assert.Null((await sato.Open($"/posts/{byPerson}")).QuerySelector("main a[href='/deliveries/waiting']"));
        Assert.NotNull((await sato.Open($"/posts/{byProgram}")).QuerySelector("main a[href='/deliveries/waiting']"));
    }

    [Fact]
    public async Task E8_the_files_give_the_receipt_number_of_the_screen()
    {
        var post = await Approved();
        var number = (await Load(post)).Receipt;

        var posts = await sato.Http.GetStringAsync(new Uri("/posts.csv", UriKind.Relative));
        var deliveries = await sato.Http.GetStringAsync(new Uri("/deliveries.csv", UriKind.Relative));

        Assert.Contains(number, posts, StringComparison.Ordinal);
        Assert.Contains(number, deliveries, StringComparison.Ordinal);
        Assert.DoesNotContain($"{post}", posts + deliveries, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("feqp qzhw")]
    [InlineData("ＦＥＱＰ　ｑｚｈｗ")]
    [InlineData("FEQP–QZHW")]
    [InlineData("FEQP − QZHW")]
    [InlineData("feqpーqzhw")]
    [InlineData("FEQP〜QZHW")]
    public void Z3_a_receipt_number_is_read_with_spaces_and_any_dash(string typed) => Assert.Equal("FEQP-QZHW", Receipt.Read(typed));

    [Fact]
    public async Task E3_a_person_is_told_what_is_asked_of_him_or_plainly_why_nothing_is()
    {
        var post = await Submitted();
        using var suzuki = await city.SignIn("suzuki");
        var page = await tanaka.Open($"/approvals/{post}");

        using var own = await Forced(sato, $"/approvals/{post}/confirm");
        using var others = await Forced(suzuki, $"/approvals/{post}/confirm");

        Assert.Contains("あなたに求められていること：所属長としての承認", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, "自分が起案または編集した投稿は承認できません。別の承認者に依頼してください。"), (own.StatusCode, await Sentence(own)));
        Assert.Equal((HttpStatusCode.Forbidden, "この投稿は今「所属長」の段階です。あなたの権限では判断できません。"), (others.StatusCode, await Sentence(others)));
    }

    private static IEnumerable<string> Changed(IDocument page) => page.QuerySelectorAll("main h2").Select(h => h.TextContent).Where(h => h.StartsWith("前の申請", StringComparison.Ordinal));

    private static (string, string)[] Time(string field, string day, string time) => [($"{field}.year", "令和8"), ($"{field}.month", "4"), ($"{field}.day", day), ($"{field}.time", time)];

    private static (string, string)[] Fields((string Name, string Value)[] changed) =>
    [
        .. new (string Name, string Value)[] { ("title", "防災訓練のお知らせ"), ("purpose", "Notice"), ("channels", "A001"), ("audience.A001", "everyone"), ("text", "4月20日（月）10時から防災訓練を行います。"), ("when", "now") }
            .Where(field => changed.All(c => c.Name != field.Name)),
        .. changed,
        ("do", "save"),
    ];

    private async Task<Guid> Draft(params (string Name, string Value)[] changed)
    {
        using var saved = await sato.Post("/posts/new", Fields(changed));
        return Guid.Parse(saved.Headers.Location!.OriginalString.Split('/')[2]);
    }

    private Task<IHtmlDocument> Edit(Guid post, params (string Name, string Value)[] changed) => sato.Submit($"/posts/{post}/edit", Fields(changed));

    private Task<IHtmlDocument> Submit(Guid post) => sato.Submit($"/posts/{post}/confirm", ("route", "approval"));

    private async Task<Guid> Submitted(params (string Name, string Value)[] changed)
    {
        var post = await Draft(changed);
        await Submit(post);
        return post;
    }

    private async Task<Guid> Approved(params (string Name, string Value)[] changed)
    {
        var post = await Submitted(changed);
        using var done = await tanaka.PostForm(await Ask(tanaka, post, ""), $"/approvals/{post}/approve");
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        return post;
    }

    /// <summary>The approver's page as far as its confirm page.</summary>
    private static async Task<IHtmlDocument> Ask(Browser who, Guid post, string opinion)
    {
        using var answer = await who.PostForm(await who.Open($"/approvals/{post}"), $"/approvals/{post}/confirm", ("opinion", opinion));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Browser.Parse(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Presses a button that sends its form elsewhere.</summary>
    private static Task<HttpResponseMessage> Press(Browser who, IHtmlDocument page, string path) =>
        who.Http.PostAsync(
            new Uri(path, UriKind.Relative),
            new FormUrlEncodedContent(
            [
                .. page.QuerySelectorAll("main form[method=post] input[type=hidden]").OfType<IHtmlInputElement>().Select(field => KeyValuePair.Create(field.Name!, field.Value)),
                .. page.QuerySelectorAll("main form[method=post] textarea").OfType<IHtmlTextAreaElement>().Select(field => KeyValuePair.Create(field.Name!, field.Value)),
            ]));

    /// <summary>A form sent to its address without its page.</summary>
    private static async Task<HttpResponseMessage> Forced(Browser who, string path) =>
        await who.Http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent([new("_token", (await who.Open("/posts/new")).QuerySelector("main input[name=_token]")!.GetAttribute("value")!)]));

    private static async Task<string> Sentence(HttpResponseMessage answer) => Browser.Parse(await answer.Content.ReadAsStringAsync()).QuerySelector("main h1 + p")!.TextContent;

    private async Task Report(Guid post, DeliveryState state)
    {
        await using var db = city.Open();
        var line = await db.ChannelDeliveries.AsNoTracking().SingleAsync(d => d.Post == new PostId(post));
        await new DeliveryListener(db, NullLogger<DeliveryListener>.Instance).Handle(Sample.Report(line, state, 4), Guid.NewGuid(), default);
    }

    private async Task<Post> Load(Guid post)
    {
        await using var db = city.Open();
        return await db.Posts.AsNoTracking().SingleAsync(p => p.Id == new PostId(post));
    }
}
