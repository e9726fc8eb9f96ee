using Koshiki.Edge.Delivery;
using Koshiki.Exchange;

namespace Koshiki.Tests.Edge.Delivery;

public sealed class DeliveryFlowTests
{
    [Fact]
    public void E1_every_move_of_a_delivery_stands_in_the_readme()
    {
        var moves =
            from @from in Enum.GetValues<DeliveryState>()
            from move in Enum.GetValues<DeliveryMove>()
            let next = DeliveryFlow.Next(@from, move)
            where next.Succeeded
            select $"| {@from} | {move} | {next.Value} |";

        var table = File.ReadAllLines(Readme()).SkipWhile(line => !line.StartsWith("| from |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'));

        Assert.Equal(table, moves);
    }

    [Theory]
    [InlineData(DeliveryState.Sent)]
    [InlineData(DeliveryState.Withdrawn)]
    public void E1_what_is_sent_or_withdrawn_never_moves_again(DeliveryState end) =>
        Assert.DoesNotContain(Enum.GetValues<DeliveryMove>(), move => DeliveryFlow.Next(end, move).Succeeded);

    private static string Readme()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); ; folder = folder.Parent ?? throw new DirectoryNotFoundException("The sources are not above the tests."))
        {
            var readme = Path.Combine(folder.FullName, "src", "Koshiki", "Edge", "Delivery", "README.md");
            if (File.Exists(readme)) return readme;
        }
    }
}
