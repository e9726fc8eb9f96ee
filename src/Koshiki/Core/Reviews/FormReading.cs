using System.Globalization;
using Koshiki.Core.Publishing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Forms;

namespace Koshiki.Core.Reviews;

/// <summary>Reads this area's forms: every fault at once, each beside its field.</summary>
internal sealed class FormReading(FormState form)
{
    public const int LongestText = 2000;
    private readonly List<Fault> faults = [];

    public Refusal? Refused => faults.Count > 0 ? new NotAcceptable(faults) : null;

    public void Say(string field, string sentence) => faults.Add(new Fault(field, sentence));

    /// <summary>A text that may be empty.</summary>
    public string Text(string name, string label, int longest = LongestText)
    {
        var text = InputText.Prose(form[name]).Trim();
        if (text.Length > longest) Say(name, $"{label}は{longest:N0}文字までにしてください（今は{text.Length:N0}文字です）。");
        return text;
    }

    /// <summary>A text without which it does not go on.</summary>
    public string Needed(string name, string label, int longest = LongestText)
    {
        var text = Text(name, label, longest);
        if (text.Length == 0) Say(name, $"{label}が入力されていません。");
        return text;
    }

    /// <summary>The three boxes of a day; null where all are empty.</summary>
    public DateOnly? Day(string name) => form.Day(name, faults);

    public DateOnly NeededDay(string name, string label)
    {
        var (before, day) = (faults.Count, Day(name));
        if (day is null && faults.Count == before) Say(name, $"{label}が入力されていません。");
        return day ?? default;
    }

    /// <summary>A count of things, from 0; null where empty.</summary>
    public long? Count(string name, string label)
    {
        if (!form.Filled(name)) return null;
        if (long.TryParse(InputText.Number(form[name]), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return count;
        Say(name, $"{label}は、0以上の整数で入力してください（例：1200）。");
        return null;
    }

    /// <summary>A number with up to two digits after the point; null where empty.</summary>
    public decimal? Number(string name, string label)
    {
        if (!form.Filled(name)) return null;
        if (decimal.TryParse(InputText.Number(form[name]), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1_000_000_000_000m && decimal.Round(number, 2) == number) return number;
        Say(name, $"{label}は、0以上の数で入力してください。小数は2桁までです（例：12.5）。");
        return null;
    }

    public TEnum? Choice<TEnum>(string name) where TEnum : struct, Enum => Enum.TryParse<TEnum>(form[name], out var value) && Enum.IsDefined(value) ? value : null;

    public TEnum Needed<TEnum>(string name, string sentence) where TEnum : struct, Enum
    {
        if (Choice<TEnum>(name) is { } value) return value;
        Say(name, sentence);
        return default;
    }

    public static string Plain(decimal? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    public static string Plain(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

/// <summary>The words of numbers in this area's pages.</summary>
internal static class FigureWords
{
    public static string InWords(this decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    public static string InWords(this long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string InWords(this int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Whose head or deputy decides in this area.</summary>
    public static Decider? HeadOf(this Organizations.Me me, Organizations.OfficeId office) => me.DeciderOf(RouteStepKind.OfficeHead, office);
}
