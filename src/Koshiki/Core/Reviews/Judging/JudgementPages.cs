using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Core.Reviews.Reviewing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Judging;

public sealed record JudgementListView(FormState Form, IReadOnlyList<Judgement> Rows, int Total, int Page, IReadOnlyDictionary<AccountId, string> Accounts, IReadOnlyDictionary<OfficeId, string> Offices)
{
    public int Pages => PagedLists.Pages(Total);
}

/// <param name="Judgement">Null for a new one.</param>
/// <param name="Figures">This fiscal year and the one before, to see whether the account has grown quiet.</param>
public sealed record JudgementFormView(string Key, string Name, JudgementId? Judgement, ReviewPeriod Period, PeriodFigures Figures, PeriodFigures Before, FormState Form);

public sealed record JudgementView(string Name, AccountState AccountState, Judgement Judgement, string Office, bool MayWrite, bool MayDecide, FormState Form);

/// <summary>Judgements whether accounts go on: list, form, page. D5.</summary>
internal static class JudgementPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/reviews/judgements", List).Requires(Act.ReadReviews);
        app.MapGet("/accounts/{key}/reviews/judgements/new", Ask).Requires(Act.WriteReviews);
        app.MapPost("/accounts/{key}/reviews/judgements/new", Begin).Requires(Act.WriteReviews);
        app.MapGet("/accounts/{key}/reviews/judgements/{id:guid}", Show).Requires(Act.ReadReviews);
        app.MapGet("/accounts/{key}/reviews/judgements/{id:guid}/edit", AskEdit).Requires(Act.WriteReviews);
        app.MapPost("/accounts/{key}/reviews/judgements/{id:guid}/edit", Edit).Requires(Act.WriteReviews);
        app.MapPost("/accounts/{key}/reviews/judgements/{id:guid}/decide", Decide).Requires(Act.DecideReviews);
    }

    private static async Task<IResult> List(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var offices = me.OfficesSeen();
        var found = db.Judgements.AsNoTracking().Where(j => offices == null || offices.Contains(j.Office));
        if (Enum.TryParse<ReviewStatus>(form["status"], out var status)) found = found.Where(j => j.Status == status);
        if (Enum.TryParse<JudgementCause>(form["cause"], out var cause)) found = found.Where(j => j.Cause == cause);
        var total = await found.CountAsync(ct);
        var page = form.PageOf(total);
        var rows = await found.OrderByDescending(j => j.BegunAt).OnPage(page).ToListAsync(ct);
        return Pages.Show<JudgementListPage>(new JudgementListView(form, rows, total, page, await AccountNames.Of(db, rows.Select(r => r.Account), ct), await OfficeNames.Of(db, rows.Select(r => r.Office), ct)));
    }

    private static async Task<IResult> Ask(string key, FormState asked, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Writable(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var form = FormState.Of(("cause", Enum.TryParse<JudgementCause>(asked["cause"], out var cause) ? cause.ToString() : nameof(JudgementCause.ByHand)), ("advice", asked["advice"]));
        return Pages.Show<JudgementFormPage>(await FormView(found.Value, null, form, db, clock, ct));
    }

    private static async Task<IResult> Begin(string key, FormState form, Me me, CoreDb db, JudgementHandler handler, TimeProvider clock, CancellationToken ct) =>
        await Save(key, null, form, me, db, handler, clock, ct);

    private static async Task<IResult> AskEdit(string key, Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Writable(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        if (await Find(db, found.Value, id, ct) is not { } judgement) return Pages.Refuse(new ReviewNotFound());
        return ReviewFlow.Next(judgement.Status, ReviewAction.Edit).IsRefused(out no)
            ? Pages.Refuse(no)
            : Pages.Show<JudgementFormPage>(await FormView(found.Value, judgement.Id, JudgementForm.Of(judgement), db, clock, ct));
    }

    private static async Task<IResult> Edit(string key, Guid id, FormState form, Me me, CoreDb db, JudgementHandler handler, TimeProvider clock, CancellationToken ct) =>
        await Save(key, new JudgementId(id), form, me, db, handler, clock, ct);

    private static async Task<IResult> Save(string key, JudgementId? id, FormState form, Me me, CoreDb db, JudgementHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var found = await Writable(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var (content, submit) = (JudgementForm.Read(form), form["act"] == "submit");
        if (!content.IsRefused(out no))
        {
            var cause = Enum.TryParse<JudgementCause>(form["cause"], out var given) ? given : JudgementCause.ByHand;
            AdviceId? advice = Guid.TryParse(form["advice"], out var of) ? new AdviceId(of) : null;
            var saved = await handler.Handle(new SaveJudgement(key, id, cause, advice, content.Value, submit), me, ct);
            if (!saved.IsRefused(out no)) return Pages.GoTo($"/accounts/{key}/reviews/judgements/{saved.Value.Value}", submit ? Notice.Success("所属長に確認を依頼しました。") : Notice.Success("継続の検討を保存しました。", "所属長への確認の依頼は、まだしていません。"));
        }

        return no is NotFound or Forbidden ? Pages.Refuse(no) : Pages.ShowAgain<JudgementFormPage>(await FormView(found.Value, id, form.With(no), db, clock, ct), no);
    }

    private static async Task<IResult> Show(string key, Guid id, Me me, CoreDb db, CancellationToken ct) =>
        await View(key, id, me, db, FormState.Empty, ct) is { } view ? Pages.Show<JudgementPage>(view) : Pages.Refuse(new ReviewNotFound());

    private static async Task<IResult> Decide(string key, Guid id, FormState form, Me me, CoreDb db, JudgementHandler handler, CancellationToken ct)
    {
        var confirm = form["act"] == "confirm";
        var decided = await handler.Handle(new DecideJudgement(new JudgementId(id), confirm, InputText.Prose(form["opinion"])), me, ct);
        if (!decided.IsRefused(out var no)) return Pages.GoTo($"/accounts/{key}/reviews/judgements/{id}", confirm ? Notice.Success("継続の検討を確認しました。", "次にすることを、期限のある作業に加えました。") : Notice.Success("継続の検討を差し戻しました。"));
        if (no is not SayWhyReturned || await View(key, id, me, db, form.With(new NotAcceptable([new Fault("opinion", no.Sentence)])), ct) is not { } view) return Pages.Refuse(no);
        return Pages.ShowAgain<JudgementPage>(view, no);
    }

    private static async Task<JudgementView?> View(string key, Guid id, Me me, CoreDb db, FormState form, CancellationToken ct)
    {
        var found = await db.ReviewedAccount(key, me, ct);
        if (!found.Succeeded || await Find(db, found.Value, id, ct) is not { } judgement) return null;
        var offices = await OfficeNames.Of(db, [judgement.Office], ct);
        return new JudgementView(
            found.Value.Name, found.Value.State, judgement, offices.GetValueOrDefault(judgement.Office, ""),
            me.May(Act.WriteReviews, found.Value.Office) && ReviewFlow.Next(judgement.Status, ReviewAction.Edit).Succeeded,
            me.May(Act.DecideReviews, judgement.Office) && ReviewFlow.Next(judgement.Status, ReviewAction.Confirm).Succeeded, form);
    }

    private static async Task<JudgementFormView> FormView(Account account, JudgementId? id, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var period = new ReviewPeriod(today.FiscalYear.Year, 0);
        return new JudgementFormView(account.Key, account.Name, id, period, await ReviewFigures.Of(db, account.Key, period, today, ct), await ReviewFigures.Of(db, account.Key, period.Previous, today, ct), form);
    }

    private static async Task<Result<Account>> Writable(string key, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await db.ReviewedAccount(key, me, ct);
        return found.Succeeded && !me.May(Act.WriteReviews, found.Value.Office) ? new MayNotReview() : found;
    }

    private static Task<Judgement?> Find(CoreDb db, Account account, Guid id, CancellationToken ct)
    {
        var wanted = new JudgementId(id);
        return db.Judgements.AsNoTracking().SingleOrDefaultAsync(j => j.Id == wanted && j.Account == account.Id, ct);
    }
}

/// <summary>The form of a judgement, in both directions.</summary>
internal static class JudgementForm
{
    public static Result<JudgementContent> Read(FormState form)
    {
        var read = new FormReading(form);
        var answers = Enum.GetValues<EndCriterion>().Select(c => new CriterionAnswer(
            c, form[$"applies{(int)c}"] switch { "yes" => true, "no" => false, _ => null }, read.Text($"reason{(int)c}", $"基準{c.Letter}の判断の理由"))).ToList();
        var content = new JudgementContent(answers, read.Choice<Verdict>("verdict"), read.Text("reason", "結論の理由"), read.Day("nextOn"));
        return read.Refused is { } no ? no : content;
    }

    public static FormState Of(Judgement judgement) => FormState.Of(
    [
        ("cause", judgement.Cause.ToString()), ("verdict", judgement.Content.Verdict?.ToString()), ("reason", judgement.Content.Reason), .. FormDays.Boxes("nextOn", judgement.Content.NextOn),
        .. judgement.Content.Answers.SelectMany(a => new (string, string?)[] { ($"applies{(int)a.Criterion}", a.Applies switch { true => "yes", false => "no", _ => null }), ($"reason{(int)a.Criterion}", a.Reason) }),
    ]);
}
