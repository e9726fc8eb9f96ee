namespace Koshiki.Foundation.Japanese;

/// <summary>One era of the Japanese calendar. 元号.</summary>
/// <param name="Name">令和, 平成, 昭和, 大正 or 明治.</param>
/// <param name="Letter">The letter of dense tables: R, H, S, T, M.</param>
/// <param name="FirstDay">The day it begins; the same day is no longer in the era before.</param>
/// <param name="FirstYear">The calendar year of its 元年.</param>
/// <remarks>
/// Source: 元号法（昭和54年法律第43号）and the ordinances that changed the era (昭和64年政令第1号: from 8 January 1989; 平成31年政令第143号: from 1 May 2019);
/// letters as in JIS X 0301. The calendar of today is in force since 1 January of 明治6年 (1873), so 明治 starts there for us: earlier days have other months.
/// </remarks>
public sealed record JapaneseEra(string Name, char Letter, DateOnly FirstDay, int FirstYear)
{
    /// <summary>All eras, the present one first.</summary>
    public static IReadOnlyList<JapaneseEra> All { get; } =
    [
        new("令和", 'R', new(2019, 5, 1), 2019),
        new("平成", 'H', new(1989, 1, 8), 1989),
        new("昭和", 'S', new(1926, 12, 25), 1926),
        new("大正", 'T', new(1912, 7, 30), 1912),
        new("明治", 'M', new(1873, 1, 1), 1868),
    ];

    /// <summary>The era of a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day is before 1873.</exception>
    public static JapaneseEra Of(DateOnly day)
    {
        foreach (var era in All)
        {
            if (day >= era.FirstDay) return era;
        }

        throw new ArgumentOutOfRangeException(nameof(day), day, "The calendar of today begins on 1 January 1873.");
    }

    /// <summary>The era of a name, of its first character, or of its letter in either case; null for any other text.</summary>
    public static JapaneseEra? Named(ReadOnlySpan<char> name)
    {
        foreach (var era in All)
        {
            if (name.SequenceEqual(era.Name)) return era;
            if (name.Length == 1 && (name[0] == era.Name[0] || char.ToUpperInvariant(name[0]) == era.Letter)) return era;
        }

        return null;
    }

    /// <summary>The calendar year of a year of this era: 令和7 is 2025.</summary>
    public int CalendarYear(int yearOfEra) => FirstYear + yearOfEra - 1;

    /// <summary>The year of this era in words: 「令和7年」, 「令和元年」.</summary>
    public string YearInWords(int calendarYear)
    {
        var year = calendarYear - FirstYear + 1;
        return year == 1 ? $"{Name}元年" : $"{Name}{year}年";
    }
}
