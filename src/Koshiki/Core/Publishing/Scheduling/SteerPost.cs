using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Exchange;
using Koshiki.Foundation;

namespace Koshiki.Core.Publishing.Scheduling;

/// <summary>Takes back, withdraws, holds, releases a post, or records that it was deleted on its platforms.</summary>
/// <param name="Action"><see cref="PostAction.TakeBack"/>, <see cref="PostAction.Withdraw"/>, <see cref="PostAction.Hold"/>, <see cref="PostAction.Release"/> or <see cref="PostAction.RecordDeletion"/>.</param>
/// <param name="Reason">Must be given for withdrawing, holding and recording a deletion.</param>
public sealed record SteerPost(PostId Post, PostAction Action, string Reason = "");

public sealed class SteerPostHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The new status, or <see cref="MayNotSteer"/>, <see cref="NotYourPost"/>, <see cref="ReasonMissing"/>, <see cref="NothingHeldYet"/>, <see cref="SomethingMayBeOut"/>, <see cref="NotPossibleNow"/>.</returns>
    public async Task<Result<PostStatus>> Handle(SteerPost command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var at = await PostCase.Load(db, command.Post, ct);
        if (at is null || !me.MaySee(at.Post)) return new PostNotFound();

        // Decide
        if (Allowed(command.Action, me, at.Post).IsRefused(out var forbidden)) return forbidden;
        if (command.Action is PostAction.Release && at.Newest.Any(d => d.State is DeliveryState.Waiting)) return new NothingHeldYet();
        if (command.Action is PostAction.TakeBack && at.Post.Status is PostStatus.Held && at.MayBeOut) return new SomethingMayBeOut();
        var next = command.Action switch
        {
            PostAction.TakeBack => at.Post.TakeBack(me.AsDecider, now),
            PostAction.Withdraw => at.Post.Withdraw(me.AsDecider, command.Reason, now),
            PostAction.Hold => at.Post.Hold(me.AsDecider, command.Reason, now),
            PostAction.Release => at.Post.Release(me.AsDecider, now),
            PostAction.RecordDeletion => at.Post.RecordDeletion(me.AsDecider, command.Reason, now),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.Action, "Not an act of steering."),
        };
        if (!next.Succeeded) return next;

        // Write
        Tell(command, at, me, now);
        await db.SaveChangesAsync(ct);
        return at.Post.Status;
    }

    /// <summary>Taking back is the author's office's; everything else belongs to whoever may steer what goes out. An approver may always hold.</summary>
    private static Result<Done> Allowed(PostAction action, Me me, Post post) => action switch
    {
        PostAction.TakeBack => me.MayWrite(post) ? new Done() : new NotYourPost(),
        PostAction.Withdraw when me.MayWrite(post) => new Done(),
        PostAction.Hold when post.Steps.Any(s => me.DeciderOf(s.Kind, s.Office) is not null) => new Done(),
        _ => me.MaySteer(post) ? new Done() : new MayNotSteer(),
    };

    private void Tell(SteerPost command, PostCase at, Me me, DateTimeOffset now)
    {
        var (id, aggregate) = (at.Post.Id, at.Post.Id.Value.ToString());
        switch (command.Action)
        {
            case PostAction.TakeBack:
                DeliveryOrders.CallOff(db, at, hold: false);
                db.Announce(new PostTakenBack(id, me.Id, now), aggregate);
                break;
            case PostAction.Withdraw:
                DeliveryOrders.CallOff(db, at, hold: false);
                db.Announce(new PostWithdrawn(id, me.Id, command.Reason, now), aggregate);
                break;
            case PostAction.Hold:
                DeliveryOrders.CallOff(db, at, hold: true);
                db.Announce(new PostHeld(id, me.Id, command.Reason, now), aggregate);
                break;
            case PostAction.Release:
                var held = at.Newest.Where(d => d is { State: DeliveryState.Held, DeliveryId: not null }).ToList();
                foreach (var seal in held.GroupBy(d => d.Seal)) db.Send(new ReleaseHeld([.. seal.Select(d => d.DeliveryId!.Value)]), seal.Key.Hex);
                break;
        }
    }
}
