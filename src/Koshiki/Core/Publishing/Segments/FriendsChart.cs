using System.Globalization;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>The friends of an account day by day, as the points of an SVG line of 600 × 160 units. The table beside it has every number.</summary>
/// <param name="Points">As the <c>points</c> of a polyline.</param>
public sealed record FriendsChart(string Points, long Least, long Most, DateOnly From, DateOnly Until)
{
    public const int Width = 600;

    public const int Height = 160;

    /// <param name="days">In the order of time.</param>
    /// <returns>Null where there are fewer than two days: one point is no line.</returns>
    public static FriendsChart? Of(IReadOnlyList<FriendsDay> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        if (days.Count < 2) return null;
        var (least, most) = (days.Min(d => d.Friends), days.Max(d => d.Friends));
        var span = Math.Max(1, days[^1].Day.DayNumber - days[0].Day.DayNumber);
        var points = days.Select(d => string.Create(
            CultureInfo.InvariantCulture,
            $"{(double)(d.Day.DayNumber - days[0].Day.DayNumber) / span * Width:0.#},{Height - (double)(d.Friends - least) / Math.Max(1, most - least) * Height:0.#}"));
        return new FriendsChart(string.Join(' ', points), least, most, days[0].Day, days[^1].Day);
    }
}
