using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Distributing;

public sealed record ProgressRow(Guid Id, string Code, string Office, string Department, ResponseStatus Status, IReadOnlyList<string> DoneSections, int AskedSections, DateTimeOffset? SubmittedAt, string? SubmittedByName, DateTimeOffset? OwnDeadline);

/// <param name="Counts">By status.</param>
public sealed record DepartmentProgress(string Department, int Asked, IReadOnlyDictionary<ResponseStatus, int> Counts)
{
    public int Submitted => Counts.GetValueOrDefault(ResponseStatus.Submitted);
}

public sealed record ProgressView(Survey Survey, QuestionnaireVersion Questionnaire, IReadOnlyList<DepartmentProgress> Departments, IReadOnlyList<ProgressRow> Rows, int Total, bool MayRun, bool IsOver, FormState Form);

/// <param name="Inquiries">For offices only those that are answered and their own.</param>
public sealed record InquiriesView(Survey Survey, IReadOnlyList<SurveyInquiry> Inquiries, IReadOnlyDictionary<OfficeId, string> Offices, bool MayRun, FormState Form);

/// <summary>How far offices are, reminders, the end of a survey, and questions answered to all. I3.</summary>
internal static class ProgressPages
{
    private const int MostRows = 1000;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/surveys/{key}", Show).Requires(Act.ReadSurveyResults);
        app.MapGet("/surveys/{key}/progress.csv", File).Requires(Act.ReadSurveyResults);
        app.MapPost("/surveys/{key}/remind", Remind).Requires(Act.RunSurveys);
        app.MapGet("/surveys/{key}/close", AskClose).Requires(Act.RunSurveys);
        app.MapPost("/surveys/{key}/close", Close).Requires(Act.RunSurveys);
        app.MapGet("/surveys/{key}/inquiries", Inquiries).Requires(Act.ReadSurveys);
        app.MapPost("/surveys/{key}/inquiries", Answer).Requires(Act.RunSurveys);
    }

    private static async Task<IResult> Show(string key, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await View(key, form, me, db, clock, ct) is { } view ? Pages.Show<ProgressPage>(view) : Pages.Refuse(new SurveyNotFound());

    private static async Task<IResult> File(string key, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await View(key, form, me, db, clock, ct, int.MaxValue) is not { } view) return Pages.Refuse(new SurveyNotFound());
        return CsvExport.Download($"progress-{key}.csv", ["office_code", "office", "department", "status", "sections_done", "sections", "submitted_at", "submitted_by"],
            view.Rows.Select(row => (IReadOnlyList<string?>)[row.Code, row.Office, row.Department, row.Status.Word, $"{row.DoneSections.Count}", $"{row.AskedSections}", row.SubmittedAt?.InJapan.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), row.SubmittedByName]));
    }

    private static async Task<IResult> Remind(string key, Me me, RunSurveyHandler handler, CancellationToken ct)
    {
        var done = await handler.Remind(key, me, ct);
        return done.IsRefused(out var no) ? Pages.Refuse(no) : Pages.GoTo($"/surveys/{key}", Notice.Success($"提出していない{done.Value}所属に督促しました。", "所属のホームに作業として表示し、担当者と所属長にメールで知らせます。同じ日に重ねては出しません。"));
    }

    private static async Task<IResult> AskClose(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await View(key, FormState.Empty, me, db, clock, ct) is { } view
            ? view.Survey.Status is SurveyStatus.Open ? Pages.Show<CloseSurveyPage>(view) : Pages.Refuse(new SurveyNotPossibleNow(view.Survey.Status))
            : Pages.Refuse(new SurveyNotFound());

    private static async Task<IResult> Close(string key, Me me, RunSurveyHandler handler, CancellationToken ct)
    {
        var done = await handler.Close(key, me, ct);
        return done.IsRefused(out var no) ? Pages.Refuse(no) : Pages.GoTo($"/surveys/{key}", Notice.Success("調書を締め切りました。", done.Value > 0 ? $"{done.Value}所属は提出していません。" : "すべての所属が提出しました。"));
    }

    private static async Task<ProgressView?> View(string key, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct, int most = MostRows)
    {
        var survey = await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Key == key, ct);
        if (survey is null) return null;
        var questionnaire = await db.Questionnaires.AsNoTracking().SingleAsync(v => v.Id == survey.Questionnaire, ct);
        var counts = await db.SurveyResponses.Where(r => r.Survey == survey.Id).GroupBy(r => new { r.Department, r.Status }).Select(g => new { g.Key.Department, g.Key.Status, Number = g.Count(), First = g.Min(r => r.OfficeCode) }).ToListAsync(ct);
        var departments = counts.GroupBy(one => one.Department).OrderBy(g => g.Min(one => one.First), StringComparer.Ordinal)
            .Select(g => new DepartmentProgress(g.Key, g.Sum(one => one.Number), g.ToDictionary(one => one.Status, one => one.Number))).ToList();
        var found = db.SurveyResponses.AsNoTracking().IgnoreAutoIncludes().Where(r => r.Survey == survey.Id);
        if (form.Filled("department")) { var department = form["department"]; found = found.Where(r => r.Department == department); }
        if (Enum.TryParse<ResponseStatus>(form["status"], out var status)) found = found.Where(r => r.Status == status);
        if (form.Filled("q")) { var words = form["q"].Trim(); found = found.Where(r => r.OfficeName.Contains(words) || r.OfficeCode == words); }
        var total = await found.CountAsync(ct);
        var rows = await found.OrderBy(r => r.OfficeCode).Take(most)
            .Select(r => new ProgressRow(r.Id.Value, r.OfficeCode, r.OfficeName, r.Department, r.Status, r.DoneSections, r.AskedSections, r.SubmittedAt, r.SubmittedByName, r.OwnDeadline)).ToListAsync(ct);
        return new ProgressView(survey, questionnaire, departments, rows, total, me.May(Act.RunSurveys), clock.GetUtcNow() >= survey.Deadline, form);
    }

    private static async Task<IResult> Inquiries(string key, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await InquiriesOf(key, FormState.Empty, me, db, clock, ct);
        return found.IsRefused(out var no) ? Pages.Refuse(no) : Pages.Show<InquiriesPage>(found.Value);
    }

    private static async Task<IResult> Answer(string key, FormState form, Me me, CoreDb db, RunSurveyHandler handler, TimeProvider clock, CancellationToken ct)
    {
        _ = Guid.TryParse(form["inquiry"], out var inquiry);
        var done = await handler.Answer(key, inquiry, InputText.Prose(form[$"answer.{inquiry}"]), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"/surveys/{key}/inquiries", Notice.Success("回答しました。", "すべての対象所属が読めます。"));
        var view = await InquiriesOf(key, form.With(no), me, db, clock, ct);
        return no is Invalid && view.Succeeded ? Pages.ShowAgain<InquiriesPage>(view.Value, no) : Pages.Refuse(no);
    }

    private static async Task<Result<InquiriesView>> InquiriesOf(string key, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.SurveyFor(key, me, clock.GetUtcNow(), ct);
        if (found.IsRefused(out var no)) return no;
        var survey = found.Value.Survey;
        var (all, own) = (me.May(Act.RunSurveys), await db.OfficesStoodFor(me, Act.ReadSurveys, clock.GetUtcNow().DayInJapan, ct));
        var inquiries = await db.SurveyInquiries.AsNoTracking().Where(i => i.Survey == survey.Id && (all || i.Answer != null || own.Contains(i.Office))).OrderByDescending(i => i.AskedAt).Take(200).ToListAsync(ct);
        var offices = await db.SurveyResponses.Where(r => r.Survey == survey.Id).Select(r => new { r.Office, r.OfficeName }).ToDictionaryAsync(r => r.Office, r => r.OfficeName, ct);
        return new InquiriesView(survey, inquiries, offices, all, form);
    }
}
