using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>Reads the parts of a date in running text, in half or full width.</summary>
internal static class WrittenDate
{
    /// <summary>Days to either side of today between which a date without its year is looked for.</summary>
    private const int DaysBack = 60;

    /// <summary>Reads a number of at most <paramref name="most"/> digits that ends before a place.</summary>
    /// <returns>The number and where it begins; -1 when there is none or it is longer.</returns>
    public static (int Number, int Start) NumberBefore(ReadOnlySpan<char> text, int end, int most)
    {
        var start = end;
        var number = 0;
        var weight = 1;
        while (start > 0 && CharacterMap.Digit(text[start - 1]) is var digit and >= 0)
        {
            if (end - start == most) return (-1, end);
            number += digit * weight;
            weight *= 10;
            start--;
        }

        return start == end ? (-1, end) : (number, start);
    }

    /// <summary>Reads a number of at most <paramref name="most"/> digits that begins at a place.</summary>
    /// <returns>The number and where it ends; -1 when there is none or it is longer.</returns>
    public static (int Number, int End) NumberAt(ReadOnlySpan<char> text, int start, int most)
    {
        var end = start;
        var number = 0;
        while (end < text.Length && CharacterMap.Digit(text[end]) is var digit and >= 0)
        {
            if (end - start == most) return (-1, start);
            number = number * 10 + digit;
            end++;
        }

        return end == start ? (-1, start) : (number, end);
    }

    /// <summary>Reads the year that ends with the 年 at a place: its era, when written so, and its calendar year.</summary>
    /// <returns>False when no year is written there.</returns>
    public static bool TryReadYear(ReadOnlySpan<char> text, int mark, out JapaneseEra? era, out int year, out int start)
    {
        era = null;
        (year, start) = NumberBefore(text, mark, 4);
        if (year < 0)
        {
            if (mark == 0 || text[mark - 1] != '元') return false;
            year = 1;
            start = mark - 1;
        }

        if (start >= 2) era = JapaneseEra.Named(text[(start - 2)..start]);
        if (era is null) return mark - start == 4 && year is >= 1900 and < 2100;
        if (year is 0 or > 99) return false;

        start -= 2;
        year = era.CalendarYear(year);
        return true;
    }

    /// <summary>Reads the 「R7.」 or 「R7/」 that ends before a month.</summary>
    public static bool TryReadDenseYear(ReadOnlySpan<char> text, int month, char separator, out int year, out int start)
    {
        (year, start) = month > 0 && text[month - 1] == separator ? NumberBefore(text, month - 1, 2) : (-1, month);
        if (year < 1 || start == 0 || start > 1 && char.IsAsciiLetterOrDigit(text[start - 2]) || text[start - 1] is not ('R' or 'H')) return false;

        start--;
        year = JapaneseEra.Named(text.Slice(start, 1))!.CalendarYear(year);
        return true;
    }

    /// <summary>Reads 「（水）」, 「(水・祝)」, 「（水曜日）」 or 「水曜日」 at a place.</summary>
    /// <returns>Where it ends; the place itself when no single weekday is written there.</returns>
    public static int ReadWeekday(ReadOnlySpan<char> text, int at, out char weekday, out bool isHoliday)
    {
        weekday = '\0';
        isHoliday = false;
        var inner = at;
        while (inner < text.Length && text[inner] is ' ' or '　') inner++;
        var isBracketed = inner < text.Length && text[inner] is '(' or '（';
        if (isBracketed) inner++;
        if (inner >= text.Length || !"日月火水木金土".Contains(text[inner], StringComparison.Ordinal)) return at;

        var after = text[(inner + 1)..];
        if (!isBracketed && !after.StartsWith("曜")) return at;

        var end = inner + 1;
        if (after.StartsWith("曜日")) end += 2;
        else if (after.StartsWith("曜")) end++;
        if (isBracketed)
        {
            var close = text[end..Math.Min(text.Length, end + 8)].IndexOfAny(')', '）');
            if (close < 0) return at;

            var note = text[end..(end + close)].Trim(" 　・･、,，/／");
            isHoliday = note is "祝" or "祝日" or "休" or "振休" or "振替休日" or "休日";
            if (!note.IsEmpty && !isHoliday) return at;
            end += close + 1;
        }

        weekday = text[inner];
        return end;
    }

    /// <summary>The day of a month and day without a year: the one that falls between 60 days ago and ten months ahead.</summary>
    public static DateOnly? Nearest(int month, int day, DateOnly today)
    {
        var from = today.DayNumber - DaysBack;
        for (var year = Math.Max(1, today.Year - 1); year <= Math.Min(9998, today.Year + 1); year++)
        {
            if (Make(year, month, day) is { } candidate && candidate.DayNumber >= from && candidate.DayNumber < from + 365) return candidate;
        }

        return null;
    }

    public static DateOnly? Make(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && year is >= 1 and <= 9999 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
}
