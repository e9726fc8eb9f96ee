using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Api.Tokens;

/// <summary>Makes a token for oneself, or from the command line for the named person.</summary>
internal sealed record IssueToken(PersonId Person, string Name, IReadOnlyCollection<string> Scopes, int Days);

internal sealed class IssueTokenHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The token with its text, or the faults of the form.</returns>
    public async Task<Result<IssuedToken>> Handle(IssueToken command, CancellationToken ct)
    {
        // Decide
        var issued = ApiToken.Issue(command.Person, command.Name, command.Scopes, command.Days, clock.GetUtcNow());
        if (!issued.Succeeded) return issued;

        // Write
        db.ApiTokens.Add(issued.Value.Token);
        await db.SaveChangesAsync(ct);
        return issued;
    }
}

internal sealed class RevokeTokenHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The name of the revoked token, or <see cref="TokenNotFound"/>.</returns>
    public async Task<Result<string>> Handle(ApiTokenId id, PersonId person, CancellationToken ct)
    {
        // Read
        var token = await db.ApiTokens.SingleOrDefaultAsync(t => t.Id == id && t.Person == person, ct);
        if (token is null) return new TokenNotFound();

        // Decide and write
        if (token.Revoke(clock.GetUtcNow())) await db.SaveChangesAsync(ct);
        return token.Name;
    }
}
