namespace Koshiki.Foundation.Figures;

/// <summary>The two ways in which published reports round shares. Both are in percent, and decimal throughout.</summary>
public static class Rounding
{
    /// <summary>Each share by itself, half up (away from zero). Parts may not add up to the total, and a note says so. 四捨五入.</summary>
    /// <param name="whole">Above zero.</param>
    /// <param name="digits">After the decimal point, 0 to 4.</param>
    public static decimal HalfUp(int part, int whole, int digits) =>
        Math.Round(100m * part / whole, digits, MidpointRounding.AwayFromZero);

    /// <summary>All shares together, so that they add up to exactly 100. 最大剰余法.</summary>
    /// <remarks>Every share is cut off; what is missing goes, one unit of the last digit each, to the largest remainders: a tie to the larger count, then to the earlier one.</remarks>
    /// <param name="parts">Counts, none below zero, at least one above it.</param>
    /// <param name="digits">After the decimal point, 0 to 4.</param>
    public static IReadOnlyList<decimal> LargestRemainder(IReadOnlyList<int> parts, int digits)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var whole = parts.Sum(part => (long)part);
        var unit = 1m / PowerOfTen(digits);
        var units = 100L * PowerOfTen(digits);
        var floors = parts.Select(part => part * units / whole).ToArray();
        var missing = units - floors.Sum();
        var next = Enumerable.Range(0, parts.Count)
            .OrderByDescending(i => parts[i] * units % whole)
            .ThenByDescending(i => parts[i])
            .ThenBy(i => i);
        foreach (var i in next.Take((int)missing)) floors[i]++;
        return [.. floors.Select(floor => floor * unit)];
    }

    private static long PowerOfTen(int digits) => digits switch { 0 => 1, 1 => 10, 2 => 100, 3 => 1_000, 4 => 10_000, _ => throw new ArgumentOutOfRangeException(nameof(digits)) };
}
