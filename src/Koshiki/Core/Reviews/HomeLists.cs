using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Reviews.Reviewing;
using Koshiki.Core.Reviews.ScopeLooking;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Reviews;

/// <summary>What waits for the head's word: reviews, judgements, retirements.</summary>
internal sealed class AwaitingTheHead(CoreDb db) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (me.ScopeOf(Act.DecideReviews) is not Scope.Limited { Offices.Count: > 0 } limited) return null;
        var offices = limited.Offices.ToArray();
        var reviews = await db.AccountReviews.AsNoTracking().Where(r => offices.Contains(r.Office) && r.Status == ReviewStatus.AwaitingHead).OrderBy(r => r.WrittenAt).ToListAsync(ct);
        var judgements = await db.Judgements.AsNoTracking().Where(j => offices.Contains(j.Office) && j.Status == ReviewStatus.AwaitingHead).OrderBy(j => j.WrittenAt).ToListAsync(ct);
        var retirements = await db.Retirements.AsNoTracking().Where(r => offices.Contains(r.Office) && r.State == RetirementState.AwaitingHead).OrderBy(r => r.WrittenAt).ToListAsync(ct);
        List<WaitingItem> items =
        [
            .. retirements.Select(r => new WaitingItem($"{r.AccountName}の廃止報告", $"/accounts/{r.AccountKey}/close", null, r.AuthorName)),
            .. judgements.Select(j => new WaitingItem($"{j.AccountKey}の継続の検討", $"/accounts/{j.AccountKey}/reviews/judgements/{j.Id.Value}", null, j.WrittenByName)),
            .. reviews.Select(r => new WaitingItem($"{r.AccountKey}の振り返り（{r.Period.Name}）", $"/accounts/{r.AccountKey}/reviews/{r.Id.Value}", null, r.WrittenByName)),
        ];
        return new WaitingSection("確認を待つ振り返り・廃止報告", items, items.Count, "/reviews", "確認を待つ振り返りや廃止報告はありません。", OthersWait: true);
    }
}

/// <summary>Reviews and looks at scopes that the person's own offices owe.</summary>
internal sealed class ReviewsDue(CoreDb db, IOptions<ReviewOptions> options) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (!me.May(Act.WriteReviews)) return null;
        var own = me.Roles.Where(r => r.Role is Role.Author or Role.Checker or Role.OfficeHead).Select(r => r.Office).Distinct().ToArray();
        var today = now.DayInJapan;
        var (due, owing) = await ReviewDue.Owing(db.Accounts.AsNoTracking().Where(a => own.Contains(a.Office)), db, today).OrderBy(a => a.Key).Select(a => new { a.Key, a.Name }).FirstAndCount(ct);
        var scopes = me.May(Act.DecideReviews) ? await ScopesDue.List(db, own, today, options.Value.ScopeLookMonths, ct) : [];
        var period = ReviewPeriod.DueOn(today);
        var deadline = period.Last.AddDays(options.Value.ReviewWithinDays);
        var scopesDue = scopes.Where(s => s.DueOn <= today.AddDays(14)).ToList();
        List<WaitingItem> items =
        [
            .. scopesDue.Select(s => new WaitingItem($"事前承認の範囲「{s.Name}」の点検", $"/reviews/scopes/{s.Scope.Value}", EndOf(s.DueOn))),
            .. due.Select(a => new WaitingItem($"{a.Name}（{a.Key}）の振り返り（{period.Name}）", $"/accounts/{a.Key}/reviews", EndOf(deadline))),
        ];
        return items.Count == 0 ? null : new WaitingSection("振り返りと点検の期限", [.. items.OrderBy(i => i.DueAt)], scopesDue.Count + owing, "/reviews?due=missing", "期限の近い振り返りはありません。");
    }

    private static DateTimeOffset EndOf(DateOnly day) => new(day.ToDateTime(new TimeOnly(23, 59)), JapanTime.Offset);
}

/// <summary>Cases that wait for the PR office's word.</summary>
internal sealed class CasesToShare(CoreDb db) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (!me.May(Act.AdviseOffices)) return null;
        var waiting = await db.SharedCases.AsNoTracking().Where(c => c.State == CaseState.AwaitingPrOffice).OrderBy(c => c.WrittenAt).ToListAsync(ct);
        return waiting.Count == 0 ? null : new WaitingSection("承認待ちの好事例・基準", [.. waiting.Select(c => new WaitingItem(c.Title, $"/reviews/cases/{c.Id.Value}", null, c.AuthorName))], waiting.Count, "/reviews/cases?state=AwaitingPrOffice", "承認待ちの好事例はありません。", OthersWait: true);
    }
}
