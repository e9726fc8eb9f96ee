using System.Globalization;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Foundation.Web.Forms;

/// <summary>The three boxes of a <see cref="DateField"/>.</summary>
public static class FormDays
{
    extension(FormState form)
    {
        /// <summary>The day in the boxes; null where all are empty, and where they cannot be read, which adds a fault.</summary>
        public DateOnly? Day(string name, List<Fault> faults)
        {
            ArgumentNullException.ThrowIfNull(form);
            ArgumentNullException.ThrowIfNull(faults);
            if (!form.Filled(name + DateField.YearPart) && !form.Filled(name + DateField.MonthPart) && !form.Filled(name + DateField.DayPart)) return null;
            var day = JapaneseDate.Parse(form[name + DateField.YearPart], form[name + DateField.MonthPart], form[name + DateField.DayPart]);
            if (!day.IsRefused(out var refusal)) return day.Value;
            faults.Add(new Fault(name, refusal.Sentence));
            return null;
        }

        /// <summary>The same, where a day must be given: empty boxes are a fault too.</summary>
        public DateOnly RequiredDay(string name, List<Fault> faults)
        {
            ArgumentNullException.ThrowIfNull(faults);
            var before = faults.Count;
            if (form.Day(name, faults) is { } day) return day;
            if (faults.Count == before) faults.Add(new Fault(name, "日付を入力してください（例：令和7年3月19日）。"));
            return default;
        }
    }

    /// <summary>The boxes filled with a day, for <see cref="FormState.Of"/>.</summary>
    public static IEnumerable<(string Name, string? Value)> Boxes(string name, DateOnly? day) =>
    [
        (name + DateField.YearPart, day?.Year.ToString(CultureInfo.InvariantCulture)),
        (name + DateField.MonthPart, day?.Month.ToString(CultureInfo.InvariantCulture)),
        (name + DateField.DayPart, day?.Day.ToString(CultureInfo.InvariantCulture)),
    ];
}
