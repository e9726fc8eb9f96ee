using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Api.Tokens;

/// <summary>The way in of the API: <c>Authorization: Bearer koshiki_…</c>. It counts under /api only, as the session's cookie counts elsewhere only.</summary>
internal sealed class BearerToken(CoreDb db, MeReader reader, TimeProvider clock) : IWayIn
{
    private const string Scheme = "Bearer ";

    public async ValueTask<SignedIn?> Find(HttpContext context)
    {
        var given = context.Request.Headers.Authorization.ToString();
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || !given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;

        var ct = context.RequestAborted;
        var now = clock.GetUtcNow();
        var hash = ApiToken.HashOf(given[Scheme.Length..].Trim());
        var found = await db.ApiTokens.AsNoTracking().Where(t => t.Hash == hash && t.RevokedAt == null && t.ExpiresAt > now)
            .Select(t => new { t.Id, t.Person, t.Name, t.Scopes, t.LastUsedAt, Rights = db.Set<RightsVersion>().Where(r => r.Id == RightsVersion.OnlyRow).Select(r => r.Value).First() })
            .SingleOrDefaultAsync(ct);
        if (found is null || await reader.Read(found.Person, now.DayInJapan, found.Rights, ct) is not { } me) return null;

        if (found.LastUsedAt is not { } last || now - last >= ApiToken.TouchEvery)
        {
            await db.ApiTokens.Where(t => t.Id == found.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), ct);
        }

        context.Features.Set(new TokenInUse(found.Id, found.Scopes));
        return new SignedIn(me with { Via = $"api:{found.Name}" });
    }
}

/// <summary>The token that this request came with.</summary>
internal sealed record TokenInUse(ApiTokenId Id, IReadOnlyList<string> Scopes);

/// <summary>Endpoint metadata: which scope a token needs here.</summary>
internal sealed record NeededScope(string Scope);

internal static class NeededScopes
{
    /// <summary>Refuses tokens without the scope, whatever their person may do.</summary>
    public static RouteHandlerBuilder NeedsScope(this RouteHandlerBuilder endpoint, string scope) => endpoint
        .WithMetadata(new NeededScope(scope))
        .AddEndpointFilter((invocation, next) => invocation.HttpContext.Features.Get<TokenInUse>() is { } token && token.Scopes.Contains(scope)
            ? next(invocation)
            : ValueTask.FromResult<object?>(Foundation.Web.Pages.Refuse(new ScopeMissing(scope))));
}
