namespace Koshiki.Foundation.Japanese;

/// <summary>What an office says of a day: its fiscal year, its era, its weekday, whether it is a holiday, and how it is written.</summary>
public static class JapaneseDays
{
    private const string Weekdays = "日月火水木金土";

    extension(DateOnly day)
    {
        /// <summary>The fiscal year this day belongs to: 1 April to 31 March. 会計年度.</summary>
        /// <remarks>Source: 地方自治法 第208条第1項.</remarks>
        public FiscalYear FiscalYear => new(day.Month >= 4 ? day.Year : day.Year - 1);

        /// <summary>The era of this day. 元号. Days before 1873 throw.</summary>
        public JapaneseEra Era => JapaneseEra.Of(day);

        /// <summary>One character: 日, 月, 火, 水, 木, 金 or 土.</summary>
        public char Weekday => Weekdays[(int)day.DayOfWeek];

        /// <summary>The year in both ways, where the calendar year helps: 「令和7年（2025年）」.</summary>
        public string YearInBothWays => $"{day.Era.YearInWords(day.Year)}（{day.Year}年）";

        /// <summary>As on screens and in letters: 「令和7年3月19日（水）」.</summary>
        public string InWords => $"{day.InWordsWithoutWeekday}（{day.Weekday}）";

        /// <summary>「令和7年3月19日」, where the weekday says nothing: a date of birth, of a law, of opening an account.</summary>
        public string InWordsWithoutWeekday => $"{day.Era.YearInWords(day.Year)}{day.Month}月{day.Day}日";

        /// <summary>For dense tables whose caption gives the full form once: 「R7.3.19」. The first year is 1 here.</summary>
        public string Dense => $"{day.Era.Letter}{day.Year - day.Era.FirstYear + 1}.{day.Month}.{day.Day}";

        /// <summary>For files and the datetime attribute: 2025-03-19.</summary>
        public string Iso => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        /// <summary>The name of the holiday that falls on this day; null on other days. Years outside 2000-2099 throw.</summary>
        public string? HolidayName => JapaneseHolidays.NameOf(day);

        /// <summary>The instant, in UTC, at which the clock in Japan shows this day and time.</summary>
        public DateTimeOffset At(TimeOnly time) => new DateTimeOffset(day.ToDateTime(time), JapanTime.Offset).ToUniversalTime();

        /// <summary>The instant, in UTC, at which this day begins in Japan.</summary>
        public DateTimeOffset Beginning => day.At(TimeOnly.MinValue);
    }
}
