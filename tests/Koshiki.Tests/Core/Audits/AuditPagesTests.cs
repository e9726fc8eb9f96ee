using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Activity;
using Koshiki.Tests.Core.Publishing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Core.Audits;

/// <summary>An audit from its plan to the published measure, as auditors and an office use the pages; and what everybody else sees of it: nothing.</summary>
public sealed class AuditPagesTests : IAsyncLifetime
{
    private const string Secret = "くじらの調書";
    private StaffApplication city = null!;
    private OfficeId office;

    public async ValueTask InitializeAsync()
    {
        city = await StaffApplication.Start();
        office = await city.AddOffice("01001", "防災危機管理課");
        await city.AddOffice("01002", "広報広聴課", OfficeFunction.PublicRelations);
        await city.AddOffice("01003", "情報政策課", OfficeFunction.InformationTechnology);
        await city.AddOffice("09001", "監査委員事務局", OfficeFunction.Audit);
        await city.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await city.AddPerson("田中 実", "01001", Duty.Head, "tanaka");
        await city.AddPerson("渡辺 翔", "01002", Duty.Staff, "watanabe");
        await city.AddPerson("青木 涼", "01003", Duty.Staff, "aoki");
        await city.AddPerson("平田 真理", "01003", Duty.Administrator, "hirata");
        await city.AddPerson("監査 太郎", "09001", Duty.Staff, "kansa");
        await using var db = city.Open();
        db.AddRange(Sample.Account("A001", office: office), Sample.Account("A002", Koshiki.PlatformFacts.Platform.X, office));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    [Fact]
    public async Task J1_J4_J5_an_audit_goes_from_plan_to_published_measure()
    {
        using var auditor = await city.SignIn("kansa");
        using var head = await city.SignIn("tanaka");
        var audit = await Planned(auditor);
        var entry = await Visited(auditor, audit);
        var finding = await Found(auditor, audit, "measures");
        await Moved(await auditor.PostForm(await auditor.Open(finding), finding + "/send", ("replyBy.year", "R8"), ("replyBy.month", "4"), ("replyBy.day", "20")));

        var inquiry = "/audits/inquiries/" + finding.Split('/')[^1];
        Assert.Contains("承認の記録がない。", (await head.Open(inquiry)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await Moved(await head.Post(inquiry, ("reply", nameof(FactReply.PartlyDifferent)), ("text", "2件には記録がある。")));
        await Moved(await auditor.PostForm(await auditor.Open(finding), finding + "/settle", ("considered", "残る件には記録がない。")));
        await Moved(await auditor.PostForm(await auditor.Open(audit), audit + "/freeze", ("sure", "yes")));
        await Moved(await auditor.PostForm(await auditor.Open(audit), audit + "/reported", ("on.year", "R8"), ("on.month", "4"), ("on.day", "6"), ("notice", "監査公表第3号")));
        string measure;
        await using (var db = city.Open()) measure = "/audits/measures/" + (await db.Set<Measure>().SingleAsync()).Id.Value;
        await Moved(await head.PostForm(await head.Open(measure), measure + "/tell", ("report", "承認の欄を設けた。"), ("doneOn.year", "R8"), ("doneOn.month", "4"), ("doneOn.day", "6")));
        await Moved(await auditor.PostForm(await auditor.Open(measure), measure + "/judge", ("judgement", "様式を確かめた。"), ("act", "accept")));
        await Moved(await auditor.PostForm(await auditor.Open(measure), measure + "/publish", ("publishedOn.year", "R8"), ("publishedOn.month", "4"), ("publishedOn.day", "6"), ("notice", "監査公表第5号")));

        await using var after = city.Open();
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
        using var auditor = await city.SignIn("kansa");
        var audit = await Planned(auditor);
        await Visited(auditor, audit);
        var finding = await Found(auditor, audit, "oral");
        await Moved(await auditor.PostForm(await auditor.Open(finding), finding + "/settle", ("considered", "口頭で伝えた。")));

        var bytes = await (await auditor.Get(audit + "/report.docx")).Content.ReadAsByteArrayAsync();
        var published = Browser.Parse(await (await auditor.Get(audit + "/report.html?edition=published")).Content.ReadAsStringAsync()).QuerySelector("main")!.TextContent;

        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath} {error.Description}"));
        var text = document.MainDocumentPart!.Document.Body!.InnerText;
        foreach (var words in new[] { "第1　監査の概要", "第2　調査の結果", "第3　監査の結果", "防災危機管理課", "表13　情報発信内容の承認・事前承認状況", "承認の記録がない。" }) Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.True(document.MainDocumentPart.ChartParts.Count() >= 10);
        Assert.Contains("Ａ所属", published, StringComparison.Ordinal);
        Assert.DoesNotContain("防災危機管理課", published, StringComparison.Ordinal);
        Assert.Contains("監査報告書（公表版）", (await auditor.Open(audit + "/report?edition=published")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task J4_office_PR_office_IT_office_and_administrator_get_nothing_of_the_compartment()
    {
        using var auditor = await city.SignIn("kansa");
        var audit = await Planned(auditor);
        var entry = await Visited(auditor, audit);
        var finding = await Found(auditor, audit, "measures");
        await Moved(await auditor.Post(audit + "/papers", ("kind", nameof(PaperKind.Note)), ("title", Secret), ("text", Secret), ("on.year", "R8"), ("on.month", "4"), ("on.day", "6")));
        await Moved(await auditor.Post(audit + "/hearings", ("office", office.Value.ToString()), ("on.year", "R8"), ("on.month", "5"), ("on.day", "11"), ("from", "10:00"), ("until", "11:00"), ("room", "第1会議室")));
        string hearing;
        await using (var db = city.Open()) hearing = "/audits/hearings/" + (await db.Set<Hearing>().SingleAsync()).Id.Value;
        await Moved(await auditor.Post(hearing, ("notes", Secret)));
        var compartment = city.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("audits", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<EndpointRule>()!.Act is Act.ReadAudits or Act.WriteAudits).ToList();
        Assert.True(compartment.Count > 40);
        var ids = audit.Split('/')[^1];

        foreach (var who in new[] { "sato", "tanaka", "watanabe", "aoki", "hirata" })
        {
            using var other = await city.SignIn(who);
            foreach (var endpoint in compartment.Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET")))
            {
                var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{id:guid}", ids, StringComparison.Ordinal).Replace("{finding:guid}", finding.Split('/')[^1], StringComparison.Ordinal).Replace("{table}", "13", StringComparison.Ordinal).Replace("{row}", "offices", StringComparison.Ordinal).Replace("{column}", "none", StringComparison.Ordinal).Replace("{format}", "json", StringComparison.Ordinal);
                Assert.Equal((who, path, HttpStatusCode.Forbidden), (who, path, (await other.Get(path)).StatusCode));
            }

            foreach (var path in new[] { entry, hearing, finding, "/audits/inquiries/" + finding.Split('/')[^1], "/audits/measures", "/home" })
                Assert.DoesNotContain(Secret, await (await other.Get(path)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.NotEqual(HttpStatusCode.OK, (await other.Get("/audits/inquiries/" + finding.Split('/')[^1])).StatusCode);
        }

        await using var log = city.Open();
        var logged = (await log.Set<LogContent>().Select(content => content.Body).ToListAsync()).Select(body => Encoding.UTF8.GetString(body!)).ToList();
        Assert.NotEmpty(logged);
        Assert.DoesNotContain(logged, body => body.Contains(Secret, StringComparison.Ordinal) || body.Contains("承認の記録がない。", StringComparison.Ordinal));
    }

    [Fact]
    public async Task J1_hearings_do_not_clash_and_the_office_is_told_when_and_where_alone()
    {
        using var auditor = await city.SignIn("kansa");
        using var head = await city.SignIn("tanaka");
        var audit = await Planned(auditor);
        (string, string)[] hearing = [("office", office.Value.ToString()), ("on.year", "R8"), ("on.month", "5"), ("on.day", "11"), ("from", "10:00"), ("until", "11:00"), ("room", "第1会議室")];
        await Moved(await auditor.Post(audit + "/hearings", hearing));

        var clash = await auditor.Post(audit + "/hearings", hearing);

        Assert.Equal(HttpStatusCode.Conflict, clash.StatusCode);
        Assert.Contains("第1会議室", await clash.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("令和8年5月11日（月） 10:00～11:00", (await head.Open("/audits/measures")).QuerySelector("#hearings-told")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>A whole plan, drawn and begun on the spot; answers its address.</summary>
    private static async Task<string> Planned(Browser auditor)
    {
        var saved = await auditor.Post("/audits/plans/new",
            ("number", "R8-1"), ("title", "公式アカウントの運用"), ("theme", "運用の状況"), ("reason", "数が増えたため"), ("criteria", "利用の要領"), ("basis1.name", "地方自治法"), ("basis1.clause", "第199条第2項"), ("basis1.from", "R6.4.1"),
            ("item1.kind", nameof(AuditItemKind.Focus)), ("item1.title", "承認の手続"), ("item1.focus", "承認の記録があるか"), ("referenceDay.year", "R8"), ("referenceDay.month", "4"), ("referenceDay.day", "6"));
        var audit = (await Moved(saved))!;
        await Moved(await auditor.PostForm(await auditor.Open(audit + "/targets"), audit + "/targets", ("seed", "20260401")));
        await Moved(await auditor.PostForm(await auditor.Open(audit), audit + "/stage", ("act", nameof(AuditAction.BeginFieldwork))));
        return audit;
    }

    /// <summary>One entry, recorded with an answer of the office that differs; answers its address.</summary>
    private async Task<string> Visited(Browser auditor, string audit)
    {
        await Moved(await auditor.PostForm(await auditor.Open(audit + "/fieldwork"), audit + "/fieldwork/open"));
        string entry;
        await using (var db = city.Open()) entry = "/audits/fieldwork/" + (await db.Set<FieldworkEntry>().SingleAsync()).Id.Value;
        await Moved(await auditor.Post(entry, ("found.approval", "none"), ("own.approval", "each-post"), ("found.outsourcing", "none"), ("notes", Secret), ("visitedOn.year", "R8"), ("visitedOn.month", "4"), ("visitedOn.day", "6")));
        return entry;
    }

    private async Task<string> Found(Browser auditor, string audit, string grade) => (await Moved(await auditor.Post(audit + "/findings/new",
        ("office", office.Value.ToString()), ("grade", grade), ("title", "承認の記録がない投稿"), ("facts", "承認の記録がない。"), ("rule", "要領では所属長の承認を要する。"), ("clause", "2-5(3)イ"), ("figure", "13/offices/none"), ("count", "3"))))!;

    private static async Task<string?> Moved(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location?.OriginalString;
    }
}
