using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Distributing;
using Koshiki.Core.Surveys.Importing;
using Koshiki.Core.Work;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>Evidence beside answers, two people at one answer, and the minute after the deadline: through the pages, without script.</summary>
public sealed class AnsweringPagesTests(SurveyTown town) : IClassFixture<SurveyTown>
{
    private static readonly byte[] Paper = Encoding.ASCII.GetBytes("%PDF-1.7\n% the form on which it was decided");

    [Fact]
    public async Task I2_evidence_is_put_beside_an_answer_read_again_and_taken_away()
    {
        var answer = await town.Ask("evidence");
        using var sato = await town.City.SignIn("sato");
        using var tanaka = await town.City.SignIn("tanaka");

        var added = await Upload(sato, $"{answer}/evidence/Q14", @"C:\資料\決裁書.pdf", Paper);
        var page = await sato.Open($"{answer}/evidence/Q14");
        var link = (IHtmlAnchorElement)page.QuerySelector("#files a")!;
        using var read = await tanaka.Get(link.PathName);
        using var removed = await sato.PostForm(page, $"{answer}/evidence/Q14/remove");

        Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);
        Assert.StartsWith("決裁書.pdf", link.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(Paper, await read.Content.ReadAsByteArrayAsync());
        Assert.Equal(("attachment", "application/octet-stream", "nosniff"), (read.Content.Headers.ContentDisposition!.DispositionType, read.Content.Headers.ContentType!.MediaType, read.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal(HttpStatusCode.SeeOther, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await tanaka.Get(link.PathName)).StatusCode);
    }

    [Fact]
    public async Task I2_what_is_no_paper_picture_or_table_is_refused_beside_the_field()
    {
        var answer = await town.Ask("types");
        using var sato = await town.City.SignIn("sato");

        (string Name, byte[] Content, string Sentence)[] wrong =
        [
            ("a.exe", Paper, "PDF、画像（PNG・JPEG）、Excel、Word、PowerPoint、CSV、テキストのファイルにしてください。"),
            ("a.pdf", "MZ program"u8.ToArray(), "ファイルの中身が「.pdf」の形式ではありません。"),
            ("a.csv", [1, 0, 2], "ファイルの中身が「.csv」の形式ではありません。"),
            ("a.xlsx", Zip("xl/workbook.xml"), "ファイルの中身が「.xlsx」の形式ではありません。"),
            ("a.docx", Zip("[Content_Types].xml", "word/vbaProject.bin"), "マクロを含むファイルは付けられません。"),
            ("a.txt", [], "ファイルを1つ選んでください。"),
            ("a.txt", new byte[10_500_000].Select(_ => (byte)'a').ToArray(), "ファイルは10MBまでにしてください（選んだファイルは10.5MBです）。"),
        ];
        foreach (var (name, content, sentence) in wrong)
        {
            using var refused = await Upload(sato, $"{answer}/evidence/Q14", name, content);
            Assert.Equal((name, HttpStatusCode.UnprocessableEntity), (name, refused.StatusCode));
            Assert.Contains(sentence, Browser.Parse(await refused.Content.ReadAsStringAsync()).QuerySelector("#f-file-error")!.TextContent, StringComparison.Ordinal);
        }

        using var right = await Upload(sato, $"{answer}/evidence/Q14", "a.docx", Zip("[Content_Types].xml", "word/document.xml"));
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sato.Get($"{answer}/evidence/Q13")).StatusCode);
    }

    [Fact]
    public async Task I2_another_offices_file_cannot_be_had_and_nothing_changes_after_submission()
    {
        var answer = await town.Ask("others");
        var other = await town.AnswerOf("others", "01002");
        using var sato = await town.City.SignIn("sato");
        using var ogawa = await town.City.SignIn("ogawa");
        using var kitagawa = await town.City.SignIn("kitagawa");
        using (await Upload(sato, $"{answer}/evidence/Q14", "a.pdf", Paper)) { }
        var before = await sato.Open($"{answer}/evidence/Q14");
        var file = ((IHtmlAnchorElement)before.QuerySelector("#files a")!).PathName;

        var foreign = (await ogawa.Get(file)).StatusCode;
        var byOwnAnswer = (await ogawa.Get($"{other}/files/{file.Split('/')[^1]}")).StatusCode;
        var page = (await ogawa.Get($"{answer}/evidence/Q14")).StatusCode;
        await town.Submit(answer);
        using var late = await Upload(sato, $"{answer}/evidence/Q14", "b.pdf", Paper, before);
        using var removed = await sato.PostForm(before, $"{answer}/evidence/Q14/remove");
        var after = await sato.Open($"{answer}/evidence/Q14");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign, byOwnAnswer, page));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (late.StatusCode, removed.StatusCode));
        Assert.Null(after.QuerySelector("main form"));
        Assert.Equal(HttpStatusCode.OK, (await kitagawa.Get(file)).StatusCode);
    }

    [Fact]
    public async Task I2_two_people_at_one_page_see_both_versions_and_neither_is_lost()
    {
        var answer = await town.Ask("two");
        using var sato = await town.City.SignIn("sato");
        using var tanaka = await town.City.SignIn("tanaka");
        var open = await sato.Open($"{answer}/sections/residents");
        using (await Save(tanaka, $"{answer}/sections/residents", ("a.Q19", "3"), ("a.Q20", "窓口で案内する。"))) { }

        using var refused = await Save(sato, $"{answer}/sections/residents", open, ("a.Q19", "1"), ("a.Q19.doing", "教室を開いている。"), ("a.Q20", "窓口で案内する。"));
        var both = Browser.Parse(await refused.Content.ReadAsStringAsync());
        var hidden = both.QuerySelectorAll("main form[method=post] input[type=hidden]").OfType<IHtmlInputElement>().Where(one => one.Name!.Contains('.', StringComparison.Ordinal) || one.Name is "shown").Select(one => (one.Name!, one.Value)).ToArray();
        using var edited = await sato.PostForm(both, $"{answer}/sections/residents", [.. hidden, ("act", "edit")]);
        var again = Browser.Parse(await edited.Content.ReadAsStringAsync());
        using var replaced = await sato.PostForm(again, $"{answer}/sections/residents", [.. hidden, ("act", "next")]);

        Assert.Equal((HttpStatusCode.Conflict, "見比べる"), (refused.StatusCode, both.QuerySelector("h1")!.TextContent));
        Assert.Equal(["3　しておらず、予定もない", "1　している", "未回答", "教室を開いている。"], both.QuerySelectorAll("#differences .diff-text").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("田中 実さんが", both.QuerySelector(".warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("教室を開いている。", again.QuerySelector("#f-a-Q19-doing")!.TextContent);
        Assert.Equal(HttpStatusCode.SeeOther, replaced.StatusCode);
        Assert.Equal(["1"], (await Stored(answer)).Answers["Q19"].Values);
    }

    [Fact]
    public async Task I2_who_writes_in_another_section_is_in_nobodys_way()
    {
        var answer = await town.Ask("sections");
        using var sato = await town.City.SignIn("sato");
        using var tanaka = await town.City.SignIn("tanaka");
        var residents = await sato.Open($"{answer}/sections/residents");
        var start = await tanaka.Open($"{answer}/sections/start");

        using var first = await Save(tanaka, $"{answer}/sections/start", start, ("a.Q1", "2"));
        using var second = await Save(sato, $"{answer}/sections/residents", residents, ("a.Q19", "3"));
        using var same = await Save(tanaka, $"{answer}/sections/residents", residents, ("a.Q19", "3"));

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther], new[] { first.StatusCode, second.StatusCode, same.StatusCode });
        var stored = await Stored(answer);
        Assert.Equal(["2", "3"], [.. stored.Answers["Q1"].Values, .. stored.Answers["Q19"].Values]);
    }

    [Fact]
    public async Task I3_what_was_typed_too_late_is_not_stored_and_not_lost_from_the_screen()
    {
        var answer = await town.Ask("late");
        town.City.Clock.MoveTo(SurveyTown.Deadline.AddMinutes(-1));
        using var sato = await town.City.SignIn("sato");
        var open = await sato.Open($"{answer}/sections/residents");
        town.City.Clock.MoveTo(SurveyTown.Deadline);

        using var refused = await Save(sato, $"{answer}/sections/residents", open, ("a.Q19", "3"), ("a.Q20", "長く考えた案です。"));
        var page = Browser.Parse(await refused.Content.ReadAsStringAsync());

        Assert.Equal((HttpStatusCode.Conflict, "保存していない回答"), (refused.StatusCode, page.QuerySelector("h1")!.TextContent));
        Assert.Contains("長く考えた案です。", page.QuerySelector("#differences")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("監査事務局に差戻しを依頼してください。", page.QuerySelector(".warning")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form"));
        Assert.Equal(ResponseStatus.NotStarted, (await Stored(answer)).Status);
    }

    [Fact]
    public async Task I2_a_question_that_waits_for_another_is_not_said_to_be_skipped()
    {
        var answer = await town.Ask("waits");
        using var sato = await town.City.SignIn("sato");
        using (await Save(sato, $"{answer}/sections/start", ("a.Q1", "1"))) { }
        using (await Save(sato, $"{answer}/sections/channels", ("a.Q2.line", "1"), ("a.Q2.x", "5"), ("a.Q2.facebook", "5"), ("a.Q2.youtube", "5"))) { }

        var waiting = await sato.Open($"{answer}/sections/channels");
        using (await Save(sato, $"{answer}/sections/channels", waiting, ("a.Q2.line", "1"), ("a.Q2.x", "5"), ("a.Q2.facebook", "5"), ("a.Q2.youtube", "5"), ("a.Q4", "2"))) { }
        var skipped = await sato.Open($"{answer}/sections/channels");

        Assert.DoesNotContain("Q6～Q7は質問しません", waiting.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Q4で「2　広報担当課に掲載を依頼した」を選んだため、Q6～Q7は質問しません", skipped.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I2_a_dash_is_an_answer_where_a_question_cannot_be_said_not_to_apply()
    {
        var answer = await town.Ask("dash");
        using var sato = await town.City.SignIn("sato");
        using (await Save(sato, $"{answer}/sections/residents", ("a.Q19", "3"), ("a.Q20", "-"))) { }

        var page = await sato.Open($"{answer}/sections/residents");

        Assert.Equal("-", page.QuerySelector("#f-a-Q20")!.TextContent);
        Assert.Equal(["-"], (await Stored(answer)).Answers["Q20"].Values);
    }

    [Fact]
    public async Task I1_answers_taken_from_a_file_end_what_their_offices_were_asked_and_nothing_of_the_others()
    {
        await town.Ask("file");
        await town.Do<RunSurveyHandler, int>("北川 節子", (handler, me) => handler.Remind("file", me, default));
        await using var db = town.City.Open();

        var taken = await new ImportResponsesHandler(db, town.City.Clock).Handle(new ImportResponses("file", "file.csv", "office_code,question,value\n01001,Q1,2\n"u8.ToArray(), DryRun: false), default);

        Assert.True(taken.Succeeded);
        Assert.Equal([TaskState.Done, TaskState.Done], await Tasks("01001"));
        Assert.Equal([TaskState.Open, TaskState.Open], await Tasks("01002"));

        async Task<List<TaskState>> Tasks(string office)
        {
            var link = await town.AnswerOf("file", office);
            return await db.Set<WorkTask>().AsNoTracking().Where(task => task.Link == link).Select(task => task.State).ToListAsync();
        }
    }

    private async Task<SurveyResponse> Stored(string answer)
    {
        await using var db = town.City.Open();
        var id = new SurveyResponseId(Guid.Parse(answer.Split('/')[^1]));
        return await db.SurveyResponses.AsNoTracking().SingleAsync(r => r.Id == id);
    }

    private static async Task<HttpResponseMessage> Save(Browser browser, string section, params (string, string)[] fields) => await Save(browser, section, await browser.Open(section), fields);

    /// <summary>Presses 「保存して次へ進む」 on a page opened before.</summary>
    private static Task<HttpResponseMessage> Save(Browser browser, string section, IHtmlDocument page, params (string, string)[] fields)
    {
        var shown = page.QuerySelectorAll("input[name=shown]").OfType<IHtmlInputElement>().Select(input => ("shown", input.Value));
        return browser.PostForm(page, section, [.. shown, ("act", "next"), .. fields]);
    }

    /// <param name="opened">The page with the form; null opens it now.</param>
    private static async Task<HttpResponseMessage> Upload(Browser browser, string path, string name, byte[] content, IHtmlDocument? opened = null)
    {
        var page = opened ?? await browser.Open(path);
        using var form = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelectorAll("main form[enctype] input[type=hidden]").OfType<IHtmlInputElement>()) form.Add(new StringContent(hidden.Value), hidden.Name!);
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        return await browser.Http.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    private static byte[] Zip(params string[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries) zip.CreateEntry(entry);
        }

        return stream.ToArray();
    }
}
