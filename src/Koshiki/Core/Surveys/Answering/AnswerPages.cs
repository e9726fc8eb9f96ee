using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Surveys.Distributing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Answering;

/// <summary>One office's answer as a whole: its sections, the head's confirmation, submission, return, questions about it. UI.md section 4.</summary>
internal static class AnswerPages
{
    internal const string One = "/surveys/answers/{id:guid}";

    /// <summary>Before the field's key, so that no question can be called like a field of the form itself.</summary>
    internal const string Prefix = "a.";

    /// <summary>Before the field's key in the tick box 「該当なし」.</summary>
    internal const string NonePrefix = "none.";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/surveys/{key}/answer", Choose).Requires(Act.ReadSurveys);
        app.MapGet(One, Show).Requires(Act.ReadSurveys);
        app.MapGet(One + "/confirm", ShowConfirm).Requires(Act.ReadSurveys);
        app.MapPost(One + "/ask-head", AskHead).Requires(Act.AnswerSurveys);
        app.MapPost(One + "/take-back", TakeBack).Requires(Act.AnswerSurveys);
        app.MapPost(One + "/decide", Decide).Requires(Act.ConfirmAnswers);
        app.MapGet(One + "/return", AskReturn).Requires(Act.RunSurveys);
        app.MapPost(One + "/return", Return).Requires(Act.RunSurveys);
        app.MapPost(One + "/inquiry", Inquire).Requires(Act.AnswerSurveys);
    }

    /// <summary>The answer of the person's office; the list where there are several or none.</summary>
    private static async Task<IResult> Choose(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var offices = await db.OfficesStoodFor(me, Act.AnswerSurveys, clock.GetUtcNow().DayInJapan, ct);
        var own = await (from r in db.SurveyResponses join s in db.Surveys on r.Survey equals s.Id where s.Key == key && offices.Contains(r.Office) orderby r.OfficeCode select r.Id).Take(2).ToListAsync(ct);
        return Pages.GoTo(own is [var one] ? $"/surveys/answers/{one.Value}" : "/surveys");
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        return found.IsRefused(out var no) ? Pages.Refuse(no) : Pages.Show<AnswerPage>(View(found.Value, FormState.Empty, clock));
    }

    private static async Task<IResult> ShowConfirm(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        return found.IsRefused(out var no) ? Pages.Refuse(no) : Pages.Show<ConfirmPage>(await Confirming(found.Value, FormState.Empty, db, clock, ct));
    }

    private static async Task<IResult> AskHead(Guid id, FormState form, Me me, CoreDb db, AnswerSurveyHandler handler, TimeProvider clock, CancellationToken ct) =>
        await Answer(id, await handler.AskHead(id, me, ct), "所属長に確認を依頼しました。", form, me, db, clock, ct);

    private static async Task<IResult> TakeBack(Guid id, FormState form, Me me, CoreDb db, AnswerSurveyHandler handler, TimeProvider clock, CancellationToken ct) =>
        await Answer(id, await handler.TakeBack(id, me, ct), "確認の依頼を取り下げました。回答を直せます。", form, me, db, clock, ct);

    private static async Task<IResult> Decide(Guid id, FormState form, Me me, CoreDb db, AnswerSurveyHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var submit = form["act"] == "submit";
        return await Answer(id, await handler.Confirm(id, submit, InputText.Prose(form["comment"]), me, ct), submit ? "回答を提出しました。" : "担当者に差し戻しました。", form, me, db, clock, ct);
    }

    private static async Task<IResult> Answer(Guid id, Result<SurveyResponse> done, string words, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (!done.IsRefused(out var no)) return Pages.GoTo($"/surveys/answers/{id}", Notice.Success(words));
        db.ChangeTracker.Clear();
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        if (no is not Invalid || !found.Succeeded) return Pages.Refuse(no);
        // What is missing stands on the page itself, each with a link to its section.
        var shown = no is SayWhatToCorrect ? form.With(new NotAcceptable([new Fault("comment", no.Sentence)])) : form;
        return Pages.ShowAgain<ConfirmPage>(await Confirming(found.Value, shown, db, clock, ct), no);
    }

    private static async Task<IResult> AskReturn(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        if (ResponseFlow.Next(found.Value.Response.Status, ResponseAction.Return).IsRefused(out no)) return Pages.Refuse(no);
        return Pages.Show<ReturnPage>(Returning(found.Value, FormState.Of(FormDays.Boxes("until", clock.GetUtcNow().DayInJapan.AddDays(7))), clock));
    }

    private static async Task<IResult> Return(Guid id, FormState form, Me me, CoreDb db, RunSurveyHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var faults = new List<Fault>();
        var until = form.RequiredDay("until", faults);
        var comments = form.Names.Where(name => name.StartsWith("comment.", StringComparison.Ordinal) && form.Filled(name)).ToDictionary(name => name["comment.".Length..], name => InputText.Prose(form[name]).Trim(), StringComparer.Ordinal);
        var done = faults.Count > 0 ? new NotAcceptable(faults) : await handler.Return(id, InputText.Prose(form["comment"]), comments, until, me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"/surveys/answers/{id}/confirm", Notice.Success("回答を差し戻しました。", "所属のホームに作業として表示されます。"));
        db.ChangeTracker.Clear();
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        var shown = no is SayWhatToCorrect ? new NotAcceptable([new Fault("comment", no.Sentence)]) : no;
        return no is Invalid && found.Succeeded ? Pages.ShowAgain<ReturnPage>(Returning(found.Value, form.With(shown), clock), no) : Pages.Refuse(no);
    }

    private static async Task<IResult> Inquire(Guid id, FormState form, Me me, CoreDb db, RunSurveyHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var done = await handler.Ask(id, InputText.Prose(form["inquiry"]), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"/surveys/answers/{id}", Notice.Success("監査事務局に質問しました。", "回答は「質問と回答」に表示されます。"));
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        return no is Invalid && found.Succeeded ? Pages.ShowAgain<AnswerPage>(View(found.Value, form.With(no), clock), no) : Pages.Refuse(no);
    }

    internal static AnswerView View(OpenResponse open, FormState form, TimeProvider clock)
    {
        var sheet = open.Sheet;
        var sections = open.Form.Questionnaire.Sections.Select(section => new SectionState(section.Key, section.Title, ProgressOf(sheet, section), AnswerWords.IsUndecided(sheet, section))).ToList();
        return new AnswerView(open.Survey, open.Response, sections, open.Form.Questionnaire.Note, open.Response.WhyReadOnly(open.Survey, clock.GetUtcNow())?.Sentence, open.MayAnswer, open.MayConfirm, open.MayRun, form);
    }

    private static SectionProgress ProgressOf(AnswerSheet sheet, QuestionSection section) =>
        !section.Questions.Any(sheet.IsAsked) ? SectionProgress.NotAsked
        : section.Questions.SelectMany(sheet.Form.FieldsOf).All(field => sheet[field].State is not (AnswerState.Given or AnswerState.NotApplicable)) ? SectionProgress.NotStarted
        : section.Questions.All(sheet.IsComplete) ? SectionProgress.Complete : SectionProgress.InProgress;

    private static async Task<ConfirmView> Confirming(OpenResponse open, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var sheet = open.Sheet;
        var of = open.Form.Questionnaire.Sections.SelectMany(section => section.Questions.Select(question => (question.Key, Section: section.Key))).ToDictionary(one => one.Key, one => one.Section, StringComparer.Ordinal);
        return new ConfirmView(
            View(open, form, clock), AnswerWords.Questions(sheet, open.Response.CommentsNow, await Files(open, db, ct)), AnswerWords.Skipped(sheet),
            [.. AnswerRules.Lacking(sheet).Select(fault => (of[open.Form.Field(fault.Field)?.Question.Key ?? fault.Field], fault.Sentence))],
            open.Form.Questionnaire.Sections.ToDictionary(section => section.Key, section => section.Title, StringComparer.Ordinal));
    }

    private static ReturnView Returning(OpenResponse open, FormState form, TimeProvider clock) => new(View(open, form, clock), AnswerWords.Questions(open.Sheet, new Dictionary<string, string>(), []), form);

    internal static async Task<IReadOnlyList<SurveyEvidence>> Files(OpenResponse open, CoreDb db, CancellationToken ct) =>
        await db.SurveyEvidence.AsNoTracking().Where(e => e.Response == open.Response.Id).OrderBy(e => e.AddedAt).ToListAsync(ct);
}
