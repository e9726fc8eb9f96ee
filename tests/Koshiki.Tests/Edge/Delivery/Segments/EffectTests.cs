using Koshiki.Edge.Delivery;
using Koshiki.Edge.Delivery.Schedule;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Queues;
using Koshiki.Tests.Foundation;
using Koshiki.Tests.Specs;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Edge.Delivery.Segments;

/// <summary>What came of a delivery: LINE's statistics and who has left.</summary>
public sealed class EffectTests : IAsyncLifetime
{
    private SegmentWorld city = null!;

    public async ValueTask InitializeAsync() => city = await SegmentWorld.Create(inside: 100, outside: 20);

    public async ValueTask DisposeAsync() => await city.DisposeAsync();

    [Fact]
    public async Task F5_statistics_and_leaving_recipients_are_reported_once_a_day_and_below_twenty_is_unknown()
    {
        var worker = await city.World.StartWorker();
        var delivery = await city.Deliver();
        var sent = await city.World.Until(delivery, DeliveryState.Sent);
        await city.Happen(
            new FriendChange.Unfollowed(city.Friend(3), DateTimeOffset.UtcNow.AddSeconds(2)),
            new FriendChange.Unfollowed(city.Friend(7), DateTimeOffset.UtcNow.AddSeconds(2)),
            new FriendChange.Unfollowed(city.Friend(110), DateTimeOffset.UtcNow.AddSeconds(2)));
        await DeliveryWorld.Until(
            async () => await TestDatabase.Ask<long>(city.World.Database, "select count(*) from edge_segments.friend where left_at is not null") == 3 ? "left" : null,
            () => Task.FromResult("three to leave"));

        await Read(worker);
        await Read(worker);

        var effect = Assert.Single(await Effects(delivery));
        Assert.Equal((2L, 60L, (long?)null), (effect.Left, effect.Statistics!.Shown, effect.Statistics.Clicked));
        Assert.Matches("^[a-zA-Z0-9_]{1,30}$", effect.Statistics.Unit);
        Assert.Equal(DeliveryState.Sent, sent.State);
        Assert.Empty(OfficialSpec.CheckAll(city.World.StandIns.Journal.Entries));
    }

    [Fact]
    public async Task F5_after_fourteen_days_nothing_is_read_any_more()
    {
        var worker = await city.World.StartWorker();
        var delivery = await city.Deliver();
        await city.World.Until(delivery, DeliveryState.Sent);
        await TestDatabase.Run(city.World.Database, "update edge_delivery.delivery set first_intent_at = first_intent_at - interval '16 days'");

        await Read(worker);

        Assert.Empty(await Effects(delivery));
    }

    [Fact]
    public async Task F4_the_thousand_and_first_unit_of_a_month_is_not_asked_for()
    {
        foreach (var n in Enumerable.Range(0, 1_000)) await Use($"unit_{n}");
        await city.World.StartWorker();

        var delivery = await city.Deliver();

        await city.World.Until(delivery, DeliveryState.Sent);
        Assert.DoesNotContain("customAggregationUnits", city.World.StandIns.Journal.Of("line.multicast")[^1].BodyText, StringComparison.Ordinal);
        Assert.Null((await city.Frozen(delivery))!.StatisticsUnit);
    }

    private async Task Use(string unit)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, city.World.StandIns.LineApiBaseUrl + "/v2/bot/message/push")
        {
            Content = new StringContent($$"""{"to":"{{city.Line.FriendId(110)}}","messages":[{"type":"text","text":"あ"}],"customAggregationUnits":["{{unit}}"]}""", null, "application/json"),
        };
        request.Headers.Add("Authorization", "Bearer token-A001");
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private static async Task Read(WebApplication worker)
    {
        await using var scope = worker.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<ReadEffects>(scope.ServiceProvider).ReadAll(CancellationToken.None);
    }

    private async Task<List<EffectReported>> Effects(Guid delivery)
    {
        await using var db = city.World.OpenEdge();
        var rows = await db.OutgoingReports.AsNoTracking().Where(r => r.Kind == nameof(EffectReported) && r.Aggregate == delivery.ToString()).ToListAsync();
        return [.. rows.Select(row => (EffectReported)MessageJson.FromBytes<Report>(row.Body))];
    }
}
