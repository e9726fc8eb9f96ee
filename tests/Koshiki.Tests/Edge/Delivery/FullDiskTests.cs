using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Koshiki.StandIns.Control;

namespace Koshiki.Tests.Edge.Delivery;

/// <summary>The database's disk is full in the middle of a delivery, for real: a file system of its own, filled to the last block.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Z2_with_a_full_disk_nothing_is_sent_twice_and_with_room_again_the_delivery_ends_well()
    {
        await using var server = await PrivateServer.StartOnSmallDisk();
        Assert.SkipWhen(server is null, "This user may not mount a file system.");
        await using var world = await DeliveryWorld.On(server.Database);
        await world.Connect("A001", Platform.Line);
        var gate = world.StandIns.Gates.Close("line.broadcast", GatePoint.AfterAcceptance);
        await world.StartWorkerProcess();
        var delivery = await world.Deliver("A001", Platform.Line, "断水のお知らせ");
        await world.StandIns.Journal.WaitFor("line.broadcast", RequestStage.Accepted);

        await server.FillDisk();
        gate.Open();
        await server.MakeRoom();

        await world.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(120));
        Assert.Equal(1, world.PostsOf("A001", Platform.Line));
    }
}
