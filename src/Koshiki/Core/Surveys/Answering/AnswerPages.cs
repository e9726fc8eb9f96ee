using System.Globalization;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Surveys.Distributing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Answering;

/// <summary>Answering a survey section by section, the head's confirmation, submission, return. UI.md section 4.</summary>
internal static class AnswerPages
{
    private const string One = "/surveys/answers/{id:guid}";

    /// <summary>Before the field's key, so that no question can be called like a field of the form itself.</summary>
    internal const string Prefix = "a.";

    /// <summary>Before the field's key in the tick box 「該当なし」.</summary>
    internal const string NonePrefix = "none.";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/surveys/{key}/answer", Choose).Requires(Act.ReadSurveys);
        app.MapGet(One, Show).Requires(Act.ReadSurveys);
        app.MapGet(One + "/sections/{section}", ShowSection).Requires(Act.AnswerSurveys);
        app.MapPost(One + "/sections/{section}", SaveSection).Requires(Act.AnswerSurveys);
        app.MapPost(One + "/sections/{section}/draft", SaveDraft).Requires(Act.AnswerSurveys);
        app.MapGet(One + "/confirm", ShowConfirm).Requires(Act.ReadSurveys);
        app.MapPost(One + "/ask-head", AskHead).Requires(Act.AnswerSurveys);
        app.MapPost(One + "/take-back", TakeBack).Requires(Act.AnswerSurveys);
        app.MapPost(One + "/decide", Decide).Requires(Act.ConfirmAnswers);
        app.MapGet(One + "/return", AskReturn).Requires(Act.RunSurveys);
        app.MapPost(One + "/return", Return).Requires(Act.RunSurveys);
        app.MapPost(One + "/inquiry", Inquire).Requires(Act.AnswerSurveys);
        app.MapGet(One + "/evidence/{question}", AskEvidence).Requires(Act.AnswerSurveys);
        app.MapPost(One + "/evidence/{question}", AddEvidence).Requires(Act.AnswerSurveys).LimitForm(megabytes: 12);
        app.MapGet(One + "/files/{file:guid}", Download).Requires(Act.ReadSurveys);
    }

    /// <summary>The answer of the person's office; the list where there are several or none.</summary>
    private static async Task<IResult> Choose(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var offices = await db.OfficesStoodFor(me, Act.AnswerSurveys, clock.GetUtcNow().DayInJapan, ct);
        var own = await (from r in db.SurveyResponses join s in db.Surveys on r.Survey equals s.Id where s.Key == key && offices.Contains(r.Office) select r.Id).Take(2).ToListAsync(ct);
        return Pages.GoTo(own is [var one] ? $"/surveys/answers/{one.Value}" : "/surveys");
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        return found.IsRefused(out var no) ? Pages.Refuse(no) : Pages.Show<AnswerPage>(View(found.Value, FormState.Empty, clock));
    }

    private static async Task<IResult> ShowSection(Guid id, string section, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        return await Section(found.Value, section, null, db, clock, ct) is { } view ? Pages.Show<SectionPage>(view) : Pages.Refuse(new QuestionNotFound());
    }

    private static async Task<IResult> SaveSection(Guid id, string section, FormState form, Me me, CoreDb db, AnswerSurveyHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var done = await handler.Handle(new SaveAnswers(id, Typed(form), Seen(form), Loose: false), me, ct);
        if (!done.IsRefused(out var no))
        {
            var saved = (await db.ResponseFor(id, me, clock.GetUtcNow(), ct)).Value;
            return Pages.GoTo($"/surveys/answers/{id}{Next(saved, section, form)}", Notice.Success("回答を保存しました。", NewlyAsked(saved, section, form)));
        }

        db.ChangeTracker.Clear();
        if (no is not Invalid) return Pages.Refuse(no);
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        var shown = new NotAcceptable([.. no.Faults.Select(fault => fault with { Field = Prefix + fault.Field })]);
        return found.Succeeded && await Section(found.Value, section, form.With(shown), db, clock, ct) is { } view ? Pages.ShowAgain<SectionPage>(view, no) : Pages.Refuse(no);
    }

    /// <summary>Saved as somebody types; the answer is the new version, or why it was not saved.</summary>
    private static async Task<IResult> SaveDraft(Guid id, FormState form, Me me, AnswerSurveyHandler handler, CancellationToken ct)
    {
        var done = await handler.Handle(new SaveAnswers(id, Typed(form), Seen(form), Loose: true), me, ct);
        return done.IsRefused(out var no) ? Pages.Refuse(no) : TypedResults.Text($"{{\"version\":\"{done.Value.Version}\"}}", "application/json");
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

    private static async Task<IResult> AskEvidence(Guid id, string question, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) => await Evidence(id, question, FormState.Empty, null, me, db, clock, ct);

    private static async Task<IResult> AddEvidence(Guid id, string question, FormState form, Me me, CoreDb db, AnswerSurveyHandler handler, TimeProvider clock, CancellationToken ct)
    {
        using var content = new MemoryStream();
        if (form.Files is [var file]) await file.CopyToAsync(content, ct);
        var done = await handler.AddEvidence(id, question, form.Files is [var named] ? named.FileName : "", content.ToArray(), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"/surveys/answers/{id}/evidence/{question}", Notice.Success("資料を付けました。"));
        db.ChangeTracker.Clear();
        return no is Invalid ? await Evidence(id, question, form.With(no), no, me, db, clock, ct) : Pages.Refuse(no);
    }

    private static async Task<IResult> Evidence(Guid id, string question, FormState form, Refusal? refusal, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        if (found.Value.Form.Questionnaire.Question(question) is not { Evidence: true } asked) return Pages.Refuse(new QuestionNotFound());
        var section = found.Value.Form.Questionnaire.Sections.First(one => one.Questions.Contains(asked)).Key;
        var view = new EvidenceView(View(found.Value, form, clock), asked, section, await Files(found.Value, db, ct), form);
        return refusal is null ? Pages.Show<EvidencePage>(view) : Pages.ShowAgain<EvidencePage>(view, refusal);
    }

    private static async Task<IResult> Download(Guid id, Guid file, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var evidence = await db.SurveyEvidence.AsNoTracking().SingleOrDefaultAsync(e => e.Id == file && e.Response == found.Value.Response.Id, ct);
        if (evidence is null) return Pages.Refuse(new EvidenceNotFound());
        var parts = await db.MediaParts.AsNoTracking().Where(p => p.Sha256 == evidence.Sha256).OrderBy(p => p.Number).Select(p => p.Bytes).ToListAsync(ct);
        // Never shown in the browser: what an office uploads may be anything.
        return TypedResults.File([.. parts.SelectMany(part => part)], "application/octet-stream", evidence.FileName);
    }

    /// <summary>The fields that stood on the page; one without a tick was emptied.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Typed(FormState form) =>
        form.All("shown").Distinct(StringComparer.Ordinal).ToDictionary(field => field, field => form.Has(NonePrefix + field, "yes") ? [AnswerCell.NotApplicableMark] : form.All(Prefix + field), StringComparer.Ordinal);

    private static uint? Seen(FormState form) => uint.TryParse(form["saved_version"], CultureInfo.InvariantCulture, out var seen) ? seen : null;

    /// <summary>Where to go after saving: the same section while it asks what was not shown, then the next one that is asked, then the confirmation.</summary>
    private static string Next(OpenResponse saved, string section, FormState form)
    {
        if (form["act"] == "save" || NewlyAsked(saved, section, form) is not null) return $"/sections/{section}";
        var sheet = saved.Sheet;
        var next = saved.Form.Questionnaire.Sections.SkipWhile(one => one.Key != section).Skip(1).FirstOrDefault(one => one.Questions.Any(sheet.IsAsked));
        return next is null ? "/confirm" : $"/sections/{next.Key}";
    }

    private static string? NewlyAsked(OpenResponse saved, string section, FormState form)
    {
        var shown = form.All("shown").ToHashSet(StringComparer.Ordinal);
        var sheet = saved.Sheet;
        var asked = saved.Form.Questionnaire.Sections.FirstOrDefault(one => one.Key == section)?.Questions.Where(question => sheet.IsAsked(question) && !saved.Form.FieldsOf(question).Any(field => shown.Contains(field.Key))).Select(question => question.Key).ToList();
        return asked is { Count: > 0 } ? $"回答により、{string.Join("、", asked)}にも答えてください。" : null;
    }

    private static AnswerView View(OpenResponse open, FormState form, TimeProvider clock)
    {
        var sheet = open.Sheet;
        var sections = open.Form.Questionnaire.Sections.Select(section => new SectionState(section.Key, section.Title, StateOf(sheet, section))).ToList();
        return new AnswerView(open.Survey, open.Response, sections, open.Form.Questionnaire.Note, open.Response.WhyReadOnly(open.Survey, clock.GetUtcNow())?.Sentence, open.MayAnswer, open.MayConfirm, open.MayRun, form);
    }

    private static string StateOf(AnswerSheet sheet, QuestionSection section) =>
        !section.Questions.Any(sheet.IsAsked) ? "対象外"
        : section.Questions.SelectMany(sheet.Form.FieldsOf).All(field => sheet[field].State is not (AnswerState.Given or AnswerState.NotApplicable)) ? "未着手"
        : section.Questions.All(sheet.IsComplete) ? "完了" : "回答中";

    private static async Task<SectionView?> Section(OpenResponse open, string key, FormState? form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (open.Form.Questionnaire.Sections.FirstOrDefault(one => one.Key == key) is not { } section) return null;
        var sheet = open.Sheet;
        var keys = section.Questions.Select(question => question.Key).ToHashSet(StringComparer.Ordinal);
        var filled = form ?? Filled(open);
        var files = await Files(open, db, ct);
        return new SectionView(
            View(open, filled, clock), section, sheet, open.Response.CommentsNow, AnswerWords.Skipped(sheet, question => keys.Contains(question.Key)),
            files.GroupBy(file => file.Question).ToDictionary(g => g.Key, g => (IReadOnlyList<SurveyEvidence>)[.. g], StringComparer.Ordinal), filled);
    }

    private static FormState Filled(OpenResponse open)
    {
        var given = open.Response.Given;
        var marks = given.Where(one => one.Value is [AnswerCell.NotApplicableMark]).Select(one => (NonePrefix + one.Key, (string?)"yes"));
        return FormState.Of([("saved_version", open.Response.Version.ToString(CultureInfo.InvariantCulture)), .. marks, .. given.Where(one => one.Value is not [AnswerCell.NotApplicableMark]).SelectMany(one => one.Value.Select(value => (Prefix + one.Key, (string?)value)))]);
    }

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

    private static async Task<IReadOnlyList<SurveyEvidence>> Files(OpenResponse open, CoreDb db, CancellationToken ct) =>
        await db.SurveyEvidence.AsNoTracking().Where(e => e.Response == open.Response.Id).OrderBy(e => e.AddedAt).ToListAsync(ct);
}

/// <param name="Section">To which page of the form it belongs.</param>
public sealed record EvidenceView(AnswerView Answer, Question Question, string Section, IReadOnlyList<SurveyEvidence> Files, FormState Form);
