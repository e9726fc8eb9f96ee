using System.Globalization;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Reviews;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Findings;

public sealed record FindingListView(Audit Audit, IReadOnlyList<AuditFinding> Rows, IReadOnlyDictionary<string, FindingGrade> Grades, FormState Form);

/// <param name="Finding">Null for a new one.</param>
public sealed record FindingFormView(Audit Audit, AuditFinding? Finding, IReadOnlyList<OfficeOnDay> Offices, IReadOnlyDictionary<string, FindingGrade> Grades, FormState Form);

/// <param name="Earlier">Findings of earlier audits against the same office and clause, with the number of their audit.</param>
public sealed record FindingView(Audit Audit, AuditFinding Finding, FindingGrade Grade, IReadOnlyList<Evidence> Evidence, IReadOnlyList<AuditFinding> Earlier, MeasureId? Measure, FormState Form);

public sealed record GradesView(IReadOnlyList<FindingGrade> Rows, FormState Form);

/// <summary>Findings from draft to settlement, and the government's grades. J4.</summary>
internal static class FindingPages
{
    private const string OfAudit = AuditAddress.List + "/{id:guid}/findings";
    private const string One = OfAudit + "/{finding:guid}";
    private const int LongestLine = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(OfAudit, List).Requires(Act.ReadAudits);
        app.MapGet(OfAudit + ".csv", Download).Requires(Act.ReadAudits);
        app.MapGet(OfAudit + "/new", New).Requires(Act.WriteAudits);
        app.MapPost(OfAudit + "/new", Create).Requires(Act.WriteAudits);
        app.MapGet(One, Show).Requires(Act.ReadAudits);
        app.MapGet(One + "/edit", Edit).Requires(Act.WriteAudits);
        app.MapPost(One + "/edit", Save).Requires(Act.WriteAudits);
        app.MapPost(One + "/send", Send).Requires(Act.WriteAudits);
        app.MapPost(One + "/settle", Settle).Requires(Act.WriteAudits);
        app.MapPost(One + "/withdraw", Withdraw).Requires(Act.WriteAudits);
        app.MapGet("/audits/grades", Grades).Requires(Act.ReadAudits);
        app.MapPost("/audits/grades", SaveGrade).Requires(Act.WriteAudits);
    }

    private static async Task<IResult> List(Guid id, FormState form, CoreDb db, CancellationToken ct) =>
        await db.FindAudit(id, ct) is { } audit ? Pages.Show<FindingListPage>(new FindingListView(audit, await Rows(audit, form, db, ct), await db.Grades(ct), form)) : Pages.Refuse(new AuditNotFound());

    private static async Task<IReadOnlyList<AuditFinding>> Rows(Audit audit, FormState form, CoreDb db, CancellationToken ct)
    {
        var found = db.AuditFindings.AsNoTracking().Where(finding => finding.Audit == audit.Id);
        if (Enum.TryParse<FindingState>(form["state"], out var state)) found = found.Where(finding => finding.State == state);
        var rows = await found.OrderBy(finding => finding.Number).ToListAsync(ct);
        return form.Filled("grade") ? rows.FindAll(row => row.Content.Grade == form["grade"]) : rows;
    }

    private static async Task<IResult> Download(Guid id, FormState form, CoreDb db, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        var (rows, grades) = (await Rows(audit, form, db, ct), await db.Grades(ct));
        return CsvExport.Download($"findings-{audit.Number}.csv", ["番号", "区分", "状態", "所属", "件名", "事実", "反した定め", "条項", "金額（円）", "件数", "表の数字", "再指摘"], rows.Select(row => (IReadOnlyList<string?>)
        [
            row.Number.ToString(CultureInfo.InvariantCulture), grades.GetValueOrDefault(row.Content.Grade)?.Word, row.State.Word, row.OfficeName, row.Content.Title, row.Content.Facts, row.Content.Rule, row.Content.Clause,
            row.Content.Yen?.ToString("0", CultureInfo.InvariantCulture), row.Content.Count?.ToString(CultureInfo.InvariantCulture), row.Content.Figure, row.RepeatOf is null ? "" : "再指摘",
        ]));
    }

    private static async Task<IResult> New(Guid id, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        var entry = Guid.TryParse(form["entry"], out var given) ? await db.FieldworkEntries.AsNoTracking().SingleOrDefaultAsync(one => one.Id == FieldworkEntryId.From(given) && one.Audit == audit.Id, ct) : null;
        var filled = entry is null ? FormState.Empty : FormState.Of(("office", entry.Office?.Value.ToString()), ("account", entry.AccountKey));
        return Pages.Show<FindingFormPage>(await FormOf(audit, null, filled, db, clock, ct));
    }

    private static async Task<FindingFormView> FormOf(Audit audit, AuditFinding? finding, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        new(audit, finding, await db.OfficesOn(clock.GetUtcNow().DayInJapan).OrderBy(office => office.Code).ToListAsync(ct), await db.Grades(ct), form);

    private static async Task<IResult> Create(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, FindingHandler handler, CancellationToken ct) =>
        await db.FindAudit(id, ct) is { } audit ? await Write(audit, null, form, me, db, clock, handler, ct) : Pages.Refuse(new AuditNotFound());

    private static async Task<IResult> Edit(Guid id, Guid finding, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await Find(id, finding, db, ct) is var (audit, found) ? Pages.Show<FindingFormPage>(await FormOf(audit, found, FindingForm.Of(found), db, clock, ct)) : Pages.Refuse(new AuditPartNotFound());

    private static async Task<IResult> Save(Guid id, Guid finding, FormState form, Me me, CoreDb db, TimeProvider clock, FindingHandler handler, CancellationToken ct) =>
        await Find(id, finding, db, ct) is var (audit, found) ? await Write(audit, found, form, me, db, clock, handler, ct) : Pages.Refuse(new AuditPartNotFound());

    private static async Task<IResult> Write(Audit audit, AuditFinding? finding, FormState form, Me me, CoreDb db, TimeProvider clock, FindingHandler handler, CancellationToken ct)
    {
        var read = FindingForm.Read(form, isNew: finding is null);
        var office = finding?.Office ?? (Guid.TryParse(form["office"], out var given) ? OfficeId.From(given) : default);
        var saved = read.IsRefused(out var faults) ? faults : await handler.Handle(new SaveFinding(audit.Id, finding?.Id, office, read.Value), me, ct);
        return saved.IsRefused(out var no)
            ? Pages.ShowAgain<FindingFormPage>(await FormOf(audit, finding, form.With(no), db, clock, ct), no)
            : Pages.GoTo(PathOf(audit.Id, saved.Value), Notice.Success("指摘を保存しました。所属にはまだ見えません。"));
    }

    private static async Task<IResult> Show(Guid id, Guid finding, CoreDb db, FindingHandler handler, CancellationToken ct) =>
        await ViewOf(id, finding, FormState.Empty, db, handler, ct) is { } view ? Pages.Show<FindingPage>(view) : Pages.Refuse(new AuditPartNotFound());

    private static async Task<FindingView?> ViewOf(Guid id, Guid finding, FormState form, CoreDb db, FindingHandler handler, CancellationToken ct)
    {
        if (await Find(id, finding, db, ct) is not var (audit, found)) return null;
        var grades = await db.Grades(ct);
        var measure = await db.Measures.AsNoTracking().Where(one => one.Finding == found.Id).Select(one => (MeasureId?)one.Id).SingleOrDefaultAsync(ct);
        return new FindingView(audit, found, grades.GetValueOrDefault(found.Content.Grade) ?? new FindingGrade { Key = found.Content.Grade, Word = found.Content.Grade }, await db.Evidence.AsNoTracking().Where(one => one.Finding == found.Id).OrderBy(one => one.At).ToListAsync(ct), await handler.Earlier(found, ct), measure, form);
    }

    private static async Task<IResult> Send(Guid id, Guid finding, FormState form, Me me, CoreDb db, FindingHandler handler, CancellationToken ct)
    {
        var reading = new FormReading(form);
        var by = reading.NeededDay("replyBy", "回答の期限");
        var sent = reading.Refused is { } faults ? faults : await handler.Handle(new SendFinding(AuditFindingId.From(finding), by), me, ct);
        return await After(sent, "所属に事実の確認を求めました。", id, finding, form, db, handler, ct);
    }

    private static async Task<IResult> Settle(Guid id, Guid finding, FormState form, Me me, CoreDb db, FindingHandler handler, CancellationToken ct)
    {
        var reading = new FormReading(form);
        var considered = reading.Needed("considered", "監査の判断", FindingContent.LongestText);
        var settled = reading.Refused is { } faults ? faults : await handler.Handle(new SettleFinding(AuditFindingId.From(finding), considered), me, ct);
        return await After(settled, "指摘を確定しました。", id, finding, form, db, handler, ct);
    }

    private static async Task<IResult> Withdraw(Guid id, Guid finding, FormState form, Me me, CoreDb db, FindingHandler handler, CancellationToken ct)
    {
        var reading = new FormReading(form);
        var why = reading.Needed("why", "取り下げる理由", FindingContent.LongestText);
        var withdrawn = reading.Refused is { } faults ? faults : await handler.Handle(new WithdrawFinding(AuditFindingId.From(finding), why), me, ct);
        return await After(withdrawn, "指摘を取り下げました。", id, finding, form, db, handler, ct);
    }

    private static async Task<IResult> After(Result<AuditFinding> done, string said, Guid id, Guid finding, FormState form, CoreDb db, FindingHandler handler, CancellationToken ct)
    {
        if (!done.IsRefused(out var no)) return Pages.GoTo(PathOf(AuditId.From(id), AuditFindingId.From(finding)), Notice.Success(said));
        db.ChangeTracker.Clear();
        return await ViewOf(id, finding, form.With(no), db, handler, ct) is { } view ? Pages.ShowAgain<FindingPage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<IResult> Grades(CoreDb db, CancellationToken ct) => Pages.Show<GradesPage>(new GradesView([.. (await db.Grades(ct)).Values], FormState.Empty));

    private static async Task<IResult> SaveGrade(FormState form, Me me, CoreDb db, FindingHandler handler, CancellationToken ct)
    {
        var reading = new FormReading(form);
        var key = InputText.Code(reading.Needed("key", "記号", 30)).ToLowerInvariant();
        if (key.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter != '-')) reading.Say("key", "記号は、半角の英数字とハイフンで入力してください（例：oral）。");
        var (word, order, days) = (reading.Needed("word", "区分の名前", 30), reading.Count("order", "並び順"), reading.Count("days", "措置の期限の日数"));
        if (order is null or > 99) reading.Say("order", "並び順を1から99までの数で入力してください。");
        if (days > 366) reading.Say("days", "措置の期限は366日までです。");
        var use = reading.Text("use", "使う場合", LongestLine);
        var saved = reading.Refused is { } faults ? faults : await handler.Handle(new SaveGrade(key, word, (int)order!.Value, (int?)days, form["published"] == "yes", use, form["retired"] == "yes"), me, ct);
        return saved.IsRefused(out var no)
            ? Pages.ShowAgain<GradesPage>(new GradesView([.. (await db.Grades(ct)).Values], form.With(no)), no)
            : Pages.GoTo("/audits/grades", Notice.Success($"区分「{word}」を保存しました。"));
    }

    private static string PathOf(AuditId audit, AuditFindingId finding) => $"{AuditAddress.Of(audit)}/findings/{finding.Value}";

    private static async Task<(Audit Audit, AuditFinding Finding)?> Find(Guid id, Guid finding, CoreDb db, CancellationToken ct)
    {
        var found = await db.AuditFindings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == AuditFindingId.From(finding) && one.Audit == AuditId.From(id), ct);
        return found is null ? null : (await db.Audits.AsNoTracking().SingleAsync(audit => audit.Id == found.Audit, ct), found);
    }
}
