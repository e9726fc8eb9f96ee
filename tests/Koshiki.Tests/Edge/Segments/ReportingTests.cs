using Koshiki.Edge.Segments;
using Koshiki.Edge.Segments.Reporting;
using Koshiki.Exchange;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Koshiki.Tests.Edge.Segments;

public sealed class ReportingTests : IAsyncLifetime
{
    private static readonly LineUserId Hanako = FriendWorld.Resident(0);
    private static readonly LineUserId Taro = FriendWorld.Resident(1);

    /// <summary>9:00 in Japan.</summary>
    private static readonly DateTimeOffset Morning = new(2026, 4, 21, 0, 0, 0, TimeSpan.Zero);

    private readonly Wall clock = new();
    private readonly SegmentIndex index = new();
    private FriendWorld world = null!;

    public async ValueTask InitializeAsync() => world = await FriendWorld.Make();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task L1_core_hears_how_many_follow_who_came_by_which_code_and_who_left()
    {
        await world.Happen(new FriendChange.Followed(Hanako, Morning, false), new FriendChange.Followed(Taro, Morning, false), new FriendChange.Unfollowed(Taro, Morning.AddHours(1)));

        var report = Assert.Single(await Report());

        Assert.Equal((new DateOnly(2026, 4, 21), 2, 1), (report.Day, report.Followed, report.Left));
        Assert.Equal((1L, 1L), (report.Overview.Friends, report.Overview.Unanswered));
        Assert.Equal(new Dictionary<string, int> { [""] = 2 }, report.BySource);
    }

    [Fact]
    public async Task L1_nothing_is_reported_twice_while_nothing_changes()
    {
        await world.Happen(new FriendChange.Followed(Hanako, Morning, false));
        await Report();

        Assert.Empty(await Report());
    }

    [Fact]
    public async Task L1_a_new_day_closes_the_old_one_even_when_nothing_happened()
    {
        await world.Happen(new FriendChange.Followed(Hanako, Morning, false));
        await Report();

        clock.Days++;
        var reports = await Report();

        Assert.Equal([(21, 1), (22, 0)], reports.Select(r => (r.Day.Day, r.Followed)));
    }

    [Fact]
    public async Task L1_an_event_that_comes_late_corrects_its_own_day()
    {
        await world.Happen(new FriendChange.Followed(Hanako, Morning, false));
        await Report();
        clock.Days++;
        await Report();

        await world.Happen(new FriendChange.Followed(Taro, Morning.AddHours(2), false));

        Assert.Contains((21, 2), (await Report()).Select(r => (r.Day.Day, r.Followed)));
    }

    private async Task<List<FriendsReported>> Report()
    {
        await new SegmentIndexKeeper(index, world.Source, NullLogger<SegmentIndexKeeper>.Instance).LookOnce(CancellationToken.None);
        await using var db = world.Database.OpenEdge();
        var before = await db.OutgoingReports.Select(r => r.Id).ToListAsync();
        await new ReportFriends(db, index, clock).ReportAll(CancellationToken.None);
        return [.. (await db.OutgoingReports.AsNoTracking().Where(r => !before.Contains(r.Id)).OrderBy(r => r.Seq).ToListAsync()).Select(r => (FriendsReported)MessageJson.FromBytes<Report>(r.Body)).OrderBy(r => r.Day)];
    }

    private sealed class Wall : TimeProvider
    {
        public int Days { get; set; }

        public override DateTimeOffset GetUtcNow() => Morning.AddDays(Days);
    }
}
