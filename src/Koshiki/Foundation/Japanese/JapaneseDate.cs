using System.Globalization;
using System.Text.RegularExpressions;

namespace Koshiki.Foundation.Japanese;

/// <summary>Reads days and times as people in an office type them.</summary>
public static partial class JapaneseDate
{
    /// <summary>Beyond every day that an office plans for, and far enough from the end of the calendar to count on from.</summary>
    internal const int LastYear = 2200;

    private static int FirstYear => JapaneseEra.All[^1].FirstDay.Year;

    /// <summary>
    /// Reads 令和7年3月19日, 令和元年5月1日, R7.3.19, 2025年3月19日, 2025-03-19, 2025/3/19 and 20250319, in half or full width,
    /// with or without the weekday in brackets.
    /// </summary>
    /// <returns>The day, or <see cref="NotADay"/>, <see cref="NoSuchDay"/>, <see cref="NotInThatEra"/>, <see cref="NotThatWeekday"/>, <see cref="BeforeTheCalendar"/>, <see cref="TooFarAhead"/>.</returns>
    public static Result<DateOnly> Parse(string text)
    {
        var match = WholeDay().Match(InputText.Day(text));
        if (!match.Success) return new NotADay(text);

        var day = Combine(match.Groups["year"].Value, Number(match, "month"), Number(match, "day"), text);
        if (!day.Succeeded || !match.Groups["weekday"].Success) return day;

        var weekday = match.Groups["weekday"].Value[0];
        return day.Value.Weekday == weekday ? day : new NotThatWeekday(day.Value, weekday);
    }

    /// <summary>Reads the three boxes 年・月・日 of a form; the year box takes 2025, R7 and 令和7, each with or without 年.</summary>
    /// <returns>As <see cref="Parse(string)"/>.</returns>
    public static Result<DateOnly> Parse(string year, string month, string day)
    {
        var written = $"{year.Trim()}年{month.Trim()}月{day.Trim()}日";
        var yearOnly = Year().Match(InputText.Day(year));

        return yearOnly.Success
            && int.TryParse(InputText.Day(month).TrimEnd('月'), NumberStyles.None, CultureInfo.InvariantCulture, out var monthNumber)
            && int.TryParse(InputText.Day(day).TrimEnd('日'), NumberStyles.None, CultureInfo.InvariantCulture, out var dayNumber)
            ? Combine(yearOnly.Groups["year"].Value, monthNumber, dayNumber, written)
            : new NotADay(written);
    }

    /// <summary>Reads 14:05, 14時5分, 14時, 午後2時5分 and 1405, in half or full width.</summary>
    /// <returns>The time, or <see cref="NotATime"/>.</returns>
    public static Result<TimeOnly> ParseTime(string text)
    {
        var match = TimeOfDay().Match(InputText.Day(text));
        if (!match.Success) return new NotATime(text);

        var hour = Number(match, "hour");
        var minute = match.Groups["minute"].Success ? Number(match, "minute") : 0;
        if (match.Groups["half"].Success)
        {
            if (hour > 12) return new NotATime(text);
            hour = hour % 12 + (match.Groups["half"].Value == "午後" ? 12 : 0);
        }

        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : new NotATime(text);
    }

    /// <summary>Holds a day that a program sent to what people may type: screens can name it, and what is counted from it has room.</summary>
    /// <returns>The day, or <see cref="BeforeTheCalendar"/>, <see cref="TooFarAhead"/>.</returns>
    public static Result<DateOnly> Bounded(DateOnly day) => BeyondYears(day.Year) is { } beyond ? beyond : day;

    private static Refusal? BeyondYears(int calendarYear) => calendarYear < FirstYear ? new BeforeTheCalendar() : calendarYear > LastYear ? new TooFarAhead() : null;

    private static Result<DateOnly> Combine(string year, int month, int day, string written)
    {
        var era = char.IsAsciiDigit(year[0]) ? null : JapaneseEra.Named(year.AsSpan().TrimEnd("元0123456789"));
        var number = year.EndsWith('元') ? 1 : int.Parse(year.AsSpan().TrimStart("RHSTMrhstm令和平成昭大正明治"), CultureInfo.InvariantCulture);
        if (number == 0) return new NotADay(written);

        var calendarYear = era?.CalendarYear(number) ?? number;
        if (BeyondYears(calendarYear) is { } beyond) return beyond;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(calendarYear, month)) return new NoSuchDay(calendarYear, month, day);

        var result = new DateOnly(calendarYear, month, day);
        return era is null || result.Era == era ? result : new NotInThatEra($"{era.YearInWords(calendarYear)}{month}月{day}日", result);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private const string YearPattern = "(?<year>[0-9]{4}|(?:令和|平成|昭和|大正|明治|[RHSTMrhstm令平昭大明])(?:元|[0-9]{1,2}))";

    [GeneratedRegex($@"^(?:{YearPattern}(?:年|[-/.])(?<month>[0-9]{{1,2}})(?:月|[-/.])(?<day>[0-9]{{1,2}})日?|(?<year>[0-9]{{4}})(?<month>[0-9]{{2}})(?<day>[0-9]{{2}}))(?:\((?<weekday>[日月火水木金土])(?:曜日?)?\))?$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeDay();

    [GeneratedRegex($"^{YearPattern}年?$", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex("^(?<half>午前|午後)?(?:(?<hour>[0-9]{1,2})(?::(?<minute>[0-9]{2})|時(?:(?<minute>[0-9]{1,2})分)?)|(?<hour>[0-9]{2})(?<minute>[0-9]{2}))$", RegexOptions.CultureInvariant)]
    private static partial Regex TimeOfDay();
}
