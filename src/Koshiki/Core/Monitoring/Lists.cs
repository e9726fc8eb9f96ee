using System.Globalization;
using Koshiki.Core.Organizations;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring;

/// <summary>What the lists of this area have in common.</summary>
internal static class Lists
{
    public const int PageSize = 50;

    public static int Page(FormState form) => int.TryParse(form["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 1_000) : 1;

    public static int Pages(int count) => Math.Max(1, (count + PageSize - 1) / PageSize);

    /// <summary>The address with the conditions in force; a page is left out unless it is named.</summary>
    public static string Address(string path, FormState form, int? page = null)
    {
        var kept = form.Names.Where(name => name != "page" && form.Filled(name)).SelectMany(name => form.All(name).Select(value => KeyValuePair.Create(name, (string?)value)));
        return path + QueryString.Create(page > 1 ? kept.Append(KeyValuePair.Create("page", (string?)page.Value.ToString(CultureInfo.InvariantCulture))) : kept).ToUriComponent();
    }

    /// <summary>The offices of today as choices, in the order of their codes.</summary>
    public static async Task<IReadOnlyList<Choice>> Offices(CoreDb db, DateOnly today, CancellationToken ct) =>
        [.. (await db.OfficesOn(today).OrderBy(office => office.Code).Select(office => new { office.Id, office.Name }).ToListAsync(ct)).Select(office => new Choice(office.Id.Value.ToString(), office.Name))];

    public static OfficeId? Office(FormState form) => Guid.TryParse(form["office"], out var id) ? new OfficeId(id) : null;

    /// <summary>The newest name of each office; a closed one keeps it for ever.</summary>
    public static async Task<IReadOnlyDictionary<OfficeId, string>> OfficeNames(CoreDb db, IEnumerable<OfficeId> offices, CancellationToken ct)
    {
        var asked = offices.Distinct().ToArray();
        var periods = await db.Set<OfficePeriod>().AsNoTracking().Where(p => asked.Contains(p.Office)).Select(p => new { p.Office, p.Name, p.From }).ToListAsync(ct);
        return periods.GroupBy(p => p.Office).ToDictionary(group => group.Key, group => group.MaxBy(p => p.From)!.Name);
    }

    public static TEnum? Choice<TEnum>(FormState form, string name) where TEnum : struct, Enum => Enum.TryParse<TEnum>(form[name], out var value) && Enum.IsDefined(value) ? value : null;
}
