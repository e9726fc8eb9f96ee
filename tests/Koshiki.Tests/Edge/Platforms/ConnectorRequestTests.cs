using System.Text;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Facebook;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Platforms.X;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Koshiki.StandIns;
using Koshiki.Tests.Specs;

namespace Koshiki.Tests.Edge.Platforms;

/// <summary>Each connector's requests against the platform's own description.</summary>
public sealed class ConnectorRequestTests : IAsyncLifetime
{
    private static readonly SealedMedia Map = new(new string('a', 64), new string('b', 64), "image/png", 1200, 630, 8, "浸水想定区域の地図");

    private readonly PlatformHttp http = new();
    private StandInHost host = null!;
    private PlatformOptions options = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StandInHost.Start();
        options = new PlatformOptions
        {
            Line = { ApiBaseUrl = new Uri(host.LineApiBaseUrl) },
            X = { ApiBaseUrl = new Uri(host.XApiBaseUrl) },
            Meta = { GraphBaseUrl = new Uri(host.MetaGraphBaseUrl) },
        };
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task E1_line_sends_text_and_pictures_as_the_description_asks()
    {
        var friend = host.Line.Open("A001", "広報課", "token", friends: 3).FriendId(1);
        var connector = new LineConnector(http, options, new Uri("https://www.example.lg.jp/"));
        var account = new AccountAccess("A001", "U0", Encoding.UTF8.GetBytes("""{"channelAccessToken":"token"}"""));

        var everyone = await SendAll(connector, Post(account, Platform.Line, new Audience.Everyone()));
        var named = await SendAll(connector, Post(account, Platform.Line, new Audience.Named([friend])));

        Assert.IsType<DeliveryOutcome.Delivered>(everyone);
        Assert.Equal(1, Assert.IsType<DeliveryOutcome.Delivered>(named).Recipients);
        Assert.Contains("https://www.example.lg.jp/m/" + Map.Sha256, host.Journal.Entries[0].BodyText, StringComparison.Ordinal);
        Assert.Empty(OfficialSpec.CheckAll(host.Journal.Entries));
    }

    [Fact]
    public async Task E1_x_uploads_describes_publishes_and_looks_as_the_description_asks()
    {
        var user = host.X.Open("A002", "広報課", "koho", "token");
        var connector = new XConnector(http, options, TimeProvider.System);
        var account = new AccountAccess("A002", user.Id, Encoding.UTF8.GetBytes("""{"accessToken":"token"}"""));

        var outcome = await SendAll(connector, Post(account, Platform.X, new Audience.Everyone()));
        await connector.Look(Post(account, Platform.X, new Audience.Everyone()), DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);

        Assert.IsType<DeliveryOutcome.Delivered>(outcome);
        Assert.Equal(["x.upload", "x.metadata", "x.create", "x.timeline"], host.Journal.Entries.Select(e => e.Kind));
        Assert.Empty(OfficialSpec.CheckAll(host.Journal.Entries));
    }

    [Fact]
    public async Task E1_facebook_publishes_and_looks_as_the_description_asks()
    {
        var page = host.Meta.Open("A003", "広報課", "token");
        var connector = new FacebookConnector(http, options, new Uri("https://www.example.lg.jp"));
        var account = new AccountAccess("A003", page.Id, Encoding.UTF8.GetBytes("""{"pageAccessToken":"token"}"""));
        var post = Post(account, Platform.Facebook, new Audience.Everyone());

        var outcome = await SendAll(connector, post with { Channel = post.Channel with { Media = [], Link = "https://www.example.lg.jp/bousai" } });
        await connector.Look(post, DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);

        Assert.IsType<DeliveryOutcome.Delivered>(outcome);
        Assert.Equal(["meta.feed", "meta.read-feed"], host.Journal.Entries.Select(e => e.Kind));
        Assert.Empty(OfficialSpec.CheckAll(host.Journal.Entries));
    }

    [Fact]
    public void E1_the_same_channel_always_makes_the_same_bytes_and_key()
    {
        var account = new AccountAccess("A001", "U0", default);
        var post = Post(account, Platform.Line, new Audience.Named(["U1", "U2"]));

        var once = LineMessages.Make(post, new Uri("https://www.example.lg.jp")).Value[0];
        var again = LineMessages.Make(post, new Uri("https://www.example.lg.jp/")).Value[0];

        Assert.Equal(once.Body, again.Body);
        Assert.Equal(once.RetryKey, again.RetryKey);
        Assert.NotEqual(once.RetryKey, LineMessages.Make(post with { Generation = 1 }, new Uri("https://www.example.lg.jp")).Value[0].RetryKey);
    }

    [Fact]
    public void E1_a_thousand_and_one_people_are_three_multicasts()
    {
        var people = Enumerable.Range(0, 1001).Select(n => $"U{n:x32}").ToArray();

        var calls = LineMessages.Make(Post(new AccountAccess("A001", "U0", default), Platform.Line, new Audience.Named(people)), new Uri("https://www.example.lg.jp")).Value;

        Assert.Equal([500, 500, 1], calls.Select(c => c.Recipients!.Value));
        Assert.Equal(3, calls.Select(c => c.RetryKey).Distinct().Count());
    }

    private static async Task<DeliveryOutcome> SendAll(IConnector connector, PostToSend post)
    {
        var ready = Assert.IsType<Prepared.Ready>(await connector.Prepare(post, TestContext.Current.CancellationToken));
        return await connector.Send(Assert.Single(ready.Calls), post.Account, TestContext.Current.CancellationToken);
    }

    private static PostToSend Post(AccountAccess account, Platform platform, Audience audience) => new(
        new Guid("01990000-0000-7000-8000-000000000001"),
        Generation: 0,
        new SealedChannel(account.Key, platform, "大雨警報が出ています。", null, [Map], audience, null),
        account,
        (_, _) => Task.FromResult<byte[]>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]));
}
