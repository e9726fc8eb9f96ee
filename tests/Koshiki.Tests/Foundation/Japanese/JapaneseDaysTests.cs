using System.Globalization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Tests.Foundation.Japanese;

public sealed class JapaneseDaysTests
{
    [Fact]
    public void Z1_an_instant_after_the_last_that_a_clock_in_Japan_can_show_is_shown_as_the_last()
    {
        Assert.Equal(new DateOnly(9999, 12, 31), DateTimeOffset.MaxValue.DayInJapan);
        Assert.Equal("令和7981年12月31日（金）23:59", DateTimeOffset.MaxValue.InWords);
        Assert.Equal(new DateOnly(1, 1, 1), DateTimeOffset.MinValue.DayInJapan);
    }

    [Theory]
    [InlineData("2025-03-31", 2024, "令和6年度")]
    [InlineData("2025-04-01", 2025, "令和7年度")]
    [InlineData("2019-04-01", 2019, "令和元年度")]
    [InlineData("2019-03-31", 2018, "平成30年度")]
    [InlineData("1989-03-31", 1988, "昭和63年度")]
    [InlineData("1989-04-01", 1989, "平成元年度")]
    public void Z1_a_fiscal_year_runs_from_april_to_march(string iso, int year, string name)
    {
        var fiscalYear = Day(iso).FiscalYear;

        Assert.Equal(new FiscalYear(year), fiscalYear);
        Assert.Equal(name, fiscalYear.Name);
        Assert.True(fiscalYear.Contains(Day(iso)));
        Assert.False(fiscalYear.Contains(fiscalYear.Next.FirstDay));
        Assert.Equal(fiscalYear.FirstDay, fiscalYear.Previous.LastDay.AddDays(1));
    }

    [Theory]
    [InlineData("2025-03-19", "令和7年3月19日（水）", "R7.3.19")]
    [InlineData("2019-05-01", "令和元年5月1日（水）", "R1.5.1")]
    [InlineData("2019-04-30", "平成31年4月30日（火）", "H31.4.30")]
    [InlineData("1989-01-08", "平成元年1月8日（日）", "H1.1.8")]
    [InlineData("1989-01-07", "昭和64年1月7日（土）", "S64.1.7")]
    [InlineData("1926-12-25", "昭和元年12月25日（土）", "S1.12.25")]
    [InlineData("1926-12-24", "大正15年12月24日（金）", "T15.12.24")]
    [InlineData("1912-07-30", "大正元年7月30日（火）", "T1.7.30")]
    [InlineData("1912-07-29", "明治45年7月29日（月）", "M45.7.29")]
    [InlineData("1873-01-01", "明治6年1月1日（水）", "M6.1.1")]
    public void Z1_a_day_is_written_in_its_era_to_the_day(string iso, string words, string dense)
    {
        var day = Day(iso);

        Assert.Equal(words, day.InWords);
        Assert.Equal(dense, day.Dense);
        Assert.Equal(iso, day.Iso);
        Assert.Equal(day, JapaneseDate.Parse(words).Value);
        Assert.Equal(day, JapaneseDate.Parse(dense).Value);
    }

    [Fact]
    public void Z1_every_day_of_two_centuries_is_read_back_as_it_was_written()
    {
        for (var day = new DateOnly(1873, 1, 1); day < new DateOnly(2100, 1, 1); day = day.AddDays(1))
        {
            Assert.Equal(day, JapaneseDate.Parse(day.InWords).Value);
            Assert.Equal(day, JapaneseDate.Parse(day.Dense).Value);
            Assert.Equal(day, JapaneseDate.Parse(day.Iso).Value);
        }
    }

    [Theory]
    [InlineData("2025-03-19")]
    [InlineData("2025/3/19")]
    [InlineData("２０２５／３／１９")]
    [InlineData("2025−03−19")]
    [InlineData("20250319")]
    [InlineData("2025年3月19日")]
    [InlineData("R7.3.19")]
    [InlineData("r7/03/19")]
    [InlineData("Ｒ７．３．１９")]
    [InlineData("令和7年3月19日")]
    [InlineData("令和７年３月１９日（水）")]
    [InlineData(" 令和 7 年 3 月 19 日 (水曜日) ")]
    [InlineData("令7.3.19")]
    [InlineData("㋿7年3月19日")]
    public void Z1_a_day_is_read_as_people_type_it(string text)
    {
        var day = JapaneseDate.Parse(text);

        Assert.Equal(new DateOnly(2025, 3, 19), day.Value);
    }

    [Fact]
    public void Z1_a_day_that_cannot_be_is_refused_with_what_to_do()
    {
        Assert.Equal(new NotADay("あした"), JapaneseDate.Parse("あした").Refusal);
        Assert.Equal(new NotADay("令和0年1月1日"), JapaneseDate.Parse("令和0年1月1日").Refusal);
        Assert.Equal(new NoSuchDay(2025, 2, 29), JapaneseDate.Parse("令和7年2月29日").Refusal);
        Assert.Equal("2025年2月29日はありません。2025年2月は28日までです。", JapaneseDate.Parse("2025-02-29").Refusal.Sentence);
        Assert.Equal(new NoSuchDay(2025, 13, 1), JapaneseDate.Parse("R7.13.1").Refusal);
        Assert.Equal(new NotInThatEra("平成31年5月1日", new(2019, 5, 1)), JapaneseDate.Parse("平成31年5月1日").Refusal);
        Assert.Equal("「平成31年5月1日」という日付はありません。その日は令和元年5月1日です。元号と年を確かめてください。", JapaneseDate.Parse("H31.5.1").Refusal.Sentence);
        Assert.Equal(new NotThatWeekday(new(2025, 3, 19), '火'), JapaneseDate.Parse("令和7年3月19日（火）").Refusal);
        Assert.Equal(new BeforeTheCalendar(), JapaneseDate.Parse("明治5年12月2日").Refusal);
        Assert.Equal(new TooFarAhead(), JapaneseDate.Parse("9999-12-31").Refusal);
        Assert.Equal(new TooFarAhead(), JapaneseDate.Parse("2201", "1", "1").Refusal);
        Assert.Equal(new DateOnly(2200, 12, 31), JapaneseDate.Parse("2200-12-31").Value);
    }

    [Theory]
    [InlineData("2025", "3", "19")]
    [InlineData("R7", "3", "19")]
    [InlineData("ｒ７", "０３", "１９")]
    [InlineData("令和7", "3", "19")]
    [InlineData("令和7年", "3月", "19日")]
    public void Z1_three_boxes_make_a_day(string year, string month, string day)
    {
        var result = JapaneseDate.Parse(year, month, day);

        Assert.Equal(new DateOnly(2025, 3, 19), result.Value);
    }

    [Fact]
    public void Z1_an_empty_box_is_refused()
    {
        Assert.Equal(new NotADay("年3月19日"), JapaneseDate.Parse("", "3", "19").Refusal);
        Assert.Equal(new NotADay("R7年月19日"), JapaneseDate.Parse("R7", " ", "19").Refusal);
        Assert.Equal(new DateOnly(2019, 5, 1), JapaneseDate.Parse("令和元", "5", "1").Value);
    }

    [Fact]
    public void Z1_an_instant_is_shown_as_the_clock_in_japan_shows_it()
    {
        var instant = new DateTimeOffset(2025, 3, 18, 15, 5, 0, TimeSpan.Zero);

        Assert.Equal(new DateOnly(2025, 3, 19), instant.DayInJapan);
        Assert.Equal("令和7年3月19日（水）00:05", instant.InWords);
        Assert.Equal("R7.3.19 00:05", instant.Dense);
        Assert.Equal(instant, new DateOnly(2025, 3, 19).At(new TimeOnly(0, 5)));
        Assert.Equal(TimeSpan.Zero, new DateOnly(2025, 3, 19).Beginning.Offset);
        Assert.Equal("令和7年（2025年）", instant.DayInJapan.YearInBothWays);
    }

    [Theory]
    [InlineData("14:05")]
    [InlineData("１４：０５")]
    [InlineData("14時5分")]
    [InlineData("午後2時5分")]
    [InlineData("1405")]
    public void Z1_a_time_is_read_as_people_type_it(string text)
    {
        var time = JapaneseDate.ParseTime(text);

        Assert.Equal(new TimeOnly(14, 5), time.Value);
        Assert.Equal("14:05", time.Value.InWords);
    }

    [Theory]
    [InlineData("24:00")]
    [InlineData("午後14時")]
    [InlineData("14:60")]
    [InlineData("昼")]
    public void Z1_a_time_that_cannot_be_is_refused(string text)
    {
        var time = JapaneseDate.ParseTime(text);

        Assert.Equal(new NotATime(text), time.Refusal);
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
