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

    [Fact]
    public void E1_what_is_sent_never_moves_again_and_what_is_withdrawn_only_when_it_turns_out_to_be_public()
    {
        Assert.DoesNotContain(Enum.GetValues<DeliveryMove>(), move => DeliveryFlow.Next(DeliveryState.Sent, move).Succeeded);
        Assert.Equal([DeliveryMove.Finish], Enum.GetValues<DeliveryMove>().Where(move => DeliveryFlow.Next(DeliveryState.Withdrawn, move).Succeeded));
    }

    [Fact]
    public void E1_only_the_age_of_the_present_key_counts()
    {
        var now = DateTimeOffset.UtcNow;
        var delivery = new ChannelDelivery
        {
            Id = new DeliveryId(Guid.CreateVersion7()), Seal = SealHash.Of([1]), AuthorizationId = Guid.CreateVersion7(), Kind = AuthorizationKind.Approved, AccountKey = "A001", Platform = Koshiki.PlatformFacts.Platform.Line,
            Attempt = 1, Priority = DeliveryPriority.Normal, OrderedAt = now, NotBefore = now, NotAfter = now, DueAt = now,
        };
        DeliveryIntent Opened(int generation, TimeSpan ago) => new()
        {
            DeliveryId = delivery.Id, Chunk = 0, Generation = generation, Try = 1, RetryKey = Guid.CreateVersion7(), BodyHash = "", Epoch = 1, Node = Guid.Empty, NodeLock = 1, OpenedAt = now - ago,
        };
        var known = new DeliveryCase(delivery, [Opened(0, TimeSpan.FromHours(24)), Opened(1, TimeSpan.FromMinutes(31))]);

        var first = known.KeyIsOld(now);
        delivery.Generation = 1;
        var second = known.KeyIsOld(now);

        Assert.Equal((true, false), (first, second));
    }

    private static string Readme()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); ; folder = folder.Parent ?? throw new DirectoryNotFoundException("The sources are not above the tests."))
        {
            var readme = Path.Combine(folder.FullName, "src", "Koshiki", "Edge", "Delivery", "README.md");
            if (File.Exists(readme)) return readme;
        }
    }
}
