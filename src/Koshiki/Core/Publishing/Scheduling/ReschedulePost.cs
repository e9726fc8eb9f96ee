using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Scheduling;

/// <summary>Gives a submitted or approved post another time. 日時の変更.</summary>
/// <param name="SeenVersion">The saved version on the screen.</param>
/// <param name="NotAfter">The latest time; null keeps the one that stands, or takes the setting's span where none was given.</param>
/// <param name="HoursReason">Why it goes outside an account's posting hours; null keeps the one given before.</param>
public sealed record ReschedulePost(PostId Post, int SeenVersion, DateTimeOffset GoesAt, DateTimeOffset? NotAfter, string? HoursReason);

/// <param name="ApprovalStays">False when the new time lies outside what was approved: the route begins anew.</param>
public sealed record PostRescheduled(PostId Post, bool ApprovalStays);

public sealed class ReschedulePostHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>Whether the approval stays, or <see cref="NotYourPost"/>, <see cref="SomebodyElseEdited"/>, <see cref="WindowInThePast"/>, <see cref="WindowTurnedRound"/>, <see cref="OutsidePostingHours"/>, <see cref="PostingHoursAreFixed"/>, <see cref="NotPossibleNow"/>.</returns>
    public async Task<Result<PostRescheduled>> Handle(ReschedulePost command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var at = await PostCase.Load(db, command.Post, ct);
        if (at is null || !me.MaySee(at.Post)) return new PostNotFound();
        var post = at.Post;
        var routes = await db.ApprovalRoutes.AsNoTracking().ToListAsync(ct);
        var hours = await db.PostingHours.AsNoTracking().Where(h => post.AccountKeys.Contains(h.AccountKey)).ToListAsync(ct);
        var leave = await db.GivenAuthorizations.AsNoTracking().Where(a => a.Post == post.Id && a.Seal == post.Seal && a.Kind != AuthorizationKind.Test).OrderByDescending(a => a.GivenAt).FirstOrDefaultAsync(ct);
        var approved = await Approved(leave, post, command.GoesAt, ct);

        // Decide
        if (!me.MayWrite(post) && !me.MaySteer(post)) return new NotYourPost();
        if (command.SeenVersion != post.SavedVersion) return new SomebodyElseEdited(post.LastEditorName, post.SavedAt);
        if (Readiness.Hours(at, hours, command.HoursReason ?? post.HoursReason, command.GoesAt).IsRefused(out var outside)) return outside;
        var steps = ApprovalRoute.StepsFor(routes, post.Office, post.Purpose, at.Accounts.Select(a => a.Office));
        var stays = post.Reschedule(me.AsDecider, command.GoesAt, command.NotAfter, command.HoursReason, approved, steps, now);
        if (stays.IsRefused(out var no)) return no;

        // Write
        if (stays.Value) db.Send(new MoveDelivery(leave!.Seal, command.GoesAt, post.NotAfter ?? leave.NotAfter), leave.Seal.Hex);
        else DeliveryOrders.CallOff(db, at, hold: false);
        db.Announce(new PostMoved(post.Id, command.GoesAt, stays.Value, me.Id, now), post.Id.Value.ToString());
        await db.SaveChangesAsync(ct);
        return new PostRescheduled(post.Id, stays.Value);
    }

    /// <summary>The window that was approved. Under a scope it was approved only for the times of that version, and only while the version is in force.</summary>
    private async Task<PostWindow?> Approved(GivenAuthorization? leave, Post post, DateTimeOffset goesAt, CancellationToken ct)
    {
        if (leave is not { Kind: AuthorizationKind.WithinScope }) return leave?.Window;
        var scope = await db.PostingScopes.AsNoTracking().SingleOrDefaultAsync(s => s.Id == post.Scope && s.Number == post.ScopeVersion, ct);
        return scope is not null && scope.Covers(post.Office, post.Purpose, post.AccountKeys, goesAt).Succeeded ? leave.Window : null;
    }
}
