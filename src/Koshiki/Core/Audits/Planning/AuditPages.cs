using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Reviews;
using Koshiki.Core.Surveys;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Planning;

public sealed record AuditListView(FormState Form, IReadOnlyList<AuditRow> Rows, int Total);

public sealed record AuditRow(Audit Audit, int Visits, int Findings, int MeasuresOpen);

/// <param name="Audit">Null for a new one.</param>
/// <param name="Surveys">Those whose answers can be the offices' own.</param>
public sealed record AuditFormView(Audit? Audit, FormState Form, IReadOnlyList<Choice> Surveys);

public sealed record AuditView(Audit Audit, int Targets, int Visits, int Findings, int Unsettled, FormState Form);

public sealed record TargetsView(Audit Audit, FormState Form, IReadOnlyList<AuditTarget> Rows, int Total, int In, int Page, int Pages);

public sealed record TargetView(Audit Audit, AuditTarget Target, FormState Form);

/// <summary>Plans, stages and targets. J1, J7, J8.</summary>
internal static class AuditPages
{
    private const string One = AuditAddress.List + "/{id:guid}";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/audits", Begin).Requires(Act.ReadMeasures);
        app.MapGet(AuditAddress.List, List).Requires(Act.ReadAudits);
        app.MapGet(AuditAddress.List + "/new", New).Requires(Act.WriteAudits);
        app.MapPost(AuditAddress.List + "/new", Create).Requires(Act.WriteAudits);
        app.MapGet(One, Show).Requires(Act.ReadAudits);
        app.MapGet(One + "/edit", Edit).Requires(Act.WriteAudits);
        app.MapPost(One + "/edit", Save).Requires(Act.WriteAudits);
        app.MapPost(One + "/stage", Move).Requires(Act.WriteAudits);
        app.MapPost(One + "/freeze", Freeze).Requires(Act.WriteAudits);
        app.MapPost(One + "/reported", Report).Requires(Act.WriteAudits);
        app.MapGet(One + "/targets", Targets).Requires(Act.ReadAudits);
        app.MapGet(One + "/targets.csv", TargetsFile).Requires(Act.ReadAudits);
        app.MapPost(One + "/targets", Draw).Requires(Act.WriteAudits);
        app.MapGet("/audits/targets/{id:guid}", Target).Requires(Act.WriteAudits);
        app.MapPost("/audits/targets/{id:guid}", Decide).Requires(Act.WriteAudits);
    }

    /// <summary>The first page of 監査 that the person may open.</summary>
    private static IResult Begin(Me me) => Pages.GoTo(me.May(Act.ReadAudits) ? AuditAddress.List : me.May(Act.ReadTables) ? Tables.TablePages.Path : "/audits/measures");

    private static async Task<IResult> List(FormState form, CoreDb db, CancellationToken ct)
    {
        var audits = db.Audits.AsNoTracking();
        if (Enum.TryParse<AuditStage>(form["stage"], out var stage)) audits = audits.Where(audit => audit.Stage == stage);
        var rows = await audits.OrderByDescending(audit => audit.BegunAt).Take(200).Select(audit => new AuditRow(
            audit, db.Set<Fieldwork.FieldworkEntry>().Count(entry => entry.Audit == audit.Id), db.Set<AuditFinding>().Count(finding => finding.Audit == audit.Id && finding.State != FindingState.Withdrawn),
            db.Set<Measure>().Count(measure => measure.Audit == audit.Id && measure.State != MeasureState.Accepted && measure.State != MeasureState.Published))).ToListAsync(ct);
        return Pages.Show<AuditListPage>(new AuditListView(form, rows, rows.Count));
    }

    private static async Task<IResult> New(CoreDb db, CancellationToken ct) => Pages.Show<AuditFormPage>(await FormOf(null, FormState.Empty, db, ct));

    private static async Task<AuditFormView> FormOf(Audit? audit, FormState form, CoreDb db, CancellationToken ct) =>
        new(audit, form, [.. await db.Surveys.AsNoTracking().OrderByDescending(survey => survey.MadeAt).Select(survey => new Choice(survey.Key, survey.Title, null, null, null)).ToListAsync(ct)]);

    private static Task<IResult> Create(FormState form, Me me, CoreDb db, PlanAuditHandler handler, CancellationToken ct) => Write(null, form, me, db, handler, ct);

    private static async Task<IResult> Show(Guid id, FormState form, CoreDb db, CancellationToken ct) =>
        await View(id, form, db, ct) is { } view ? Pages.Show<AuditPage>(view) : Pages.Refuse(new AuditNotFound());

    private static async Task<IResult> Edit(Guid id, CoreDb db, CancellationToken ct) =>
        await db.FindAudit(id, ct) is { } audit ? Pages.Show<AuditFormPage>(await FormOf(audit, PlanForm.Of(audit), db, ct)) : Pages.Refuse(new AuditNotFound());

    private static async Task<IResult> Save(Guid id, FormState form, Me me, CoreDb db, PlanAuditHandler handler, CancellationToken ct) =>
        await db.FindAudit(id, ct) is { } audit ? await Write(audit, form, me, db, handler, ct) : Pages.Refuse(new AuditNotFound());

    private static async Task<IResult> Write(Audit? audit, FormState form, Me me, CoreDb db, PlanAuditHandler handler, CancellationToken ct)
    {
        var read = PlanForm.Read(form, audit);
        var saved = read.IsRefused(out var faults) ? faults : await handler.Handle(read.Value, me, ct);
        return saved.IsRefused(out var no)
            ? Pages.ShowAgain<AuditFormPage>(await FormOf(audit, form.With(no), db, ct), no)
            : Pages.GoTo(AuditAddress.Of(saved.Value), Notice.Success("監査の計画を保存しました。"));
    }

    private static async Task<IResult> Move(Guid id, FormState form, Me me, CoreDb db, PlanAuditHandler handler, CancellationToken ct)
    {
        if (!Enum.TryParse<AuditAction>(form["act"], out var action)) return Pages.Refuse(new AuditNotFound());
        var moved = await handler.Handle(new MoveAudit(AuditId.From(id), action), me, ct);
        return moved.IsRefused(out var no) ? await Again(id, form, no, db, ct) : Pages.GoTo(AuditAddress.Of(AuditId.From(id)), Notice.Success($"段階を「{moved.Value.Word}」にしました。"));
    }

    private static async Task<IResult> Freeze(Guid id, FormState form, Me me, CoreDb db, PlanAuditHandler handler, CancellationToken ct)
    {
        if (form["sure"] != "yes") return await Again(id, form, new NotAcceptable([new Fault("sure", "確定する内容を確かめ、印を付けてください。")]), db, ct);
        var frozen = await handler.Handle(new FreezeAudit(AuditId.From(id)), me, ct);
        return frozen.IsRefused(out var no) ? await Again(id, form, no, db, ct) : Pages.GoTo(AuditAddress.Of(AuditId.From(id)), Notice.Success("対象・様式・数値を確定しました。"));
    }

    private static async Task<IResult> Report(Guid id, FormState form, Me me, CoreDb db, PlanAuditHandler handler, CancellationToken ct)
    {
        var reading = new FormReading(form);
        var (on, notice) = (reading.NeededDay("on", "報告した日"), reading.Needed("notice", "告示・公表の番号", 50));
        var reported = reading.Refused is { } faults ? faults : await handler.Handle(new ReportAudit(AuditId.From(id), on, notice), me, ct);
        return reported.IsRefused(out var no) ? await Again(id, form, no, db, ct) : Pages.GoTo(AuditAddress.Of(AuditId.From(id)), Notice.Success($"報告を記録し、措置を{reported.Value}件求めました。"));
    }

    private static async Task<IResult> Again(Guid id, FormState form, Refusal no, CoreDb db, CancellationToken ct) =>
        await View(id, form.With(no), db, ct) is { } view ? Pages.ShowAgain<AuditPage>(view, no) : Pages.Refuse(no);

    private static async Task<AuditView?> View(Guid id, FormState form, CoreDb db, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return null;
        var findings = await db.AuditFindings.Where(finding => finding.Audit == audit.Id && finding.State != FindingState.Withdrawn).Select(finding => finding.State).ToListAsync(ct);
        return new AuditView(audit, await db.AuditTargets.CountAsync(target => target.Audit == audit.Id && (target.State == TargetState.Chosen || target.State == TargetState.Added), ct), await db.FieldworkEntries.CountAsync(entry => entry.Audit == audit.Id, ct), findings.Count, findings.Count(state => state is not FindingState.Settled), form);
    }

    private static async Task<IResult> Targets(Guid id, FormState form, CoreDb db, CancellationToken ct) =>
        await db.FindAudit(id, ct) is { } audit ? Pages.Show<TargetsPage>(await TargetsOf(audit, form, db, ct)) : Pages.Refuse(new AuditNotFound());

    private static async Task<TargetsView> TargetsOf(Audit audit, FormState form, CoreDb db, CancellationToken ct)
    {
        var found = Filtered(audit, form, db);
        var total = await found.CountAsync(ct);
        var page = form.PageOf(total);
        var rows = await found.OrderBy(target => target.OfficeCode).ThenBy(target => target.AccountKey).OnPage(page).ToListAsync(ct);
        var chosen = await db.AuditTargets.CountAsync(target => target.Audit == audit.Id && (target.State == TargetState.Chosen || target.State == TargetState.Added), ct);
        return new TargetsView(audit, form, rows, total, chosen, page, PagedLists.Pages(total));
    }

    private static IQueryable<AuditTarget> Filtered(Audit audit, FormState form, CoreDb db)
    {
        var found = db.AuditTargets.AsNoTracking().Where(target => target.Audit == audit.Id);
        if (Enum.TryParse<TargetState>(form["state"], out var state)) found = found.Where(target => target.State == state);
        if (form.Filled("q"))
        {
            var word = form["q"].Trim();
            found = found.Where(target => target.OfficeName.Contains(word) || target.AccountName.Contains(word) || target.AccountKey == word);
        }

        return found;
    }

    private static async Task<IResult> TargetsFile(Guid id, FormState form, CoreDb db, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        var rows = await Filtered(audit, form, db).OrderBy(target => target.OfficeCode).ThenBy(target => target.AccountKey).ToListAsync(ct);
        return CsvExport.Download($"targets-{audit.Number}.csv", ["所属コード", "所属", "部局", "アカウントの番号", "アカウント", "区分", "理由"], rows.Select(row => (IReadOnlyList<string?>)[row.OfficeCode, row.OfficeName, row.Department, row.AccountKey, row.AccountName, row.State.Word, row.Why]));
    }

    private static async Task<IResult> Draw(Guid id, FormState form, Me me, CoreDb db, PlanAuditHandler handler, CancellationToken ct)
    {
        if (await db.FindAudit(id, ct) is not { } audit) return Pages.Refuse(new AuditNotFound());
        var reading = new FormReading(form);
        var seed = reading.Count("seed", "乱数の種");
        if (seed is null or > int.MaxValue) reading.Say("seed", "乱数の種を、0以上の整数で入力してください（例：20260401）。");
        var drawn = reading.Refused is { } faults ? faults : await handler.Handle(new DrawTargets(audit.Id, (int)seed!.Value), me, ct);
        if (!drawn.IsRefused(out var no)) return Pages.GoTo(AuditAddress.Of(audit.Id) + "/targets", Notice.Success($"対象を{drawn.Value}件抽出しました。"));
        var again = form.With(no);
        return Pages.ShowAgain<TargetsPage>(await TargetsOf(audit, again, db, ct), no);
    }

    private static async Task<IResult> Target(Guid id, CoreDb db, CancellationToken ct) =>
        await FindTarget(id, db, ct) is var (audit, target) ? Pages.Show<TargetPage>(new TargetView(audit, target, FormState.Empty)) : Pages.Refuse(new AuditPartNotFound());

    private static async Task<IResult> Decide(Guid id, FormState form, Me me, CoreDb db, PlanAuditHandler handler, CancellationToken ct)
    {
        if (await FindTarget(id, db, ct) is not var (audit, target)) return Pages.Refuse(new AuditPartNotFound());
        var decided = await handler.Handle(new DecideTarget(target.Id, !target.State.IsIn, InputText.Prose(form["why"])), me, ct);
        return decided.IsRefused(out var no)
            ? Pages.ShowAgain<TargetPage>(new TargetView(audit, target, form.With(no)), no)
            : Pages.GoTo(AuditAddress.Of(audit.Id) + "/targets", Notice.Success($"「{target.AccountName}」を{(target.State.IsIn ? "除外" : "追加")}しました。"));
    }

    private static async Task<(Audit Audit, AuditTarget Target)?> FindTarget(Guid id, CoreDb db, CancellationToken ct)
    {
        var target = await db.AuditTargets.AsNoTracking().SingleOrDefaultAsync(one => one.Id == AuditTargetId.From(id), ct);
        return target is null ? null : (await db.Audits.AsNoTracking().SingleAsync(audit => audit.Id == target.Audit, ct), target);
    }
}
