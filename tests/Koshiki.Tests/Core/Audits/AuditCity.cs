using System.Net;
using AngleSharp.Html.Dom;
using Koshiki.Core.Audits;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Organizations;
using Koshiki.PlatformFacts;
using Koshiki.Tests.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Audits;

/// <summary>A town with an audit office, one office with two accounts, and everybody who must see nothing of its audits.</summary>
public sealed class AuditCity : IAsyncLifetime
{
    /// <summary>Stands in all that the audit office writes for itself; whoever finds it has looked into the compartment.</summary>
    public const string Secret = "くじらの調書";

    public StaffApplication Staff { get; private set; } = null!;

    /// <summary>防災危機管理課, with both accounts; its head is tanaka.</summary>
    public OfficeId Office { get; private set; }

    /// <summary>観光課; its head is mori.</summary>
    public OfficeId Tourism { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Staff = await StaffApplication.Start();
        Office = await Staff.AddOffice("01001", "防災危機管理課");
        await Staff.AddOffice("01002", "広報広聴課", OfficeFunction.PublicRelations);
        await Staff.AddOffice("01003", "情報政策課", OfficeFunction.InformationTechnology);
        Tourism = await Staff.AddOffice("01004", "観光課");
        await Staff.AddOffice("09001", "監査委員事務局", OfficeFunction.Audit);
        await Staff.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
        await Staff.AddPerson("田中 実", "01001", Duty.Head, "tanaka");
        await Staff.AddPerson("森 健", "01004", Duty.Head, "mori");
        await Staff.AddPerson("渡辺 翔", "01002", Duty.Staff, "watanabe");
        await Staff.AddPerson("青木 涼", "01003", Duty.Staff, "aoki");
        await Staff.AddPerson("平田 真理", "01003", Duty.Administrator, "hirata");
        await Staff.AddPerson("監査 太郎", "09001", Duty.Staff, "kansa");
        await using var db = Staff.Open();
        db.AddRange(Sample.Account("A001", office: Office), Sample.Account("A002", Platform.X, Office));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => Staff.DisposeAsync();

    /// <summary>A whole plan, drawn and begun on the spot; answers its address.</summary>
    public async Task<string> Planned(Browser auditor, string number = "R8-1", string survey = "")
    {
        var saved = await auditor.Post("/audits/plans/new",
            ("number", number), ("survey", survey), ("title", "公式アカウントの運用"), ("theme", "運用の状況"), ("reason", Secret), ("criteria", "利用の要領"), ("basis1.name", "地方自治法"), ("basis1.clause", "第199条第2項"), ("basis1.from", "R6.4.1"),
            ("item1.kind", nameof(AuditItemKind.Focus)), ("item1.title", "承認の手続"), ("item1.focus", "承認の記録があるか"), ("referenceDay.year", "R8"), ("referenceDay.month", "4"), ("referenceDay.day", "6"));
        var audit = (await Moved(saved))!;
        await Moved(await auditor.PostForm(await auditor.Open(audit + "/targets"), audit + "/targets", ("seed", "20260401")));
        await Moved(await auditor.PostForm(await auditor.Open(audit), audit + "/stage", ("act", nameof(AuditAction.BeginFieldwork))));
        return audit;
    }

    /// <summary>One entry, recorded with an answer of the office that differs; answers its address.</summary>
    public async Task<string> Visited(Browser auditor, string audit)
    {
        await Moved(await auditor.PostForm(await auditor.Open(audit + "/fieldwork"), audit + "/fieldwork/open"));
        string entry;
        var id = AuditId.From(Guid.Parse(audit.Split('/')[^1]));
        await using (var db = Staff.Open()) entry = "/audits/fieldwork/" + (await db.Set<FieldworkEntry>().SingleAsync(one => one.Audit == id)).Id.Value;
        await Moved(await auditor.Post(entry, ("found.approval", "none"), ("own.approval", "each-post"), ("found.outsourcing", "none"), ("notes", Secret), ("visitedOn.year", "R8"), ("visitedOn.month", "4"), ("visitedOn.day", "6")));
        return entry;
    }

    public Task<string> Found(Browser auditor, string audit, string grade) => Found(auditor, audit, grade, Office, "承認の記録がない。");

    public static async Task<string> Found(Browser auditor, string audit, string grade, OfficeId office, string facts) => (await Moved(await auditor.Post(audit + "/findings/new",
        ("office", office.Value.ToString()), ("grade", grade), ("title", "承認の記録がない投稿"), ("facts", facts), ("rule", "要領では所属長の承認を要する。"), ("clause", "2-5(3)イ"), ("figure", "13/offices/none"), ("count", "3"))))!;

    public static async Task<string?> Moved(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location?.OriginalString;
    }

    /// <summary>Adds a piece of evidence through the page's form, as a browser sends files.</summary>
    public static async Task<HttpResponseMessage> Attach(Browser auditor, string page, string fileName, byte[] content, params (string Name, string Value)[] fields)
    {
        var form = (await auditor.Open(page)).QuerySelector("main form[enctype]")!;
        using var sent = new MultipartFormDataContent();
        foreach (var hidden in form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>()) sent.Add(new StringContent(hidden.Value), hidden.Name!);
        foreach (var (name, value) in fields) sent.Add(new StringContent(value), name);
        sent.Add(new ByteArrayContent(content), "file", fileName);
        return await auditor.Http.PostAsync(new Uri(page.Split('?')[0], UriKind.Relative), sent);
    }

    /// <summary>What a piece of evidence needs beside its file.</summary>
    public static (string, string)[] Collected(string title) =>
    [
        ("title", title), ("source", title), ("collectedOn.year", "R8"), ("collectedOn.month", "4"), ("collectedOn.day", "3"),
        ("periodFrom.year", "R7"), ("periodFrom.month", "10"), ("periodFrom.day", "1"), ("periodUntil.year", "R8"), ("periodUntil.month", "3"), ("periodUntil.day", "31"),
    ];
}
