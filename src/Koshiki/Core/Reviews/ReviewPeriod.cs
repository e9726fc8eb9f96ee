using System.Globalization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Reviews;

/// <summary>The days that a review is about: a fiscal year or one of its halves. 振り返りの期間.</summary>
/// <param name="Year">The calendar year in which the fiscal year begins.</param>
/// <param name="Half">0 for the whole year, 1 for April to September, 2 for October to March.</param>
/// <remarks>The guideline asks for a repeated look without saying how often (G2-7(4)); yearly with half-yearly as a choice is this project's decision.</remarks>
public readonly record struct ReviewPeriod(int Year, int Half)
{
    public DateOnly First => Half == 2 ? new DateOnly(Year, 10, 1) : new DateOnly(Year, 4, 1);

    public DateOnly Last => Half == 1 ? new DateOnly(Year, 9, 30) : new DateOnly(Year + 1, 3, 31);

    /// <summary>「令和7年度」, 「令和7年度 上半期」.</summary>
    public string Name => new FiscalYear(Year).Name + Half switch { 1 => " 上半期", 2 => " 下半期", _ => "" };

    /// <summary>As in addresses: <c>2025</c>, <c>2025-1</c>.</summary>
    public string Key => Half == 0 ? Year.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Year}-{Half}");

    /// <summary>The one of the same length before it.</summary>
    public ReviewPeriod Previous => Half switch { 0 => this with { Year = Year - 1 }, 1 => new(Year - 1, 2), _ => this with { Half = 1 } };

    /// <summary>The fiscal year that has ended last: the one whose review is due.</summary>
    public static ReviewPeriod DueOn(DateOnly today) => new(today.FiscalYear.Year - 1, 0);

    /// <summary>What can be reviewed today: this year and the last with their halves, as far as they have begun.</summary>
    public static IReadOnlyList<ReviewPeriod> Offered(DateOnly today)
    {
        var year = today.FiscalYear.Year;
        ReviewPeriod[] all = [new(year - 1, 0), new(year - 1, 1), new(year - 1, 2), new(year, 0), new(year, 1), new(year, 2)];
        return [.. all.Where(period => period.First <= today)];
    }

    /// <returns>The period, or <see cref="NotAPeriod"/>.</returns>
    public static Result<ReviewPeriod> Parse(string key)
    {
        var parts = key.Split('-');
        var half = 0;
        return parts.Length <= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 2000 and < 2100
            && (parts.Length == 1 || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out half) && half is 1 or 2))
            ? new ReviewPeriod(year, half)
            : new NotAPeriod();
    }
}
