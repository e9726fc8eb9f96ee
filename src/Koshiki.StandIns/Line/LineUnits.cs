using System.Globalization;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Line;

/// <summary>The statistics units of one account: how many people each reached on which day. The account's lock guards it.</summary>
internal sealed class LineUnits
{
    /// <summary>Distinct names in a calendar month; the next one is silently not assigned (PLATFORMS.md, line 78).</summary>
    public const int MostInAMonth = 1_000;

    private readonly Dictionary<(string Unit, DateOnly Day), long> reached = [];

    public void Add(string unit, DateOnly day, int people)
    {
        if (Names(day).Contains(unit) || Names(day).Count < MostInAMonth)
        {
            reached[(unit, day)] = reached.GetValueOrDefault((unit, day)) + people;
        }
    }

    /// <summary>The names used in the month of a day.</summary>
    public IReadOnlyCollection<string> Names(DateOnly day) =>
        reached.Keys.Where(key => key.Day.Year == day.Year && key.Day.Month == day.Month).Select(key => key.Unit).Distinct().ToArray();

    /// <summary>People reached by a unit's messages in these days.</summary>
    public long Reached(string unit, DateOnly from, DateOnly to) =>
        reached.Where(entry => entry.Key.Unit == unit && entry.Key.Day >= from && entry.Key.Day <= to).Sum(entry => entry.Value);
}

/// <summary>What LINE answers about units.</summary>
internal static class LineInsight
{
    /// <summary>PLATFORMS.md, line 78.</summary>
    public static StandInAnswer UnitsUsed(LineStandIn line, LineAccount account) =>
        LineAnswers.Ok(new { numOfCustomAggregationUnits = account.UnitsOf(LineAccount.DayOf(line.Clock.GetUtcNow())).Count });

    public static StandInAnswer UnitNames(LineStandIn line, LineAccount account) =>
        LineAnswers.Ok(new { customAggregationUnits = account.UnitsOf(LineAccount.DayOf(line.Clock.GetUtcNow())) });

    /// <summary>PLATFORMS.md, line 79: a range of at most 30 days, days in UTC+9, and what is below 20 is null, not zero.</summary>
    public static StandInAnswer Statistics(LineStandIn line, LineAccount account, StandInRequest request)
    {
        if (request.Query("customAggregationUnit") is not { Length: > 0 and <= 30 } unit
            || Day(request.Query("from")) is not { } from || Day(request.Query("to")) is not { } to || to < from || to.DayNumber - from.DayNumber > 30)
        {
            return LineAnswers.Message(400, "The value for the 'customAggregationUnit', 'from' or 'to' parameter is invalid");
        }

        var reached = account.ReachedByUnit(unit, from, to);
        return LineAnswers.Ok(new LineStatistics(
            new LineStatisticsOverview(FromTwenty(reached * line.Options.ShownPercent / 100), FromTwenty(reached * line.Options.ClickedPercent / 100)), [], []));
    }

    private static long? FromTwenty(long people) => people < 20 ? null : people;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private sealed record LineStatistics(LineStatisticsOverview Overview, object[] Messages, object[] Clicks);

    /// <remarks>What is kept back is left out here, which a reader must take as null (insight.yml, nullable).</remarks>
    private sealed record LineStatisticsOverview(long? UniqueImpression, long? UniqueClick);
}
