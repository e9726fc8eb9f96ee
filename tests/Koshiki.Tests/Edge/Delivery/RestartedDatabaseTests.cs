using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Koshiki.StandIns.Control;

namespace Koshiki.Tests.Edge.Delivery;

/// <summary>PostgreSQL falls and comes back in the middle of a delivery.</summary>
public sealed class RestartedDatabaseTests : IAsyncLifetime
{
    private PrivateServer server = null!;
    private DeliveryWorld world = null!;

    public async ValueTask InitializeAsync()
    {
        server = await PrivateServer.Start();
        world = await DeliveryWorld.On(server.Database);
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData(Platform.Line)]
    [InlineData(Platform.X)]
    [InlineData(Platform.Facebook)]
    public async Task Z2_restarted_while_the_platform_has_taken_the_post_it_is_sent_once(Platform platform)
    {
        await world.Connect("A001", platform);
        var gate = world.StandIns.Gates.Close(DeliveryWorld.SendingOn(platform), GatePoint.AfterAcceptance);
        await world.StartWorkerProcess();
        var delivery = await world.Deliver("A001", platform, "断水のお知らせ");
        await world.StandIns.Journal.WaitFor(DeliveryWorld.SendingOn(platform), RequestStage.Accepted);

        await server.Restart();
        gate.Open();

        await world.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(90));
        Assert.Equal(1, world.PostsOf("A001", platform));
    }

    [Fact]
    public async Task Z2_restarted_before_the_platform_has_taken_the_post_it_is_sent_once()
    {
        await world.Connect("A001", Platform.Line);
        var gate = world.StandIns.Gates.Close("line.broadcast", GatePoint.Arrival);
        await world.StartWorkerProcess();
        var delivery = await world.Deliver("A001", Platform.Line, "断水のお知らせ");
        await world.StandIns.Journal.WaitFor("line.broadcast", RequestStage.Arrived);

        await server.Restart();
        gate.Drop();

        await world.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(120));
        Assert.Equal(1, world.PostsOf("A001", Platform.Line));
    }
}
