using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.Foundation;

namespace Koshiki.Core.Publishing.Approving;

/// <summary>Asks another holder of the same authority to decide the open step. 別の人に回す.</summary>
/// <param name="Seen">The seal of what was on the screen.</param>
/// <param name="To">Who is asked.</param>
/// <param name="Note">A word to him; null for none.</param>
public sealed record HandOnApproval(PostId Post, SealHash Seen, PersonId To, string? Note);

internal sealed class HandOnApprovalHandler(CoreDb db, Holders holders, TimeProvider clock)
{
    /// <returns>The fact, or <see cref="NotYourDecision"/>, <see cref="ChangedSinceYouLooked"/>, <see cref="CannotDecideInstead"/>, <see cref="NotPossibleNow"/>.</returns>
    public async Task<Result<PostHandedOn>> Handle(HandOnApproval command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var at = await PostCase.Load(db, command.Post, ct);
        if (at is null || !me.MaySee(at.Post)) return new PostNotFound();
        var to = (await Others(at.Post, me, ct)).FirstOrDefault(other => other.Id == command.To);

        // Decide
        if (at.Post.OpenStep is not { } step) return new NotPossibleNow(at.Post.Status, PostAction.Approve);
        if (me.DeciderOf(step.Kind, step.Office) is not { } by) return new NotYourDecision(step.Kind.Word);
        if (to is null) return new CannotDecideInstead();
        if (at.Post.HandOn(by, to, command.Seen, command.Note, now).IsRefused(out var no)) return no;

        // Write
        var fact = new PostHandedOn(at.Post.Id, command.Seen, to.Id, me.Id, me.Name, now);
        db.Announce(fact, at.Post.Id.Value.ToString());
        await db.SaveChangesAsync(ct);
        return fact;
    }

    /// <summary>Who else may decide the open step: neither author nor last editor, and not the one who asks.</summary>
    public async Task<IReadOnlyList<Me>> Others(Post post, Me me, CancellationToken ct) => post.OpenStep is not { } step
        ? []
        : [.. (await holders.Of(step.Office, one => one.DeciderOf(step.Kind, step.Office) is not null, ct)).Where(one => one.Id != me.Id && one.Id != post.Author && one.Id != post.LastEditor)];
}
