using Koshiki.Core.Organizations;
using Koshiki.Core.Work;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Approving;

/// <summary>The word on an emergency afterwards. 事後承認.</summary>
public sealed record ReviewEmergency(PostId Post, bool Approve, string? Opinion);

public sealed class ReviewEmergencyHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The fact, or <see cref="NoLaterApprovalDue"/>, <see cref="CannotApproveOwnEmergency"/>, <see cref="CannotApproveOwnPost"/>, <see cref="NotYourDecision"/>, <see cref="ReasonMissing"/>.</returns>
    public async Task<Result<EmergencyReviewed>> Handle(ReviewEmergency command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var at = await PostCase.Load(db, command.Post, ct);
        if (at is null || !me.MaySee(at.Post)) return new PostNotFound();
        var review = await db.EmergencyReviews.SingleOrDefaultAsync(r => r.Post == command.Post, ct);
        if (review is null) return new NoLaterApprovalDue();
        var about = command.Post.Value.ToString();
        var task = await db.Set<WorkTask>().SingleOrDefaultAsync(t => t.Kind == EmergencyReview.TaskKind && t.About == about && t.State == TaskState.Open, ct);

        // Decide
        if (me.DeciderOf(RouteStepKind.OfficeHead, at.Post.Office) is not { } by) return new NotYourDecision("事後承認");
        if (review.Decide(by, at.Post.Author, at.Post.LastEditor, command.Approve, command.Opinion, now).IsRefused(out var no)) return no;

        // Write
        task?.Close(me.Id, TaskState.Done, command.Approve ? "事後承認しました。" : "事後承認しませんでした。", now);
        at.Post.Note(command.Approve ? PostEventKind.LaterApproved : PostEventKind.LaterRefused, by, now, command.Opinion, at.Post.Seal);
        var fact = new EmergencyReviewed(command.Post, command.Approve, me.Id, now);
        db.Announce(fact, command.Post.Value.ToString());
        await db.SaveChangesAsync(ct);
        return fact;
    }
}
