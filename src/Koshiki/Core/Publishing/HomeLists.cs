using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Publishing.Scopes;
using Koshiki.Core.Work;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing;

/// <summary>What waits for a person's word: approvals, second looks, words on emergencies.</summary>
internal sealed class AwaitingMyWord(CoreDb db) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (!me.May(Act.CheckPosts)) return null;
        var rows = await ApprovalPages.Waiting(me, db, ct);
        return new WaitingSection(
            "承認待ち",
            [.. rows.Take(WaitingSection.Shown).Select(r => new WaitingItem(r.Title, $"/approvals/{r.Post.Value}", r.Deadline, string.Join("　", new[] { r.What, r.AuthorName, r.HandedOn(me.Id) }.OfType<string>())))],
            rows.Count, "/approvals", "承認待ちはありません。", OthersWait: true);
    }
}

/// <summary>Scopes that have been proposed and wait for the head; what the head proposes himself waits for the head of the department. 事前承認の範囲.</summary>
internal sealed class ScopesToDecide(CoreDb db) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (me.ScopeOf(Act.DecideScopes) is not Organizations.Scope.Limited reach) return null;
        var (offices, today) = (reach.Offices.ToArray(), now.DayInJapan);
        var own = me.Roles.Where(r => r.Role is Role.OfficeHead).Select(r => r.Office).ToArray();
        var (rows, count) = await db.PostingScopes.AsNoTracking()
            .Where(s => s.State == ScopeState.Proposed && offices.Contains(s.Office) && s.ProposedBy != me.Id)
            .Where(s => own.Contains(s.Office) || db.PostingsOn(today).Any(p => p.Person == s.ProposedBy && p.Office == s.Office && p.Duty == Duty.Head))
            .OrderBy(s => s.ProposedAt).Select(s => new { s.Id, s.Number, s.Name, s.ProposedByName }).FirstAndCount(ct);
        return count == 0 ? null : new WaitingSection(
            "承認待ちの事前承認の範囲", [.. rows.Select(r => new WaitingItem(r.Name, $"{ScopePages.Path}/{r.Id.Value}?number={r.Number}", null, r.ProposedByName))], count, ScopePages.Path, "承認待ちの範囲はありません。", OthersWait: true);
    }
}

/// <summary>A person's own posts that came back to his desk.</summary>
internal sealed class MyReturnedPosts(CoreDb db) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (!me.May(Act.WritePosts)) return null;
        var (rows, count) = await db.Posts.AsNoTracking().Where(p => p.Author == me.Id && p.Status == PostStatus.Returned)
            .OrderByDescending(p => p.ShownAt).Select(p => new { p.Id, p.Title }).FirstAndCount(ct);
        return new WaitingSection("差し戻された投稿", [.. rows.Select(r => new WaitingItem(r.Title, $"/posts/{r.Id.Value}", null))], count, "/posts?status=Returned", "差し戻された投稿はありません。");
    }
}

/// <summary>Deliveries that a person has to settle.</summary>
internal sealed class DeliveriesInDoubt(CoreDb db) : IWaitingList
{
    public async Task<WaitingSection?> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (!me.May(Act.SteerDeliveries)) return null;
        var (first, count) = await DeliveryLog.Waiting(db, me).OrderBy(d => d.At).FirstAndCount(ct);
        return new WaitingSection(
            "確認待ちの発信",
            [.. first.Select(d => new WaitingItem(d.Title, $"/deliveries/{d.Id}/decide", null, $"{d.Platform.DisplayName} {d.State.Word}"))],
            count, "/deliveries/waiting", "確認待ちの発信はありません。");
    }
}

/// <summary>What goes out today.</summary>
internal sealed class GoingOutToday(CoreDb db) : IHomeNews
{
    public HomePart Part => HomePart.GoingOutToday;

    public async Task<IReadOnlyList<WaitingItem>> For(Me me, DateTimeOffset now, CancellationToken ct)
    {
        var (begin, end) = (now.DayInJapan.Beginning, now.DayInJapan.AddDays(1).Beginning);
        PostStatus[] going = [PostStatus.AwaitingApproval, PostStatus.AwaitingCheck, PostStatus.Approved, PostStatus.Held, PostStatus.Sending, PostStatus.Sent, PostStatus.PartlyFailed, PostStatus.Failed];
        var posts = await db.Posts.AsNoTracking().VisibleTo(me).Where(p => p.ShownAt >= begin && p.ShownAt < end && going.Contains(p.Status))
            .OrderBy(p => p.ShownAt).Take(20).Select(p => new { p.Id, p.Title, p.Status, p.ShownAt }).ToListAsync(ct);
        return [.. posts.Select(p => new WaitingItem($"{p.ShownAt.TimeInJapan.InWords} {p.Title}", $"/posts/{p.Id.Value}", null, p.Status.Word))];
    }
}
