using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Publishing.Drafting;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Core.Work;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Publishing.Approving;

/// <summary>Puts a post forward: for approval, under a scope, or as an emergency.</summary>
/// <param name="SeenVersion">The saved version on the author's screen; null where he has none (API).</param>
/// <param name="Kind"><see cref="AuthorizationKind.Approved"/>, <see cref="AuthorizationKind.WithinScope"/> or <see cref="AuthorizationKind.Emergency"/>.</param>
/// <param name="Scope">The scope it falls under, for <see cref="AuthorizationKind.WithinScope"/>.</param>
/// <param name="EmergencyReason">Why it cannot wait, for <see cref="AuthorizationKind.Emergency"/>.</param>
/// <param name="Notes">Findings of the checks that the author keeps, each with his reason.</param>
/// <param name="HoursReason">Why it goes outside an account's posting hours; null where it does not.</param>
public sealed record SubmitPost(
    PostId Post,
    int? SeenVersion,
    AuthorizationKind Kind,
    PostingScopeId? Scope = null,
    string? EmergencyReason = null,
    IReadOnlyList<KeptNote>? Notes = null,
    string? HoursReason = null);

public sealed class SubmitPostHandler(CoreDb db, TimeProvider clock, IOptions<PublishingOptions> options, AudienceDesk audiences, IEnumerable<IKnownLinks> links)
{
    /// <returns>The fact with the seal, or what the post lacks (<see cref="NotReady"/>), what its accounts, hours or scope forbid, or why not now.</returns>
    public async Task<Result<PostSubmitted>> Handle(SubmitPost command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var at = await PostCase.Load(db, command.Post, ct);
        if (at is null || !me.MaySee(at.Post)) return new PostNotFound();
        var post = at.Post;
        var hours = await db.PostingHours.AsNoTracking().Where(h => post.AccountKeys.Contains(h.AccountKey)).ToListAsync(ct);
        var routes = await db.ApprovalRoutes.AsNoTracking().ToListAsync(ct);
        var scope = command.Scope is { } id ? await db.PostingScopes.AsNoTracking().Where(s => s.Id == id && s.State == ScopeState.InForce).OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct) : null;
        var content = PostReading.ContentOf(post, at.Accounts.ToDictionary(a => a.Id));
        var reached = await audiences.Of(content, ct);
        var review = await ContentGate.Review(db, links, content, reached, options.Value, now, ct);

        // Decide
        if (!me.MayWrite(post)) return new NotYourPost();
        if (command.SeenVersion is { } seen && seen != post.SavedVersion) return new SomebodyElseEdited(post.LastEditorName, post.SavedAt);
        if (Readiness.Of(at, hours, review, command.Notes ?? [], command.HoursReason, now).IsRefused(out var unready)) return unready;
        if (Allowed(command, me, post, scope, now).IsRefused(out var forbidden)) return forbidden;

        var counted = reached.Values.Where(a => a.Count is not null).ToDictionary(a => a.AccountKey, a => a.Count!);
        var sealedBytes = Sealing.Of(post, counted.ToDictionary(c => c.Key, c => ((SegmentCount.Counted)c.Value).Friends)).ToBytes();
        var hash = SealHash.Of(sealedBytes);
        var seal = await db.Seals.SingleOrDefaultAsync(s => s.Hash == hash, ct)
            ?? new StoredSeal { Hash = hash, Post = post.Id, Bytes = sealedBytes, SealedAt = now };
        var steps = command.Kind is AuthorizationKind.Approved ? ApprovalRoute.StepsFor(routes, post.Office, post.Purpose, at.Accounts.Select(a => a.Office)) : [];
        var submission = new Submission(command.Kind, me.AsDecider, command.EmergencyReason, scope, review.Kept(command.Notes ?? []), command.HoursReason);
        if (post.Submit(submission, seal.Hash, steps, now).IsRefused(out var no)) return no;

        // Write
        if (db.Entry(seal).State is EntityState.Detached) db.Seals.Add(seal);
        if (command.Kind is AuthorizationKind.Emergency && Publish(at, seal, command, me, now).IsRefused(out var stopped)) return stopped;
        var fact = new PostSubmitted(post.Id, seal.Hash, command.Kind, post.Office, me.Id, now);
        db.Announce(fact, post.Id.Value.ToString());
        await db.Keep(post, counted, CountMoment.Submission, 0, now, ct);
        await SaveAlone(post, ct);
        return fact;
    }

    /// <summary>Saves while nobody else can change the post: of two who submit at once the second is refused by the post's version, before his steps and seal meet the first one's.</summary>
    /// <exception cref="DbUpdateConcurrencyException">The post has been changed since it was read.</exception>
    private async Task SaveAlone(Post post, CancellationToken ct)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var versions = await db.Database.SqlQuery<long>($"""select xmin::text::bigint as "Value" from publishing.post where id = {post.Id.Value} for update""").ToListAsync(ct);
        if (versions is not [var version] || version != post.Version) throw new DbUpdateConcurrencyException("The post has been changed since it was read.");
        await db.SaveChangesAsync(ct);
        if (own is not null) await own.CommitAsync(ct);
    }

    private static Result<Done> Allowed(SubmitPost command, Me me, Post post, PostingScope? scope, DateTimeOffset now)
    {
        switch (command.Kind)
        {
            case AuthorizationKind.WithinScope:
                if (scope is null) return new ScopeNotFound();
                return scope.Covers(post.Office, post.Purpose, post.AccountKeys, post.NotBefore ?? now).IsRefused(out var outside) ? outside : new Done();
            case AuthorizationKind.Emergency:
                if (!me.May(Act.PublishEmergencies, post.Office)) return new MayNotPublishEmergencies();
                return string.IsNullOrWhiteSpace(command.EmergencyReason) ? new ReasonMissing("emergencyReason") : new Done();
            case AuthorizationKind.Approved:
                return new Done();
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command.Kind, "A post is submitted for approval, under a scope or as an emergency.");
        }
    }

    /// <summary>Sends at once, and asks for somebody's word afterwards.</summary>
    private Result<GivenAuthorization> Publish(PostCase at, StoredSeal seal, SubmitPost command, Me me, DateTimeOffset now)
    {
        var leave = DeliveryOrders.Give(db, at, seal, AuthorizationKind.Emergency, me.AsDecider, options.Value, now);
        if (!leave.Succeeded) return leave;

        var review = new EmergencyReview
        {
            Post = at.Post.Id, Office = at.Post.Office, Reason = command.EmergencyReason!, PublishedBy = me.Id, PublishedByName = me.Name,
            PublishedAt = now, Deadline = now + options.Value.LaterApprovalWithin,
        };
        db.EmergencyReviews.Add(review);
        db.Add(WorkTask.For(review.Office, null, EmergencyReview.TaskKind, review.Post.Value.ToString(), $"緊急発信「{at.Post.Title}」を事後承認する", $"/approvals/{review.Post.Value}", review.Deadline.DayInJapan, now));
        db.Announce(new EmergencyPublished(at.Post.Id, at.Post.Office, review.Reason, me.Id, now, review.Deadline), at.Post.Id.Value.ToString());
        return leave;
    }
}
