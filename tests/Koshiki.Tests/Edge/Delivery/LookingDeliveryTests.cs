using Koshiki.Edge.Delivery;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Koshiki.StandIns.Control;

namespace Koshiki.Tests.Edge.Delivery;

public sealed class DeliveryOnXTests() : LookingDeliveryTests(Platform.X, "x");

public sealed class DeliveryOnFacebookTests() : LookingDeliveryTests(Platform.Facebook, "meta");

/// <summary>Platforms without a key: what is in doubt is looked for before anything is sent again.</summary>
public abstract class LookingDeliveryTests(Platform platform, string standIn) : IAsyncLifetime
{
    private const string Text = "大雨警報が出ています。くわしくは https://www.example.lg.jp/bousai?a=1&b=2 をご覧ください。<市>";

    private DeliveryWorld world = null!;

    public async ValueTask InitializeAsync()
    {
        world = await DeliveryWorld.Create();
        await world.Connect("A001", platform);
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task E1_a_post_with_pictures_and_their_alternative_texts_is_published_as_sealed()
    {
        await world.StartMediaServer();
        await world.StartWorker();
        var pictures = new[] { await world.StorePicture("浸水想定区域の地図"), await world.StorePicture("避難所の入口の写真") };

        var delivery = await world.Deliver("A001", platform, Text, media: pictures);

        var sent = await world.Until(delivery, DeliveryState.Sent);
        var (text, altTexts, id) = world.LastPostOf("A001", platform);
        Assert.Equal(Text, text);
        Assert.Equal(["浸水想定区域の地図", "避難所の入口の写真"], altTexts);
        Assert.Equal(id, sent.PlatformPostId);
        Assert.NotNull(sent.Url);
    }

    [Theory]
    [InlineData(FaultKind.AcceptThenReset)]
    [InlineData(FaultKind.AcceptThenResetMidBody)]
    [InlineData(FaultKind.AcceptThenServerError)]
    public async Task E1_accepted_then_connection_lost_is_found_and_not_sent_again(FaultKind fault)
    {
        world.StandIns.Faults.Add(new Fault(fault) { Platform = standIn, Request = DeliveryWorld.SendingOn(platform) });
        await world.StartWorker();

        var delivery = await world.Deliver("A001", platform, Text);

        var sent = await world.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(60));
        Assert.Equal(1, world.PostsOf("A001", platform));
        Assert.Equal(1, world.StandIns.Journal.Count(DeliveryWorld.SendingOn(platform)));
        Assert.Equal(world.LastPostOf("A001", platform).Id, sent.PlatformPostId);
        Assert.Contains(DeliveryState.Unknown, (await world.Reports(delivery)).Select(r => r.State));
    }

    [Fact]
    public async Task E1_not_accepted_and_connection_lost_is_looked_for_three_times_and_then_sent()
    {
        world.StandIns.Faults.Add(new Fault(FaultKind.Reset) { Platform = standIn, Request = DeliveryWorld.SendingOn(platform) });
        await world.StartWorker();

        var delivery = await world.Deliver("A001", platform, Text);

        await world.Until(delivery, DeliveryState.Sent, TimeSpan.FromSeconds(100));
        Assert.Equal(1, world.PostsOf("A001", platform));
        Assert.Equal([IntentOutcome.NotThere, IntentOutcome.Accepted], (await world.Intents(delivery)).Select(i => i.Outcome!.Value));
    }

    [Fact]
    public async Task E1_the_same_text_as_an_earlier_post_asks_a_person()
    {
        world.StandIns.Faults.Add(new Fault(FaultKind.Conflict) { Platform = standIn, Request = DeliveryWorld.SendingOn(platform) });
        await world.StartWorker();

        var delivery = await world.Deliver("A001", platform, Text);

        var asking = await world.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Equal(DeliveryReasons.DuplicateElsewhere, asking.Reason);
        Assert.Equal(0, world.PostsOf("A001", platform));
    }

    [Fact]
    public async Task E1_a_revoked_token_is_reported_as_a_broken_connection()
    {
        world.StandIns.Faults.Add(new Fault(FaultKind.TokenRevoked) { Platform = standIn, Times = null });
        await world.StartWorker();

        var delivery = await world.Deliver("A001", platform, Text);

        var asking = await world.Until(delivery, DeliveryState.AskingAPerson);
        Assert.Contains("接続をやり直し", asking.Reason, StringComparison.Ordinal);
        await using var db = world.OpenEdge();
        Assert.Single(db.OutgoingReports, r => r.Kind == nameof(ConnectionReported));
    }

    [Fact]
    public async Task E1_a_rate_limit_is_waited_for_as_long_as_the_platform_says()
    {
        world.StandIns.Faults.Add(new Fault(FaultKind.RateLimited) { Platform = standIn, Request = DeliveryWorld.SendingOn(platform), Takes = TimeSpan.FromSeconds(120) });
        await world.StartWorker();

        var delivery = await world.Deliver("A001", platform, Text);

        var waiting = await DeliveryWorld.Until(
            async () => await world.Find(delivery) is { State: DeliveryState.Waiting, Reason: not null } found ? found : null, () => Task.FromResult("a wait"));
        Assert.InRange(waiting.DueAt - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(60), TimeSpan.FromHours(2));
        Assert.Equal(0, world.PostsOf("A001", platform));
    }
}
