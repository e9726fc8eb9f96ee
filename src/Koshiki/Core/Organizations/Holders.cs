using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations;

/// <summary>Finds the people who hold a right today: to whom a notice goes, to whom a decision can be handed on.</summary>
internal sealed class Holders(CoreDb db, MeReader reader, TimeProvider clock)
{
    /// <summary>Those who may decide or check for an office: its own people, heads of departments, the PR office, and whoever stands in for one of them.</summary>
    /// <param name="holds">The right that is asked of each.</param>
    /// <returns>In the order of their names.</returns>
    public async Task<IReadOnlyList<Me>> Of(OfficeId office, Func<Me, bool> holds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(holds);
        var today = clock.GetUtcNow().DayInJapan;
        var posted = await (
            from posting in db.PostingsOn(today)
            join at in db.OfficesOn(today) on posting.Office equals at.Id
            where posting.Office == office || posting.Duty == Duty.DepartmentHead || at.Function == OfficeFunction.PublicRelations
            select posting.Person).Distinct().ToListAsync(ct);
        var deputies = await db.DeputiesOf(posted, today).ToListAsync(ct);

        var holders = new List<Me>();
        foreach (var person in posted.Union(deputies))
        {
            if (await reader.Read(person, today, ct) is { } me && holds(me)) holders.Add(me);
        }

        return [.. holders.OrderBy(me => me.Name, StringComparer.Ordinal)];
    }
}
