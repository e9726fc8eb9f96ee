using System.Globalization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Opening;

/// <summary>The day boxes of this area's forms.</summary>
internal static class OpeningForms
{
    public static Result<DateOnly> Day(FormState form, string name) => JapaneseDate.Parse(form[name + ".year"], form[name + ".month"], form[name + ".day"]);

    /// <returns>Null where all three boxes are empty.</returns>
    public static Result<DateOnly>? DayIfGiven(FormState form, string name) =>
        form.Filled(name + ".year") || form.Filled(name + ".month") || form.Filled(name + ".day") ? Day(form, name) : (Result<DateOnly>?)null;

    public static IEnumerable<(string Name, string? Value)> DayFields(string name, DateOnly? day) =>
        [(name + ".year", Text(day?.Year)), (name + ".month", Text(day?.Month)), (name + ".day", Text(day?.Day))];

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
