using System.Globalization;
using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Guidelines.Versions;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Editing;

public sealed record DraftView(FormState Form, GuidelineVersion Draft, IReadOnlyDictionary<string, string> Titles, IReadOnlyList<ClauseReport> Reports);

/// <param name="InForce">The number of the version in force; null before the first.</param>
public sealed record BeginView(FormState Form, int? InForce);

/// <param name="Placed">Null for a new clause.</param>
/// <param name="Automatic">The controls to choose from.</param>
public sealed record ClauseFormView(FormState Form, uint Seen, PlacedClause? Placed, IReadOnlyList<Choice> Parents, IReadOnlyList<Choice> Automatic);

public sealed record RemoveClauseView(FormState Form, uint Seen, PlacedClause Placed, IReadOnlyList<PlacedClause> Below, IReadOnlyList<ClauseControl> InUse);

public sealed record PublishView(FormState Form, GuidelineVersion Draft, GuidelineVersion? Before, int Differences, IReadOnlyList<(ClauseControl Control, PlacedClause Clause)> Removed);

/// <summary>The PR office's desk: a draft's clauses added, changed, moved, removed, and the draft put in force.</summary>
internal static class EditPages
{
    public const string Path = "/rules/draft";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ChangeRules);
        app.MapPost(Path, ChangeTitle).Requires(Act.ChangeRules);
        app.MapGet(Path + "/begin", AskBegin).Requires(Act.ChangeRules);
        app.MapPost(Path + "/begin", Begin).Requires(Act.ChangeRules).LimitForm(megabytes: 2);
        app.MapGet(Path + "/clauses/new", AskNew).Requires(Act.ChangeRules);
        app.MapPost(Path + "/clauses/new", Add).Requires(Act.ChangeRules);
        app.MapGet(Path + "/clauses/{key}", AskChange).Requires(Act.ChangeRules);
        app.MapPost(Path + "/clauses/{key}", Change).Requires(Act.ChangeRules);
        app.MapPost(Path + "/clauses/{key}/move", Move).Requires(Act.ChangeRules);
        app.MapGet(Path + "/clauses/{key}/remove", AskRemove).Requires(Act.ChangeRules);
        app.MapPost(Path + "/clauses/{key}/remove", Remove).Requires(Act.ChangeRules);
        app.MapGet(Path + "/publish", AskPublish).Requires(Act.ChangeRules);
        app.MapPost(Path + "/publish", Publish).Requires(Act.ChangeRules);
        app.MapGet(Path + "/discard", AskDiscard).Requires(Act.ChangeRules);
        app.MapPost(Path + "/discard", Discard).Requires(Act.ChangeRules);
        app.MapGet("/rules/review", AskReview).Requires(Act.ChangeRules);
        app.MapPost("/rules/review", Review).Requires(Act.ChangeRules);
    }

    private static async Task<IResult> Show(CoreDb db, IEnumerable<IAutomaticControl> controls, CancellationToken ct) =>
        await View(FormState.Empty, db, controls, ct) is { } view ? Pages.Show<DraftPage>(view with { Form = TitleForm(view.Draft) }) : Pages.GoTo(Path + "/begin");

    private static async Task<IResult> ChangeTitle(FormState form, Me me, CoreDb db, IEnumerable<IAutomaticControl> controls, EditGuidelineHandler handler, CancellationToken ct)
    {
        var months = int.TryParse(InputText.Number(form["review-months"]), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var done = await handler.Handle(new EditDraft(Seen(form), "名称と概要を変更", text => text with { Title = InputText.Name(form["title"]), Note = InputText.Prose(form["note"]).Trim(), ReviewMonths = months }), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo(Path, Notice.Success("名称と改正の概要を保存しました。"));
        return await View(form.With(no), db, controls, ct) is { } view ? Pages.ShowAgain<DraftPage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<IResult> AskBegin(CoreDb db, TimeProvider clock, CancellationToken ct) => Pages.Show<BeginPage>(new BeginView(FormState.Of(("from", "model")), (await db.GuidelineOn(clock.GetUtcNow().DayInJapan, ct))?.Number));

    private static async Task<IResult> Begin(FormState form, Me me, CoreDb db, TimeProvider clock, EditGuidelineHandler handler, CancellationToken ct)
    {
        var done = await Start();
        if (!done.IsRefused(out var no)) return Pages.GoTo(Path, Notice.Success($"第{done.Value.Number}版の下書きを作りました。"));
        return no is DraftExists ? Pages.Refuse(no) : Pages.ShowAgain<BeginPage>(new BeginView(form.With(no), (await db.GuidelineOn(clock.GetUtcNow().DayInJapan, ct))?.Number), no);

        async Task<Result<GuidelineVersion>> Start()
        {
            if (form["from"] is not ("model" or "in-force" or "file")) return new NotAcceptable([new Fault("from", "何から作るかを選んでください。")]);
            if (form["from"] != "file") return await handler.Handle(new BeginDraft(form["from"] == "model"), me, ct);
            if (form.Files is not [{ Length: > 0 } file]) return new NotAcceptable([new Fault("file", "YAMLファイルを1つ選んでください。")]);
            if (file.Length > GuidelineFile.MostBytes) return new NotAcceptable([new Fault("file", "ファイルは1MBまでです。")]);
            var begun = await handler.Handle(new BeginDraft(false, (file.OwnName, await file.Bytes(ct))), me, ct);
            // The faults of a file belong to its field, each with its line.
            return begun.IsRefused(out var refusal) && refusal is NotAcceptable or NotAGuidelineFile
                ? new NotAcceptable(refusal.Faults.Count > 0 ? [.. refusal.Faults.Select(fault => new Fault("file", $"{fault.Field}：{fault.Sentence}"))] : [new Fault("file", refusal.Sentence)])
                : begun;
        }
    }

    private static async Task<IResult> AskNew(FormState form, CoreDb db, IEnumerable<IAutomaticControl> controls, CancellationToken ct) =>
        await Draft(db, ct) is { } draft ? Pages.Show<ClauseFormPage>(FormView(form, draft, null, controls)) : Pages.Refuse(new NoDraft());

    private static async Task<IResult> Add(FormState form, Me me, CoreDb db, IEnumerable<IAutomaticControl> controls, EditGuidelineHandler handler, CancellationToken ct)
    {
        var key = form.Filled("key") ? InputText.Code(form["key"]).ToLowerInvariant() : $"clause-{Guid.CreateVersion7():n}"[..20];
        var parent = form.Filled("parent") ? form["parent"] : null;
        var done = await ClauseForm.Read(form, key).IsRefusedOr(clause => handler.Handle(new EditDraft(Seen(form), $"条項「{(clause.Heading.Length > 0 ? clause.Heading : key)}」を追加", text => text.Clauses.Add(clause, parent).Then<GuidelineText>(tree => text with { Clauses = tree })), me, ct));
        if (!done.IsRefused(out var no)) return Pages.GoTo($"{Path}#c-{key}", Notice.Success("条項を加えました。"));
        return no is Invalid && await Draft(db, ct) is { } draft ? Pages.ShowAgain<ClauseFormPage>(FormView(form.With(no), draft, null, controls), no) : Pages.Refuse(no);
    }

    private static async Task<IResult> AskChange(string key, CoreDb db, IEnumerable<IAutomaticControl> controls, CancellationToken ct) =>
        await Draft(db, ct) is not { } draft ? Pages.Refuse(new NoDraft())
        : draft.Clauses.Find(key) is { } placed ? Pages.Show<ClauseFormPage>(FormView(ClauseForm.Of(placed.Clause), draft, placed, controls))
        : Pages.Refuse(new ClauseNotFound());

    private static async Task<IResult> Change(string key, FormState form, Me me, CoreDb db, IEnumerable<IAutomaticControl> controls, EditGuidelineHandler handler, CancellationToken ct)
    {
        if (await Draft(db, ct) is not { } draft) return Pages.Refuse(new NoDraft());
        if (draft.Clauses.Find(key) is not { } placed) return Pages.Refuse(new ClauseNotFound());
        var done = await ClauseForm.Read(form, key).IsRefusedOr(clause => handler.Handle(new EditDraft(Seen(form), $"{placed.Number}を変更", text => text.Clauses.Change(clause).Then<GuidelineText>(tree => text with { Clauses = tree })), me, ct));
        if (!done.IsRefused(out var no)) return Pages.GoTo($"{Path}#c-{key}", Notice.Success($"{placed.Number}を変更しました。"));
        return no is Invalid or Conflict ? Pages.ShowAgain<ClauseFormPage>(FormView(form.With(no), draft, placed, controls), no) : Pages.Refuse(no);
    }

    private static async Task<IResult> Move(string key, FormState form, Me me, EditGuidelineHandler handler, CancellationToken ct)
    {
        if (!Enum.TryParse<ClauseMove>(form["move"], ignoreCase: true, out var move) || !Enum.IsDefined(move)) return Pages.Refuse(new CannotMoveThere());
        var done = await handler.Handle(new EditDraft(Seen(form), $"条項「{key}」を移動", text => text.Clauses.Move(key, move).Then<GuidelineText>(tree => text with { Clauses = tree })), me, ct);
        return done.IsRefused(out var no) ? Pages.Refuse(no) : Pages.GoTo($"{Path}#c-{key}", Notice.Success("条項を動かしました。", "番号は、新しい位置に合わせて付け直しました。"));
    }

    private static async Task<IResult> AskRemove(string key, FormState form, CoreDb db, EditGuidelineHandler handler, CancellationToken ct) =>
        await RemoveView(key, form, db, handler, ct) is { } view ? Pages.Show<RemoveClausePage>(view) : Pages.Refuse(new ClauseNotFound());

    private static async Task<IResult> Remove(string key, FormState form, Me me, EditGuidelineHandler handler, CancellationToken ct)
    {
        var done = await handler.Handle(new EditDraft(Seen(form), $"条項「{key}」を削除", text => text.Clauses.Remove(key).Then<GuidelineText>(tree => text with { Clauses = tree })), me, ct);
        return done.IsRefused(out var no) ? Pages.Refuse(no) : Pages.GoTo(Path, Notice.Success("条項を除きました。", "施行するまで、今の版は変わりません。"));
    }

    private static async Task<IResult> AskPublish(CoreDb db, EditGuidelineHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var from = clock.GetUtcNow().DayInJapan.AddDays(1);
        var form = FormState.Of(FormDays.Boxes("from", from));
        return await PublishView(form, db, handler, ct) is { } view ? Pages.Show<PublishPage>(view) : Pages.Refuse(new NoDraft());
    }

    private static async Task<IResult> Publish(FormState form, Me me, CoreDb db, EditGuidelineHandler handler, CancellationToken ct)
    {
        if (await PublishView(form, db, handler, ct) is not { } view) return Pages.Refuse(new NoDraft());
        var from = form.DayIn("from");
        Result<GuidelinePublished> done = from.IsRefused(out var notADay)
            ? new NotAcceptable([new Fault("from", notADay.Sentence)])
            : await handler.Handle(new PublishDraft(Seen(form), from.Value, [.. view.Removed.Select(one => new ControlRemoval(one.Control.Key, one.Clause.Number, InputText.Name(form[$"removal.{one.Control.Key}"])))]), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo(VersionPages.ListPath, Notice.Success($"第{done.Value.Number}版を公布しました。", $"{done.Value.From.InWordsWithoutWeekday}から施行し、所属と職員に確認を求めます。"));
        return no is Invalid ? Pages.ShowAgain<PublishPage>(view with { Form = form.With(no) }, no) : Pages.Refuse(no);
    }

    private static async Task<IResult> AskDiscard(CoreDb db, CancellationToken ct) =>
        await Draft(db, ct) is { } draft ? Pages.Show<DiscardPage>(new DraftView(FormState.Empty, draft, new Dictionary<string, string>(), [])) : Pages.Refuse(new NoDraft());

    private static async Task<IResult> Discard(FormState form, Me me, EditGuidelineHandler handler, CancellationToken ct)
    {
        var done = await handler.Handle(new DiscardDraft(Seen(form)), me, ct);
        return done.IsRefused(out var no) ? Pages.Refuse(no) : Pages.GoTo(VersionPages.ListPath, Notice.Success("下書きを取り消しました。"));
    }

    private static async Task<IResult> AskReview(CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await db.GuidelineOn(clock.GetUtcNow().DayInJapan, ct) is { } version ? Pages.Show<ReviewPage>(new DraftView(FormState.Empty, version, new Dictionary<string, string>(), await OpenReports(db, ct))) : Pages.Refuse(new NoGuidelineYet());

    private static async Task<IResult> Review(FormState form, Me me, CoreDb db, TimeProvider clock, EditGuidelineHandler handler, CancellationToken ct)
    {
        var done = await handler.Handle(new ReviewGuideline(form["note"]), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo(VersionPages.Path, Notice.Success("見直しを記録しました。"));
        return no is Invalid && await db.GuidelineOn(clock.GetUtcNow().DayInJapan, ct) is { } version
            ? Pages.ShowAgain<ReviewPage>(new DraftView(form.With(no), version, new Dictionary<string, string>(), await OpenReports(db, ct)), no)
            : Pages.Refuse(no);
    }

    private static uint Seen(FormState form) => uint.TryParse(form["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;

    private static Task<GuidelineVersion?> Draft(CoreDb db, CancellationToken ct) => db.GuidelineVersions.AsNoTracking().SingleOrDefaultAsync(v => v.State == GuidelineState.Draft, ct);

    private static Task<List<ClauseReport>> OpenReports(CoreDb db, CancellationToken ct) => db.ClauseReports.AsNoTracking().Where(r => r.State != ReportState.StaysAsItIs).OrderBy(r => r.At).Take(100).ToListAsync(ct);

    private static async Task<DraftView?> View(FormState form, CoreDb db, IEnumerable<IAutomaticControl> controls, CancellationToken ct) =>
        await Draft(db, ct) is { } draft ? new DraftView(form, draft, controls.ToDictionary(one => one.Key, one => one.Title), await OpenReports(db, ct)) : null;

    private static FormState TitleForm(GuidelineVersion draft) => FormState.Of(("title", draft.Title), ("note", draft.Note), ("review-months", draft.ReviewMonths.ToString(CultureInfo.InvariantCulture)));

    private static ClauseFormView FormView(FormState form, GuidelineVersion draft, PlacedClause? placed, IEnumerable<IAutomaticControl> controls)
    {
        var known = controls.Select(one => new Choice(one.Key, $"{one.Title}（{one.Key}）")).ToList();
        var unknown = (placed?.Clause.Controls ?? []).Where(one => one.Kind is ControlKind.Automatic && known.TrueForAll(choice => choice.Value != one.Key)).Select(one => new Choice(one.Key, $"{one.Key}（まだ判定できない）"));
        return new ClauseFormView(
            form, draft.RowVersion, placed, [.. draft.Clauses.All.Where(one => one.Level < ClauseTree.Levels).Select(one => new Choice(one.Clause.Key, one.Name))], [.. known.OrderBy(choice => choice.Text, StringComparer.Ordinal), .. unknown]);
    }

    private static async Task<RemoveClauseView?> RemoveView(string key, FormState form, CoreDb db, EditGuidelineHandler handler, CancellationToken ct)
    {
        if (await Draft(db, ct) is not { } draft || draft.Clauses.Find(key) is not { } placed) return null;
        var inUse = await handler.InUse(draft, ct);
        var below = draft.Clauses.All.Where(one => one.Path.Count > placed.Path.Count && one.Path.Take(placed.Path.Count).SequenceEqual(placed.Path)).ToList();
        return new RemoveClauseView(form, draft.RowVersion, placed, below, [.. below.Prepend(placed).SelectMany(one => one.Clause.Controls).Where(one => inUse.Contains(one.Key))]);
    }

    private static async Task<PublishView?> PublishView(FormState form, CoreDb db, EditGuidelineHandler handler, CancellationToken ct)
    {
        if (await Draft(db, ct) is not { } draft) return null;
        var before = await db.GuidelineVersions.AsNoTracking().SingleOrDefaultAsync(v => v.State == GuidelineState.Published && v.Last == null, ct);
        var removed = draft.RemovedControls(before, await handler.InUse(before, ct)).ToList();
        return new PublishView(form, draft, before, before is null ? draft.Clauses.All.Count : ClauseComparison.Between(before.Clauses, draft.Clauses).Count, removed);
    }

    private static async Task<Result<Done>> IsRefusedOr(this Result<Clause> clause, Func<Clause, Task<Result<Done>>> next) => clause.IsRefused(out var no) ? no : await next(clause.Value);
}
