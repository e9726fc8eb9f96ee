using System.Net;
using AngleSharp.Html.Dom;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Answering;
using Koshiki.Core.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>A survey as people do it: distributed, answered with skips, confirmed, returned, submitted, counted, followed up; through the pages, without script.</summary>
public sealed class SurveyPagesTests : IAsyncLifetime
{
    private StaffApplication city = null!;

    public async ValueTask InitializeAsync()
    {
        city = await StaffApplication.Start();
        await city.AddOffice("01001", "防災危機管理課");
        await city.AddOffice("01002", "水道課", department: "上下水道部");
        await city.AddOffice("09001", "監査委員事務局", OfficeFunction.Audit, "行政委員会", "監査委員");
        await city.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await city.AddPerson("田中 実", "01001", Duty.Head, "tanaka");
        await city.AddPerson("小川 直", "01002", Duty.Staff, "ogawa");
        await city.AddPerson("北川 節子", "09001", Duty.Staff, "kitagawa");
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public async Task I3_a_survey_goes_from_its_questionnaire_to_submitted_answers_and_their_figures()
    {
        using var kitagawa = await city.SignIn("kitagawa");
        using var sato = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");
        await Begin(kitagawa, "総務部");
        var answer = await AnswerOf("01001");

        var first = await sato.Open($"{answer}/sections/start");
        Assert.Contains("発信した", first.QuerySelector("fieldset")!.TextContent, StringComparison.Ordinal);
        var next = await Save(sato, $"{answer}/sections/start", ("a.Q1", "2"));
        Assert.Equal("発信しなかった理由", next.QuerySelector("h1")!.TextContent);
        next = await Save(sato, $"{answer}/sections/unused", ("a.Q16", "1"));
        Assert.Contains("Q17にも答えてください", Save(next), StringComparison.Ordinal);
        await Save(sato, $"{answer}/sections/unused", ("a.Q16", "5"), ("a.Q18", "3"), ("a.Q18.reason", "対象が限られるため。"));
        await Save(sato, $"{answer}/sections/residents", ("a.Q19", "3"), ("a.Q20", "窓口で案内する"), ("a.Q21", "1"));
        var confirm = await sato.Open($"{answer}/confirm");
        Assert.Contains("Q1で「2　発信しなかった」を選んだため、Q2～Q15は質問しません（Q16へ進みます）。", TextOf(confirm), StringComparison.Ordinal);
        await Press(sato, $"{answer}/confirm", $"{answer}/ask-head");
        await Press(tanaka, $"{answer}/confirm", $"{answer}/decide", ("act", "submit"), ("comment", ""));

        var figures = await kitagawa.Open("/surveys/sns/statistics?by=department");
        var behind = await kitagawa.Open("/surveys/sns/statistics/Q18?option=3");
        Assert.Contains("100", figures.QuerySelector("#t-Q18")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Q18：「3 使う予定はない」を選んだ所属", behind.QuerySelector("h1")!.TextContent);
        Assert.Equal("防災危機管理課", behind.QuerySelector("tbody th")!.TextContent);
        await using var db = city.Open();
        Assert.False(await db.Tasks.AnyAsync(t => t.State == TaskState.Open && t.Office != null));
    }

    [Fact]
    public async Task I3_a_returned_answer_is_corrected_after_the_end_within_its_own_term()
    {
        using var kitagawa = await city.SignIn("kitagawa");
        using var sato = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");
        await Begin(kitagawa, "総務部");
        var answer = await AnswerOf("01001");
        await AnswerAll(sato, answer);
        await Press(tanaka, $"{answer}/confirm", $"{answer}/decide", ("act", "submit"), ("comment", ""));

        await kitagawa.Submit($"{answer}/return", [("comment", ""), ("comment.Q21", "理由を書いてください。"), .. Day("until", 2026, 5, 20)]);
        city.Clock.MoveTo(new DateTimeOffset(2026, 5, 15, 0, 0, 0, TimeSpan.Zero));
        using var again = await city.SignIn("sato");
        var page = await again.Open($"{answer}/sections/residents");
        Assert.Contains("理由を書いてください。", TextOf(page), StringComparison.Ordinal);
        await Save(again, $"{answer}/sections/residents", ("a.Q19", "3"), ("a.Q21", "3"), ("a.Q21.other", "戸別に訪ねる。"));
        city.Clock.MoveTo(new DateTimeOffset(2026, 5, 21, 0, 0, 0, TimeSpan.Zero));
        using var late = await city.SignIn("sato");
        var over = await late.Open($"{answer}/sections/residents");

        Assert.Contains("過ぎたため、変えられません", TextOf(over), StringComparison.Ordinal);
        Assert.Null(over.QuerySelector("form#answers"));
        await using var db = city.Open();
        Assert.Equal(["3"], (await db.SurveyResponses.SingleAsync()).Answers["Q21"].Values);
    }

    [Fact]
    public async Task I2_what_a_changed_branch_hides_is_kept_and_a_draft_of_somebody_else_is_not_overwritten()
    {
        using var kitagawa = await city.SignIn("kitagawa");
        using var sato = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");
        await Begin(kitagawa, "総務部");
        var answer = await AnswerOf("01001");
        await Save(sato, $"{answer}/sections/start", ("a.Q1", "2"));
        await Save(sato, $"{answer}/sections/unused", ("a.Q16", "1"));
        await Save(sato, $"{answer}/sections/unused", ("a.Q16", "1"), ("a.Q17", "1"), ("a.Q17.content", "入札の結果"), ("a.Q18", "1"));

        await Save(sato, $"{answer}/sections/start", ("a.Q1", "1"));
        await using (var between = city.Open()) Assert.Equal(AnswerState.Superseded, (await between.SurveyResponses.SingleAsync()).Answers["Q17.content"].State);
        var open = await sato.Open($"{answer}/sections/start");
        await Save(tanaka, $"{answer}/sections/start", ("a.Q1", "2"));
        using var conflict = await sato.PostForm(open, $"{answer}/sections/start", ("a.Q1", "1"), ("act", "save"));

        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        await using var db = city.Open();
        var kept = await db.SurveyResponses.SingleAsync();
        Assert.Equal((AnswerState.Given, AnswerState.Given), (kept.Answers["Q18"].State, kept.Answers["Q17.content"].State));
    }

    [Fact]
    public async Task I2_wrong_numbers_are_told_beside_their_field_and_what_was_typed_stays()
    {
        using var kitagawa = await city.SignIn("kitagawa");
        using var sato = await city.SignIn("sato");
        await Begin(kitagawa, "総務部");
        var answer = await AnswerOf("01001");

        using var refused = await sato.Post($"{answer}/sections/staff", ("a.Q23.respondents", "１０"), ("a.Q23.line", "12"), ("act", "next"));
        var page = Browser.Parse(await refused.Content.ReadAsStringAsync());
        using var draft = await SaveAsScriptDoes(sato, $"{answer}/sections/staff", ("shown", "Q23.respondents"), ("a.Q23.respondents", "10"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (refused.StatusCode, draft.StatusCode));
        Assert.Contains("LINEの人数が、答えた人数より多くなっています。", page.QuerySelector("#f-a-Q23-line-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("12", ((IHtmlInputElement)page.QuerySelector("#f-a-Q23-line")!).Value);
    }

    [Fact]
    public async Task I3_other_offices_see_nothing_and_only_the_head_submits()
    {
        using var kitagawa = await city.SignIn("kitagawa");
        using var sato = await city.SignIn("sato");
        using var ogawa = await city.SignIn("ogawa");
        await Begin(kitagawa, "総務部");
        var answer = await AnswerOf("01001");

        Assert.Equal(HttpStatusCode.NotFound, (await ogawa.Get(answer)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ogawa.Get("/surveys/sns/inquiries")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await sato.Get("/surveys/sns/statistics")).StatusCode);
        var page = await sato.Open(answer);
        page.QuerySelectorAll("main form[method=post]")[^1].SetAttribute("action", $"{answer}/decide");
        Assert.Equal(HttpStatusCode.Forbidden, (await sato.PostForm(page, $"{answer}/decide", ("act", "submit"))).StatusCode);
    }

    [Fact]
    public async Task I3_an_office_that_was_closed_meanwhile_answers_through_its_successor()
    {
        using var kitagawa = await city.SignIn("kitagawa");
        await Begin(kitagawa, "総務部");
        await using (var db = city.Open())
        {
            var closed = await db.Offices.Include(o => o.Periods).SingleAsync(o => o.Code == "01001");
            var successor = await db.Offices.SingleAsync(o => o.Code == "01002");
            Assert.True(closed.Close(new DateOnly(2026, 4, 7)).Succeeded);
            db.OfficeSuccessions.Add(new OfficeSuccession { Predecessor = closed.Id, Successor = successor.Id, From = new DateOnly(2026, 4, 8) });
            await db.SaveChangesAsync();
        }

        city.Clock.Pass(TimeSpan.FromDays(3));
        await using (var scope = city.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Koshiki.Foundation.Activity.Acting>().As(Koshiki.Foundation.Activity.Actor.Program("surveys"));
            await scope.ServiceProvider.GetServices<Koshiki.Core.Work.Duties.IDailyDuty>().Single(duty => duty.Name == "surveys").Look(city.Clock.Today, city.Clock.GetUtcNow(), default);
        }

        using var ogawa = await city.SignIn("ogawa");
        var home = await ogawa.Open("/home");
        await Save(ogawa, $"{await AnswerOf("01001")}/sections/start", ("a.Q1", "2"));

        Assert.Contains("引き継いだ「防災危機管理課」として回答する", TextOf(home), StringComparison.Ordinal);
        await using var after = city.Open();
        Assert.Equal(("小川 直", "防災危機管理課"), await after.SurveyResponses.Select(r => new ValueTuple<string?, string>(r.SavedByName, r.OfficeName)).SingleAsync());
    }

    [Fact]
    public async Task I5_offices_that_gave_an_answer_get_a_task_once()
    {
        using var kitagawa = await city.SignIn("kitagawa");
        using var sato = await city.SignIn("sato");
        using var tanaka = await city.SignIn("tanaka");
        await Begin(kitagawa, "総務部");
        var answer = await AnswerOf("01001");
        await AnswerAll(sato, answer);
        await Press(tanaka, $"{answer}/confirm", $"{answer}/decide", ("act", "submit"), ("comment", ""));

        (string, string)[] task = [("condition", "Q18 = 3"), ("title", "研修への参加を申し込む"), ("link", "/help"), .. Day("dueOn", 2026, 6, 1)];
        await kitagawa.Submit("/surveys/sns/follow-up", task);
        await kitagawa.Submit("/surveys/sns/follow-up", task);
        using var none = await kitagawa.Post("/surveys/sns/follow-up", [("condition", "Q18 = 9"), .. task[1..]]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        Assert.Contains("研修への参加を申し込む", TextOf(await sato.Open("/home")), StringComparison.Ordinal);
        await using var db = city.Open();
        Assert.Single(await db.Tasks.Where(t => t.Kind == "survey-follow-up").ToListAsync());
    }

    [Fact]
    public async Task I1_a_question_is_changed_in_the_browser_and_its_faults_stand_beside_the_fields()
    {
        using var kitagawa = await city.SignIn("kitagawa");
        var draft = await kitagawa.Submit("/surveys/questionnaires/new", ("key", "draft"), ("source", "niiza"));
        var address = ((IHtmlAnchorElement)draft.QuerySelectorAll("tbody th a")[0]).PathName;

        using var refused = await kitagawa.Post(address, ("key", "Q1"), ("section", "start"), ("kind", "Single"), ("label", "発信しましたか。"), ("required", "yes"), ("options", "1 | した\n1 | しない"), ("showIf", "Q9 ＝ 1"));
        var page = Browser.Parse(await refused.Content.ReadAsStringAsync());
        var kept = await kitagawa.Submit(address, ("key", "Q1"), ("section", "start"), ("kind", "Single"), ("label", "発信しましたか。"), ("required", "yes"), ("options", "1 | した\n2｜しない"), ("showIf", ""));

        Assert.Contains("選択肢の番号「1」が2つ以上あります。", page.QuerySelector("#f-options-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Q9の条件をたどるとQ1に戻り、どちらも決まりません。", page.QuerySelector("#f-showIf-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1　した／2　しない", TextOf(kept), StringComparison.Ordinal);
        Assert.Contains("次の5通りに分かれます", TextOf(kept), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I3_of_three_hundred_offices_in_the_last_minute_none_is_lost_none_half_stored_and_who_is_late_is_told()
    {
        await using (var db = city.Open())
        {
            db.Offices.AddRange(Enumerable.Range(0, 300).Select(i => Office.Open($"2{i:0000}", new OfficeFacts($"第{i}出張所", "市長部局", "窓口部", OfficeKind.Municipal), new DateOnly(2020, 4, 1))));
            await db.SaveChangesAsync();
        }

        using var kitagawa = await city.SignIn("kitagawa");
        await Begin(kitagawa, "窓口部");
        var deadline = new DateTimeOffset(2026, 5, 8, 8, 0, 0, TimeSpan.Zero);
        // Each look at the clock takes it on: some 500 of 600 requests come in time, the rest after the end.
        var clock = new RunningClock(deadline.AddSeconds(-30), TimeSpan.FromMilliseconds(60));
        List<Guid> ids;
        await using (var db = city.Open()) ids = await db.SurveyResponses.Select(r => r.Id.Value).ToListAsync();
        var roles = await Heads();
        var typed = new Dictionary<string, IReadOnlyList<string>> { ["Q1"] = ["2"], ["Q16"] = ["5"], ["Q18"] = ["1"], ["Q19"] = ["3"], ["Q21"] = ["1"] };
        var told = new System.Collections.Concurrent.ConcurrentDictionary<Guid, (Koshiki.Foundation.Refusal? Save, Koshiki.Foundation.Refusal? Submit)>();

        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (id, ct) =>
        {
            await using var first = city.Database.OpenCore(clock: clock);
            _ = (await new AnswerSurveyHandler(first, clock).Handle(new SaveAnswers(id, typed, null, Loose: false), roles, ct)).IsRefused(out var save);
            await using var second = city.Database.OpenCore(clock: clock);
            _ = (await new AnswerSurveyHandler(second, clock).Confirm(id, submit: true, "", roles, ct)).IsRefused(out var submit);
            told[id] = (save, submit);
        });

        await using var after = city.Open();
        var stored = await after.SurveyResponses.Include(r => r.Events).ToListAsync();
        Assert.Equal(300, stored.Count);
        foreach (var response in stored)
        {
            var (save, submit) = told[response.Id.Value];
            Assert.Equal((save is null, submit is null) switch { (true, true) => ResponseStatus.Submitted, (true, false) => ResponseStatus.InProgress, _ => ResponseStatus.NotStarted }, response.Status);
            Assert.Equal(save is null ? typed.Count : 0, response.Answers.Count(one => one.Value.State is AnswerState.Given));
            Assert.Equal(save is null, response.Tally.Length > 0);
            Assert.All(new[] { save, submit }.OfType<Koshiki.Foundation.Refusal>(), refusal => Assert.IsType<DeadlinePassed>(refusal));
            Assert.True(response.Events.All(happened => happened.At < deadline) && (response.SubmittedAt ?? response.SavedAt ?? default) < deadline);
        }

        Assert.All([ResponseStatus.Submitted, ResponseStatus.NotStarted], status => Assert.Contains(stored, response => response.Status == status));
        Assert.Equal(stored.Count(response => response.Status is not ResponseStatus.Submitted), await after.Tasks.CountAsync(t => t.Kind == "survey-answer" && t.State == TaskState.Open));
    }

    /// <summary>Goes on a little each time somebody looks at it.</summary>
    private sealed class RunningClock(DateTimeOffset start, TimeSpan step) : TimeProvider
    {
        private long looks;

        public override DateTimeOffset GetUtcNow() => start + (step * Interlocked.Increment(ref looks));
    }

    /// <summary>Somebody who heads all offices of 窓口部.</summary>
    private async Task<Me> Heads()
    {
        await using var db = city.Open();
        var offices = await db.OfficesOn(city.Clock.Today).Where(o => o.Department == "窓口部").Select(o => o.Id).ToListAsync();
        return new Me(PersonId.New(), "所長", [.. offices.Select(office => new RoleInOffice(Koshiki.Core.Organizations.Authorization.Role.OfficeHead, office, []))], []);
    }

    private static async Task Begin(Browser kitagawa, string department)
    {
        var draft = await kitagawa.Submit("/surveys/questionnaires/new", ("key", "niiza"), ("source", "niiza"));
        var publish = draft.QuerySelectorAll("form").First(form => form.GetAttribute("action")!.EndsWith("/publish", StringComparison.Ordinal)).GetAttribute("action")!;
        using (var published = await kitagawa.PostForm(draft, publish)) Assert.Equal(HttpStatusCode.SeeOther, published.StatusCode);
        var version = publish.Split('/')[^2];
        await kitagawa.Submit("/surveys/new", [("key", "sns"), ("title", "SNSの調書"), ("questionnaire", version), ("purpose", "事前の調査"), ("previous", ""), .. Day("referenceDay", 2026, 4, 6), .. Day("deadline", 2026, 5, 8), ("deadline.time", "17:00")]);
        using (var look = await kitagawa.Post("/surveys/sns/distribute", ("departments", department), ("act", "look"))) Assert.Equal(HttpStatusCode.OK, look.StatusCode);
        await kitagawa.Submit("/surveys/sns/distribute", ("departments", department), ("act", "distribute"));
    }

    private static async Task AnswerAll(Browser sato, string answer)
    {
        await Save(sato, $"{answer}/sections/start", ("a.Q1", "2"));
        await Save(sato, $"{answer}/sections/unused", ("a.Q16", "5"));
        await Save(sato, $"{answer}/sections/unused", ("a.Q16", "5"), ("a.Q18", "3"));
        await Save(sato, $"{answer}/sections/residents", ("a.Q19", "3"), ("a.Q21", "1"));
    }

    /// <summary>Saves a section with all the cells that its page shows, and gives the page that follows.</summary>
    private static async Task<IHtmlDocument> Save(Browser browser, string section, params (string Name, string Value)[] fields)
    {
        var page = await browser.Open(section);
        var shown = page.QuerySelectorAll("input[name=shown]").OfType<IHtmlInputElement>().Select(input => ("shown", input.Value));
        using var answer = await browser.PostForm(page, section, [.. shown, ("act", "next"), .. fields]);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{section} answered {(int)answer.StatusCode}: {TextOf(Browser.Parse(await answer.Content.ReadAsStringAsync()))}");
        return await browser.Open(answer.Headers.Location!.OriginalString);
    }

    /// <summary>What auto-save.js sends: the fields and the token, not the form's one-time id.</summary>
    private static async Task<HttpResponseMessage> SaveAsScriptDoes(Browser browser, string section, params (string Name, string Value)[] fields)
    {
        var token = (await browser.Open(section)).QuerySelector("#answers input[name=_token]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{section}/draft", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(fields.Append(("_token", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        request.Headers.Accept.ParseAdd("application/json");
        return await browser.Http.SendAsync(request);
    }

    private static string Save(IHtmlDocument page) => page.QuerySelector(".notice")?.TextContent ?? "";

    private static async Task Press(Browser browser, string page, string action, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.PostForm(await browser.Open(page), action, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{action} answered {(int)answer.StatusCode}: {TextOf(Browser.Parse(await answer.Content.ReadAsStringAsync()))}");
    }

    private async Task<string> AnswerOf(string office)
    {
        await using var db = city.Open();
        return $"/surveys/answers/{(await db.SurveyResponses.Where(r => r.OfficeCode == office).Select(r => r.Id).SingleAsync()).Value}";
    }

    private static (string, string)[] Day(string name, int year, int month, int day) => [($"{name}.year", $"{year}"), ($"{name}.month", $"{month}"), ($"{name}.day", $"{day}")];

    private static string TextOf(IHtmlDocument page) => page.QuerySelector("main")?.TextContent ?? "";
}
