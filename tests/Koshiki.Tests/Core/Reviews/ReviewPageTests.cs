using System.Net;
using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Monitoring.Frequency;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Core.Reviews;
using Koshiki.Core.Reviews.ScopeLooking;
using Koshiki.Core.Work;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Koshiki.Tests.Core.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Reviews;

/// <summary>Reviews, judgements, pauses, advice, cases and looks at scopes, as people use their pages.</summary>
public sealed class ReviewPageTests : IAsyncLifetime
{
    private static readonly (string Name, string Value)[] Review =
    [
        ("period", "2025"), ("target1", "1か月の投稿"), ("unit1", "件"), ("planned1", "８"), ("reached1", "7.5"), ("shares", "１，２００"), ("response", "よく共有された。"), ("continuity", "毎週続いた。"),
        ("overall", nameof(OverallJudgement.MostlyReached)), ("overallReason", "目標に届いた。"), ("nextAction", "写真を増やす。"), ("nextActionOn.year", "R8"), ("nextActionOn.month", "9"), ("nextActionOn.day", "30"), ("act", "submit"),
    ];

    private StaffApplication city = null!;
    private OfficeId office;

    public async ValueTask InitializeAsync()
    {
        city = await StaffApplication.Start();
        office = await city.AddOffice("01001", "防災危機管理課");
        await city.AddOffice("01002", "広報広聴課", OfficeFunction.PublicRelations);
        await city.AddOffice("01003", "水道課");
        await city.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await city.AddPerson("田中 実", "01001", Duty.Head, "tanaka");
        await city.AddPerson("渡辺 翔", "01002", Duty.Staff, "watanabe");
        await city.AddPerson("小川 直", "01003", Duty.Staff, "ogawa");
        await using var db = city.Open();
        db.AddRange(Sample.Account("A001", office: office), Sample.Account("A002", Koshiki.PlatformFacts.Platform.X, office));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public async Task D4_a_review_is_written_confirmed_and_leaves_its_next_action_as_a_task()
    {
        using var sato = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");

        var path = await Submitted(sato, "/accounts/A001/reviews/new?period=2025", Review);
        using var confirmed = await tanaka.PostForm(await tanaka.Open(path), path + "/decide", ("act", "confirm"), ("opinion", ""));

        Assert.Equal(HttpStatusCode.SeeOther, confirmed.StatusCode);
        var shown = await sato.Open(path);
        Assert.Contains("93.8%", shown.QuerySelector("#targets")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1,200", shown.QuerySelector("#reactions")!.TextContent, StringComparison.Ordinal);
        await using var db = city.Open();
        Assert.Equal([(ReviewTasks.NextAction, new DateOnly(2026, 9, 30))], (await db.Tasks.ToListAsync()).Select(t => (t.Kind, t.DueOn)));
    }

    [Fact]
    public async Task D4_the_list_names_what_is_missing_and_loses_it_when_it_is_confirmed()
    {
        var before = await Missing();
        await Confirm("A001");
        var after = await Missing();

        Assert.Equal(["A001", "A002"], before);
        Assert.Equal(["A002"], after);
    }

    [Theory]
    [InlineData(new[] { "2025-1" }, new[] { "A001", "A002" })]
    [InlineData(new[] { "2025-2" }, new[] { "A001", "A002" })]
    [InlineData(new[] { "2025-1", "2025-2" }, new[] { "A002" })]
    [InlineData(new[] { "2024" }, new[] { "A001", "A002" })]
    public async Task D4_both_halves_stand_for_the_year_one_does_not(string[] confirmed, string[] missing)
    {
        foreach (var period in confirmed) await Confirm("A001", period);

        Assert.Equal(missing, await Missing());
    }

    [Fact]
    public async Task D4_a_correction_is_the_next_version_and_the_first_stays()
    {
        var path = await Confirm("A001");
        using var sato = await city.SignIn("sato");

        var page = await sato.Open(path);
        using var revised = await sato.PostForm(page, path + "/revise");
        var edited = await sato.Submit(revised.Headers.Location!.OriginalString, [.. Review.Where(f => f.Name is not "nextAction"), ("nextAction", "動画を増やす。")]);

        Assert.Equal("令和7年度の振り返り（第2版）", edited.QuerySelector("h1")!.TextContent);
        Assert.Contains("写真を増やす。", (await sato.Open(path)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D4_who_writes_does_not_confirm_by_address_and_a_return_wants_its_reason()
    {
        using var sato = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");
        var path = await Submitted(sato, "/accounts/A001/reviews/new?period=2025", Review);

        var page = await tanaka.Open(path);
        using var silent = await tanaka.PostForm(page, path + "/decide", ("act", "return"), ("opinion", " "));
        using var own = await ByAddress(sato, path + "/decide", ("act", "confirm"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Contains("差し戻す理由を入力してください。", await silent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, own.StatusCode);
    }

    [Fact]
    public async Task D5_advice_leads_to_a_judgement_and_the_judgement_to_a_pause_with_a_day_to_look_again()
    {
        using var watanabe = await city.SignIn("watanabe");
        using var sato = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");
        await using (var before = city.Open())
        {
            var office = await before.Accounts.Where(a => a.Key == "A002").Select(a => a.Office).SingleAsync();
            before.Tasks.Add(WorkTask.For(office, null, QuietAccounts.TaskKind, "A002/2025-10-06", "発信が止まっています", "/accounts/A002/reviews/judgements/new?cause=Quiet", new DateOnly(2026, 4, 30), city.Clock.GetUtcNow()));
            await before.SaveChangesAsync();
        }

        var advice = (await Submitted(watanabe, "/accounts/A002/reviews/advice/new", [("kind", nameof(AdviceKind.Suspend)), ("text", "休止を検討してください。"), ("reason", "半年発信がない。"), .. Day("answerBy", 5, 6)]));
        var id = advice.Split('/')[^1];
        var judgement = (await Submitted(sato, $"/accounts/A002/reviews/judgements/new?advice={id}", [.. Criteria, ("verdict", nameof(Verdict.Suspend)), ("reason", "担当がいない。"), .. Day("nextOn", 4, 30), ("act", "submit")]));
        using var decided = await tanaka.PostForm(await tanaka.Open(judgement), judgement + "/decide", ("act", "confirm"), ("opinion", ""));
        var page = await tanaka.Submit("/accounts/A002/close/suspend", [("reason", "担当がいない。"), .. Day("from", 4, 6), .. Day("lookAgainOn", 10, 1)]);

        Assert.Equal(HttpStatusCode.SeeOther, decided.StatusCode);
        Assert.Equal("休止", page.QuerySelector(".title-line .tag")!.TextContent);
        await using var db = city.Open();
        Assert.Equal(JudgementCause.Advice, (await db.Judgements.SingleAsync()).Cause);
        Assert.Equal(new DateOnly(2026, 10, 1), (await db.Tasks.SingleAsync(t => t.Kind == ReviewTasks.Suspension)).DueOn);
        Assert.Equal(TaskState.Done, (await db.Tasks.SingleAsync(t => t.Kind == QuietAccounts.TaskKind)).State);
        Assert.Equal((TaskState.Done, "休止しました。"), (await db.Tasks.Where(t => t.Kind == ReviewTasks.LookAgain).ToListAsync()).Select(t => (t.State, t.DoneHow!)).Single());
    }

    [Fact]
    public async Task D9_the_office_may_decline_advice_and_the_pr_office_looks_again()
    {
        using var watanabe = await city.SignIn("watanabe");
        using var sato = await city.SignIn("sato");
        var path = (await Submitted(watanabe, "/accounts/A001/reviews/advice/new", [("kind", nameof(AdviceKind.Improve)), ("text", "写真を付けてください。"), ("reason", "反応が少ない。"), .. Day("answerBy", 5, 6)]));

        using var answered = await sato.PostForm(await sato.Open(path), path + "/answer", ("answer", nameof(AdviceAnswer.Declines)), ("answerText", "文字だけの方が早く届く。"));
        using var again = await watanabe.PostForm(await watanabe.Open(path), path + "/follow-up", [("act", "again"), ("found", "反応は変わらない。"), .. Day("again", 6, 1)]);
        using var closed = await watanabe.PostForm(await watanabe.Open(path), path + "/follow-up", ("act", "close"), ("found", "続ける理由を確かめた。"));

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther], [answered.StatusCode, again.StatusCode, closed.StatusCode]);
        await using var db = city.Open();
        Assert.Equal((AdviceState.Closed, AdviceAnswer.Declines), (await db.Advice.ToListAsync()).Select(a => (a.State, a.Answer!.Value)).Single());
        Assert.False(await db.Tasks.AnyAsync(t => t.State == TaskState.Open));
    }

    [Fact]
    public async Task D7_a_case_is_read_by_other_offices_only_after_the_pr_office_shared_it()
    {
        using var sato = await city.SignIn("sato");
        using var ogawa = await city.SignIn("ogawa");
        using var watanabe = await city.SignIn("watanabe");
        var path = (await Submitted(sato, "/reviews/cases/new", ("office", office.Value.ToString()), ("kind", nameof(CaseKind.GoodCase)), ("title", "避難の呼びかけ"), ("text", "やさしい日本語で書いた。"), ("act", "submit")));

        using var hidden = await ogawa.Get(path);
        using var shared = await watanabe.PostForm(await watanabe.Open(path), path + "/decide", ("act", "share"), ("opinion", ""));
        var list = await ogawa.Open("/reviews/cases?q=ヤサシイ");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.SeeOther), (hidden.StatusCode, shared.StatusCode));
        Assert.Equal(["避難の呼びかけ"], list.QuerySelectorAll("#cases tbody th").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task D8_the_head_sees_what_went_out_and_his_look_moves_the_next_one_on()
    {
        var scope = await Scope();
        using var tanaka = await city.SignIn("tanaka");
        city.Clock.Pass(TimeSpan.FromDays(120));
        using var later = await city.SignIn("tanaka");

        var due = await later.Open("/reviews/scopes");
        var page = await later.Submit($"/reviews/scopes/{scope.Value}", [.. Day("until", 8, 4), ("finding", nameof(ScopeFinding.Fine)), ("remarks", "")]);

        Assert.Contains("期限超過", due.QuerySelector("#scopes")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("問題なし", page.QuerySelector("#looks")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("期限超過", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form[method=post]"));
    }

    [Fact]
    public async Task J3_the_controls_judge_from_reviews_looks_and_real_deliveries()
    {
        await Confirm("A001");
        await Scope();
        await using var db = city.Open();
        var accounts = await db.Accounts.OrderBy(a => a.Key).Select(a => new ControlledAccount(a.Id, a.Key, a.Office, a.State, a.Operator, a.OpenedOn)).ToListAsync();
        await using var scope = city.Services.CreateAsyncScope();
        var controls = scope.ServiceProvider.GetServices<IAutomaticControl>().ToDictionary(c => c.Key);

        async Task<IEnumerable<(string, ControlVerdict)>> Judge(string key, DateOnly day) =>
            (await controls[key].Judge(new ControlRun(day, controls[key].Parameters, accounts), default)).Select(f => (accounts.Single(a => a.Id == f.Account).Key, f.Verdict));

        Assert.Equal([("A001", ControlVerdict.Met), ("A002", ControlVerdict.NotMet)], await Judge("yearly-review", new DateOnly(2026, 4, 6)));
        Assert.Equal([("A001", ControlVerdict.NotMet), ("A002", ControlVerdict.NotMet)], await Judge("yearly-review", new DateOnly(2027, 7, 1)));
        Assert.Equal([("A001", ControlVerdict.CannotTell), ("A002", ControlVerdict.CannotTell)], await Judge("posting-continues", new DateOnly(2026, 4, 6)));
        Assert.Equal([("A001", ControlVerdict.Met)], await Judge("scope-reviewed", new DateOnly(2026, 7, 6)));
        Assert.Equal([("A001", ControlVerdict.NotMet)], await Judge("scope-reviewed", new DateOnly(2026, 7, 7)));
    }

    private static (string, string)[] Criteria =>
        [.. Enum.GetValues<EndCriterion>().SelectMany(c => new[] { ($"applies{(int)c}", "no"), ($"reason{(int)c}", "確かめた。") })];

    private static (string, string)[] Day(string name, int month, int day) => [(name + ".year", "2026"), (name + ".month", $"{month}"), (name + ".day", $"{day}")];

    /// <summary>Posts to an act's address with the token of any form, as somebody without the button could.</summary>
    private static async Task<HttpResponseMessage> ByAddress(Browser browser, string path, params (string Name, string Value)[] fields)
    {
        var page = await browser.Open("/me/password");
        var hidden = page.QuerySelectorAll("main form[method=post] input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!));
        var sent = hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        return await browser.Http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(sent));
    }

    /// <summary>Fills in a form and tells where it leads: the record's own page.</summary>
    private static async Task<string> Submitted(Browser browser, string path, params (string, string)[] fields)
    {
        using var answer = await browser.Post(path, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{path}: {(int)answer.StatusCode} {Browser.Parse(await answer.Content.ReadAsStringAsync()).QuerySelector("main")?.TextContent}");
        return answer.Headers.Location!.OriginalString;
    }

    private async Task<string> Confirm(string key, string period = "2025")
    {
        using var sato = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");
        var path = (await Submitted(sato, $"/accounts/{key}/reviews/new?period={period}", [.. Review.Where(f => f.Name is not "period"), ("period", period)]));
        using var confirmed = await tanaka.PostForm(await tanaka.Open(path), path + "/decide", ("act", "confirm"), ("opinion", ""));
        Assert.Equal(HttpStatusCode.SeeOther, confirmed.StatusCode);
        return path;
    }

    private async Task<IEnumerable<string>> Missing()
    {
        using var sato = await city.SignIn("sato");
        return (await sato.Open("/reviews?due=missing")).QuerySelectorAll("#reviews tbody td.code").Select(cell => cell.TextContent).ToList();
    }

    private async Task<PostingScopeId> Scope()
    {
        var scope = new PostingScope
        {
            Id = PostingScopeId.New(), Number = 1, Office = office, Name = "毎日の防災の知らせ", Clause = "第4条", AccountKeys = ["A001"], Purposes = [Purpose.Notice], Times = PostingTimes.Always,
            ValidFrom = city.Clock.Today, ExpiresOn = city.Clock.Today.AddYears(1), ProposedBy = Sample.Sato.Id, ProposedByName = "佐藤 花子", ProposedAt = city.Clock.GetUtcNow(),
        };
        scope.Decide(new Decider(Sample.Tanaka.Id, "田中 実", null), approve: true, null, city.Clock.GetUtcNow());
        await using var db = city.Open();
        db.Add(scope);
        await db.SaveChangesAsync();
        return scope.Id;
    }
}
