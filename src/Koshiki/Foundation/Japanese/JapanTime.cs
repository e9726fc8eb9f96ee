using System.Globalization;

namespace Koshiki.Foundation.Japanese;

/// <summary>The clock on the wall of a Japanese office. 日本標準時.</summary>
/// <remarks>
/// Nine hours ahead of UTC without summer time (明治28年勅令第167号; summer time ended in 1951), so the offset is a constant and no time zone
/// files are needed on the machine.
/// </remarks>
public static class JapanTime
{
    /// <summary>The name of the zone, where another program asks for it.</summary>
    public const string ZoneName = "Asia/Tokyo";

    public static TimeSpan Offset { get; } = TimeSpan.FromHours(9);

    /// <summary>The last instant that a wall clock in Japan can show; what is later is shown as it.</summary>
    private static readonly DateTimeOffset Last = new(DateTime.MaxValue, Offset);

    extension(DateTimeOffset instant)
    {
        /// <summary>The same instant with the date and time of Japan.</summary>
        public DateTimeOffset InJapan => instant > Last ? Last : instant.ToOffset(Offset);

        /// <summary>The day in Japan on which this instant falls.</summary>
        public DateOnly DayInJapan => DateOnly.FromDateTime(instant.InJapan.DateTime);

        /// <summary>The time of day in Japan.</summary>
        public TimeOnly TimeInJapan => TimeOnly.FromDateTime(instant.InJapan.DateTime);

        /// <summary>As on screens: 「令和7年3月19日（水）14:05」.</summary>
        public string InWords => $"{instant.DayInJapan.InWords}{instant.TimeInJapan.InWords}";

        /// <summary>For dense tables: 「R7.3.19 14:05」.</summary>
        public string Dense => $"{instant.DayInJapan.Dense} {instant.TimeInJapan.InWords}";
    }
}

/// <summary>How a time of day is written.</summary>
public static class JapaneseTimes
{
    extension(TimeOnly time)
    {
        /// <summary>24 hours and two digits each: 「14:05」, 「09:00」.</summary>
        public string InWords => time.ToString("HH:mm", CultureInfo.InvariantCulture);
    }
}
