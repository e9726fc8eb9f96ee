using FsCheck;
using FsCheck.Fluent;
using Koshiki.Foundation.Figures;

namespace Koshiki.Tests.Foundation.Figures;

public sealed class RoundingTests
{
    private static readonly Arbitrary<int[]> Counts = Gen.Choose(0, 2_000).ArrayOf().Where(counts => counts.Sum() > 0).ToArbitrary();

    [Theory]
    [InlineData(105, 283, 1, "37.1")]
    [InlineData(1, 8, 1, "12.5")]
    [InlineData(1, 16, 1, "6.3")]
    [InlineData(1, 800, 0, "0")]
    [InlineData(1, 200, 0, "1")]
    public void J2_a_share_is_rounded_half_up(int part, int whole, int digits, string expected)
    {
        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Rounding.HalfUp(part, whole, digits));
    }

    [Fact]
    public void J2_of_equal_remainders_the_larger_count_and_then_the_earlier_row_gets_the_missing_unit()
    {
        Assert.Equal([34m, 33m, 33m], Rounding.LargestRemainder([1, 1, 1], 0));
        Assert.Equal([12m, 88m], Rounding.LargestRemainder([1, 7], 0));
        Assert.Equal([13m, 12m, 12m, 63m], Rounding.LargestRemainder([1, 1, 1, 5], 0));
    }

    [Fact]
    public void J2_shares_by_largest_remainder_always_add_up_to_100_and_none_is_a_unit_away_from_the_truth()
    {
        Prop.ForAll(Counts, Gen.Choose(0, 3).ToArbitrary(), (counts, digits) =>
        {
            var shares = Rounding.LargestRemainder(counts, digits);
            var unit = digits switch { 0 => 1m, 1 => .1m, 2 => .01m, _ => .001m };
            decimal whole = counts.Sum();
            return shares.Sum() == 100m
                && shares.Zip(counts).All(pair => Math.Abs(pair.First - (100m * pair.Second / whole)) < unit)
                && counts.Zip(shares).OrderBy(pair => pair.First).ThenBy(pair => pair.Second).Select(pair => pair.Second).IsSorted();
        }).QuickCheckThrowOnFailure();
    }
}

file static class Order
{
    public static bool IsSorted(this IEnumerable<decimal> values)
    {
        var list = values.ToList();
        return list.Zip(list.Skip(1)).All(pair => pair.First <= pair.Second);
    }
}
