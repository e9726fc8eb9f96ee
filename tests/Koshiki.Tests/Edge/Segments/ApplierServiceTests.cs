using Koshiki.Edge;
using Koshiki.Edge.Segments;
using Koshiki.Edge.Segments.Applying;
using Koshiki.Tests.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace Koshiki.Tests.Edge.Segments;

public sealed class ApplierServiceTests : IAsyncLifetime
{
    private const string Broken = "A001";
    private const string Sound = "A002";

    private readonly Ears ears = new();
    private readonly FakeClock clock = new();
    private FriendWorld world = null!;
    private ApplierService service = null!;

    public async ValueTask InitializeAsync()
    {
        world = await FriendWorld.Make(ears);
        service = new ApplierService(world.Applier, world.Source, clock, NullLogger<ApplierService>.Instance);
        await Happen(Broken, new FriendChange.Followed(FriendWorld.Resident(1), clock.GetUtcNow(), false));
        ears.Breaks = true;
        await world.Receive(new FriendChange.Wrote(FriendWorld.Resident(1), clock.GetUtcNow(), "こんにちは", null), account: Broken);
    }

    public async ValueTask DisposeAsync()
    {
        service.Dispose();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task F2_an_account_whose_inbox_cannot_be_applied_does_not_stop_the_others()
    {
        await Happen(Sound, new FriendChange.Followed(FriendWorld.Resident(2), clock.GetUtcNow(), false));

        Assert.Single(await world.Friends(Sound));
        Assert.Equal(1, ears.Heard);
    }

    [Fact]
    public async Task F2_an_account_whose_inbox_cannot_be_applied_is_tried_again_after_a_growing_pause_of_a_minute_at_most()
    {
        List<int> heard = [];
        foreach (var seconds in new[] { 0, 1, 1, 2, 2, 300, 60, 60 })
        {
            clock.Pass(TimeSpan.FromSeconds(seconds));
            await service.ApplyAll(default);
            heard.Add(ears.Heard);
        }

        for (var n = 0; n < 20; n++)
        {
            clock.Pass(TimeSpan.FromMinutes(1));
            await service.ApplyAll(default);
        }

        Assert.Equal([1, 1, 2, 2, 3, 4, 5, 6], heard);
        Assert.Equal(26, ears.Heard);
    }

    [Fact]
    public async Task F2_an_account_that_works_again_rests_no_more()
    {
        await service.ApplyAll(default);
        ears.Breaks = false;

        clock.Pass(TimeSpan.FromSeconds(2));
        await service.ApplyAll(default);
        await Happen(Broken, new FriendChange.Followed(FriendWorld.Resident(3), clock.GetUtcNow(), false));

        Assert.Equal(2, (await world.Friends(Broken)).Count);
    }

    private async Task Happen(string account, FriendChange change)
    {
        await world.Receive(change, account: account);
        await service.ApplyAll(default);
    }

    /// <summary>A listener that breaks over every message while it is told to.</summary>
    private sealed class Ears : IFriendMessageListener
    {
        public bool Breaks { get; set; }

        public int Heard { get; private set; }

        public ValueTask<FriendAnswer?> Hear(FriendMessage message, EdgeDb db, CancellationToken ct)
        {
            Heard++;
            return Breaks ? throw new InvalidOperationException("As the test wishes.") : ValueTask.FromResult<FriendAnswer?>(null);
        }
    }
}
