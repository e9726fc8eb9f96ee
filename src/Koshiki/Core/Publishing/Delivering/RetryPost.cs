using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Delivering;

/// <summary>Orders once more what certainly did not go out, under the same seal and leave. 再試行.</summary>
public sealed record RetryPost(PostId Post);

public sealed class RetryPostHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>How many channels, or <see cref="MayNotSteer"/>, <see cref="NothingToRetry"/>, <see cref="WindowPassed"/>, <see cref="AccountCannotSpeak"/>, <see cref="NotPossibleNow"/>.</returns>
    public async Task<Result<int>> Handle(RetryPost command, Me me, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // Read
        var at = await PostCase.Load(db, command.Post, ct);
        if (at is null || !me.MaySee(at.Post)) return new PostNotFound();
        var unsent = at.Newest.Where(d => d.State is DeliveryState.NotSent or DeliveryState.TooLate && d.Seal == at.Post.Seal).ToList();
        var leave = await db.GivenAuthorizations.AsNoTracking().Where(a => a.Post == at.Post.Id && a.Seal == at.Post.Seal && a.Kind != AuthorizationKind.Test).OrderByDescending(a => a.GivenAt).FirstOrDefaultAsync(ct);
        var seal = await db.Seals.AsNoTracking().SingleOrDefaultAsync(s => s.Hash == at.Post.Seal, ct);

        // Decide
        if (!me.MaySteer(at.Post)) return new MayNotSteer();
        if (unsent.Count == 0 || leave is null || seal is null) return new NothingToRetry();
        var until = at.Post.NotAfter < leave.NotAfter ? at.Post.NotAfter.Value : leave.NotAfter;
        if (until <= now) return new WindowPassed(until);
        foreach (var account in at.Accounts.Where(a => unsent.Any(d => d.AccountKey == a.Key)))
        {
            if (account.CanSpeak().IsRefused(out var silent)) return silent;
        }

        if (at.Post.Retry(me.AsDecider, now).IsRefused(out var no)) return no;

        // Write
        DeliveryOrders.Order(db, at, [.. at.Post.Channels.Where(c => unsent.Any(d => d.AccountKey == c.AccountKey)).OrderBy(c => c.Number)], seal, leave, leave.ForEdge() with { NotAfter = until }, now);
        await db.SaveChangesAsync(ct);
        return unsent.Count;
    }
}
