using Koshiki.Core.Organizations;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring;

/// <summary>What the lists of this area have in common.</summary>
internal static class Lists
{
    /// <summary>The offices of today as choices, in the order of their codes.</summary>
    public static async Task<IReadOnlyList<Choice>> Offices(CoreDb db, DateOnly today, CancellationToken ct) =>
        [.. (await db.OfficesOn(today).OrderBy(office => office.Code).Select(office => new { office.Id, office.Name }).ToListAsync(ct)).Select(office => new Choice(office.Id.Value.ToString(), office.Name))];

    public static OfficeId? Office(FormState form) => Guid.TryParse(form["office"], out var id) ? new OfficeId(id) : null;

    public static TEnum? Choice<TEnum>(FormState form, string name) where TEnum : struct, Enum => Enum.TryParse<TEnum>(form[name], out var value) && Enum.IsDefined(value) ? value : null;
}
