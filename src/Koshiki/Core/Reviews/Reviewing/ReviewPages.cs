using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Reviewing;

/// <param name="Offered">Periods for which a review can be begun.</param>
public sealed record AccountReviewsView(
    string Key, string Name, AccountState State, string Office, IReadOnlyList<AccountReview> Reviews, IReadOnlyList<Judgement> Judgements, IReadOnlyList<Advice> Advice, Retirement? Retirement, Suspension? Suspension,
    IReadOnlyList<ReviewPeriod> Offered, bool MayWrite, bool MayAdvise);

/// <param name="Review">Null for a new one.</param>
/// <param name="Before">The figures of the period before, for comparison.</param>
public sealed record ReviewFormView(string Key, string Name, ReviewPeriod Period, AccountReviewId? Review, PeriodFigures Figures, PeriodFigures Before, FormState Form);

/// <param name="Last">The confirmed review of the period before; null where there is none.</param>
/// <param name="Versions">All versions of this period, the newest first.</param>
public sealed record ReviewView(
    string Name, AccountReview Review, string Office, PeriodFigures Before, AccountReview? Last, IReadOnlyList<AccountReview> Versions, bool MayWrite, bool MayDecide, bool MayRevise, FormState Form);

/// <summary>The reviews of one account: list, form, page. D4.</summary>
internal static class ReviewPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts/{key}/reviews", ShowAccount).Requires(Act.ReadReviews);
        app.MapGet("/accounts/{key}/reviews/new", Ask).Requires(Act.WriteReviews);
        app.MapPost("/accounts/{key}/reviews/new", Begin).Requires(Act.WriteReviews);
        app.MapGet("/accounts/{key}/reviews/{id:guid}", Show).Requires(Act.ReadReviews);
        app.MapGet("/accounts/{key}/reviews/{id:guid}/edit", AskEdit).Requires(Act.WriteReviews);
        app.MapPost("/accounts/{key}/reviews/{id:guid}/edit", Edit).Requires(Act.WriteReviews);
        app.MapPost("/accounts/{key}/reviews/{id:guid}/decide", Decide).Requires(Act.DecideReviews);
        app.MapPost("/accounts/{key}/reviews/{id:guid}/revise", Revise).Requires(Act.WriteReviews);
    }

    private static async Task<IResult> ShowAccount(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ReviewedAccount(key, me, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var account = found.Value;
        var reviews = await db.AccountReviews.AsNoTracking().Where(r => r.Account == account.Id).ToListAsync(ct);
        var judgements = await db.Judgements.AsNoTracking().Where(j => j.Account == account.Id).OrderByDescending(j => j.BegunAt).ToListAsync(ct);
        var advice = await db.Advice.AsNoTracking().Where(a => a.Account == account.Id).OrderByDescending(a => a.GivenAt).ToListAsync(ct);
        var retirement = await db.Retirements.AsNoTracking().Where(r => r.Account == account.Id).OrderByDescending(r => r.WrittenAt).FirstOrDefaultAsync(ct);
        var suspension = await db.Suspensions.AsNoTracking().Where(s => s.Account == account.Id && s.ResumedOn == null).FirstOrDefaultAsync(ct);
        var offices = await OfficeNames.Of(db, [account.Office], ct);
        var begun = reviews.Select(r => r.Period).ToHashSet();
        var isRunning = account.State is AccountState.Active or AccountState.Suspended;
        return Pages.Show<AccountReviewsPage>(new AccountReviewsView(
            account.Key, account.Name, account.State, offices.GetValueOrDefault(account.Office, ""), [.. reviews.OrderByDescending(r => r.Period.Last).ThenByDescending(r => r.Number)], judgements, advice, retirement, suspension,
            isRunning ? [.. ReviewPeriod.Offered(clock.GetUtcNow().DayInJapan).Where(p => !begun.Contains(p))] : [],
            isRunning && me.May(Act.WriteReviews, account.Office), me.May(Act.AdviseOffices) && account.State is not (AccountState.Retired or AccountState.InConsultation)));
    }

    private static async Task<IResult> Ask(string key, FormState asked, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Writable(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var period = ReviewPeriod.Parse(asked["period"]);
        if (period.IsRefused(out no)) return Pages.Refuse(no);
        var last = await LastConfirmed(db, found.Value.Id, period.Value.Previous, ct);
        // Last time's targets are this time's first draft; nothing has been reached of them yet.
        var form = last is null ? FormState.Empty : ReviewForm.Of(ReviewContent.Empty with { Targets = [.. last.Content.Targets.Select(t => t with { Reached = null })] });
        return Pages.Show<ReviewFormPage>(await FormView(found.Value, period.Value, null, form.With("period", period.Value.Key), db, clock, ct));
    }

    private static async Task<IResult> Begin(string key, FormState form, Me me, CoreDb db, ReviewHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var found = await Writable(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var period = ReviewPeriod.Parse(form["period"]);
        return period.IsRefused(out no) ? Pages.Refuse(no) : await Save(found.Value, period.Value, null, form, me, db, handler, clock, ct);
    }

    private static async Task<IResult> AskEdit(string key, Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Writable(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        if (await Find(db, found.Value, id, ct) is not { } review) return Pages.Refuse(new ReviewNotFound());
        return ReviewFlow.Next(review.Status, ReviewAction.Edit).IsRefused(out no)
            ? Pages.Refuse(no)
            : Pages.Show<ReviewFormPage>(await FormView(found.Value, review.Period, review.Id, ReviewForm.Of(review.Content), db, clock, ct));
    }

    private static async Task<IResult> Edit(string key, Guid id, FormState form, Me me, CoreDb db, ReviewHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var found = await Writable(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        return await Find(db, found.Value, id, ct) is { } review ? await Save(found.Value, review.Period, review.Id, form, me, db, handler, clock, ct) : Pages.Refuse(new ReviewNotFound());
    }

    private static async Task<IResult> Save(Account account, ReviewPeriod period, AccountReviewId? id, FormState form, Me me, CoreDb db, ReviewHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var content = ReviewForm.Read(form);
        var submit = form["act"] == "submit";
        Refusal? no;
        if (!content.IsRefused(out no))
        {
            var saved = await handler.Handle(new SaveReview(account.Key, period, id, content.Value, submit), me, ct);
            if (!saved.IsRefused(out no))
            {
                return Pages.GoTo($"/accounts/{account.Key}/reviews/{saved.Value.Value}", submit ? Notice.Success("所属長に確認を依頼しました。") : Notice.Success("振り返りを保存しました。", "所属長への確認の依頼は、まだしていません。"));
            }
        }

        return no is NotFound or Forbidden ? Pages.Refuse(no) : Pages.ShowAgain<ReviewFormPage>(await FormView(account, period, id, form.With(no), db, clock, ct), no);
    }

    private static async Task<IResult> Show(string key, Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await View(key, id, me, db, FormState.Empty, clock, ct) is { } view ? Pages.Show<ReviewPage>(view) : Pages.Refuse(new ReviewNotFound());

    private static async Task<IResult> Decide(string key, Guid id, FormState form, Me me, CoreDb db, ReviewHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var confirm = form["act"] == "confirm";
        var decided = await handler.Handle(new DecideReview(new AccountReviewId(id), confirm, InputText.Prose(form["opinion"])), me, ct);
        if (!decided.IsRefused(out var no)) return Pages.GoTo($"/accounts/{key}/reviews/{id}", confirm ? Notice.Success("振り返りを確認しました。", "次にすることを、期限のある作業に加えました。") : Notice.Success("振り返りを差し戻しました。"));
        if (no is not SayWhyReturned || await View(key, id, me, db, form.With(new NotAcceptable([new Fault("opinion", no.Sentence)])), clock, ct) is not { } view) return Pages.Refuse(no);
        return Pages.ShowAgain<ReviewPage>(view, no);
    }

    private static async Task<IResult> Revise(string key, Guid id, Me me, ReviewHandler handler, CancellationToken ct)
    {
        var next = await handler.Handle(new ReviseReview(new AccountReviewId(id)), me, ct);
        return next.IsRefused(out var no) ? Pages.Refuse(no) : Pages.GoTo($"/accounts/{key}/reviews/{next.Value.Id.Value}/edit", Notice.Success($"第{next.Value.Number}版を作りました。", "前の版は、そのまま残ります。"));
    }

    private static async Task<ReviewView?> View(string key, Guid id, Me me, CoreDb db, FormState form, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.ReviewedAccount(key, me, ct);
        if (!found.Succeeded || await Find(db, found.Value, id, ct) is not { } review) return null;
        var account = found.Value;
        var versions = await db.AccountReviews.AsNoTracking().Where(r => r.Account == account.Id && r.Year == review.Year && r.Half == review.Half).OrderByDescending(r => r.Number).ToListAsync(ct);
        var offices = await OfficeNames.Of(db, [review.Office], ct);
        var mayWrite = me.May(Act.WriteReviews, account.Office);
        return new ReviewView(
            account.Name, review, offices.GetValueOrDefault(review.Office, ""), await ReviewFigures.Of(db, account.Key, review.Period.Previous, clock.GetUtcNow().DayInJapan, ct), await LastConfirmed(db, account.Id, review.Period.Previous, ct), versions,
            mayWrite && ReviewFlow.Next(review.Status, ReviewAction.Edit).Succeeded,
            me.May(Act.DecideReviews, review.Office) && ReviewFlow.Next(review.Status, ReviewAction.Confirm).Succeeded,
            mayWrite && versions[0].Id == review.Id && review.Status is ReviewStatus.Confirmed, form);
    }

    private static async Task<ReviewFormView> FormView(Account account, ReviewPeriod period, AccountReviewId? id, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        return new ReviewFormView(account.Key, account.Name, period, id, await ReviewFigures.Of(db, account.Key, period, today, ct), await ReviewFigures.Of(db, account.Key, period.Previous, today, ct), form);
    }

    private static async Task<Result<Account>> Writable(string key, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await db.ReviewedAccount(key, me, ct);
        return found.Succeeded && !me.May(Act.WriteReviews, found.Value.Office) ? new MayNotReview() : found;
    }

    private static Task<AccountReview?> Find(CoreDb db, Account account, Guid id, CancellationToken ct)
    {
        var wanted = new AccountReviewId(id);
        return db.AccountReviews.AsNoTracking().SingleOrDefaultAsync(r => r.Id == wanted && r.Account == account.Id, ct);
    }

    private static Task<AccountReview?> LastConfirmed(CoreDb db, AccountId account, ReviewPeriod period, CancellationToken ct) =>
        db.AccountReviews.AsNoTracking().Where(r => r.Account == account && r.Year == period.Year && r.Half == period.Half && r.Status == ReviewStatus.Confirmed).OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct);
}

/// <summary>The form of a review, in both directions.</summary>
internal static class ReviewForm
{
    public static Result<ReviewContent> Read(FormState form)
    {
        var read = new FormReading(form);
        var targets = new List<ReviewTarget>();
        for (var i = 1; i <= ReviewContent.MostTargets; i++)
        {
            var (name, unit) = (read.Text($"target{i}", "目標", 100), read.Text($"unit{i}", "単位", 20));
            var (planned, reached) = (read.Number($"planned{i}", "目標の数"), read.Number($"reached{i}", "実績の数"));
            if (name.Length == 0 && (planned is not null || reached is not null)) read.Say($"target{i}", "目標の名前が入力されていません。");
            if (name.Length > 0 && planned is null && !form.Filled($"planned{i}")) read.Say($"planned{i}", "目標の数が入力されていません。");
            if (name.Length > 0) targets.Add(new ReviewTarget(name, unit, planned ?? 0, reached));
        }

        var reactions = new Reactions(read.Count("shares", "共有された数"), read.Count("clicks", "クリックの数"), read.Count("comments", "コメントの数"), read.Count("likes", "いいねの数"), read.Count("followers", "登録者の数"));
        var content = new ReviewContent(
            targets, reactions, read.Text("response", "利用者の反応"), read.Text("continuity", "投稿の継続"), read.Choice<OverallJudgement>("overall"), read.Text("overallReason", "総合評価の理由"), read.Text("nextAction", "次にすること"), read.Day("nextActionOn"));
        return read.Refused is { } no ? no : content;
    }

    public static FormState Of(ReviewContent content)
    {
        List<(string, string?)> fields =
        [
            ("shares", FormReading.Plain(content.Reactions.Shares)), ("clicks", FormReading.Plain(content.Reactions.Clicks)), ("comments", FormReading.Plain(content.Reactions.Comments)),
            ("likes", FormReading.Plain(content.Reactions.Likes)), ("followers", FormReading.Plain(content.Reactions.Followers)),
            ("response", content.Response), ("continuity", content.Continuity), ("overall", content.Overall?.ToString()), ("overallReason", content.OverallReason), ("nextAction", content.NextAction),
            .. FormDays.Boxes("nextActionOn", content.NextActionOn),
        ];
        for (var i = 0; i < content.Targets.Count; i++)
        {
            var (target, number) = (content.Targets[i], (i + 1).ToString(CultureInfo.InvariantCulture));
            fields.AddRange([("target" + number, target.Name), ("unit" + number, target.Unit), ("planned" + number, FormReading.Plain(target.Planned)), ("reached" + number, FormReading.Plain(target.Reached))]);
        }

        return FormState.Of(fields);
    }
}
