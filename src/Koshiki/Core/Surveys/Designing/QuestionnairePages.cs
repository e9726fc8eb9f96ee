using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Designing;

public sealed record QuestionnaireRow(Guid Id, string Key, int Number, string Title, bool IsPublished, DateTimeOffset WrittenAt, string WrittenByName);

public sealed record QuestionnaireListView(IReadOnlyList<QuestionnaireRow> Rows);

public sealed record NewQuestionnaireView(FormState Form);

/// <param name="Paths">All ways through it; null where it still has faults.</param>
public sealed record QuestionnaireView(QuestionnaireVersion Version, IReadOnlyList<QuestionnaireFault> Faults, QuestionnairePaths? Paths, FormState Form);

/// <summary>Questionnaires: list, beginning one, looking at one with its faults and ways, files. I1.</summary>
internal static class QuestionnairePages
{
    public const string Path = "/surveys/questionnaires";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, List).Requires(Act.RunSurveys);
        app.MapGet(Path + "/new", () => Pages.Show<NewQuestionnairePage>(new NewQuestionnaireView(FormState.Of(("source", "niiza"))))).Requires(Act.RunSurveys);
        app.MapPost(Path + "/new", Begin).Requires(Act.RunSurveys).LimitForm(megabytes: 2);
        app.MapGet(Path + "/{id:guid}", Show).Requires(Act.RunSurveys);
        app.MapGet(Path + "/{id:guid}.yaml", File).Requires(Act.RunSurveys);
        app.MapPost(Path + "/{id:guid}/title", Rename).Requires(Act.RunSurveys);
        app.MapPost(Path + "/{id:guid}/file", Replace).Requires(Act.RunSurveys).LimitForm(megabytes: 2);
        app.MapPost(Path + "/{id:guid}/publish", Publish).Requires(Act.RunSurveys);
        app.MapPost(Path + "/{id:guid}/renew", Renew).Requires(Act.RunSurveys);
    }

    private static async Task<IResult> List(CoreDb db, CancellationToken ct)
    {
        var rows = await db.Questionnaires.AsNoTracking().OrderBy(v => v.Key).ThenByDescending(v => v.Number).Take(200).ToListAsync(ct);
        return Pages.Show<QuestionnaireListPage>(new QuestionnaireListView([.. rows.Select(v => new QuestionnaireRow(v.Id.Value, v.Key, v.Number, v.Content.Title, v.IsPublished, v.PublishedAt ?? v.WrittenAt, v.PublishedByName ?? v.WrittenByName))]));
    }

    private static async Task<IResult> Begin(FormState form, Me me, DesignHandler handler, CancellationToken ct)
    {
        var content = await Source(form, ct);
        var done = content.IsRefused(out var no) ? no : await handler.Handle(new BeginQuestionnaire(InputText.Code(form["key"]), content.Value), me, ct);
        return done.IsRefused(out no)
            ? Pages.ShowAgain<NewQuestionnairePage>(new NewQuestionnaireView(form.With(no)), no)
            : Pages.GoTo($"{Path}/{done.Value.Id.Value}", Notice.Success("調査票を作りました。", "内容を確かめて、確定してください。"));
    }

    private static async Task<Result<Questionnaire>> Source(FormState form, CancellationToken ct)
    {
        if (form["source"] == "file") return form.Files is [{ Length: > 0 and < QuestionnaireFile.MostBytes } file] ? QuestionnaireFile.Read(file.OwnName, await file.Bytes(ct)) : new NotAcceptable([new Fault("file", "1MBまでのYAMLファイルを1つ選んでください。")]);
        if (BuiltInQuestionnaire.Find(form["source"]) is { } builtIn) return builtIn.Questionnaire;
        return new Questionnaire("新しい調査票", "", [new QuestionSection("s1", "最初の節", "", "", [])]);
    }

    private static async Task<IResult> Show(Guid id, CoreDb db, CancellationToken ct) =>
        await View(id, FormState.Empty, db, ct) is { } view ? Pages.Show<QuestionnairePage>(view) : Pages.Refuse(new QuestionnaireNotFound());

    private static async Task<IResult> File(Guid id, CoreDb db, CancellationToken ct)
    {
        var version = await db.Questionnaires.AsNoTracking().SingleOrDefaultAsync(v => v.Id == new QuestionnaireVersionId(id), ct);
        return version is null ? Pages.Refuse(new QuestionnaireNotFound()) : TypedResults.File(QuestionnaireFile.Write(version.Content), "application/yaml; charset=utf-8", $"{version.Key}-{version.Number}.yaml");
    }

    private static async Task<IResult> Rename(Guid id, FormState form, Me me, DesignHandler handler, CoreDb db, CancellationToken ct) =>
        await Answer(id, await handler.Rename(id, InputText.Name(form["title"]), InputText.Prose(form["note"]).Trim(), me, ct), "題名と説明を変えました。", form, db, ct);

    private static async Task<IResult> Replace(Guid id, FormState form, Me me, DesignHandler handler, CoreDb db, CancellationToken ct)
    {
        if (form.Files is not [{ Length: > 0 and < QuestionnaireFile.MostBytes } file]) return await Answer(id, new NotAcceptable([new Fault("file", "1MBまでのYAMLファイルを1つ選んでください。")]), "", form, db, ct);
        return await Answer(id, await handler.Replace(id, file.OwnName, await file.Bytes(ct), me, ct), "ファイルの内容に入れ替えました。", form, db, ct);
    }

    private static async Task<IResult> Publish(Guid id, FormState form, Me me, DesignHandler handler, CoreDb db, CancellationToken ct) =>
        await Answer(id, await handler.Publish(id, me, ct), "調査票を確定しました。この版は変えられません。", form, db, ct);

    private static async Task<IResult> Renew(Guid id, FormState form, Me me, DesignHandler handler, CoreDb db, CancellationToken ct) =>
        await Answer(id, await handler.Renew(id, me, ct), "新しい版を作りました。", form, db, ct);

    private static async Task<IResult> Answer(Guid id, Result<QuestionnaireVersion> done, string words, FormState form, CoreDb db, CancellationToken ct)
    {
        if (!done.IsRefused(out var no)) return Pages.GoTo($"{Path}/{done.Value.Id.Value}", Notice.Success(words));
        db.ChangeTracker.Clear();
        // A fault of a question has no field on this page.
        var shown = no is NotAcceptable faults ? new NotAcceptable([.. faults.All.Select(fault => fault.Field is "title" or "file" ? fault : fault with { Field = form.Names.Contains("title") ? "title" : "file" })]) : no;
        return no is Invalid && await View(id, form.With(shown), db, ct) is { } view ? Pages.ShowAgain<QuestionnairePage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<QuestionnaireView?> View(Guid id, FormState form, CoreDb db, CancellationToken ct)
    {
        var version = await db.Questionnaires.AsNoTracking().SingleOrDefaultAsync(v => v.Id == new QuestionnaireVersionId(id), ct);
        if (version is null) return null;
        var faults = QuestionnaireRules.Faults(version.Content);
        var filled = form.Names.Contains("title") ? form : form.With("title", version.Content.Title).With("note", version.Content.Note);
        return new QuestionnaireView(version, faults, faults.Count == 0 ? QuestionnairePaths.Of(version.Content) : null, filled);
    }
}
