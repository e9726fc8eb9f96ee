using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.ScopeLooking;

/// <summary>The head writes down what he found in the posts of a scope since his last look. D8; G2-7(3)ウ.</summary>
/// <param name="Remarked">The posts to which he has something to say.</param>
public sealed record RecordScopeLook(PostingScopeId Scope, DateOnly Until, ScopeFinding Finding, string Remarks, IReadOnlyList<Guid> Remarked);

public sealed class ScopeLookHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The look, or <see cref="ScopeNotFound"/>, <see cref="OnlyTheHeadDecides"/>, <see cref="NothingToLookAt"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<ScopeLook>> Handle(RecordScopeLook command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        var now = clock.GetUtcNow();
        var today = now.DayInJapan;

        // Read
        var versions = await db.PostingScopes.AsNoTracking().Where(s => s.Id == command.Scope && s.State != ScopeState.Proposed && s.State != ScopeState.Refused).ToListAsync(ct);
        if (versions.MaxBy(s => s.Number) is not { } scope || !me.May(Act.ReadReviews, scope.Office)) return new ScopeNotFound();
        var last = await db.ScopeLooks.Where(l => l.Scope == command.Scope).MaxAsync(l => (DateOnly?)l.Until, ct);
        var from = last?.AddDays(1) ?? versions.Min(s => s.ValidFrom);
        var posts = await ScopePosts.Within(db, command.Scope, from, command.Until).Select(p => p.Id).ToListAsync(ct);

        // Decide
        if (!me.May(Act.DecideReviews, scope.Office) || me.HeadOf(scope.Office) is not { } head) return new OnlyTheHeadDecides();
        if (from > today) return new NothingToLookAt();
        if (command.Until < from || command.Until > today) return new NotAcceptable([new Fault("until", $"点検した最後の日は、{from.InWordsWithoutWeekday}から今日までの日にしてください。")]);
        if (command.Finding is not ScopeFinding.Fine && command.Remarks.Length == 0) return new NotAcceptable([new Fault("remarks", "何を改めるのかを所見に入力してください。")]);
        var known = posts.Select(p => p.Value).ToHashSet();
        var look = new ScopeLook
        {
            Id = Guid.CreateVersion7(now), Scope = command.Scope, Office = scope.Office, From = from, Until = command.Until, Posts = posts.Count, Remarked = [.. command.Remarked.Where(known.Contains).Distinct()],
            Finding = command.Finding, Remarks = command.Remarks, ByName = head.InWords, At = now,
        };

        // Write
        db.ScopeLooks.Add(look);
        await db.SaveChangesAsync(ct);
        return look;
    }
}

/// <summary>The posts that went out under a scope, from the real records.</summary>
internal static class ScopePosts
{
    private static readonly PostStatus[] WentOut = [PostStatus.Sending, PostStatus.Sent, PostStatus.PartlyFailed, PostStatus.Corrected, PostStatus.Deleted];

    public static IQueryable<Post> Within(CoreDb db, PostingScopeId scope, DateOnly from, DateOnly until)
    {
        var (begin, end) = (from.Beginning, until.AddDays(1).Beginning);
        return db.Posts.AsNoTracking().Where(p => p.Scope == scope && p.ShownAt >= begin && p.ShownAt < end && WentOut.Contains(p.Status));
    }
}
