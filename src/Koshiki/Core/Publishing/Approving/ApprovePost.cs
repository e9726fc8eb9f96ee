using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Publishing.Approving;

/// <summary>Gives the word of who is asked now: the open step of the route, or the second person's look at a post within a scope.</summary>
/// <param name="Seen">The seal of what was on the screen.</param>
/// <param name="SeenVersion">The saved version on the screen, which covers the time too; null where only the seal is told (API).</param>
public sealed record ApprovePost(PostId Post, SealHash Seen, int? SeenVersion = null, string? Opinion = null);

/// <param name="Status"><see cref="PostStatus.Approved"/> when it was the last word, <see cref="PostStatus.AwaitingApproval"/> when another is asked.</param>
/// <param name="Leave">The authorisation given; null when another word is asked.</param>
public sealed record PostDecided(PostId Post, PostStatus Status, Guid? Leave, DateTimeOffset? GoesAt);

public sealed class ApprovePostHandler(CoreDb db, TimeProvider clock, IOptions<PublishingOptions> options, ISegmentCounts counts)
{
    /// <returns>What came of it, or <see cref="CannotApproveOwnPost"/>, <see cref="CannotCheckOwnPost"/>, <see cref="ChangedSinceYouLooked"/>, <see cref="NotYourDecision"/>, <see cref="RouteAsksForMore"/>, <see cref="OutsideScope"/>, <see cref="SegmentNotOffered"/>, <see cref="AccountCannotSpeak"/>, <see cref="WindowPassed"/>, <see cref="NotPossibleNow"/>.</returns>
    public async Task<Result<PostDecided>> Handle(ApprovePost command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var at = await PostCase.Load(db, command.Post, ct);
        if (at is null || !me.MaySee(at.Post)) return new PostNotFound();
        var seal = await db.Seals.SingleOrDefaultAsync(s => s.Hash == command.Seen && s.Post == command.Post, ct);
        if (seal is null) return new ChangedSinceYouLooked();
        var counted = await counts.Count(at.Post, ct);
        var step = at.Post.OpenStep?.Number ?? 1;

        // Decide
        if (counted.Values.OfType<SegmentCount.NotOffered>().FirstOrDefault() is { } gone) return new SegmentNotOffered(gone.Option);
        var decided = at.Post.Status is PostStatus.AwaitingCheck ? await Check(at.Post, command, me, now, ct) : await Approve(at, command, me, now, ct);
        if (decided.IsRefused(out var no)) return no;

        // Write
        var by = decided.Value;
        await db.Keep(at.Post, counted, CountMoment.Approval, step, now, ct);
        if (at.Post.Status is not PostStatus.Approved)
        {
            db.Announce(new PostStepApproved(at.Post.Id, seal.Hash, me.Id, now), at.Post.Id.Value.ToString());
            await db.SaveChangesAsync(ct);
            return new PostDecided(at.Post.Id, at.Post.Status, null, null);
        }

        var kind = at.Post.SubmittedAs!.Value;
        var leave = DeliveryOrders.Give(db, at, seal, kind, by, options.Value, now);
        if (leave.IsRefused(out var stopped)) return stopped;
        db.Announce(new PostApproved(at.Post.Id, seal.Hash, kind, me.Id, now), at.Post.Id.Value.ToString());
        await db.SaveChangesAsync(ct);
        return new PostDecided(at.Post.Id, at.Post.Status, leave.Value.Id, leave.Value.NotBefore);
    }

    private async Task<Result<Decider>> Approve(PostCase at, ApprovePost command, Me me, DateTimeOffset now, CancellationToken ct)
    {
        var post = at.Post;
        var by = me.AsDecider;
        if (post.OpenStep is { } step)
        {
            var routes = await db.ApprovalRoutes.AsNoTracking().ToListAsync(ct);
            var asked = ApprovalRoute.StepsFor(routes, post.Office, post.Purpose, at.Accounts.Select(a => a.Office));
            if (!asked.All(a => post.PresentSteps.Any(s => s.Kind == a.Kind && s.Office == a.Office))) return new RouteAsksForMore();
            if (me.DeciderOf(step.Kind, step.Office) is not { } decider) return post.Author == me.Id ? new CannotApproveOwnPost() : new NotYourDecision(step.Kind.Word);
            by = decider;
        }

        return post.Approve(by, command.Seen, command.SeenVersion, command.Opinion, now).IsRefused(out var no) ? no : by;
    }

    private async Task<Result<Decider>> Check(Post post, ApprovePost command, Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (!me.May(Act.CheckPosts, post.Office) && me.DeciderOf(RouteStepKind.OfficeHead, post.Office) is null) return new NotYourDecision("2人目の確認");
        var scope = await db.PostingScopes.AsNoTracking().SingleOrDefaultAsync(s => s.Id == post.Scope && s.Number == post.ScopeVersion, ct);
        if (scope is null) return new ScopeNotFound();
        if (scope.Covers(post.Office, post.Purpose, post.AccountKeys, post.NotBefore ?? now).IsRefused(out var outside)) return outside;
        return post.Check(me.AsDecider, command.Seen, command.SeenVersion, now).IsRefused(out var no) ? no : me.AsDecider;
    }
}
