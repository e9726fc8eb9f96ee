using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>What one account asks: the edition being edited, or the published one.</summary>
/// <param name="Edition">The newest edition; the built-in one where none is stored.</param>
/// <param name="Changes">What publishing it would change, one sentence each; empty where nothing waits.</param>
public sealed record QuestionsView(FormState Form, string Key, string Name, QuestionnaireEdition Edition, IReadOnlyList<string> Changes, bool MayChange);

public sealed record OptionView(FormState Form, string Key, string Name, Question Question, Option Option);

/// <param name="Waiting">Posts that are not sent yet and name an option that would be retired.</param>
public sealed record PublishQuestionsView(FormState Form, string Key, string Name, QuestionnaireEdition Draft, IReadOnlyList<string> Changes, IReadOnlyList<(PostId Id, string Title)> Waiting);

/// <summary>Editing and publishing what friends of a LINE account are asked. F1.</summary>
internal static class QuestionPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(SegmentPages.Path + "/{key}/questions", Show).Requires(Act.ReadSegments);
        app.MapPost(SegmentPages.Path + "/{key}/questions", Ask).Requires(Act.ChangeSegments);
        app.MapPost(SegmentPages.Path + "/{key}/questions/{question}", AddOptions).Requires(Act.ChangeSegments);
        app.MapGet(SegmentPages.Path + "/{key}/options/{number}", ShowOption).Requires(Act.ChangeSegments);
        app.MapPost(SegmentPages.Path + "/{key}/options/{number}", ChangeOption).Requires(Act.ChangeSegments);
        app.MapGet(SegmentPages.Path + "/{key}/publish", AskPublish).Requires(Act.ChangeSegments);
        app.MapPost(SegmentPages.Path + "/{key}/publish", Publish).Requires(Act.ChangeSegments);
    }

    public static string PathOf(string key) => $"{SegmentPages.Path}/{key}/questions";

    private static async Task<IResult> Show(string key, Me me, CoreDb db, CancellationToken ct) =>
        await Load(key, FormState.Empty, me, db, ct) is { } view ? Pages.Show<QuestionsPage>(view) : Pages.Refuse(new LineAccountNotFound(key));

    private static async Task<IResult> Ask(string key, FormState form, Me me, CoreDb db, ChangeQuestionnaireHandler handler, CancellationToken ct)
    {
        var asked = await handler.Handle(new AskQuestion(key, InputText.Code(form["key"]), InputText.Name(form["label"]), form.Filled("hint") ? InputText.Name(form["hint"]) : null, form["kind"] == "single"), me, ct);
        return await Answer(key, form, asked, "質問を加えました。", me, db, ct);
    }

    private static async Task<IResult> AddOptions(string key, string question, FormState form, Me me, CoreDb db, ChangeQuestionnaireHandler handler, CancellationToken ct)
    {
        var added = await handler.Handle(new AddOptions(key, question, OptionWords.Read(form[$"options.{question}"])), me, ct);
        return await Answer(key, form, added, "選択肢を加えました。", me, db, ct);
    }

    private static async Task<IResult> Answer(string key, FormState form, Result<QuestionnaireEdition> done, string words, Me me, CoreDb db, CancellationToken ct)
    {
        if (!done.IsRefused(out var no)) return Pages.GoTo(PathOf(key), Notice.Success(words, "住民の画面は、公開するまで変わりません。"));
        return no is Invalid && await Load(key, form.With(no), me, db, ct) is { } view ? Pages.ShowAgain<QuestionsPage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<IResult> ShowOption(string key, string number, Me me, CoreDb db, CancellationToken ct) =>
        await OptionOf(key, number, FormState.Empty, me, db, ct) is { } view
            ? Pages.Show<OptionPage>(view with { Form = FormState.Of(("label", view.Option.Label), ("example", view.Option.Example), ("frequency", view.Option.Frequency), ("retired", view.Option.IsRetired ? "yes" : "")) })
            : Pages.Refuse(new OptionNotFound());

    private static async Task<IResult> ChangeOption(string key, string number, FormState form, Me me, CoreDb db, ChangeQuestionnaireHandler handler, CancellationToken ct)
    {
        if (await OptionOf(key, number, form, me, db, ct) is not { } view) return Pages.Refuse(new OptionNotFound());
        var changed = await handler.Handle(new ChangeOption(key, view.Option.Number, OptionWords.Of(form["label"], form["example"], form["frequency"]), form.Filled("retired")), me, ct);
        if (!changed.IsRefused(out var no)) return Pages.GoTo(PathOf(key), Notice.Success("選択肢を変えました。", "住民の画面は、公開するまで変わりません。"));
        return no is Invalid ? Pages.ShowAgain<OptionPage>(view with { Form = form.With(no) }, no) : Pages.Refuse(no);
    }

    private static async Task<IResult> AskPublish(string key, Me me, CoreDb db, CancellationToken ct)
    {
        if (await Load(key, FormState.Empty, me, db, ct) is not { } view) return Pages.Refuse(new LineAccountNotFound(key));
        if (!view.Edition.IsDraft) return Pages.Refuse(new NothingToPublish());
        var retired = view.Edition.Questions.SelectMany(q => q.Options.Where(o => o.IsRetired).Select(o => (q.Key, Option: o.Key))).ToHashSet();
        var open = await db.Posts.AsNoTracking().Include(p => p.Channels)
            .Where(p => p.AccountKeys.Contains(key) && (p.Status == PostStatus.AwaitingApproval || p.Status == PostStatus.AwaitingCheck || p.Status == PostStatus.Approved || p.Status == PostStatus.Held || p.Status == PostStatus.Draft || p.Status == PostStatus.Returned))
            .OrderBy(p => p.ShownAt).ToListAsync(ct);
        var waiting = open.Where(p => p.Channels.Any(c => c.AccountKey == key && c.Segment is { } rule && rule.Questions.Any(q => q.Options.Any(o => retired.Contains((q.Question, o)))))).Select(p => (p.Id, p.Title)).ToList();
        return Pages.Show<PublishQuestionsPage>(new PublishQuestionsView(FormState.Empty, key, view.Name, view.Edition, view.Changes, waiting));
    }

    private static async Task<IResult> Publish(string key, FormState form, Me me, ChangeQuestionnaireHandler handler, CancellationToken ct)
    {
        uint? version = uint.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;
        var published = await handler.Handle(new PublishDraft(key, version), me, ct);
        return published.IsRefused(out var no)
            ? Pages.Refuse(no)
            : Pages.GoTo($"{SegmentPages.Path}?account={key}", Notice.Success($"第{published.Value.Number}版を公開しました。", "住民の受信設定の画面に、数秒で反映されます。"));
    }

    private static async Task<OptionView?> OptionOf(string key, string number, FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        if (!short.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) || await Load(key, form, me, db, ct) is not { } view) return null;
        var question = view.Edition.Questions.FirstOrDefault(q => q.Options.Any(o => o.Number == wanted));
        return question is null ? null : new OptionView(form, key, view.Name, question, question.Options.First(o => o.Number == wanted));
    }

    private static async Task<QuestionsView?> Load(string key, FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var name = await SegmentPages.Lines(db).Where(a => a.Key == key).Select(a => a.Name).SingleOrDefaultAsync(ct);
        if (name is null) return null;
        var editions = await db.Questionnaires.AsNoTracking().Where(q => q.AccountKey == key).OrderBy(q => q.Number).ToListAsync(ct);
        var newest = editions.LastOrDefault() ?? QuestionnaireEdition.First(key);
        return new QuestionsView(form, key, name, newest, newest.IsDraft ? ChangesOf(editions.LastOrDefault(e => !e.IsDraft)?.Questions ?? [], newest.Questions) : [], me.May(Act.ChangeSegments));
    }

    private static List<string> ChangesOf(IReadOnlyList<Question> before, IReadOnlyList<Question> after)
    {
        var changes = new List<string>();
        foreach (var question in after)
        {
            var old = before.FirstOrDefault(q => q.Key == question.Key);
            if (old is null) changes.Add($"質問「{question.Label}」を加えます。");
            foreach (var option in question.Options)
            {
                var was = old?.Options.FirstOrDefault(o => o.Number == option.Number);
                if (was is null) changes.Add($"「{question.Label}」に「{option.Label}」を加えます。");
                else if (was.IsRetired != option.IsRetired) changes.Add(option.IsRetired ? $"「{option.Label}」を廃止します。選んでいた人の登録は残り、この区分への配信はできなくなります。" : $"「{option.Label}」をもう一度選べるようにします。");
                else if (was.Label != option.Label) changes.Add($"「{was.Label}」を「{option.Label}」に変えます。");
                else if (was != option) changes.Add($"「{option.Label}」の例または頻度を変えます。");
            }
        }

        return changes;
    }
}
