using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Monitoring;

/// <summary>When the next look is due.</summary>
public static class MonitoringSchedule
{
    /// <summary>The last day of the next check.</summary>
    /// <param name="last">The day of the last check; null before the first.</param>
    /// <param name="since">Since when the interval holds: it counts from here until somebody has looked.</param>
    /// <returns>Null where no day follows: irregular, none, or not said.</returns>
    /// <remarks>「毎日」 is each day on which offices are open: staff look on working days. The intervals are decisions of this project within table 14's words.</remarks>
    public static DateOnly? DueOn(MonitoringInterval? interval, DateOnly? last, DateOnly? since)
    {
        if ((last > since ? last : since ?? last) is not { } from) return null;
        return interval switch
        {
            MonitoringInterval.Daily => NextOpenDay(from),
            MonitoringInterval.Weekly => OpenDayFrom(from.AddDays(7)),
            MonitoringInterval.Monthly => OpenDayFrom(from.AddMonths(1)),
            _ => null,
        };
    }

    /// <summary>The first day after this one on which offices are open.</summary>
    public static DateOnly NextOpenDay(DateOnly day) => OpenDayFrom(day.AddDays(1));

    /// <summary>This day, or the first after it on which offices are open. 地方自治法 第4条の2: Saturdays, Sundays, holidays, 29 December to 3 January.</summary>
    public static DateOnly OpenDayFrom(DateOnly day)
    {
        while (!IsOpen(day)) day = day.AddDays(1);
        return day;
    }

    private static bool IsOpen(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !(day is { Month: 12, Day: >= 29 } or { Month: 1, Day: <= 3 })
        && (!JapaneseHolidays.Knows(day.Year) || day.HolidayName is null);
}

/// <summary>How an account stands with its checks on a day.</summary>
public enum RoundState
{
    /// <summary>未定: the office has not said how often.</summary>
    NotPlanned,

    /// <summary>期限なし: irregular or none.</summary>
    NoTerm,

    /// <summary>期限前</summary>
    Later,

    /// <summary>今日まで</summary>
    Today,

    /// <summary>期限超過</summary>
    Overdue,
}
