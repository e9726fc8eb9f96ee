using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Figures;

namespace Koshiki.Core.Audits.Visiting;

/// <summary>What the register itself says of offices on a day, in the checklist's words. システムの判定. J3.</summary>
internal sealed class RegisterVerdicts
{
    private readonly Population population;
    private readonly IReadOnlyList<ChecklistItem> items;

    private RegisterVerdicts(Population population, Checklist checklist)
    {
        var known = population.AttributeNames.ToHashSet(StringComparer.Ordinal);
        this.population = population;
        items = [.. checklist.Items.Where(item => known.Contains(item.Id))];
    }

    public static async Task<RegisterVerdicts> Read(CoreDb db, DateOnly day, Checklist checklist, CancellationToken ct)
    {
        var snapshot = await RegisterSnapshot.Take(db, day, ct);
        return new RegisterVerdicts(snapshot[LiveFieldwork.Name], checklist);
    }

    /// <summary>By item; only answers that the checklist has, none where the register cannot tell.</summary>
    public IReadOnlyDictionary<string, string> Of(OfficeId office) => items
        .Select(item => (Item: item, Value: population.ValuesOf(item.Id, office.Value) is [var first, ..] ? first : null))
        .Where(one => one.Value is not null && one.Item.Options.Any(option => option.Key == one.Value))
        .ToDictionary(one => one.Item.Id, one => one.Value!);
}
