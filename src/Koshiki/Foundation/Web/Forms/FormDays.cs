using System.Globalization;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Foundation.Web.Forms;

/// <summary>The boxes of a <see cref="DateField"/>: three of a day, and a fourth where it asks for the time.</summary>
public static class FormDays
{
    extension(FormState form)
    {
        /// <summary>Whether anything stands in the three boxes.</summary>
        public bool HasDay(string name) => NamesOfDay(name).Any(form.Filled);

        /// <summary>Whether anything stands in the four boxes.</summary>
        public bool HasInstant(string name) => NamesOfInstant(name).Any(form.Filled);

        /// <summary>Whether something stands in each of the four boxes; until then nothing is wrong with them yet.</summary>
        public bool HasWholeInstant(string name) => NamesOfInstant(name).All(form.Filled);

        /// <returns>The day in the boxes, or what <see cref="JapaneseDate.Parse(string, string, string)"/> says of them.</returns>
        public Result<DateOnly> DayIn(string name)
        {
            ArgumentNullException.ThrowIfNull(form);
            return JapaneseDate.Parse(form[name + DateField.YearPart], form[name + DateField.MonthPart], form[name + DateField.DayPart]);
        }

        /// <returns>As <see cref="DayIn"/>; null where all boxes are empty.</returns>
        public Result<DateOnly>? DayIfAny(string name) => form.HasDay(name) ? form.DayIn(name) : (Result<DateOnly>?)null;

        /// <summary>The day in the boxes; null where all are empty, and where they cannot be read, which adds a fault.</summary>
        public DateOnly? Day(string name, List<Fault> faults)
        {
            ArgumentNullException.ThrowIfNull(faults);
            if (form.DayIfAny(name) is not { } day) return null;
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

        /// <summary>The day and time of Japan in the four boxes; null where they cannot be read, which adds a fault.</summary>
        public DateTimeOffset? Instant(string name, List<Fault> faults)
        {
            ArgumentNullException.ThrowIfNull(form);
            ArgumentNullException.ThrowIfNull(faults);
            var day = form.DayIn(name);
            var time = JapaneseDate.ParseTime(form[name + DateField.TimePart]);
            if (day.IsRefused(out var noDay)) faults.Add(new Fault(name, noDay.Sentence));
            else if (time.IsRefused(out var noTime)) faults.Add(new Fault(name, noTime.Sentence));
            else return day.Value.At(time.Value);
            return null;
        }

        /// <summary>What stands in the four boxes, to be compared with what stood there before.</summary>
        public string InstantTyped(string name) => string.Join(' ', NamesOfInstant(name).Select(box => form[box]));
    }

    /// <summary>The three boxes filled with a day, for <see cref="FormState.Of"/>; the year as screens name it: 令和8.</summary>
    public static (string Name, string? Value)[] Boxes(string name, DateOnly? day) => [.. NamesOfDay(name).Zip(day is { } given
        ? [given.Era.YearInWords(given.Year).TrimEnd('年'), given.Month.ToString(CultureInfo.InvariantCulture), given.Day.ToString(CultureInfo.InvariantCulture)]
        : new string?[3])];

    /// <summary>The four boxes filled with the day and time of Japan.</summary>
    public static (string Name, string? Value)[] InstantBoxes(string name, DateTimeOffset? instant) =>
        [.. Boxes(name, instant?.DayInJapan), (name + DateField.TimePart, instant?.TimeInJapan.InWords)];

    private static string[] NamesOfDay(string name) => [name + DateField.YearPart, name + DateField.MonthPart, name + DateField.DayPart];

    private static string[] NamesOfInstant(string name) => [.. NamesOfDay(name), name + DateField.TimePart];
}
