using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Reviews;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Visiting;

public sealed record HearingsView(Audit Audit, IReadOnlyList<Hearing> Rows, IReadOnlyList<OfficeOnDay> Offices, FormState Form);

public sealed record HearingView(Audit Audit, Hearing Hearing, FormState Form);

public sealed record PapersView(Audit Audit, IReadOnlyList<WorkingPaper> Rows, FormState Form);

public sealed record EvidenceView(Audit Audit, IReadOnlyList<Evidence> Rows, FormState Form);

/// <summary>Hearings, working papers and evidence of one audit. J1, J3, J8.</summary>
internal static class PaperPages
{
    private const string One = AuditAddress.List + "/{id:guid}";
    private const int LongestLine = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(One + "/hearings", Hearings).Requires(Act.ReadAudits);
        app.MapPost(One + "/hearings", AddHearing).Requires(Act.WriteAudits);
        app.MapGet("/audits/hearings/{id:guid}", ShowHearing).Requires(Act.ReadAudits);
        app.MapPost("/audits/hearings/{id:guid}", NoteHearing).Requires(Act.WriteAudits);
        app.MapPost("/audits/hearings/{id:guid}/cancel", CancelHearing).Requires(Act.WriteAudits);
        app.MapGet(One + "/papers", Papers).Requires(Act.ReadAudits);
        app.MapPost(One + "/papers", AddPaper).Requires(Act.WriteAudits);
        app.MapGet(One + "/evidence", EvidenceList).Requires(Act.ReadAudits);
        app.MapPost(One + "/evidence", AddEvidence).Requires(Act.WriteAudits).LimitForm(megabytes: Evidence.MostMegabytes + 1);
        app.MapGet("/audits/evidence/{id:guid}/file", EvidenceFile).Requires(Act.ReadAudits);
    }

    private static async Task<IResult> Hearings(Guid id, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await db.FindAudit(id, ct) is { } audit ? Pages.Show<HearingsPage>(await HearingsOf(audit, FormState.Empty, db, clock, ct)) : Pages.Refuse(new AuditNotFound());

    private static async Task<HearingsView> HearingsOf(Audit audit, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct) => new(
        audit,
        await db.Hearings.AsNoTracking().Where(hearing => hearing.Audit == audit.Id).OrderBy(hearing => hearing.On).ThenBy(hearing => hearing.From).ThenBy(hearing => hearing.Room).ToListAsync(ct),
        await db.OfficesOn(clock.GetUtcNow().DayInJapan).OrderBy(office => office.Code).ToListAsync(ct), form);

    private static async Task<IResult> AddHearing(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, VisitHandler handler, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        var reading = new FormReading(form);
        var (on, from, until) = (reading.NeededDay("on", "日"), Time(reading, form, "from", "始まりの時刻"), Time(reading, form, "until", "終わりの時刻"));
        var (room, attendees) = (reading.Needed("room", "部屋", LongestLine), reading.Text("attendees", "出席者", LongestLine));
        if (!Guid.TryParse(form["office"], out var office)) reading.Say("office", "所属を選んでください。");
        var added = reading.Refused is { } faults ? faults : await handler.Handle(new AddHearing(audit.Id, OfficeId.From(office), on, from, until, room, attendees), me, ct);
        return added.IsRefused(out var no)
            ? Pages.ShowAgain<HearingsPage>(await HearingsOf(audit, form.With(no), db, clock, ct), no)
            : Pages.GoTo(AuditAddress.Of(audit.Id) + "/hearings", Notice.Success("聴取の予定を加え、所属に知らせました。"));
    }

    private static TimeOnly Time(FormReading reading, FormState form, string name, string label)
    {
        var time = JapaneseDate.ParseTime(form[name]);
        if (!time.IsRefused(out var no)) return time.Value;
        reading.Say(name, form.Filled(name) ? no.Sentence : $"{label}が入力されていません。");
        return default;
    }

    private static async Task<IResult> ShowHearing(Guid id, CoreDb db, CancellationToken ct) =>
        await FindHearing(id, db, ct) is var (audit, hearing) ? Pages.Show<HearingPage>(new HearingView(audit, hearing, FormState.Of(("notes", hearing.Notes)))) : Pages.Refuse(new AuditPartNotFound());

    private static async Task<IResult> NoteHearing(Guid id, FormState form, Me me, CoreDb db, VisitHandler handler, CancellationToken ct)
    {
        if (await FindHearing(id, db, ct) is not var (audit, hearing)) return Pages.Refuse(new AuditPartNotFound());
        var reading = new FormReading(form);
        var notes = reading.Needed("notes", "聴取の記録", FindingContent.LongestText);
        var noted = reading.Refused is { } faults ? faults : await handler.Handle(new NoteHearing(hearing.Id, notes), me, ct);
        return noted.IsRefused(out var no)
            ? Pages.ShowAgain<HearingPage>(new HearingView(audit, hearing, form.With(no)), no)
            : Pages.GoTo(AuditAddress.Of(audit.Id) + "/hearings", Notice.Success("聴取の記録を保存しました。"));
    }

    private static async Task<IResult> CancelHearing(Guid id, Me me, VisitHandler handler, CancellationToken ct)
    {
        var cancelled = await handler.Handle(new CancelHearing(HearingId.From(id)), me, ct);
        return cancelled.IsRefused(out var no) ? Pages.Refuse(no) : Pages.GoTo(AuditAddress.Of(cancelled.Value) + "/hearings", Notice.Success("聴取を取り消しました。"));
    }

    private static async Task<(Audit Audit, Hearing Hearing)?> FindHearing(Guid id, CoreDb db, CancellationToken ct)
    {
        var hearing = await db.Hearings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == HearingId.From(id), ct);
        return hearing is null ? null : (await db.Audits.AsNoTracking().SingleAsync(audit => audit.Id == hearing.Audit, ct), hearing);
    }

    private static async Task<IResult> Papers(Guid id, CoreDb db, CancellationToken ct) =>
        await db.FindAudit(id, ct) is { } audit ? Pages.Show<PapersPage>(await PapersOf(audit, FormState.Empty, db, ct)) : Pages.Refuse(new AuditNotFound());

    private static async Task<PapersView> PapersOf(Audit audit, FormState form, CoreDb db, CancellationToken ct) =>
        new(audit, await db.WorkingPapers.AsNoTracking().Where(paper => paper.Audit == audit.Id).OrderByDescending(paper => paper.On).ThenByDescending(paper => paper.At).ToListAsync(ct), form);

    private static async Task<IResult> AddPaper(Guid id, FormState form, Me me, CoreDb db, VisitHandler handler, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        var reading = new FormReading(form);
        var command = new AddPaper(audit.Id, reading.Needed<PaperKind>("kind", "種類を選んでください。"), reading.Needed("title", "件名", LongestLine), reading.Needed("text", "内容", FindingContent.LongestText), reading.Text("about", "対象の所属", LongestLine), reading.NeededDay("on", "日"));
        var added = reading.Refused is { } faults ? faults : await handler.Handle(command, me, ct);
        return added.IsRefused(out var no)
            ? Pages.ShowAgain<PapersPage>(await PapersOf(audit, form.With(no), db, ct), no)
            : Pages.GoTo(AuditAddress.Of(audit.Id) + "/papers", Notice.Success("調書を加えました。"));
    }

    private static async Task<IResult> EvidenceList(Guid id, FormState form, CoreDb db, CancellationToken ct) =>
        await db.FindAudit(id, ct) is { } audit ? Pages.Show<EvidencePage>(await EvidenceOf(audit, form, db, ct)) : Pages.Refuse(new AuditNotFound());

    private static async Task<EvidenceView> EvidenceOf(Audit audit, FormState form, CoreDb db, CancellationToken ct) =>
        new(audit, await db.Evidence.AsNoTracking().Where(evidence => evidence.Audit == audit.Id).OrderByDescending(evidence => evidence.At).ToListAsync(ct), form);

    private static async Task<IResult> AddEvidence(Guid id, FormState form, Me me, CoreDb db, VisitHandler handler, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        var reading = new FormReading(form);
        var (title, source) = (reading.Needed("title", "件名", LongestLine), reading.Needed("source", "入手先", LongestLine));
        var (collected, from, until) = (reading.NeededDay("collectedOn", "収集した日"), reading.NeededDay("periodFrom", "対象の期間の始まり"), reading.NeededDay("periodUntil", "対象の期間の終わり"));
        var file = form.Files?.GetFile("file");
        var name = file?.OwnName ?? "";
        if (Evidence.Unacceptable(name, file?.Length ?? 0) is { } sentence) reading.Say("file", sentence);
        var added = reading.Refused is { } faults ? faults : await handler.Handle(new AddEvidence(
            audit.Id, Guid.TryParse(form["entry"], out var entry) ? FieldworkEntryId.From(entry) : null, Guid.TryParse(form["finding"], out var finding) ? AuditFindingId.From(finding) : null,
            title, name, "application/octet-stream", await file!.Bytes(ct), collected, from, until, source), me, ct);
        return added.IsRefused(out var no)
            ? Pages.ShowAgain<EvidencePage>(await EvidenceOf(audit, form.With(no), db, ct), no)
            : Pages.GoTo(AuditAddress.Of(audit.Id) + "/evidence", Notice.Success("証拠を加えました。"));
    }

    /// <summary>Always as a download, never shown by the browser itself, and only as long as it is what was collected.</summary>
    private static async Task<IResult> EvidenceFile(Guid id, CoreDb db, CancellationToken ct)
    {
        var evidence = await db.Evidence.AsNoTracking().SingleOrDefaultAsync(one => one.Id == EvidenceId.From(id), ct);
        if (evidence is null) return Pages.Refuse(new AuditPartNotFound());
        var content = await db.EvidenceContents.AsNoTracking().SingleAsync(one => one.Evidence == evidence.Id, ct);
        return content.Has(evidence.Sha256) ? TypedResults.File(content.Bytes, evidence.ContentType, evidence.FileName) : Pages.Refuse(new EvidenceIsChanged());
    }
}
