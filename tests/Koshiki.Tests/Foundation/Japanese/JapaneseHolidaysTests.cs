using System.Globalization;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Tests.Foundation.Japanese;

public sealed class JapaneseHolidaysTests
{
    /// <summary>Whole years as the Cabinet Office published them (month/day).</summary>
    [Theory]
    [InlineData(2000, "1/1 1/10 2/11 3/20 4/29 5/3 5/4 5/5 7/20 9/15 9/23 10/9 11/3 11/23 12/23")]
    [InlineData(2003, "1/1 1/13 2/11 3/21 4/29 5/3 5/5 7/21 9/15 9/23 10/13 11/3 11/23 11/24 12/23")]
    [InlineData(2006, "1/1 1/2 1/9 2/11 3/21 4/29 5/3 5/4 5/5 7/17 9/18 9/23 10/9 11/3 11/23 12/23")]
    [InlineData(2008, "1/1 1/14 2/11 3/20 4/29 5/3 5/4 5/5 5/6 7/21 9/15 9/23 10/13 11/3 11/23 11/24 12/23")]
    [InlineData(2009, "1/1 1/12 2/11 3/20 4/29 5/3 5/4 5/5 5/6 7/20 9/21 9/22 9/23 10/12 11/3 11/23 12/23")]
    [InlineData(2015, "1/1 1/12 2/11 3/21 4/29 5/3 5/4 5/5 5/6 7/20 9/21 9/22 9/23 10/12 11/3 11/23 12/23")]
    [InlineData(2016, "1/1 1/11 2/11 3/20 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/22 10/10 11/3 11/23 12/23")]
    [InlineData(2018, "1/1 1/8 2/11 2/12 3/21 4/29 4/30 5/3 5/4 5/5 7/16 8/11 9/17 9/23 9/24 10/8 11/3 11/23 12/23 12/24")]
    [InlineData(2019, "1/1 1/14 2/11 3/21 4/29 4/30 5/1 5/2 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/23 10/14 10/22 11/3 11/4 11/23")]
    [InlineData(2020, "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/23 7/24 8/10 9/21 9/22 11/3 11/23")]
    [InlineData(2021, "1/1 1/11 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/22 7/23 8/8 8/9 9/20 9/23 11/3 11/23")]
    [InlineData(2022, "1/1 1/10 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/23 10/10 11/3 11/23")]
    [InlineData(2023, "1/1 1/2 1/9 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/23 10/9 11/3 11/23")]
    [InlineData(2024, "1/1 1/8 2/11 2/12 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/22 9/23 10/14 11/3 11/4 11/23")]
    [InlineData(2025, "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/21 8/11 9/15 9/23 10/13 11/3 11/23 11/24")]
    [InlineData(2026, "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23")]
    [InlineData(2027, "1/1 1/11 2/11 2/23 3/21 3/22 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23")]
    public void Z1_holidays_are_those_that_were_published(int year, string days)
    {
        var holidays = JapaneseHolidays.Of(year);

        Assert.Equal(days, string.Join(' ', holidays.Select(holiday => $"{holiday.Day.Month}/{holiday.Day.Day}")));
    }

    [Theory]
    [InlineData("2006-05-04", "国民の休日")]
    [InlineData("2007-05-04", "みどりの日")]
    [InlineData("2006-04-29", "みどりの日")]
    [InlineData("2007-04-29", "昭和の日")]
    [InlineData("2019-05-01", "天皇の即位の日")]
    [InlineData("2019-04-30", "国民の休日")]
    [InlineData("2019-10-14", "体育の日")]
    [InlineData("2019-12-23", null)]
    [InlineData("2019-02-23", null)]
    [InlineData("2020-07-24", "スポーツの日")]
    [InlineData("2020-10-12", null)]
    [InlineData("2021-08-09", "振替休日")]
    [InlineData("2021-08-11", null)]
    [InlineData("2026-09-22", "国民の休日")]
    [InlineData("2026-05-06", "振替休日")]
    [InlineData("2025-03-19", null)]
    public void Z1_a_holiday_has_the_name_of_the_law(string iso, string? name)
    {
        Assert.Equal(name, Day(iso).HolidayName);
    }

    [Fact]
    public void Z1_no_holiday_is_computed_for_years_whose_law_is_not_known_here()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DateOnly(1999, 1, 1).HolidayName);
        Assert.Throws<ArgumentOutOfRangeException>(() => JapaneseHolidays.Of(2100));
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
