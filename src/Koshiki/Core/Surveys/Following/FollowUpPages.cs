using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Following;

public sealed record FollowUpRow(string Office, string Title, DateOnly DueOn, TaskState State, string? How);

/// <summary>What the questionnaire proposes, with how many offices gave such answers.</summary>
public sealed record ProposalRow(FollowUpProposal Proposal, int Offices);

/// <param name="Proposals">What the questionnaire proposes.</param>
/// <param name="Found">Whose answers fit; null before it was looked up.</param>
/// <param name="Given">The tasks that were given before.</param>
public sealed record FollowUpView(Survey Survey, IReadOnlyList<ProposalRow> Proposals, IReadOnlyList<Choice> Offered, IReadOnlyList<FollowedOffice>? Found, IReadOnlyList<FollowUpRow> Given, FormState Form);

/// <summary>From answers to tasks: who said this gets that to do. I5.</summary>
internal static class FollowUpPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/surveys/{key}/follow-up", Show).Requires(Act.RunSurveys);
        app.MapPost("/surveys/{key}/follow-up", Give).Requires(Act.RunSurveys);
    }

    private static async Task<IResult> Show(string key, FormState form, CoreDb db, FollowUpHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var filled = FormState.Of(
        [
            ("condition", form.Filled("condition") ? form["condition"] : form["choice"]), ("choice", form["choice"]), ("kind", KindOf(form).FileWord), ("title", form["title"]), ("link", form["link"]),
            .. FormDays.Boxes("dueOn", clock.GetUtcNow().DayInJapan.AddDays(30)),
        ]);
        var view = await View(key, filled, db, handler, ct);
        return view.IsRefused(out var no) ? Pages.Refuse(no) : Pages.Show<FollowUpPage>(view.Value);
    }

    private static async Task<IResult> Give(string key, FormState form, CoreDb db, FollowUpHandler handler, CancellationToken ct)
    {
        var faults = new List<Fault>();
        var dueOn = form.RequiredDay("dueOn", faults);
        var course = KindOf(form) is FollowUpKind.Training && form.Instant("courseAt", faults) is { } at ? new CourseDate(at, InputText.Name(form["place"])) : null;
        var done = faults.Count > 0 ? new NotAcceptable(faults) : await handler.Handle(new GiveFollowUp(key, InputText.Code(form["condition"]), InputText.Name(form["title"]), InputText.Url(form["link"]), dueOn, course), ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"/surveys/{key}/follow-up", Notice.Success(course is null ? $"{done.Value}所属に作業を出しました。" : $"{done.Value}所属に研修を案内しました。", "各所属のホームに表示されます。"));
        db.ChangeTracker.Clear();
        var view = await View(key, form.With(no), db, handler, ct);
        return no is Invalid && view.Succeeded ? Pages.ShowAgain<FollowUpPage>(view.Value, no) : Pages.Refuse(no);
    }

    private static FollowUpKind KindOf(FormState form) => FollowUpKindWords.Parse(form["kind"]) ?? FollowUpKind.Task;

    private static async Task<Result<FollowUpView>> View(string key, FormState form, CoreDb db, FollowUpHandler handler, CancellationToken ct)
    {
        var survey = await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Key == key, ct);
        if (survey is null) return new SurveyNotFound();
        IReadOnlyList<FollowedOffice>? offices = null;
        if (form.Filled("condition"))
        {
            var found = await handler.Find(key, InputText.Code(form["condition"]), ct);
            if (!found.IsRefused(out var no)) offices = found.Value;
            else if (!form.HasFaults) form = form.With(no);
        }

        var about = key + "/";
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.Kind == SurveyTasks.FollowUp && t.About.StartsWith(about)).OrderBy(t => t.DueOn).ThenBy(t => t.Title).Take(500).ToListAsync(ct);
        var names = await OfficeNames.Of(db, tasks.Select(t => t.Office).OfType<OfficeId>(), ct);
        var answers = (await db.SurveyWithForm(key, ct)).Value.Form;
        var questions = answers.Fields.Where(field => field.Options.Count > 0);
        return new FollowUpView(
            survey, await handler.Proposals(survey, answers, ct), [.. questions.SelectMany(field => field.Options.Select(option => new Choice($"{field.Key} = {option.Key}", $"{option.Key} {option.Label}", Group: $"{field.Key} {field.Label}")))], offices,
            [.. tasks.Select(t => new FollowUpRow(t.Office is { } office ? names.GetValueOrDefault(office, "") : "", t.Title, t.DueOn, t.State, t.DoneHow))], form);
    }
}
