using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Reviews.ScopeLooking;

/// <summary>The scopes in force with their last look and the day of the next. D8.</summary>
internal static class ScopesDue
{
    /// <param name="offices">Null for all.</param>
    /// <returns>The one that is due first, first.</returns>
    public static async Task<IReadOnlyList<ScopeDue>> List(CoreDb db, OfficeId[]? offices, DateOnly today, int everyMonths, CancellationToken ct)
    {
        var scopes = await db.PostingScopes.AsNoTracking().Where(s => s.State == ScopeState.InForce && s.ValidFrom <= today && (offices == null || offices.Contains(s.Office))).ToListAsync(ct);
        if (scopes.Count == 0) return [];
        var ids = scopes.Select(s => s.Id).ToArray();
        var looks = await db.ScopeLooks.AsNoTracking().Where(l => ids.Contains(l.Scope)).ToListAsync(ct);
        return
        [
            .. scopes.Select(scope =>
            {
                var last = looks.Where(l => l.Scope == scope.Id).MaxBy(l => l.Until);
                return new ScopeDue(scope.Id, scope.Name, scope.Office, scope.AccountKeys, last, ScopeLook.Next(scope, last?.Until, everyMonths).DueOn);
            }).OrderBy(s => s.DueOn).ThenBy(s => s.Name, StringComparer.Ordinal),
        ];
    }
}

/// <param name="Last">Null where nobody has looked yet.</param>
public sealed record ScopeDue(PostingScopeId Scope, string Name, OfficeId Office, IReadOnlyList<string> AccountKeys, ScopeLook? Last, DateOnly DueOn);
