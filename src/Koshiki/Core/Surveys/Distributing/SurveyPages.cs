using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Distributing;

public sealed record SurveyRow(string Key, string Title, SurveyStatus Status, DateTimeOffset Deadline, int Asked, int Submitted);

public sealed record OwnAnswerRow(Guid Id, string Title, string Office, ResponseStatus Status, DateTimeOffset Deadline, bool IsClosed);

/// <param name="Surveys">All of them, for who reads results; null for who only answers.</param>
public sealed record SurveyListView(FormState Form, IReadOnlyList<SurveyRow>? Surveys, IReadOnlyList<OwnAnswerRow> Own, bool MayRun, bool MayAnswer, int Page, int Pages);

public sealed record SurveyFormView(string? Key, bool IsDistributed, IReadOnlyList<Choice> Questionnaires, IReadOnlyList<Choice> Others, FormState Form);

/// <param name="Found">Who would get it, once looked up; null before.</param>
public sealed record DistributeView(Survey Survey, IReadOnlyList<Choice> Departments, IReadOnlyList<Choice> Kinds, IReadOnlyList<OfficeOnDay>? Found, FormState Form);

/// <summary>The list of surveys, the form of one, and its distribution. I3.</summary>
internal static class SurveyPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/surveys", List).Requires(Act.ReadSurveys);
        app.MapGet("/surveys/new", (FormState form, CoreDb db, TimeProvider clock, CancellationToken ct) => AskNew(form, db, clock, ct)).Requires(Act.RunSurveys);
        app.MapPost("/surveys/new", (FormState form, Me me, CoreDb db, RunSurveyHandler handler, CancellationToken ct) => Keep(null, form, me, db, handler, ct)).Requires(Act.RunSurveys);
        app.MapGet("/surveys/{key}/edit", AskEdit).Requires(Act.RunSurveys);
        app.MapPost("/surveys/{key}/edit", (string key, FormState form, Me me, CoreDb db, RunSurveyHandler handler, CancellationToken ct) => Keep(key, form, me, db, handler, ct)).Requires(Act.RunSurveys);
        app.MapGet("/surveys/{key}/distribute", AskTargets).Requires(Act.RunSurveys);
        app.MapPost("/surveys/{key}/distribute", Distribute).Requires(Act.RunSurveys);
    }

    private static async Task<IResult> List(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<SurveyRow>? surveys = null;
        var (total, page) = (0, 1);
        if (me.May(Act.ReadSurveyResults))
        {
            var found = db.Surveys.AsNoTracking();
            if (Enum.TryParse<SurveyStatus>(form["state"], out var state)) found = found.Where(s => s.Status == state);
            if (form.Filled("q")) { var words = form["q"].Trim(); found = found.Where(s => s.Title.Contains(words) || s.Key.Contains(words)); }
            total = await found.CountAsync(ct);
            page = form.PageOf(total);
            surveys = await found.OrderByDescending(s => s.MadeAt).OnPage(page)
                .Select(s => new SurveyRow(s.Key, s.Title, s.Status, s.Deadline, db.Set<SurveyResponse>().Count(r => r.Survey == s.Id), db.Set<SurveyResponse>().Count(r => r.Survey == s.Id && r.Status == ResponseStatus.Submitted))).ToListAsync(ct);
        }

        var offices = await db.OfficesStoodFor(me, Act.ReadSurveys, now.DayInJapan, ct);
        if (offices.Length == 0) offices = await db.OfficesStoodFor(me, Act.AnswerSurveys, now.DayInJapan, ct);
        var own = await (
            from response in db.SurveyResponses.AsNoTracking().IgnoreAutoIncludes()
            join survey in db.Surveys on response.Survey equals survey.Id
            where offices.Contains(response.Office)
            orderby survey.Deadline descending, response.OfficeCode
            select new OwnAnswerRow(response.Id.Value, survey.Title, response.OfficeName, response.Status, response.OwnDeadline != null && response.OwnDeadline > survey.Deadline ? response.OwnDeadline.Value : survey.Deadline, survey.Status == SurveyStatus.Closed)).Take(200).ToListAsync(ct);
        return Pages.Show<SurveyListPage>(new SurveyListView(form, surveys, own, me.May(Act.RunSurveys), offices.Length > 0, page, PagedLists.Pages(total)));
    }

    private static async Task<IResult> AskNew(FormState asked, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var form = FormState.Of([("questionnaire", asked["questionnaire"]), .. FormDays.Boxes("referenceDay", today), .. FormDays.Boxes("deadline", today.AddDays(14)), ("deadline" + DateField.TimePart, "17:00")]);
        return Pages.Show<SurveyFormPage>(await View(null, form, db, ct));
    }

    private static async Task<IResult> AskEdit(string key, CoreDb db, CancellationToken ct)
    {
        var survey = await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Key == key, ct);
        if (survey is null) return Pages.Refuse(new SurveyNotFound());
        if (survey.Status is SurveyStatus.Closed) return Pages.Refuse(new SurveyNotPossibleNow(survey.Status));
        var previous = await db.Surveys.Where(s => s.Id == survey.Previous).Select(s => s.Key).SingleOrDefaultAsync(ct);
        var form = FormState.Of(
        [
            ("title", survey.Title), ("questionnaire", survey.Questionnaire.Value.ToString()), ("purpose", survey.Purpose), ("previous", previous),
            .. FormDays.Boxes("referenceDay", survey.ReferenceDay), .. FormDays.InstantBoxes("deadline", survey.Deadline),
        ]);
        return Pages.Show<SurveyFormPage>(await View(survey, form, db, ct));
    }

    private static async Task<IResult> Keep(string? key, FormState form, Me me, CoreDb db, RunSurveyHandler handler, CancellationToken ct)
    {
        var faults = new List<Fault>();
        var referenceDay = form.RequiredDay("referenceDay", faults);
        var deadline = form.Instant("deadline", faults);
        _ = Guid.TryParse(form["questionnaire"], out var questionnaire);
        var done = faults.Count > 0
            ? new NotAcceptable(faults)
            : await handler.Handle(new SaveSurvey(key, InputText.Code(form["key"]), InputText.Name(form["title"]), questionnaire, InputText.Prose(form["purpose"]).Trim(), referenceDay, deadline!.Value, form["previous"]), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"/surveys/{done.Value}", Notice.Success("調書を保存しました。", key is null ? "まだ配布していません。" : null));
        db.ChangeTracker.Clear();
        var survey = key is null ? null : await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Key == key, ct);
        return no is Invalid ? Pages.ShowAgain<SurveyFormPage>(await View(survey, form.With(no), db, ct), no) : Pages.Refuse(no);
    }

    private static async Task<SurveyFormView> View(Survey? survey, FormState form, CoreDb db, CancellationToken ct)
    {
        var versions = await db.Questionnaires.AsNoTracking().Where(v => v.PublishedAt != null).OrderBy(v => v.Key).ThenByDescending(v => v.Number).ToListAsync(ct);
        var others = await db.Surveys.AsNoTracking().Where(s => survey == null || s.Id != survey.Id).OrderByDescending(s => s.ReferenceDay).Take(50).ToListAsync(ct);
        return new SurveyFormView(
            survey?.Key, survey is { Status: not SurveyStatus.Draft }, [.. versions.Select(v => new Choice(v.Id.Value.ToString(), $"{v.Content.Title}（{v.Key} 第{v.Number}版）"))],
            [.. others.Select(s => new Choice(s.Key, $"{s.Title}（{s.ReferenceDay.InWordsWithoutWeekday}）"))], form);
    }

    private static async Task<IResult> AskTargets(string key, CoreDb db, CancellationToken ct) =>
        await Targets(key, null, FormState.Empty, db, ct) is { } view ? Pages.Show<DistributePage>(view) : Pages.Refuse(new SurveyNotFound());

    private static async Task<IResult> Distribute(string key, FormState form, Me me, CoreDb db, RunSurveyHandler handler, CancellationToken ct)
    {
        var targets = new SurveyTargets(form.All("departments"), [.. form.All("kinds").Select(OfficeKindWords.Parse).Where(kind => kind.Succeeded).Select(kind => kind.Value)], Codes(form["without"]), Codes(form["with"]));
        var found = await handler.Find(key, targets, ct);
        Refusal? no = found.Succeeded ? found.Value.Count == 0 ? new NobodyToAsk() : null : found.Refusal;
        if (no is null && form["act"] == "distribute")
        {
            var done = await handler.Distribute(key, targets, me, ct);
            if (!done.IsRefused(out no)) return Pages.GoTo($"/surveys/{key}", Notice.Success($"{done.Value}所属に配布しました。", "各所属のホームに、回答の作業が表示されます。"));
            db.ChangeTracker.Clear();
        }

        if (no is not null and not Invalid) return Pages.Refuse(no);
        var view = await Targets(key, no is null ? found.Value : null, no is null ? form : form.With(no), db, ct);
        return view is null ? Pages.Refuse(new SurveyNotFound()) : no is null ? Pages.Show<DistributePage>(view) : Pages.ShowAgain<DistributePage>(view, no);
    }

    private static async Task<DistributeView?> Targets(string key, IReadOnlyList<OfficeOnDay>? found, FormState form, CoreDb db, CancellationToken ct)
    {
        var survey = await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Key == key, ct);
        if (survey is null) return null;
        var offices = await db.OfficesOn(survey.ReferenceDay).OrderBy(o => o.Code).ToListAsync(ct);
        return new DistributeView(
            survey, [.. offices.GroupBy(o => o.Department).Select(g => new Choice(g.Key, $"{g.Key}（{g.Count()}所属）"))],
            [.. offices.GroupBy(o => o.Kind).Select(g => new Choice(g.Key.FileWord, $"{g.Key.Word}（{g.Count()}所属）"))], found, form);
    }

    private static string[] Codes(string text) => [.. text.Split([' ', '　', ',', '、', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(InputText.Code)];
}
