using FsCheck;
using FsCheck.Fluent;
using Koshiki.Foundation.Figures;

namespace Koshiki.Tests.Foundation.Figures;

/// <summary>The engine against a plain calculation over the same records.</summary>
public sealed class RecipeTests
{
    private const string Yaml = """
        table: "7"
        title: 果物と産地
        row-head: 産地
        sentence: りんごは{ratio}％、北は{北/apples}件です。
        exclusions:
          - { population: fruits, where: { state: rotten }, why: 傷んだものを含まない。 }
        columns:
          - { key: fruits, label: 数, count: fruits }
          - { key: apples, label: りんご, count: fruits, where: { kind: apple } }
          - { key: farms, label: 農家, count: fruits, distinct: farm }
          - { key: share, label: 構成比, share-of: fruits, base: { row: total, column: fruits } }
        rows:
          - { by: region }
          - { key: total, label: 計, role: total }
          - { key: shares, label: 割合, share-of: total, base: fruits }
        shares:
          ratio: { of: { row: total, column: apples }, base: { row: total, column: fruits } }
        chart: [fruits]
        """;

    private static readonly string[] Regions = ["北", "南", "西"];
    private static readonly string[] Kinds = ["apple", "pear"];
    private static readonly string[] States = ["fresh", "rotten"];
    private static readonly Guid[] Farms = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];

    private static readonly Arbitrary<Fruit[]> Fruits = (
        from region in Gen.Elements(Regions)
        from kind in Gen.Elements(Kinds)
        from state in Gen.Elements(States)
        from farm in Gen.Elements(Farms)
        select new Fruit(Guid.NewGuid(), region, kind, state, farm)).ArrayOf().ToArbitrary();

    [Fact]
    public void J2_every_cell_equals_a_plain_calculation_and_keeps_exactly_the_records_behind_it()
    {
        Prop.ForAll(Fruits, fruits =>
        {
            var table = RecipeRun.Run(Recipe() with { Sentence = null }, Snapshot(fruits));
            var fresh = fruits.Where(fruit => fruit.State == "fresh").ToList();
            foreach (var row in table.Rows.Where(row => row.Key != "shares"))
            {
                var mine = fresh.Where(fruit => row.Key == "total" || fruit.Region == row.Key).ToList();
                Assert.Equal(mine.Select(fruit => fruit.Id).Order(), Behind(row.Cells[0]).Ids.Order());
                Assert.Equal(mine.Count(fruit => fruit.Kind == "apple"), Behind(row.Cells[1]).Number);
                Assert.Equal(mine.Select(fruit => fruit.Farm).Distinct().Order(), Behind(row.Cells[2]).Ids.Order());
                Assert.Equal(fresh.Count == 0 ? "－" : mine.Count == fresh.Count ? "100" : Math.Round(100m * mine.Count / fresh.Count, 1, MidpointRounding.AwayFromZero).ToString("F1", System.Globalization.CultureInfo.InvariantCulture), row.Cells[3].Text);
            }

            Assert.Equal(fresh.Select(fruit => fruit.Region).Distinct().Order(), table.Rows.Where(row => row.Role == RowRole.Ordinary).Select(row => row.Key).Order());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void J2_the_sentence_says_the_figures_and_the_note_says_what_is_left_out()
    {
        var table = RecipeRun.Run(Recipe(), Snapshot(A("北", "apple"), A("北", "pear"), A("南", "pear"), A("南", "apple", "rotten")));

        Assert.Equal("りんごは33.3％、北は1件です。", table.Sentence);
        Assert.StartsWith("傷んだものを含まない。構成比は四捨五入し、", table.Note, StringComparison.Ordinal);
        Assert.Equal(["66.7", "33.3", "100"], table.Rows.Take(3).Select(row => row.Cells[3].Text));
    }

    [Fact]
    public void J2_largest_remainder_makes_the_shares_of_the_rows_add_up_to_100()
    {
        var recipe = Recipe() with { Rounding = RoundingRule.LargestRemainder, Digits = 0, Sentence = null };

        var table = RecipeRun.Run(recipe, Snapshot(A("北", "apple"), A("南", "apple"), A("西", "apple")));

        Assert.Equal(["34", "33", "33", "100"], table.Rows.Take(4).Select(row => row.Cells[3].Text));
    }

    [Fact]
    public void J2_a_record_with_several_values_counts_in_each_of_their_rows()
    {
        var population = new Population("fruits", [Guid.NewGuid(), Guid.NewGuid()]).WithMany("region", [["北", "南"], ["北"]]).With("kind", ["apple", null]).With("state", ["fresh", "fresh"]).WithReference("farm", "farms", [Farms[0], Farms[0]]);

        var table = RecipeRun.Run(Recipe() with { Sentence = null }, new Snapshot(new DateOnly(2026, 4, 1), population));

        Assert.Equal([("北", "2"), ("南", "1"), ("total", "2")], table.Rows.Take(3).Select(row => (row.Key, row.Cells[0].Text)));
    }

    [Theory]
    [InlineData("rows:", "rwos:", "line")]
    [InlineData("count: fruits, distinct", "count: fruit, distinct", "no population fruit")]
    [InlineData("where: { kind: apple }", "where: { kindd: apple }", "no attribute kindd")]
    [InlineData("{北/apples}", "{東/apples}", "東/apples")]
    public void J2_a_slip_in_a_recipe_is_named_and_never_passed_over(string right, string wrong, string named)
    {
        var text = Yaml.Replace(right, wrong, StringComparison.Ordinal);

        var made = Record.Exception(() => RecipeRun.Run(RecipeReader.Read("table-7.yaml", text), Snapshot(A("北", "apple"))));

        Assert.Contains(named, Assert.IsType<InvalidDataException>(made).Message, StringComparison.Ordinal);
    }

    private static Recipe Recipe() => RecipeReader.Read("table-7.yaml", Yaml);

    private static Records Behind(Figure figure) => Assert.IsType<Figure.Count>(figure).Behind;

    private static Fruit A(string region, string kind, string state = "fresh") => new(Guid.NewGuid(), region, kind, state, Farms[0]);

    private static Snapshot Snapshot(params Fruit[] fruits) => new(
        new DateOnly(2026, 4, 1),
        new Population("fruits", [.. fruits.Select(fruit => fruit.Id)])
            .With("region", [.. fruits.Select(fruit => fruit.Region)])
            .With("kind", [.. fruits.Select(fruit => fruit.Kind)])
            .With("state", [.. fruits.Select(fruit => fruit.State)])
            .WithReference("farm", "farms", [.. fruits.Select(fruit => fruit.Farm)]));

    private sealed record Fruit(Guid Id, string Region, string Kind, string State, Guid Farm);
}
