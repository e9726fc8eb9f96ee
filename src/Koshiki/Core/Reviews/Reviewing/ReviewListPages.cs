using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Reviews.Reviewing;

/// <param name="Review">The newest review of any state; null where there is none.</param>
/// <param name="Owes">The review of the year that ended last is missing.</param>
public sealed record ReviewListRow(string Key, string Name, string Platform, AccountState State, OfficeId Office, AccountReview? Review, bool Owes);

/// <param name="Period">The year whose review is due.</param>
public sealed record ReviewListView(FormState Form, IReadOnlyList<ReviewListRow> Rows, int Total, int Page, int Missing, ReviewPeriod Period, DateOnly Deadline, DateOnly Today, IReadOnlyDictionary<OfficeId, string> Offices)
{
    public int Pages => PagedLists.Pages(Total);
}

/// <summary>All accounts with their last review and what is overdue. D4.</summary>
internal static class ReviewListPages
{
    public const string Path = "/reviews";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadReviews);
        app.MapGet("/reviews.csv", Csv).Requires(Act.ReadReviews);
    }

    private static async Task<IResult> Show(FormState form, Me me, CoreDb db, TimeProvider clock, IOptions<ReviewOptions> options, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var accounts = Filter(form, me, db, today);
        var total = await accounts.CountAsync(ct);
        var page = form.PageOf(total);
        var missing = await ReviewDue.Owing(db.AccountsReviewedBy(me), db, today).CountAsync(ct);
        var rows = await Rows(accounts.OrderBy(a => a.Key).OnPage(page), db, today, ct);
        var period = ReviewPeriod.DueOn(today);
        return Pages.Show<ReviewListPage>(new ReviewListView(form, rows, total, page, missing, period, period.Last.AddDays(options.Value.ReviewWithinDays), today, await OfficeNames.Of(db, rows.Select(r => r.Office), ct)));
    }

    private static async Task<IResult> Csv(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var rows = await Rows(Filter(form, me, db, today).OrderBy(a => a.Key), db, today, ct);
        var offices = await OfficeNames.Of(db, rows.Select(r => r.Office), ct);
        return CsvExport.Download(
            "reviews.csv",
            ["番号", "名称", "媒体", "状態", "所属", "最後の振り返りの期間", "版", "振り返りの状態", "総合評価", "投稿数", "次にすること", "次にすることの期限", $"{ReviewPeriod.DueOn(today).Name}の振り返り"],
            rows.Select(r => (IReadOnlyList<string?>)
            [
                r.Key, r.Name, r.Platform, r.State.Word, offices.GetValueOrDefault(r.Office), r.Review?.Period.Name, r.Review?.Number.ToString(), r.Review?.Status.Word, r.Review?.Content.Overall?.Word,
                r.Review?.Figures.Posts.ToString(), r.Review?.Content.NextAction, r.Review?.Content.NextActionOn?.Iso, r.Owes ? "未完了" : "完了または対象外",
            ]));
    }

    private static IQueryable<Account> Filter(FormState form, Me me, CoreDb db, DateOnly today)
    {
        var accounts = db.AccountsReviewedBy(me).Where(a => a.State == AccountState.Active || a.State == AccountState.Suspended || a.State == AccountState.Retiring);
        if (form.Filled("q")) accounts = accounts.Found(form["q"]);
        if (form["due"] == "missing") accounts = ReviewDue.Owing(accounts, db, today);
        var reviews = db.AccountReviews;
        if (Enum.TryParse<ReviewStatus>(form["status"], out var status)) accounts = accounts.Where(a => reviews.Any(r => r.Account == a.Id && r.Status == status));
        return accounts;
    }

    private static async Task<IReadOnlyList<ReviewListRow>> Rows(IQueryable<Account> accounts, CoreDb db, DateOnly today, CancellationToken ct)
    {
        var shown = await accounts.Select(a => new { a.Id, a.Key, a.Name, a.Platform, a.PlatformLabel, a.State, a.Office }).ToListAsync(ct);
        var ids = shown.Select(a => a.Id).ToArray();
        var owing = await ReviewDue.Owing(db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)), db, today).Select(a => a.Id).ToListAsync(ct);
        var reviews = (await db.AccountReviews.AsNoTracking().Where(r => ids.Contains(r.Account)).ToListAsync(ct)).GroupBy(r => r.Account)
            .ToDictionary(g => g.Key, g => g.OrderBy(r => r.Period.Last).ThenBy(r => r.Half == 0).ThenBy(r => r.Number).Last());
        return [.. shown.Select(a => new ReviewListRow(a.Key, a.Name, a.PlatformLabel ?? a.Platform.DisplayName, a.State, a.Office, reviews.GetValueOrDefault(a.Id), owing.Contains(a.Id)))];
    }
}
