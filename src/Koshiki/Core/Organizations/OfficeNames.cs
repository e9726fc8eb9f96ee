using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations;

/// <summary>The names of offices for lists: one query for all that a page shows.</summary>
internal static class OfficeNames
{
    /// <returns>The newest name of each office; an office that goes on keeps it, a closed one has it for ever.</returns>
    public static async Task<IReadOnlyDictionary<OfficeId, string>> Of(CoreDb db, IEnumerable<OfficeId> offices, CancellationToken ct)
    {
        var asked = offices.Distinct().ToArray();
        var periods = await db.Set<OfficePeriod>().AsNoTracking().Where(p => asked.Contains(p.Office)).Select(p => new { p.Office, p.Name, p.From }).ToListAsync(ct);
        return periods.GroupBy(p => p.Office).ToDictionary(g => g.Key, g => g.MaxBy(p => p.From)!.Name);
    }
}
