using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Distributing;
using Koshiki.Core.Work;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>What the audit office makes of a survey: questions answered to all, figures beside those of the year before, files, tasks and courses; through the pages, without script.</summary>
public sealed class SurveyResultPagesTests(SurveyTown town) : IClassFixture<SurveyTown>
{
    [Fact]
    public async Task I3_a_question_is_answered_to_all_offices_and_its_asker_is_named_to_none()
    {
        var answer = await town.Ask("inquiry");
        using var sato = await town.City.SignIn("sato");
        using var ogawa = await town.City.SignIn("ogawa");
        using var kitagawa = await town.City.SignIn("kitagawa");
        using (var asked = await sato.PostForm(await sato.Open(answer), $"{answer}/inquiry", ("inquiry", "課の分だけを数えますか。"))) Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);

        var unanswered = (TextOf(await sato.Open("/surveys/inquiry/inquiries")), TextOf(await ogawa.Open("/surveys/inquiry/inquiries")), TextOf(await kitagawa.Open("/home")));
        var desk = await kitagawa.Open("/surveys/inquiry/inquiries");
        var id = desk.QuerySelector("input[name=inquiry]")!.GetAttribute("value")!;
        using (var said = await kitagawa.PostForm(desk, "/surveys/inquiry/inquiries", ("inquiry", id), ($"answer.{id}", "はい、課の分だけです。"))) Assert.Equal(HttpStatusCode.SeeOther, said.StatusCode);
        var answered = TextOf(await ogawa.Open("/surveys/inquiry/inquiries"));

        Assert.Contains("課の分だけを数えますか。", unanswered.Item1, StringComparison.Ordinal);
        Assert.DoesNotContain("課の分だけを数えますか。", unanswered.Item2, StringComparison.Ordinal);
        Assert.Contains("調書「調書inquiry」の質問に回答する", unanswered.Item3, StringComparison.Ordinal);
        Assert.Contains("はい、課の分だけです。", answered, StringComparison.Ordinal);
        Assert.DoesNotContain("佐藤", answered, StringComparison.Ordinal);
        Assert.DoesNotContain("防災危機管理課", answered, StringComparison.Ordinal);
        Assert.DoesNotContain("の質問に回答する", TextOf(await kitagawa.Open("/home")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task I4_the_page_of_figures_begins_with_its_contents_and_compares_with_the_year_before()
    {
        await town.Submit(await town.Ask("kyonen"));
        var answer = await town.Ask("kotoshi");
        await Compare("kotoshi", "kyonen");
        await town.Submit(answer);
        using var kitagawa = await town.City.SignIn("kitagawa");
        using var sato = await town.City.SignIn("sato");

        var page = await kitagawa.Open("/surveys/kotoshi/statistics?by=department&rounding=half-up");
        var links = page.QuerySelectorAll(".clause-index a").OfType<IHtmlAnchorElement>().ToList();

        Assert.Contains("所属長が提出した1所属（配布した2所属の50％）の回答です。まだ1所属が提出していないため、数字は変わります。", TextOf(page), StringComparison.Ordinal);
        Assert.All(links, link => Assert.NotNull(page.QuerySelector($"main h3{link.Hash.Replace(".", "\\.", StringComparison.Ordinal)}")));
        Assert.Equal(["Q1", "Q16", "Q18", "Q19", "Q20", "Q21"], links.Select(link => link.TextContent.Split('　')[0]));
        Assert.Contains("Q2　", page.QuerySelector("main details.disclosure")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["100.0", "100.0", "0.0"], page.QuerySelector("#t-Q1 tbody tr:nth-of-type(2)")!.QuerySelectorAll("td").Skip(1).Take(3).Select(cell => cell.TextContent.Trim()));
        foreach (var (file, type) in new[] { ("statistics.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), ("statistics.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), ("statistics.csv", "text/csv"), ("statistics.json", "application/json"), ("statistics.html", "text/html"), ("responses.csv", "text/csv"), ("responses.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") })
        {
            using var got = await kitagawa.Get($"/surveys/kotoshi/{file}?by=department");
            Assert.Equal((file, HttpStatusCode.OK, type, "attachment"), (file, got.StatusCode, got.Content.Headers.ContentType!.MediaType, got.Content.Headers.ContentDisposition!.DispositionType));
            Assert.NotEmpty(await got.Content.ReadAsByteArrayAsync());
            using var refused = await sato.Get($"/surveys/kotoshi/{file}");
            Assert.Equal((file, HttpStatusCode.Forbidden), (file, refused.StatusCode));
        }

        using var unknown = await kitagawa.Get("/surveys/kotoshi/statistics.pdf");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task I5_what_the_questionnaire_proposes_becomes_an_invitation_to_a_course_and_the_office_applies()
    {
        await town.Submit(await town.Ask("course"), q18: "2");
        using var kitagawa = await town.City.SignIn("kitagawa");
        using var sato = await town.City.SignIn("sato");

        var page = await kitagawa.Open("/surveys/course/follow-up");
        var proposal = page.QuerySelectorAll("#proposals th a").OfType<IHtmlAnchorElement>().Single();
        var filled = await kitagawa.Open(proposal.PathName + proposal.Search);
        (string, string)[] course = [("condition", "Q18 = 2"), ("kind", "training"), ("title", "SNSの使い方の研修"), ("link", ""), .. Day("dueOn", 2026, 6, 1)];
        using var without = await kitagawa.PostForm(filled, "/surveys/course/follow-up", [.. course, ("place", ""), .. Day("courseAt", 2026, 5, 1), ("courseAt.time", "14:00")]);
        using var undated = await kitagawa.PostForm(filled, "/surveys/course/follow-up", [.. course, ("place", "3階の会議室"), ("courseAt.time", "8:00")]);
        using var given = await kitagawa.PostForm(filled, "/surveys/course/follow-up", [.. course, ("place", "3階の会議室"), .. Day("courseAt", 2026, 6, 10), ("courseAt.time", "14:00")]);
        var home = await sato.Open("/home");

        Assert.Equal("SNSの使い方の研修", proposal.TextContent);
        Assert.Equal(("Q18 = 2", "SNSの使い方の研修"), (((IHtmlInputElement)filled.QuerySelector("#f-condition")!).Value, ((IHtmlInputElement)filled.QuerySelector("#f-title")!).Value));
        Assert.NotNull(filled.QuerySelector("input[name=kind][value=training][checked]"));
        var faults = Browser.Parse(await without.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (without.StatusCode, undated.StatusCode, given.StatusCode));
        Assert.NotNull(faults.QuerySelector("#f-place-error"));
        Assert.Contains("研修の日は、申込みの期限から後の日にしてください。", TextOf(faults), StringComparison.Ordinal);
        Assert.Contains("研修「SNSの使い方の研修」（令和8年6月10日（水）14:00、3階の会議室）の参加者を申し込む", TextOf(home), StringComparison.Ordinal);
        await using var db = town.City.Open();
        Assert.Equal(1, await db.Tasks.CountAsync(task => task.Kind == "survey-follow-up" && task.State == TaskState.Open && task.About.StartsWith("course/")));
    }

    /// <summary>Names the survey with which the figures of another are compared.</summary>
    private async Task Compare(string key, string before)
    {
        await using var db = town.City.Open();
        var survey = await db.Surveys.SingleAsync(s => s.Key == key);
        await town.Do<RunSurveyHandler, string>("北川 節子", (handler, me) => handler.Handle(new SaveSurvey(key, "", survey.Title, survey.Questionnaire.Value, "", survey.ReferenceDay, survey.Deadline, before), me, default));
    }

    private static (string, string)[] Day(string name, int year, int month, int day) => [($"{name}.year", $"{year}"), ($"{name}.month", $"{month}"), ($"{name}.day", $"{day}")];

    private static string TextOf(IDocument page) => page.QuerySelector("main")?.TextContent ?? "";
}
