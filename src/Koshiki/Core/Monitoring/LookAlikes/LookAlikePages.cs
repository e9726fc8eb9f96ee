using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.LookAlikes;

public sealed record LookAlikeListView(FormState Form, IReadOnlyList<LookAlike> Rows, IReadOnlyDictionary<AccountId, string> Imitated, DateOnly Today, int Count, int Page, bool MayReport)
{
    public int Pages => PagedLists.Pages(Count);
}

/// <param name="Possible">What can be decided now by whoever looks; empty for whoever may not.</param>
public sealed record LookAlikeView(LookAlike LookAlike, string? Imitated, string Office, IReadOnlyList<LookAlikeAction> Possible, bool MayCorrect, DateOnly Today, FormState Form);

/// <param name="Known">The one to be corrected; null for a new one.</param>
public sealed record LookAlikeFormView(LookAlike? Known, FormState Form);

/// <summary>Accounts that pretend to be ours: list, report, correction, warning, end. G2, K2.</summary>
internal static class LookAlikePages
{
    public const string Path = "/monitoring/look-alikes";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadMonitoring);
        app.MapGet(Path + ".csv", Csv).Requires(Act.ReadMonitoring);
        app.MapGet(Path + "/new", Ask).Requires(Act.ReportLookAlikes);
        app.MapPost(Path + "/new", Report).Requires(Act.ReportLookAlikes);
        app.MapGet(Path + "/{id:guid}", ShowOne).Requires(Act.ReadMonitoring);
        app.MapGet(Path + "/{id:guid}/edit", AskCorrection).Requires(Act.ReportLookAlikes);
        app.MapPost(Path + "/{id:guid}/edit", Correct).Requires(Act.ReportLookAlikes);
        app.MapPost(Path + "/{id:guid}/decide", Decide).Requires(Act.WarnOfLookAlikes);
    }

    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var alikes = Filter(db, form);
        var count = await alikes.CountAsync(ct);
        var page = form.PageOf(count);
        var rows = await alikes.OrderByDescending(alike => alike.FoundOn).ThenByDescending(alike => alike.Id).OnPage(page).ToListAsync(ct);
        return Pages.Show<LookAlikeListPage>(new LookAlikeListView(form, rows, await Imitated(db, rows, ct), clock.GetUtcNow().DayInJapan, count, page, me.May(Act.ReportLookAlikes)));
    }

    private static async Task<IResult> Csv(FormState form, CoreDb db, CancellationToken ct)
    {
        var rows = await Filter(db, form).OrderByDescending(alike => alike.FoundOn).ThenByDescending(alike => alike.Id).ToListAsync(ct);
        var imitated = await Imitated(db, rows, ct);
        return CsvExport.Download(
            "look-alikes.csv",
            ["状態", "媒体", "名称", "ハンドル", "URL", "かたられた公式アカウント", "見つけた日", "登録した人", "確かめたこと", "注意の文", "注意喚起の始まり", "注意喚起の終わり", "終わった経緯"],
            rows.Select(alike => (IReadOnlyList<string?>)
            [
                alike.State.Word, alike.Platform.DisplayName, alike.Name, alike.Handle, alike.Address, alike.Imitates is { } id ? imitated.GetValueOrDefault(id) : null, alike.FoundOn.Iso, alike.ReportedBy, alike.Evidence, alike.Warning,
                alike.WarnedOn?.Iso, alike.Until?.Iso, alike.EndedHow,
            ]));
    }

    private static IResult Ask(FormState given, TimeProvider clock)
    {
        var today = clock.GetUtcNow().DayInJapan;
        return Pages.Show<LookAlikeFormPage>(new LookAlikeFormView(null, FormState.Of([("imitates", given["imitates"]), .. FormDays.Boxes("found", today)])));
    }

    private static async Task<IResult> Report(FormState form, Me me, SaveLookAlikeHandler handler, CancellationToken ct)
    {
        var done = await handler.Handle(Command(null, form), me, ct);
        return done.IsRefused(out var no)
            ? Pages.ShowAgain<LookAlikeFormPage>(new LookAlikeFormView(null, form.With(no)), no)
            : Pages.GoTo($"{Path}/{done.Value.Id.Value}", Notice.Success("なりすましを登録しました。", "広報担当課か情報システム所管課が注意喚起を決めると、公式一覧に表示されます。"));
    }

    private static async Task<IResult> ShowOne(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await View(id, me, db, clock, FormState.Empty, ct) is { } view ? Pages.Show<LookAlikePage>(view) : Pages.Refuse(new LookAlikeNotFound());

    private static async Task<IResult> AskCorrection(Guid id, Me me, CoreDb db, CancellationToken ct)
    {
        if (await Find(id, db, ct) is not { } alike) return Pages.Refuse(new LookAlikeNotFound());
        if (!me.May(Act.ReportLookAlikes, alike.Office)) return Pages.Refuse(new MayNotReportLookAlikes());
        var imitates = alike.Imitates is { } of ? await db.Accounts.Where(account => account.Id == of).Select(account => account.Key).SingleOrDefaultAsync(ct) : "";
        return Pages.Show<LookAlikeFormPage>(new LookAlikeFormView(alike, FormState.Of(
        [
            ("name", alike.Name), ("address", alike.Address), ("handle", alike.Handle), ("imitates", imitates), ("evidence", alike.Evidence), ("warning", alike.Warning),
            .. FormDays.Boxes("found", alike.FoundOn), .. FormDays.Boxes("until", alike.Until),
        ])));
    }

    private static async Task<IResult> Correct(Guid id, FormState form, Me me, CoreDb db, SaveLookAlikeHandler handler, CancellationToken ct)
    {
        if (await Find(id, db, ct) is not { } alike) return Pages.Refuse(new LookAlikeNotFound());
        var done = await handler.Handle(Command(alike.Id, form), me, ct);
        return done.IsRefused(out var no)
            ? Pages.ShowAgain<LookAlikeFormPage>(new LookAlikeFormView(alike, form.With(no)), no)
            : Pages.GoTo($"{Path}/{id}", Notice.Success("登録した内容を変えました。"));
    }

    private static async Task<IResult> Decide(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, DecideLookAlikeHandler handler, CancellationToken ct)
    {
        Refusal? no;
        if (Lists.Choice<LookAlikeAction>(form, "action") is not { } action) no = new NotAcceptable([new Fault("action", "どうするかを選んでください。")]);
        else if (!(await handler.Handle(new DecideLookAlike(new LookAlikeId(id), action, form["how"]), me, ct)).IsRefused(out no))
            return Pages.GoTo($"{Path}/{id}", Notice.Success(action is LookAlikeAction.Warn ? "注意喚起を始めました。" : "記録しました。", action is LookAlikeAction.Warn ? "数分のうちに、住民の画面に表示されます。" : null));

        if (no is SayHowItEnded) no = new NotAcceptable([new Fault("how", no.Sentence)]);
        return no is not NotFound && await View(id, me, db, clock, form.With(no), ct) is { } view ? Pages.ShowAgain<LookAlikePage>(view, no) : Pages.Refuse(new LookAlikeNotFound());
    }

    private static SaveLookAlike Command(LookAlikeId? id, FormState form) => new(
        id, PlatformNames.FromKey(form["platform"]), form["name"], form["address"], form["handle"], form["imitates"],
        form.DayIn("found"), form["evidence"], form["warning"], form.DayIfAny("until"));

    private static async Task<LookAlikeView?> View(Guid id, Me me, CoreDb db, TimeProvider clock, FormState form, CancellationToken ct)
    {
        if (await Find(id, db, ct) is not { } alike) return null;
        var imitated = (await Imitated(db, [alike], ct)).Values.SingleOrDefault();
        var office = (await OfficeNames.Of(db, [alike.Office], ct)).GetValueOrDefault(alike.Office, "（不明）");
        var standing = alike.State is LookAlikeState.Reported or LookAlikeState.Warned;
        return new LookAlikeView(
            alike, imitated, office, me.May(Act.WarnOfLookAlikes) ? [.. LookAlikeFlow.PossibleFrom(alike.State)] : [], standing && me.May(Act.ReportLookAlikes, alike.Office), clock.GetUtcNow().DayInJapan, form);
    }

    private static Task<LookAlike?> Find(Guid id, CoreDb db, CancellationToken ct) => db.LookAlikes.AsNoTracking().SingleOrDefaultAsync(alike => alike.Id == new LookAlikeId(id), ct);

    /// <summary>Everyone who may read monitoring sees all of them: a colleague of another office may meet the same one.</summary>
    private static IQueryable<LookAlike> Filter(CoreDb db, FormState form)
    {
        var alikes = db.LookAlikes.AsNoTracking();
        if (PlatformNames.FromKey(form["platform"]) is { } platform) alikes = alikes.Where(alike => alike.Platform == platform);
        if (Lists.Choice<LookAlikeState>(form, "state") is { } state) alikes = alikes.Where(alike => alike.State == state);
        return alikes;
    }

    private static async Task<IReadOnlyDictionary<AccountId, string>> Imitated(CoreDb db, IReadOnlyList<LookAlike> rows, CancellationToken ct)
    {
        var ids = rows.Select(row => row.Imitates).OfType<AccountId>().Distinct().ToArray();
        return ids.Length == 0 ? new Dictionary<AccountId, string>() : await db.Accounts.AsNoTracking().Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => $"{account.Name}（{account.Key}）", ct);
    }
}
