using System.Collections.Concurrent;

namespace Koshiki.Foundation.Japanese;

/// <summary>A day off by law.</summary>
public sealed record Holiday(DateOnly Day, string Name);

/// <summary>The national holidays of Japan from 2000 to 2099. 国民の祝日及び休日.</summary>
/// <remarks>
/// Source: 国民の祝日に関する法律（昭和23年法律第178号）as in force in each year, with its amendments of 2000 and 2003 (Mondays: 成人の日, 体育の日, 海の日, 敬老の日),
/// 2007 (昭和の日, substitute days that go on past holidays), 2016 (山の日), 2020 (スポーツの日, 天皇誕生日);
/// 平成30年法律第99号 for the accession of 2019; 平成三十二年東京オリンピック競技大会…特別措置法 第32条 for 2020 and 2021.
/// The two equinoxes are computed with the approximation of the Hydrographic Department (海上保安庁水路部) for 1980-2099;
/// the day is fixed each February for the next year in the official gazette, so later years are forecasts.
/// </remarks>
public static class JapaneseHolidays
{
    public const int FirstYear = 2000;
    public const int LastYear = 2099;

    private static readonly ConcurrentDictionary<int, SortedDictionary<DateOnly, string>> Years = new();

    /// <summary>Whether the law of that year is known here.</summary>
    public static bool Knows(int year) => year is >= FirstYear and <= LastYear;

    /// <summary>The holidays of a calendar year in their order, substitute and in-between days included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not within 2000-2099.</exception>
    public static IReadOnlyList<Holiday> Of(int year) => [.. Table(year).Select(entry => new Holiday(entry.Key, entry.Value))];

    /// <summary>The holiday's name, 「振替休日」 and 「国民の休日」 included; null for any other day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not within 2000-2099.</exception>
    public static string? NameOf(DateOnly day) => Table(day.Year).GetValueOrDefault(day);

    private static SortedDictionary<DateOnly, string> Table(int year)
    {
        if (!Knows(year)) throw new ArgumentOutOfRangeException(nameof(year), year, "Holidays are known from 2000 to 2099.");
        return Years.GetOrAdd(year, Compute);
    }

    private static SortedDictionary<DateOnly, string> Compute(int year)
    {
        var named = new SortedDictionary<DateOnly, string>(Named(year).ToDictionary(holiday => holiday.Day, holiday => holiday.Name));
        var all = new SortedDictionary<DateOnly, string>(named);

        // 第3条第2項: a holiday on a Sunday. Until 2006 only the Monday after it was given, from 2007 the next day that is no holiday itself.
        foreach (var sunday in named.Keys.Where(day => day.DayOfWeek == DayOfWeek.Sunday))
        {
            var substitute = sunday.AddDays(1);
            while (year >= 2007 && named.ContainsKey(substitute)) substitute = substitute.AddDays(1);
            all.TryAdd(substitute, "振替休日");
        }

        // 第3条第3項: a day between two holidays. Until 2006 not if it was a Sunday.
        foreach (var day in named.Keys.Select(day => day.AddDays(1)).Where(day => named.ContainsKey(day.AddDays(1))))
        {
            if (year >= 2007 || day.DayOfWeek != DayOfWeek.Sunday) all.TryAdd(day, "国民の休日");
        }

        return all;
    }

    private static IEnumerable<Holiday> Named(int year)
    {
        Holiday On(int month, int day, string name) => new(new DateOnly(year, month, day), name);

        yield return On(1, 1, "元日");
        yield return On(1, Monday(year, 1, 2), "成人の日");
        yield return On(2, 11, "建国記念の日");
        if (year >= 2020) yield return On(2, 23, "天皇誕生日");
        yield return On(3, Equinox(20.8431, year), "春分の日");
        yield return On(4, 29, year >= 2007 ? "昭和の日" : "みどりの日");
        if (year == 2019) yield return On(5, 1, "天皇の即位の日");
        yield return On(5, 3, "憲法記念日");
        if (year >= 2007) yield return On(5, 4, "みどりの日");
        yield return On(5, 5, "こどもの日");
        yield return year switch
        {
            <= 2002 => On(7, 20, "海の日"),
            2020 => On(7, 23, "海の日"),
            2021 => On(7, 22, "海の日"),
            _ => On(7, Monday(year, 7, 3), "海の日"),
        };
        if (year >= 2016) yield return On(8, year switch { 2020 => 10, 2021 => 8, _ => 11 }, "山の日");
        yield return On(9, year <= 2002 ? 15 : Monday(year, 9, 3), "敬老の日");
        yield return On(9, Equinox(23.2488, year), "秋分の日");
        yield return year switch
        {
            2020 => On(7, 24, "スポーツの日"),
            2021 => On(7, 23, "スポーツの日"),
            _ => On(10, Monday(year, 10, 2), year >= 2020 ? "スポーツの日" : "体育の日"),
        };
        if (year == 2019) yield return On(10, 22, "即位礼正殿の儀の行われる日");
        yield return On(11, 3, "文化の日");
        yield return On(11, 23, "勤労感謝の日");
        if (year <= 2018) yield return On(12, 23, "天皇誕生日");
    }

    /// <summary>The day of the month on which its n-th Monday falls.</summary>
    private static int Monday(int year, int month, int nth)
    {
        var first = (int)new DateOnly(year, month, 1).DayOfWeek;
        return 1 + (8 - first) % 7 + 7 * (nth - 1);
    }

    private static int Equinox(double in1980, int year) => (int)(in1980 + 0.242194 * (year - 1980)) - (year - 1980) / 4;
}
