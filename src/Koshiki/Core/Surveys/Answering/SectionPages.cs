using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;

namespace Koshiki.Core.Surveys.Answering;

/// <summary>Answering a survey section by section, saved as one goes; what cannot be saved is shown beside what is stored. UI.md sections 4 and 5.</summary>
internal static class SectionPages
{
    private const string One = AnswerPages.One + "/sections/{section}";

    /// <summary>The hidden field with the fingerprint of what the page showed.</summary>
    internal const string SavedVersion = "saved_version";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(One, Show).Requires(Act.AnswerSurveys);
        app.MapPost(One, Save).Requires(Act.AnswerSurveys);
        app.MapPost(One + "/draft", SaveDraft).Requires(Act.AnswerSurveys);
    }

    private static async Task<IResult> Show(Guid id, string section, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        return await View(found.Value, section, null, db, clock, ct) is { } view ? Pages.Show<SectionPage>(view) : Pages.Refuse(new QuestionNotFound());
    }

    private static async Task<IResult> Save(Guid id, string section, FormState form, Me me, CoreDb db, AnswerSurveyHandler handler, TimeProvider clock, CancellationToken ct)
    {
        if (form["act"] is "edit" or "compare") return await Again(id, section, form, null, me, db, clock, ct);
        var done = await handler.Handle(new SaveAnswers(id, Typed(form), form[SavedVersion], Loose: false), me, ct);
        if (done.IsRefused(out var no)) return await Again(id, section, form, no, me, db, clock, ct);
        return Pages.GoTo($"/surveys/answers/{id}{Next(done.Value, section, form)}", Notice.Success("回答を保存しました。", NewlyAsked(done.Value, section, form)));
    }

    /// <summary>Saved as somebody types; the answer is the new fingerprint, or why it was not saved.</summary>
    private static async Task<IResult> SaveDraft(Guid id, FormState form, Me me, AnswerSurveyHandler handler, CancellationToken ct)
    {
        var typed = Typed(form);
        var done = await handler.Handle(new SaveAnswers(id, typed, form[SavedVersion], Loose: true), me, ct);
        return done.IsRefused(out var no) ? Pages.Refuse(no) : TypedResults.Json(new { version = done.Value.Response.FingerprintOf(typed.Keys) });
    }

    /// <summary>The same page with what was typed: its faults, or, where it was not these fields that were wrong, both versions side by side.</summary>
    private static async Task<IResult> Again(Guid id, string section, FormState form, Refusal? no, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        if (found.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        var open = found.Value;
        if (!open.MayAnswer || open.Form.Questionnaire.Sections.FirstOrDefault(one => one.Key == section) is not { } of) return Pages.Refuse(no ?? new QuestionNotFound());
        var why = open.Response.WhyReadOnly(open.Survey, clock.GetUtcNow());
        if (why is null && form["act"] != "compare" && (no is null or Invalid))
        {
            var shown = no is null ? form : form.With(new NotAcceptable([.. no.Faults.Select(fault => fault with { Field = AnswerPages.Prefix + fault.Field })]));
            var view = (await View(open, section, shown, db, clock, ct))!;
            return no is null ? Pages.Show<SectionPage>(view) : Pages.ShowAgain<SectionPage>(view, no);
        }

        var refused = why ?? no ?? new AnsweredMeanwhile(open.Response.SavedByName ?? "ほかの人", open.Response.SavedAt ?? clock.GetUtcNow());
        var typed = Typed(form);
        var unsaved = form.With(SavedVersion, open.Response.FingerprintOf(typed.Keys));
        return Pages.ShowAgain<UnsavedPage>(new UnsavedView(AnswerPages.View(open, unsaved, clock), of, refused.Sentence, UnsavedAnswer.Between(open, typed), why is null, unsaved), refused);
    }

    /// <summary>The fields that stood on the page; one without a tick was emptied.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Typed(FormState form) =>
        form.All("shown").Distinct(StringComparer.Ordinal).ToDictionary(field => field, field => form.Has(AnswerPages.NonePrefix + field, "yes") ? [AnswerCell.NotApplicableMark] : form.All(AnswerPages.Prefix + field), StringComparer.Ordinal);

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

    private static async Task<SectionView?> View(OpenResponse open, string key, FormState? form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (open.Form.Questionnaire.Sections.FirstOrDefault(one => one.Key == key) is not { } section) return null;
        var sheet = open.Sheet;
        var keys = section.Questions.Select(question => question.Key).ToHashSet(StringComparer.Ordinal);
        var filled = form ?? Filled(open, section, sheet);
        var files = await AnswerPages.Files(open, db, ct);
        return new SectionView(
            AnswerPages.View(open, filled, clock), section, sheet, open.Response.CommentsNow, AnswerWords.Skipped(sheet, question => keys.Contains(question.Key)),
            files.GroupBy(file => file.Question).ToDictionary(g => g.Key, g => (IReadOnlyList<SurveyEvidence>)[.. g], StringComparer.Ordinal), filled);
    }

    private static FormState Filled(OpenResponse open, QuestionSection section, AnswerSheet sheet)
    {
        var given = open.Response.Given;
        var shown = section.Questions.Where(sheet.IsAsked).SelectMany(open.Form.FieldsOf).Select(field => field.Key);
        return FormState.Of([(SavedVersion, open.Response.FingerprintOf(shown)), .. open.Form.Fields.SelectMany(field => Boxes(field, given.GetValueOrDefault(field.Key) ?? []))]);
    }

    private static IEnumerable<(string Name, string? Value)> Boxes(AnswerField field, IReadOnlyList<string> values) =>
        field.SaysNotApplicable(values) ? [(AnswerPages.NonePrefix + field.Key, "yes")] : values.Select(value => (AnswerPages.Prefix + field.Key, (string?)value));
}
