using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.Reviewing;

/// <summary>Keeps a review as it was typed, and hands it to the head where asked. D4.</summary>
/// <param name="Review">The one to go on with; null begins the period's first version.</param>
public sealed record SaveReview(string AccountKey, ReviewPeriod Period, AccountReviewId? Review, ReviewContent Content, bool Submit);

public sealed record DecideReview(AccountReviewId Review, bool Confirm, string? Opinion);

/// <summary>Begins the next version of a confirmed review; the old one stays as it is.</summary>
public sealed record ReviseReview(AccountReviewId Review);

public sealed class ReviewHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The review, or <see cref="AccountNotFound"/>, <see cref="MayNotReview"/>, <see cref="ReviewUnderWay"/>, <see cref="ReviewNotFound"/>, <see cref="PeriodNotOver"/>, <see cref="NotAcceptable"/>, <see cref="ReviewNotPossibleNow"/>.</returns>
    public async Task<Result<AccountReviewId>> Handle(SaveReview command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var found = await db.ReviewedAccount(command.AccountKey, me, ct);
        if (found.IsRefused(out var notFound)) return notFound;
        var account = found.Value;
        var versions = await db.AccountReviews.Where(r => r.Account == account.Id && r.Year == command.Period.Year && r.Half == command.Period.Half).ToListAsync(ct);
        var figures = await ReviewFigures.Of(db, account.Key, command.Period, now.DayInJapan, ct);

        // Decide
        if (!me.May(Act.WriteReviews, account.Office)) return new MayNotReview();
        if (command.Review is null && versions.Count > 0) return new ReviewUnderWay();
        var review = command.Review is { } id ? versions.Find(v => v.Id == id) : AccountReview.Begin(account, command.Period, number: 1);
        if (review is null) return new ReviewNotFound();
        var written = review.Write(command.Content, figures, me, now);
        if (written.IsRefused(out var no)) return no;
        if (command.Submit && review.Submit(now.DayInJapan).IsRefused(out no)) return no;

        // Write
        if (command.Review is null) db.AccountReviews.Add(review);
        await db.SaveChangesAsync(ct);
        return review.Id;
    }

    /// <returns>The review, or <see cref="ReviewNotFound"/>, <see cref="OnlyTheHeadDecides"/>, <see cref="SayWhyReturned"/>, <see cref="ReviewNotPossibleNow"/>.</returns>
    public async Task<Result<AccountReview>> Handle(DecideReview command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var review = await db.AccountReviews.SingleOrDefaultAsync(r => r.Id == command.Review, ct);
        if (review is null || !me.May(Act.ReadReviews, review.Office)) return new ReviewNotFound();

        // Decide
        if (!me.May(Act.DecideReviews, review.Office) || me.HeadOf(review.Office) is not { } head) return new OnlyTheHeadDecides();
        var decided = review.Decide(head, command.Confirm, command.Opinion, now);
        if (decided.IsRefused(out var no)) return no;

        // Write: what was promised becomes a task
        if (review is { Status: ReviewStatus.Confirmed, Content.NextActionOn: { } due })
        {
            var title = $"{review.AccountKey}の振り返り（{review.Period.Name}）で決めたこと：{Short(review.Content.NextAction)}";
            await db.AddTaskOnce(WorkTask.For(review.Office, null, ReviewTasks.NextAction, review.Id.Value.ToString(), title, $"/accounts/{review.AccountKey}/reviews/{review.Id.Value}", due, now), ct);
        }

        await db.SaveChangesAsync(ct);
        return review;
    }

    /// <returns>The new version, or <see cref="ReviewNotFound"/>, <see cref="MayNotReview"/>, <see cref="ReviewUnderWay"/> where a version is not confirmed yet.</returns>
    public async Task<Result<AccountReview>> Handle(ReviseReview command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();

        // Read
        var old = await db.AccountReviews.AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.Review, ct);
        if (old is null || !me.May(Act.ReadReviews, old.Office)) return new ReviewNotFound();
        var versions = await db.AccountReviews.AsNoTracking().Where(r => r.Account == old.Account && r.Year == old.Year && r.Half == old.Half).ToListAsync(ct);
        var account = await db.Accounts.SingleAsync(a => a.Id == old.Account, ct);
        var figures = await ReviewFigures.Of(db, account.Key, old.Period, now.DayInJapan, ct);

        // Decide
        if (!me.May(Act.WriteReviews, account.Office)) return new MayNotReview();
        if (versions.Exists(v => v.Status is not ReviewStatus.Confirmed)) return new ReviewUnderWay();
        var next = AccountReview.Begin(account, old.Period, versions.Max(v => v.Number) + 1);
        next.Write(old.Content, figures, me, now);

        // Write
        db.AccountReviews.Add(next);
        await db.SaveChangesAsync(ct);
        return next;
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
