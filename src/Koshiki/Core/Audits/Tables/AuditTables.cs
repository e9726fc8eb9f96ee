using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Foundation.Figures;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Tables;

/// <summary>All tables of an audit, made from one snapshot by one set of forms. J2.</summary>
/// <param name="Programme">The forms: those frozen with the audit, where it is frozen.</param>
public sealed record AuditTables(Programme Programme, Snapshot Snapshot)
{
    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<FigureTable> All => [.. Programme.Tables.Select(recipe => RecipeRun.Run(recipe, Snapshot))];

    public FigureTable InTheText => RecipeRun.Run(Programme.InTheText, Snapshot);

    public FigureTable? Find(string key) => Programme.Table(key) is { } recipe ? RecipeRun.Run(recipe, Snapshot) : null;

    /// <summary>Tables 1-3 from the register on the reference day, all others from what was found on the spot; once frozen, from the frozen bytes.</summary>
    /// <param name="asOf">Instead of the plan's reference day, while the audit is open.</param>
    internal static async Task<AuditTables> Of(CoreDb db, Audit audit, DateOnly? asOf, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(audit);
        var programme = Programme.Find(audit.Programme).Value;
        if (audit.FrozenHash is not null)
        {
            var frozen = await db.FrozenAudits.AsNoTracking().SingleAsync(one => one.Audit == audit.Id, ct);
            return frozen.Open(programme);
        }

        var entries = await db.FieldworkEntries.AsNoTracking().Where(entry => entry.Audit == audit.Id).OrderBy(entry => entry.Number).ToListAsync(ct);
        return new AuditTables(programme, await RegisterSnapshot.Beside(db, asOf ?? audit.Plan.ReferenceDay ?? now.DayInJapan, FoundOnTheSpot.Of(entries, programme.Checklist), ct));
    }
}

/// <summary>What auditors found, as the populations that the register's own facts also have: the same recipes serve both.</summary>
internal static class FoundOnTheSpot
{
    private const string Outsourcing = "outsourcing";

    /// <param name="entries">In the order of their numbers.</param>
    public static IEnumerable<Population> Of(IReadOnlyList<FieldworkEntry> entries, Checklist checklist)
    {
        yield return Of(LiveFieldwork.Name, entries, checklist);
        yield return Of(LiveAgreements.Name, [.. entries.Where(entry => entry.Found.GetValueOrDefault(Outsourcing) is not (null or "none"))], checklist);
    }

    private static Population Of(string name, IReadOnlyList<FieldworkEntry> entries, Checklist checklist)
    {
        var population = new Population(name, [.. entries.Select(entry => entry.Id.Value)]);
        foreach (var item in checklist.Items) population.With(item.Id, [.. entries.Select(entry => entry.Found.GetValueOrDefault(item.Id))]);
        return population;
    }
}
