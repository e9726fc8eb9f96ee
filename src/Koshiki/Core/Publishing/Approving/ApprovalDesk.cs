using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Drafting;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Approving;

/// <summary>Reads all that an approver has to see before he gives his word.</summary>
internal sealed class ApprovalDesk(CoreDb db, AudienceDesk audiences, ComposerDesk composer)
{
    /// <returns>Null for a post that is not there or not for this person to see.</returns>
    public async Task<ApprovalView?> Load(PostId id, Me me, FormState form, CancellationToken ct)
    {
        var at = await PostCase.Load(db, id, ct);
        if (at is null || !me.MaySee(at.Post)) return null;
        var post = at.Post;
        var review = await db.EmergencyReviews.AsNoTracking().SingleOrDefaultAsync(r => r.Post == id, ct);
        var scope = post.Scope is null ? null : await db.PostingScopes.AsNoTracking().SingleOrDefaultAsync(s => s.Id == post.Scope && s.Number == post.ScopeVersion, ct);
        var offices = await OfficeNames.Of(db, [post.Office], ct);
        var names = at.Accounts.ToDictionary(a => a.Key, a => a.Name);
        var events = await db.PostEvents.AsNoTracking().Where(e => e.Post == id).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).ToListAsync(ct);
        var earlier = events.Where(IsSubmission).Skip(1).ToList();

        var shown = await Seal(post.Seal, ct) ?? Sealing.Of(post);
        var before = post.Round > 1 ? await Seal(earlier.Find(e => e.Seal is not null)?.Seal, ct) : null;
        var (step, inPlaceOf, whyNot) = review is { Approved: null } ? AskedAfterwards(me, post, review) : Asked(me, post);
        return new ApprovalView(
            post, offices.GetValueOrDefault(post.Office, ""), shown, names,
            new EarlierSubmission(ReturnedFor(events), [.. TimeChange(post, earlier.FirstOrDefault()), .. TextChanges(before, shown, names)]),
            post.Status.AwaitsAWord ? await composer.Advise(post, ct) : [],
            review, scope, step, inPlaceOf, whyNot, form, await audiences.Of(post, shown, before, ct));
    }

    /// <summary>The same, without what a refused act has changed of it in memory.</summary>
    public async Task<ApprovalView?> LoadAnew(PostId id, Me me, FormState form, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        return await Load(id, me, form, ct);
    }

    /// <summary>Whether what was decided was the second person's look at a post within a scope.</summary>
    public async Task<bool> WasSecondLook(PostId id, CancellationToken ct) =>
        await db.Posts.AsNoTracking().AnyAsync(p => p.Id == id && p.SubmittedAs == AuthorizationKind.WithinScope, ct);

    /// <summary>What is asked of this person of somebody else's post, from as little as a list reads.</summary>
    public static (string? Step, string? InPlaceOf, Refusal? WhyNot) Asked(Me me, PostStatus status, OfficeId office, RouteStep? open)
    {
        if (status is PostStatus.AwaitingCheck)
        {
            var checks = me.May(Act.CheckPosts, office) || me.DeciderOf(RouteStepKind.OfficeHead, office) is not null;
            return checks ? (ApprovalView.SecondLook, null, null) : (null, null, new NotYourDecision(ApprovalView.SecondLook));
        }

        if (open is null) throw new InvalidOperationException("A post that awaits approval has no open step.");
        return me.DeciderOf(open.Kind, open.Office) is { } by ? (open.Kind.Word, by.InPlaceOf, null) : (null, null, new NotYourDecision(open.Kind.Word));
    }

    /// <summary>What is asked of this person now, in whose place, or why nothing is.</summary>
    private static (string? Step, string? InPlaceOf, Refusal? WhyNot) Asked(Me me, Post post)
    {
        if (!post.Status.AwaitsAWord) return (null, null, new NoWordAsked(post.Status));
        if (post.Author == me.Id || post.LastEditor == me.Id)
        {
            Refusal own = post.Status is PostStatus.AwaitingCheck ? new CannotCheckOwnPost() : new CannotApproveOwnPost();
            return (null, null, own);
        }

        return Asked(me, post.Status, post.Office, post.OpenStep is { } step ? new RouteStep(step.Kind, step.Office) : null);
    }

    private static (string? Step, string? InPlaceOf, Refusal? WhyNot) AskedAfterwards(Me me, Post post, EmergencyReview review)
    {
        if (review.PublishedBy == me.Id) return (null, null, new CannotApproveOwnEmergency());
        if (post.Author == me.Id || post.LastEditor == me.Id) return (null, null, new CannotApproveOwnPost());
        return me.DeciderOf(RouteStepKind.OfficeHead, post.Office) is { } by ? (ApprovalView.Afterwards, by.InPlaceOf, null) : (null, null, new NotYourDecision(ApprovalView.Afterwards));
    }

    private async Task<SealedPost?> Seal(SealHash? hash, CancellationToken ct) =>
        hash is null ? null : (await db.Seals.AsNoTracking().SingleOrDefaultAsync(s => s.Hash == hash, ct))?.Read();

    /// <summary>The acts after which somebody is asked for his word.</summary>
    private static bool IsSubmission(PostEvent happened) => happened.Kind is PostEventKind.Submitted or PostEventKind.SubmittedWithinScope or PostEventKind.EmergencyPublished or PostEventKind.MovedOutside;

    /// <summary>The return before the present submission; older ones have been answered already.</summary>
    private static string? ReturnedFor(IEnumerable<PostEvent> newestFirst)
    {
        var last = newestFirst.Where(e => IsSubmission(e) || e.Kind is PostEventKind.Returned).Skip(1).FirstOrDefault();
        return last?.Kind is PostEventKind.Returned ? $"{last.ByName}：{last.Words}" : null;
    }

    private static IEnumerable<(string What, IReadOnlyList<DiffPart> Parts)> TimeChange(Post post, PostEvent? earlier)
    {
        // As people read it: a program may have asked for seconds, which no form keeps.
        var (before, now) = (earlier?.Asked?.InWords, new PostWindow(post.NotBefore, post.NotAfter).InWords);
        if (before is not null && before != now) yield return ("発信日時", [new(DiffKind.Removed, before), new(DiffKind.Added, now)]);
    }

    private static IEnumerable<(string What, IReadOnlyList<DiffPart> Parts)> TextChanges(SealedPost? before, SealedPost after, Dictionary<string, string> names) =>
        before is null ? [] : after.Channels
            .Select(c => (What: $"{c.Platform.DisplayName} {names.GetValueOrDefault(c.AccountKey)}", After: c.Text, Before: before.Channels.FirstOrDefault(b => b.AccountKey == c.AccountKey)?.Text ?? ""))
            .Where(c => c.Before != c.After)
            .Select(c => (c.What, TextDiff.Between(c.Before, c.After)));
}
