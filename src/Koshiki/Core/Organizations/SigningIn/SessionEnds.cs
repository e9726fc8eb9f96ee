using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.SigningIn;

/// <summary>Ends sessions; every node notices with the next request, because each request asks the table.</summary>
internal sealed class SessionEnds(CoreDb db, TimeProvider clock)
{
    /// <summary>One session of the person, by its public id; somebody else's is left alone.</summary>
    public Task<int> One(PersonId person, Guid session, CancellationToken ct) => End(db.Sessions.Where(s => s.Person == person && s.Id == session), ct);

    public Task<int> AllOf(PersonId person, Guid? except, CancellationToken ct) => End(db.Sessions.Where(s => s.Person == person && s.Id != except), ct);

    private Task<int> End(IQueryable<Session> sessions, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return sessions.Where(s => s.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), ct);
    }
}
