using System.Globalization;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Designing;

/// <param name="Key">Of the section; null for a new one.</param>
public sealed record SectionFormView(QuestionnaireVersion Version, string? Key, FormState Form);

/// <param name="Key">Of the question; null for a new one.</param>
public sealed record QuestionFormView(QuestionnaireVersion Version, string? Key, FormState Form);

/// <summary>The forms for one section and one question of a draft. I1.</summary>
internal static class QuestionPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        const string One = QuestionnairePages.Path + "/{id:guid}";
        app.MapGet(One + "/sections/new", (Guid id, CoreDb db, CancellationToken ct) => AskSection(id, null, db, ct)).Requires(Act.RunSurveys);
        app.MapPost(One + "/sections/new", (Guid id, FormState form, Me me, CoreDb db, DesignHandler handler, CancellationToken ct) => KeepSection(id, null, form, me, db, handler, ct)).Requires(Act.RunSurveys);
        app.MapGet(One + "/sections/{key}", (Guid id, string key, CoreDb db, CancellationToken ct) => AskSection(id, key, db, ct)).Requires(Act.RunSurveys);
        app.MapPost(One + "/sections/{key}", (Guid id, string key, FormState form, Me me, CoreDb db, DesignHandler handler, CancellationToken ct) => KeepSection(id, key, form, me, db, handler, ct)).Requires(Act.RunSurveys);
        app.MapGet(One + "/questions/new", (Guid id, FormState form, CoreDb db, CancellationToken ct) => AskQuestion(id, null, form["section"], db, ct)).Requires(Act.RunSurveys);
        app.MapPost(One + "/questions/new", (Guid id, FormState form, Me me, CoreDb db, DesignHandler handler, CancellationToken ct) => KeepQuestion(id, null, form, me, db, handler, ct)).Requires(Act.RunSurveys);
        app.MapGet(One + "/questions/{key}", (Guid id, string key, CoreDb db, CancellationToken ct) => AskQuestion(id, key, "", db, ct)).Requires(Act.RunSurveys);
        app.MapPost(One + "/questions/{key}", (Guid id, string key, FormState form, Me me, CoreDb db, DesignHandler handler, CancellationToken ct) => KeepQuestion(id, key, form, me, db, handler, ct)).Requires(Act.RunSurveys);
        app.MapPost(One + "/questions/{key}/move", Move).Requires(Act.RunSurveys);
    }

    private static async Task<IResult> AskSection(Guid id, string? key, CoreDb db, CancellationToken ct)
    {
        if (await Find(id, db, ct) is not { } version) return Pages.Refuse(new QuestionnaireNotFound());
        if (version.IsPublished) return Pages.Refuse(new QuestionnaireIsPublished());
        if (key is null) return Pages.Show<SectionFormPage>(new SectionFormView(version, null, FormState.Empty));
        if (version.Content.Sections.FirstOrDefault(one => one.Key == key) is not { } section) return Pages.Refuse(new QuestionNotFound());
        return Pages.Show<SectionFormPage>(new SectionFormView(version, key, FormState.Of(("key", section.Key), ("label", section.Title), ("note", section.Note), ("showIf", section.ShowIf))));
    }

    private static async Task<IResult> KeepSection(Guid id, string? key, FormState form, Me me, CoreDb db, DesignHandler handler, CancellationToken ct)
    {
        var done = key is not null && form["act"] == "remove"
            ? await handler.Remove(id, key, me, ct)
            : await handler.Handle(new SaveSection(id, key, new QuestionSection(InputText.Code(form["key"]), InputText.Name(form["label"]), InputText.Prose(form["note"]).Trim(), Condition(form["showIf"]), [])), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"{QuestionnairePages.Path}/{id}", Notice.Success(form["act"] == "remove" ? "設問のない節を消しました。" : "節を保存しました。"));
        return no is Invalid && await Find(id, db, ct) is { } version ? Pages.ShowAgain<SectionFormPage>(new SectionFormView(version, key, form.With(no)), no) : Pages.Refuse(no);
    }

    private static async Task<IResult> AskQuestion(Guid id, string? key, string section, CoreDb db, CancellationToken ct)
    {
        if (await Find(id, db, ct) is not { } version) return Pages.Refuse(new QuestionnaireNotFound());
        if (version.IsPublished) return Pages.Refuse(new QuestionnaireIsPublished());
        if (key is null) return Pages.Show<QuestionFormPage>(new QuestionFormView(version, null, FormState.Of(("section", section), ("required", "yes"), ("key", $"Q{version.Content.Questions.Count() + 1}"))));
        if (version.Content.Question(key) is not { } question) return Pages.Refuse(new QuestionNotFound());
        var of = version.Content.Sections.First(one => one.Questions.Contains(question)).Key;
        return Pages.Show<QuestionFormPage>(new QuestionFormView(version, key, Written(question, of)));
    }

    private static async Task<IResult> KeepQuestion(Guid id, string? key, FormState form, Me me, CoreDb db, DesignHandler handler, CancellationToken ct)
    {
        var removes = form["act"] == "remove";
        var done = removes ? await handler.Remove(id, key ?? "", me, ct)
            : Read(form) is var read && read.IsRefused(out var unreadable) ? unreadable
            : await handler.Handle(new SaveQuestion(id, form["section"], key, read.Value), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo($"{QuestionnairePages.Path}/{id}", Notice.Success(removes ? $"{key}を消しました。" : $"{form["key"]}を保存しました。"));
        return no is Invalid && await Find(id, db, ct) is { } version ? Pages.ShowAgain<QuestionFormPage>(new QuestionFormView(version, key, form.With(no)), no) : Pages.Refuse(no);
    }

    private static async Task<IResult> Move(Guid id, string key, FormState form, Me me, DesignHandler handler, CancellationToken ct)
    {
        var done = await handler.Move(id, key, form["way"] == "up", me, ct);
        return done.IsRefused(out var no) ? Pages.Refuse(no) : Pages.GoTo($"{QuestionnairePages.Path}/{id}", Notice.Success($"{key}の順番を変えました。"));
    }

    private static FormState Written(Question question, string section) => FormState.Of(
        ("key", question.Key), ("section", section), ("kind", question.Kind.ToString()), ("label", question.Label), ("hint", question.Hint), ("showIf", question.ShowIf),
        ("required", question.Required ? "yes" : ""), ("mayNotApply", question.MayNotApply ? "yes" : ""), ("evidence", question.Evidence ? "yes" : ""),
        ("options", QuestionLines.Options(question.Options)), ("rows", QuestionLines.Rows(question.Rows)), ("details", QuestionLines.Details(question.Details)), ("rules", QuestionLines.Rules(question.Rules)),
        ("examples", string.Join('\n', question.Examples)), ("unit", question.Unit), ("min", Plain(question.Min)), ("max", Plain(question.Max)));

    private static Result<Question> Read(FormState form)
    {
        var faults = new List<Fault>();
        if (!Enum.TryParse<QuestionKind>(form["kind"], out var kind) || !Enum.IsDefined(kind)) faults.Add(new Fault("kind", "設問の種類を選んでください。"));
        var question = new Question
        {
            Key = InputText.Code(form["key"]),
            Kind = kind,
            Label = InputText.Name(form["label"]),
            Hint = InputText.Prose(form["hint"]).Trim(),
            ShowIf = Condition(form["showIf"]),
            Required = form.Has("required", "yes"),
            MayNotApply = form.Has("mayNotApply", "yes"),
            Evidence = form.Has("evidence", "yes"),
            Options = QuestionLines.Options(form["options"]),
            Rows = QuestionLines.Rows(form["rows"]),
            Details = QuestionLines.Details(form["details"]),
            Rules = QuestionLines.Rules(form["rules"]),
            Examples = QuestionLines.Examples(form["examples"]),
            Unit = InputText.Name(form["unit"]),
            Min = Number(form, "min", faults),
            Max = Number(form, "max", faults),
        };
        return faults.Count > 0 ? new NotAcceptable(faults) : question;
    }

    private static decimal? Number(FormState form, string name, List<Fault> faults)
    {
        if (!form.Filled(name)) return null;
        if (Surveys.Condition.ReadNumber(InputText.Number(form[name])) is { } number) return number;
        faults.Add(new Fault(name, "数を数字で入力してください（例：0）。"));
        return null;
    }

    /// <summary>A condition has no full-width letters of its own.</summary>
    private static string Condition(string text) => InputText.Code(text);

    private static string Plain(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    private static Task<QuestionnaireVersion?> Find(Guid id, CoreDb db, CancellationToken ct) => db.Questionnaires.AsNoTracking().SingleOrDefaultAsync(v => v.Id == new QuestionnaireVersionId(id), ct);
}
