using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;

namespace Koshiki.Core.Publishing.Saving;

/// <summary>Begins a post or saves another content of it.</summary>
/// <param name="Post">Null to begin one.</param>
/// <param name="SeenVersion">The saved version on the editor's screen; 0 to begin.</param>
/// <param name="Office">The office that issues it; it does not change afterwards.</param>
/// <param name="Corrects">The post that a new one corrects; null otherwise.</param>
public sealed record SavePost(PostId? Post, int SeenVersion, OfficeId Office, PostContent Content, PostId? Corrects = null);

/// <summary>The saved post: its id and the version to show on the next saving.</summary>
/// <param name="ApprovalVoided">The post had been submitted or approved and is a draft again.</param>
public sealed record PostSaved(PostId Post, int SavedVersion, DateTimeOffset At, bool ApprovalVoided);

/// <summary>Saves drafts for the composer and the API. What had been approved is called off at the edge in the same save.</summary>
public sealed class SavePostHandler(CoreDb db, TimeProvider clock, ISegmentCounts counts)
{
    /// <returns>What was saved, or <see cref="PostNotFound"/>, <see cref="NotYourPost"/>, <see cref="MayNotWriteTo"/>, <see cref="SomebodyElseEdited"/>, <see cref="SomethingMayBeOut"/>, <see cref="NotPossibleNow"/>.</returns>
    public async Task<Result<PostSaved>> Handle(SavePost command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var channel in command.Content.Channels)
        {
            if (me.MayAddress(channel.Account).IsRefused(out var unaddressed)) return unaddressed;
        }

        if (command.Post is not { } id) return await Begin(command, me, now, ct);

        // Read
        var at = await PostCase.Load(db, id, ct);
        if (at is null || !me.MaySee(at.Post)) return new PostNotFound();

        // Decide
        if (!me.MayWrite(at.Post)) return new NotYourPost();
        if (at.Post.Status is PostStatus.Held && at.MayBeOut) return new SomethingMayBeOut();
        var before = at.Post.Edit(command.Content, me.AsDecider, command.SeenVersion, now);
        if (before.IsRefused(out var no)) return no;

        // Write
        if (!before.Value.IsDraft)
        {
            DeliveryOrders.CallOff(db, at, hold: false);
            db.Announce(new PostTakenBack(id, me.Id, now), id.Value.ToString());
        }

        await db.Keep(at.Post, await counts.Count(at.Post, ct), CountMoment.Draft, 0, now, ct);
        await db.SaveChangesAsync(ct);
        return new PostSaved(id, at.Post.SavedVersion, now, !before.Value.IsDraft);
    }

    private async Task<Result<PostSaved>> Begin(SavePost command, Me me, DateTimeOffset now, CancellationToken ct)
    {
        if (!me.May(Act.WritePosts, command.Office) && !WorksFor(me, command.Office)) return new NotYourPost();

        var post = Post.Begin(me.AsDecider, command.Office, command.Content, now, command.Corrects);
        db.Posts.Add(post);
        await db.Keep(post, await counts.Count(post, ct), CountMoment.Draft, 0, now, ct);
        await db.SaveChangesAsync(ct);
        return new PostSaved(post.Id, post.SavedVersion, now, false);
    }

    /// <summary>A contractor or designated manager writes for the office that his posting names.</summary>
    private static bool WorksFor(Me me, OfficeId office) =>
        me.May(Act.WritePosts) && me.Roles.Any(r => r.Office == office && r.Role is Role.Contractor or Role.DesignatedManager);
}
