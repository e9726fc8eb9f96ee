using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys.Importing;
using Koshiki.Core.Work;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Audits;

/// <summary>An audit from its plan to the published measure, as auditors and an office use the pages.</summary>
public sealed class AuditPagesTests : IAsyncLifetime
{
    private readonly AuditCity city = new();

    public ValueTask InitializeAsync() => city.InitializeAsync();

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public async Task Z2_the_menu_marks_where_audits_are()
    {
        using var auditor = await city.Staff.SignIn("kansa");

        var page = await auditor.Open("/audits/plans");

        Assert.Equal(["調書・監査"], page.QuerySelectorAll(".menu-wide a[aria-current]").Select(link => link.TextContent));
    }

    [Fact]
    public async Task J1_J4_J5_an_audit_goes_from_plan_to_published_measure()
    {
        using var auditor = await city.Staff.SignIn("kansa");
        using var head = await city.Staff.SignIn("tanaka");
        var audit = await city.Planned(auditor);
        var entry = await city.Visited(auditor, audit);
        var finding = await city.Found(auditor, audit, "measures");
        await AuditCity.Moved(await auditor.PostForm(await auditor.Open(finding), finding + "/send", ("replyBy.year", "R8"), ("replyBy.month", "4"), ("replyBy.day", "20")));

        var inquiry = "/audits/inquiries/" + finding.Split('/')[^1];
        Assert.Contains("承認の記録がない。", (await head.Open(inquiry)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await AuditCity.Moved(await head.Post(inquiry, ("reply", nameof(FactReply.PartlyDifferent)), ("text", "2件には記録がある。")));
        await AuditCity.Moved(await auditor.PostForm(await auditor.Open(finding), finding + "/settle", ("considered", "残る件には記録がない。")));
        await AuditCity.Moved(await auditor.PostForm(await auditor.Open(audit), audit + "/freeze", ("sure", "yes")));
        await AuditCity.Moved(await auditor.PostForm(await auditor.Open(audit), audit + "/reported", ("on.year", "R8"), ("on.month", "4"), ("on.day", "6"), ("notice", "監査公表第3号")));
        string measure;
        await using (var db = city.Staff.Open()) measure = "/audits/measures/" + (await db.Set<Measure>().SingleAsync()).Id.Value;
        await AuditCity.Moved(await head.PostForm(await head.Open(measure), measure + "/tell", ("report", "承認の欄を設けた。"), ("doneOn.year", "R8"), ("doneOn.month", "4"), ("doneOn.day", "6")));
        await AuditCity.Moved(await auditor.PostForm(await auditor.Open(measure), measure + "/judge", ("judgement", "様式を確かめた。"), ("act", "accept")));
        await AuditCity.Moved(await auditor.PostForm(await auditor.Open(measure), measure + "/publish", ("publishedOn.year", "R8"), ("publishedOn.month", "4"), ("publishedOn.day", "6"), ("notice", "監査公表第5号")));

        await using var after = city.Staff.Open();
        var done = await after.Set<Measure>().SingleAsync();
        Assert.Equal((MeasureState.Published, "監査公表第5号", "承認の欄を設けた。"), (done.State, done.NoticeNumber, done.Report));
        Assert.Equal(["措置を求めた", "措置を報告した", "措置を確かめた", "公表した"], done.Events.Select(one => one.What));
        var answered = await after.Set<AuditFinding>().SingleAsync();
        Assert.Equal((FindingState.Settled, FactReply.PartlyDifferent), (answered.State, answered.Reply));
        Assert.Null((await auditor.Open(audit + "/targets")).QuerySelector("form[method=post] input[name=seed]"));
        Assert.Contains("違いあり", (await auditor.Open(entry)).QuerySelector("#verdicts")!.TextContent, StringComparison.Ordinal);
        var table = await auditor.Open(audit + "/tables/13/cells/offices/none");
        Assert.Equal(1, table.QuerySelectorAll("#records tbody tr").Length);
    }

    [Fact]
    public async Task J6_the_report_is_a_valid_word_file_with_native_charts_and_the_published_edition_names_no_office()
    {
        using var auditor = await city.Staff.SignIn("kansa");
        var audit = await city.Planned(auditor);
        await city.Visited(auditor, audit);
        var finding = await city.Found(auditor, audit, "oral");
        var before = Browser.Parse(await (await auditor.Get(audit + "/report.html")).Content.ReadAsStringAsync()).QuerySelector("main")!.TextContent;
        await AuditCity.Moved(await auditor.PostForm(await auditor.Open(finding), finding + "/settle", ("considered", "口頭で伝えた。")));

        var bytes = await (await auditor.Get(audit + "/report.docx")).Content.ReadAsByteArrayAsync();
        var published = Browser.Parse(await (await auditor.Get(audit + "/report.html?edition=published")).Content.ReadAsStringAsync()).QuerySelector("main")!.TextContent;

        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath} {error.Description}"));
        var text = document.MainDocumentPart!.Document.Body!.InnerText;
        foreach (var words in new[] { "第1　監査の概要", "第2　調査の結果", "第3　監査の結果", "防災危機管理課", "表13　情報発信内容の承認・事前承認状況", "承認の記録がない。" }) Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Contains("確定した指摘は、まだない。", before, StringComparison.Ordinal);
        Assert.Contains("確定していない指摘が1件ある。", before, StringComparison.Ordinal);
        Assert.Contains("指摘は1件である。", text, StringComparison.Ordinal);
        Assert.DoesNotContain("確定していない指摘", text, StringComparison.Ordinal);
        Assert.True(document.MainDocumentPart.ChartParts.Count() >= 10);
        Assert.Contains("Ａ所属", published, StringComparison.Ordinal);
        Assert.DoesNotContain("防災危機管理課", published, StringComparison.Ordinal);
        Assert.Contains("監査報告書（公表版）", (await auditor.Open(audit + "/report?edition=published")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task J3_what_an_office_submitted_to_the_survey_stands_beside_the_auditors_verdict_and_stays_as_it_was_taken()
    {
        using var auditor = await city.Staff.SignIn("kansa");
        await Survey("01001,E1,1\n01001,E10,1\n01001,E13,3\n");
        var audit = await city.Planned(auditor, survey: "ehime");
        var entry = await city.Visited(auditor, audit);

        await AuditCity.Moved(await auditor.PostForm(await auditor.Open(audit + "/fieldwork"), audit + "/fieldwork/own"));
        await Survey("01001,E1,2\n01001,E10,2\n01001,E13,3\n");
        await AuditCity.Moved(await auditor.Post(entry, ("found.approval", "none"), ("found.guideline_known", "known"), ("own.approval", "none")));

        await using var db = city.Staff.Open();
        var kept = await db.Set<FieldworkEntry>().SingleAsync();
        Assert.Equal(new Dictionary<string, string> { ["guideline_known"] = "known", ["approval"] = "each-post", ["outsourcing"] = "none" }, kept.Own);
        Assert.Equal(("ehime", "ファイルからの取込み", "監査 太郎"), (kept.OwnFrom!.SurveyKey, kept.OwnFrom.SubmittedByName, kept.OwnFrom.TakenByName));
        var page = await auditor.Open(entry);
        Assert.NotNull(page.QuerySelector($"a[href='/surveys/answers/{kept.OwnFrom.Response}']"));
        Assert.Null(page.QuerySelector("[name='own.approval']"));
        var differences = (await auditor.Open(audit + "/fieldwork/differences?between=own")).QuerySelectorAll("#differences tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())));
        Assert.Equal(["発信する内容を誰がどう承認しているか|所属長が毎回承認|所属長が毎回承認|どちらの承認もない"], differences);
        Assert.Contains("所属長が毎回承認", await (await auditor.Get(audit + "/fieldwork/differences.csv?between=own")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task J3_without_a_survey_or_an_answer_the_page_says_what_to_do()
    {
        using var auditor = await city.Staff.SignIn("kansa");
        await Survey("01004,E1,1\n");
        var without = await city.Planned(auditor);
        var with = await city.Planned(auditor, "R8-2", "ehime");
        await city.Visited(auditor, with);

        Assert.Contains("調書が、計画で選ばれていません", await Refused(without), StringComparison.Ordinal);
        Assert.Contains("提出した回答がまだありません", await Refused(with), StringComparison.Ordinal);

        async Task<string> Refused(string audit)
        {
            var hidden = (await auditor.Open(audit + "/fieldwork")).QuerySelector("main form[method=post]")!.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(one => KeyValuePair.Create(one.Name!, one.Value));
            using var answer = await auditor.Http.PostAsync(new Uri(audit + "/fieldwork/own", UriKind.Relative), new FormUrlEncodedContent(hidden));
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            return Browser.Parse(await answer.Content.ReadAsStringAsync()).QuerySelector("main")!.TextContent;
        }
    }

    [Fact]
    public async Task J3_an_answer_of_an_office_whose_work_was_taken_over_counts_from_that_day_on()
    {
        using var auditor = await city.Staff.SignIn("kansa");
        await Survey("01004,E1,1\n");
        var audit = await city.Planned(auditor, survey: "ehime");
        await city.Visited(auditor, audit);
        await using (var db = city.Staff.Open())
        {
            db.OfficeSuccessions.Add(new OfficeSuccession { Predecessor = city.Tourism, Successor = city.Office, From = city.Staff.Clock.Today.AddDays(1) });
            await db.SaveChangesAsync();
        }

        using var before = await auditor.PostForm(await auditor.Open(audit + "/fieldwork"), audit + "/fieldwork/own");
        await using (var db = city.Staff.Open()) await db.OfficeSuccessions.ExecuteUpdateAsync(set => set.SetProperty(one => one.From, city.Staff.Clock.Today));
        using var after = await auditor.PostForm(await auditor.Open(audit + "/fieldwork"), audit + "/fieldwork/own");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.SeeOther), (before.StatusCode, after.StatusCode));
        await using var read = city.Staff.Open();
        Assert.Equal(new Dictionary<string, string> { ["guideline_known"] = "known" }, (await read.Set<FieldworkEntry>().SingleAsync()).Own);
    }

    [Theory]
    [InlineData("/withdraw")]
    [InlineData("/send")]
    public async Task J4_a_reply_that_was_considered_is_no_task_any_more_whatever_came_of_it(string act)
    {
        using var auditor = await city.Staff.SignIn("kansa");
        using var head = await city.Staff.SignIn("tanaka");
        var finding = await city.Found(auditor, await city.Planned(auditor), "measures");
        (string, string)[] fields = [("replyBy.year", "R8"), ("replyBy.month", "4"), ("replyBy.day", "20"), ("why", "2件とも記録があった。")];
        await AuditCity.Moved(await auditor.PostForm(await auditor.Open(finding), finding + "/send", fields));
        await AuditCity.Moved(await head.Post("/audits/inquiries/" + finding.Split('/')[^1], ("reply", nameof(FactReply.Different)), ("text", "記録がある。")));
        Assert.Contains("事実確認の回答を検討する", (await auditor.Open("/home")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        await AuditCity.Moved(await auditor.PostForm(await auditor.Open(finding), finding + act, fields));

        Assert.DoesNotContain("事実確認の回答を検討する", (await auditor.Open("/home")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task J9_what_residents_read_is_made_anew_when_a_grade_changes()
    {
        using var auditor = await city.Staff.SignIn("kansa");

        await AuditCity.Moved(await auditor.Post("/audits/grades", ("key", "oral"), ("word", "口頭指摘"), ("order", "3"), ("use", "軽い誤り")));

        await using var db = city.Staff.Open();
        Assert.True(await db.Set<ListDue>().AnyAsync());
    }

    [Fact]
    public async Task J1_hearings_do_not_clash_and_the_office_is_told_when_and_where_alone_until_it_is_cancelled()
    {
        using var auditor = await city.Staff.SignIn("kansa");
        using var head = await city.Staff.SignIn("tanaka");
        var audit = await city.Planned(auditor);
        (string, string)[] hearing = [("office", city.Office.Value.ToString()), ("on.year", "R8"), ("on.month", "5"), ("on.day", "11"), ("from", "10:00"), ("until", "11:00"), ("room", "第1会議室")];
        await AuditCity.Moved(await auditor.Post(audit + "/hearings", hearing));

        var clash = await auditor.Post(audit + "/hearings", hearing);

        Assert.Equal(HttpStatusCode.Conflict, clash.StatusCode);
        Assert.Contains("第1会議室", await clash.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("令和8年5月11日（月） 10:00～11:00", (await head.Open("/audits/measures")).QuerySelector("#hearings-told")!.TextContent, StringComparison.Ordinal);
        string page;
        await using (var db = city.Staff.Open()) page = "/audits/hearings/" + (await db.Set<Hearing>().SingleAsync()).Id.Value;
        await AuditCity.Moved(await auditor.PostForm(await auditor.Open(page), page + "/cancel"));
        Assert.Null((await head.Open("/audits/measures")).QuerySelector("#hearings-told"));
        Assert.DoesNotContain("監査の聴取に出席する", (await head.Open("/home")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task J1_the_office_s_task_ends_when_something_is_recorded_of_the_hearing_and_not_with_a_note_before_its_day()
    {
        using var auditor = await city.Staff.SignIn("kansa");
        var audit = await city.Planned(auditor);
        await AuditCity.Moved(await auditor.Post(
            audit + "/hearings", ("office", city.Office.Value.ToString()), ("on.year", "R8"), ("on.month", "5"), ("on.day", "11"), ("from", "10:00"), ("until", "11:00"), ("room", "第1会議室")));
        string page;
        await using (var db = city.Staff.Open()) page = "/audits/hearings/" + (await db.Set<Hearing>().SingleAsync()).Id.Value;

        await AuditCity.Moved(await auditor.Post(page, ("notes", "承認の流れを聞く予定。")));
        var before = await Tasks();
        city.Staff.Clock.Pass(new DateTimeOffset(2026, 5, 11, 14, 0, 0, TimeSpan.FromHours(9)) - city.Staff.Clock.GetUtcNow());
        using var later = await city.Staff.SignIn("kansa");
        await AuditCity.Moved(await later.Post(page, ("notes", "承認の流れを聞いた。")));

        Assert.Equal(["Open"], before);
        Assert.Equal(["Done"], await Tasks());

        async Task<List<string>> Tasks()
        {
            await using var db = city.Staff.Open();
            return [.. (await db.Set<WorkTask>().Where(task => task.Kind == AuditTasks.Hearing).ToListAsync()).Select(task => task.State.ToString())];
        }
    }

    [Fact]
    public async Task J4_every_fault_of_a_finding_is_said_at_once_in_the_order_of_the_page()
    {
        using var auditor = await city.Staff.SignIn("kansa");
        var audit = await city.Planned(auditor);

        var refused = await auditor.Post(audit + "/findings/new", ("yen", "たくさん"), ("count", "-3"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = Browser.Parse(await refused.Content.ReadAsStringAsync());
        string[] fields = ["office", "grade", "title", "facts", "rule", "yen", "count"];
        Assert.Equal(fields.Select(field => "#f-" + field), page.QuerySelectorAll(".error-summary a").Select(link => link.GetAttribute("href")));
        await using var db = city.Staff.Open();
        Assert.Equal(0, await db.Set<AuditFinding>().CountAsync());
    }

    [Fact]
    public async Task J3_where_the_survey_gave_the_offices_answers_only_the_auditors_own_are_asked_for()
    {
        using var auditor = await city.Staff.SignIn("kansa");
        var entry = await city.Visited(auditor, await city.Planned(auditor));
        Assert.NotNull((await auditor.Open(entry)).QuerySelector("[name='own.approval']"));
        await using (var db = city.Staff.Open())
        {
            var (one, plan) = (await db.Set<FieldworkEntry>().SingleAsync(), await db.Set<Audit>().SingleAsync());
            var source = new OwnAnswerSource(Guid.NewGuid(), "ehime", "運用の調書", city.Staff.Clock.GetUtcNow(), "田中", city.Staff.Clock.GetUtcNow(), "監査");
            Assert.True(one.TakeOwn(plan, new Dictionary<string, string> { ["approval"] = "each-post" }, source).Succeeded);
            await db.SaveChangesAsync();
        }

        var page = await auditor.Open(entry);

        Assert.Null(page.QuerySelector("[name='own.approval']"));
        Assert.Contains("所属の回答：所属長が毎回承認", page.QuerySelector("[name='found.approval']")!.Closest(".field")!.TextContent, StringComparison.Ordinal);
    }

    private async Task Survey(string rows)
    {
        await using var db = city.Staff.Open();
        Assert.True((await new ImportResponsesHandler(db, city.Staff.Clock).Handle(new ImportResponses("ehime", "ehime.csv", Encoding.UTF8.GetBytes("office_code,question,value\n" + rows), false), default)).Succeeded);
    }
}
