using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Media;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Answering;

/// <param name="Section">To which page of the form it belongs.</param>
public sealed record EvidenceView(AnswerView Answer, Question Question, string Section, IReadOnlyList<SurveyEvidence> Files, FormState Form);

/// <summary>The files beside the answers of one office: put there, taken away, read. Upload is its own page, never part of the form. I2.</summary>
internal static class EvidencePages
{
    private const string One = AnswerPages.One + "/evidence/{question}";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(One, Ask).Requires(Act.AnswerSurveys);
        app.MapPost(One, Add).Requires(Act.AnswerSurveys).LimitForm(megabytes: 12);
        app.MapPost(One + "/remove", Remove).Requires(Act.AnswerSurveys);
        app.MapGet(AnswerPages.One + "/files/{file:guid}", Download).Requires(Act.ReadSurveys);
    }

    private static Task<IResult> Ask(Guid id, string question, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) => Show(id, question, FormState.Empty, null, me, db, clock, ct);

    private static async Task<IResult> Add(Guid id, string question, FormState form, Me me, CoreDb db, EvidenceHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var (name, content) = form.Files is [var file] ? (file.OwnName, await file.Bytes(ct)) : ("", []);
        var done = await handler.Handle(new AddEvidence(id, question, name, content), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"/surveys/answers/{id}/evidence/{question}", Notice.Success("資料を付けました。"));
        db.ChangeTracker.Clear();
        return no is Invalid ? await Show(id, question, form.With(no), no, me, db, clock, ct) : Pages.Refuse(no);
    }

    private static async Task<IResult> Remove(Guid id, string question, FormState form, Me me, EvidenceHandler handler, CancellationToken ct)
    {
        _ = Guid.TryParse(form["file"], out var file);
        var done = await handler.Handle(new RemoveEvidence(id, file), me, ct);
        return done.IsRefused(out var no) ? Pages.Refuse(no) : Pages.GoTo($"/surveys/answers/{id}/evidence/{question}", Notice.Success($"資料「{done.Value}」を外しました。"));
    }

    private static async Task<IResult> Show(Guid id, string question, FormState form, Refusal? refusal, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        if (found.Value.Form.Questionnaire.Question(question) is not { Evidence: true } asked) return Pages.Refuse(new QuestionNotFound());
        var section = found.Value.Form.Questionnaire.Sections.First(one => one.Questions.Contains(asked)).Key;
        var files = (await AnswerPages.Files(found.Value, db, ct)).Where(file => file.Question == question).ToList();
        var view = new EvidenceView(AnswerPages.View(found.Value, form, clock), asked, section, files, form);
        return refusal is null ? Pages.Show<EvidencePage>(view) : Pages.ShowAgain<EvidencePage>(view, refusal);
    }

    private static async Task<IResult> Download(Guid id, Guid file, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ResponseFor(id, me, clock.GetUtcNow(), ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var evidence = await db.SurveyEvidence.AsNoTracking().SingleOrDefaultAsync(e => e.Id == file && e.Response == found.Value.Response.Id, ct);
        if (evidence is null) return Pages.Refuse(new EvidenceNotFound());
        // Never shown in the browser: what an office uploads may be anything.
        return TypedResults.File(await db.BytesOf(evidence.Sha256, ct), "application/octet-stream", evidence.FileName);
    }
}
