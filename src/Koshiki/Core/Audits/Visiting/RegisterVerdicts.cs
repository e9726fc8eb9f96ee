using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Figures;

namespace Koshiki.Core.Audits.Visiting;

/// <summary>What the register itself says of offices on a day, in the checklist's words. システムの判定. J3.</summary>
internal sealed class RegisterVerdicts
{
    private readonly Population population;
    private readonly Checklist checklist;
    private readonly HashSet<string> known;

    private RegisterVerdicts(Population population, Checklist checklist)
    {
        (this.population, this.checklist) = (population, checklist);
        known = population.AttributeNames.ToHashSet(StringComparer.Ordinal);
    }

    public static async Task<RegisterVerdicts> Read(CoreDb db, DateOnly day, Checklist checklist, CancellationToken ct)
    {
        var snapshot = await RegisterSnapshot.Take(db, day, ct);
        return new RegisterVerdicts(snapshot[LiveFieldwork.Name], checklist);
    }

    /// <summary>What office, register and auditor say of each item of the checklist, in its order.</summary>
    public IEnumerable<ThreeVerdicts> Beside(FieldworkEntry entry) =>
        checklist.Items.Select(item => new ThreeVerdicts(item, entry.Own.GetValueOrDefault(item.Id), entry.Office is { } office ? Of(office, item) : null, entry.Found.GetValueOrDefault(item.Id)));

    /// <returns>One of the item's answers; null where the register cannot tell.</returns>
    private string? Of(OfficeId office, ChecklistItem item) =>
        known.Contains(item.Id) && population.ValuesOf(item.Id, office.Value) is [var first, ..] && item.Options.Any(option => option.Key == first) ? first : null;
}
