using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Reporting;

public sealed record ReportRow(Guid Id, string Clause, string Office, string Reason, string By, string At, ReportState State);

public sealed record ReportListView(FormState Filter, IReadOnlyList<ReportRow> Rows, int Open);

public sealed record ReportView(FormState Form, ClauseReport Report, string Office, bool MayAnswer);

public sealed record ReportFormView(FormState Form, PlacedClause Clause, IReadOnlyList<Choice> Offices, IReadOnlyList<ReportRow> Others);

/// <summary>An office reports a clause that no longer fits; the PR office answers. 条項についての申出. B3.</summary>
internal sealed record ReportClause(string ClauseKey, OfficeId? Office, string Reason);

/// <summary>回答.</summary>
internal sealed record AnswerReport(ClauseReportId Report, ReportState How, string Answer);

internal sealed class ClauseReportHandler(CoreDb db, TimeProvider clock)
{
    public const string AnswerTask = "clause-report";

    /// <summary>Days in which the PR office answers.</summary>
    public const int AnswerDays = 30;

    /// <returns><see cref="NoGuidelineYet"/>, <see cref="ClauseNotFound"/>, <see cref="NotAcceptable"/>, <see cref="NotAllowed"/>.</returns>
    public async Task<Result<ClauseReport>> Handle(ReportClause command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();
        if (await db.GuidelineOn(now.DayInJapan, ct) is not { } version) return new NoGuidelineYet();
        var answering = await db.OfficesOn(now.DayInJapan).Where(o => o.Function == OfficeFunction.PublicRelations).Select(o => o.Id).ToListAsync(ct);

        // Decide
        if (version.Clauses.Find(command.ClauseKey) is not { } clause) return new ClauseNotFound();
        if (command.Office is not { } office) return new NotAcceptable([new Fault("office", "所属を選んでください。")]);
        if (!me.May(Act.ReportClauses, office)) return new NotAllowed();
        var report = ClauseReport.Of(version, clause, office, me.Name, command.Reason, now);
        if (report.IsRefused(out var no)) return no;

        // Write
        db.ClauseReports.Add(report.Value);
        db.Tasks.AddRange(answering.Select(pr => WorkTask.For(
            pr, null, AnswerTask, $"{report.Value.Id.Value}/{pr.Value}", $"条項への申出に回答する（{clause.Name}）", $"/rules/reports/{report.Value.Id.Value}", now.DayInJapan.AddDays(AnswerDays), now)));
        await db.SaveChangesAsync(ct);
        return report;
    }

    /// <returns><see cref="ReportNotFound"/>, <see cref="NotAllowed"/>, or what <see cref="ClauseReport.Reply"/> says.</returns>
    public async Task<Result<Done>> Handle(AnswerReport command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        if (await db.ClauseReports.SingleOrDefaultAsync(r => r.Id == command.Report, ct) is not { } report) return new ReportNotFound();
        var about = command.Report.Value.ToString();
        var tasks = await db.Tasks.Where(t => t.Kind == AnswerTask && t.State == TaskState.Open && t.About.StartsWith(about)).ToListAsync(ct);

        // Decide
        if (!me.May(Act.ChangeRules)) return new NotAllowed();
        if (report.Reply(command.How, command.Answer, me.Name, clock.GetUtcNow()).IsRefused(out var no)) return no;

        // Write
        foreach (var task in tasks) task.Close(me.Id, TaskState.Done, "回答しました。", clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}

internal static class ReportPages
{
    public const string Path = "/rules/reports";
    private const int MostShown = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowList).Requires(Act.ReadRules);
        app.MapGet(Path + "/{id:guid}", Show).Requires(Act.ReadRules);
        app.MapPost(Path + "/{id:guid}", Answer).Requires(Act.ChangeRules);
        app.MapGet("/rules/clauses/{key}/report", Ask).Requires(Act.ReportClauses);
        app.MapPost("/rules/clauses/{key}/report", Report).Requires(Act.ReportClauses);
    }

    private static async Task<IResult> ShowList(FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var all = await Rows(db, clock, db.ClauseReports.AsNoTracking(), ct);
        var rows = Enum.TryParse<ReportState>(form["state"], out var state) && Enum.IsDefined(state) ? [.. all.Where(row => row.State == state)] : all;
        return Pages.Show<ReportListPage>(new ReportListView(form, rows, all.Count(row => row.State is ReportState.Open)));
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await View(id, FormState.Empty, me, db, clock, ct) is { } view ? Pages.Show<ReportPage>(view) : Pages.Refuse(new ReportNotFound());

    private static async Task<IResult> Answer(Guid id, FormState form, Me me, CoreDb db, ClauseReportHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var how = form["how"] switch { "revise" => ReportState.WillRevise, "stay" => ReportState.StaysAsItIs, _ => ReportState.Open };
        var done = await handler.Handle(new AnswerReport(new ClauseReportId(id), how, InputText.Prose(form["answer"]).Trim()), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo(Path, Notice.Success("回答しました。"));
        return no is Invalid && await View(id, form.With(no), me, db, clock, ct) is { } view ? Pages.ShowAgain<ReportPage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<IResult> Ask(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await FormView(key, FormState.Empty, me, db, clock, ct) is { } view ? Pages.Show<ReportFormPage>(view) : Pages.Refuse(new ClauseNotFound());

    private static async Task<IResult> Report(string key, FormState form, Me me, CoreDb db, ClauseReportHandler handler, TimeProvider clock, CancellationToken ct)
    {
        OfficeId? office = Guid.TryParse(form["office"], out var given) ? new OfficeId(given) : null;
        var done = await handler.Handle(new ReportClause(key, office, InputText.Prose(form["reason"]).Trim()), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"{Path}/{done.Value.Id.Value}", Notice.Success("申し出ました。", "広報担当課が回答します。"));
        return no is Invalid && await FormView(key, form.With(no), me, db, clock, ct) is { } view ? Pages.ShowAgain<ReportFormPage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<ReportView?> View(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var wanted = new ClauseReportId(id);
        if (await db.ClauseReports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == wanted, ct) is not { } report) return null;
        var office = await db.OfficesOn(clock.GetUtcNow().DayInJapan).Where(o => o.Id == report.Office).Select(o => o.Name).SingleOrDefaultAsync(ct);
        return new ReportView(form, report, office ?? "（廃止された所属）", report.State is ReportState.Open && me.May(Act.ChangeRules));
    }

    private static async Task<ReportFormView?> FormView(string key, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        if ((await db.GuidelineOn(today, ct))?.Clauses.Find(key) is not { } clause) return null;
        var mine = me.Roles.Select(role => role.Office).Distinct().ToArray();
        var offices = await db.OfficesOn(today).Where(o => mine.Contains(o.Id)).OrderBy(o => o.Code).Select(o => new { o.Id, o.Name }).ToListAsync(ct);
        var choices = offices.ConvertAll(o => new Choice(o.Id.Value.ToString(), o.Name));
        if (choices.Count == 1 && !form.Filled("office")) form = form.With("office", choices[0].Value);
        return new ReportFormView(form, clause, choices, await Rows(db, clock, db.ClauseReports.AsNoTracking().Where(r => r.ClauseKey == key), ct));
    }

    private static async Task<List<ReportRow>> Rows(CoreDb db, TimeProvider clock, IQueryable<ClauseReport> reports, CancellationToken ct)
    {
        var all = await reports.OrderBy(r => r.State == ReportState.Open ? 0 : 1).ThenByDescending(r => r.At).Take(MostShown).ToListAsync(ct);
        var names = await db.OfficesOn(clock.GetUtcNow().DayInJapan).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        return [.. all.Select(r => new ReportRow(r.Id.Value, r.ClauseName, names.GetValueOrDefault(r.Office, "（廃止された所属）"), r.Reason, r.ByName, r.At.InWords, r.State))];
    }
}
