using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Exchange;
using Koshiki.Foundation;

namespace Koshiki.Core.Publishing.Approving;

/// <summary>Sends a post back to its author with a reason. 差戻し.</summary>
public sealed record ReturnPost(PostId Post, SealHash Seen, string Reason);

public sealed class ReturnPostHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The fact, or <see cref="ReasonMissing"/>, <see cref="ChangedSinceYouLooked"/>, <see cref="NotYourDecision"/>, <see cref="NotPossibleNow"/>.</returns>
    public async Task<Result<PostReturned>> Handle(ReturnPost command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var at = await PostCase.Load(db, command.Post, ct);
        if (at is null || !me.MaySee(at.Post)) return new PostNotFound();
        var post = at.Post;

        // Decide
        var by = me.AsDecider;
        if (post.OpenStep is { } step)
        {
            if (me.DeciderOf(step.Kind, step.Office) is not { } decider) return new NotYourDecision(step.Kind.Word);
            by = decider;
        }
        else if (post.Status is PostStatus.AwaitingCheck && !me.May(Act.CheckPosts, post.Office) && me.DeciderOf(RouteStepKind.OfficeHead, post.Office) is null)
        {
            return new NotYourDecision("2人目の確認");
        }

        if (post.Return(by, command.Seen, command.Reason, now).IsRefused(out var no)) return no;

        // Write
        var fact = new PostReturned(post.Id, me.Id, command.Reason, now);
        db.Announce(fact, post.Id.Value.ToString());
        await db.SaveChangesAsync(ct);
        return fact;
    }
}
