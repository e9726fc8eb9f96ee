using System.Text;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Facebook;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Platforms.X;
using Koshiki.StandIns;
using Koshiki.StandIns.Control;
using Koshiki.StandIns.Meta;
using Koshiki.StandIns.X;
using Koshiki.Tests.Specs;

namespace Koshiki.Tests.Edge.Platforms;

/// <summary>Each reader against its stand-in: what it sees, what it asks by the platform's own description, and that no fault becomes a finding.</summary>
public sealed class AccountReaderTests : IAsyncLifetime
{
    private readonly PlatformHttp http = new();
    private StandInHost host = null!;
    private XAccountReader x = null!;
    private FacebookAccountReader facebook = null!;
    private LineAccountReader line = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StandInHost.Start();
        var options = new PlatformOptions { Line = { ApiBaseUrl = new Uri(host.LineApiBaseUrl) }, X = { ApiBaseUrl = new Uri(host.XApiBaseUrl) }, Meta = { GraphBaseUrl = new Uri(host.MetaGraphBaseUrl) } };
        (x, facebook, line) = (new XAccountReader(http, options, TimeProvider.System), new FacebookAccountReader(http, options), new LineAccountReader(http, options));
        host.X.Options.ReadableAfter = host.Meta.Options.ReadableAfter = TimeSpan.Zero;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task D3_x_shows_its_profile_with_whole_addresses_and_its_posts_since_an_instant()
    {
        var user = host.X.Open("A002", "ひばり市", "hibari_city", "token");
        user.ChangeProfile(new XProfile("ひばり市＆仲間", "hibari_city", "公式の一覧は https://www.hibari.example/public/accounts です。", "https://www.hibari.example/"));
        user.PostByHand("古い投稿", DateTimeOffset.UtcNow.AddDays(-3));
        var id = user.PostByHand("新しい投稿 https://www.hibari.example/news");

        var profile = Assert.IsType<ProfileReading.Seen>(await x.ReadProfile(Access("A002", user.Id, "accessToken"), default)).Profile;
        var posts = Assert.IsType<PostsReading.Read>(await x.ReadPosts(Access("A002", user.Id, "accessToken"), DateTimeOffset.UtcNow.AddDays(-1), default)).Posts;

        Assert.Equal(("ひばり市＆仲間", "hibari_city", "公式の一覧は https://www.hibari.example/public/accounts です。"), (profile.Name, profile.Handle, profile.Text));
        Assert.Equal(["https://www.hibari.example/", "https://www.hibari.example/public/accounts"], profile.Links!);
        Assert.Equal((id, "新しい投稿 https://www.hibari.example/news"), Assert.Single(posts) is var one ? (one.PlatformPostId, one.Excerpt) : default);
        Assert.Empty(OfficialSpec.CheckAll(host.Journal.Entries));
    }

    [Fact]
    public async Task D3_facebook_shows_its_profile_and_all_posts_of_several_pages()
    {
        var page = host.Meta.Open("A003", "ひばり市", "token");
        page.ChangeProfile(new FacebookProfile("ひばり市", "hibari.city", "市の公式ページです。", "www.hibari.example/public/accounts https://www.hibari.example"));
        for (var n = 0; n < 130; n++) page.PostByHand($"投稿{n}", DateTimeOffset.UtcNow.AddMinutes(-200 + n));

        var profile = Assert.IsType<ProfileReading.Seen>(await facebook.ReadProfile(Access("A003", page.Id, "pageAccessToken"), default)).Profile;
        var posts = Assert.IsType<PostsReading.Read>(await facebook.ReadPosts(Access("A003", page.Id, "pageAccessToken"), DateTimeOffset.UtcNow.AddDays(-1), default)).Posts;

        Assert.Equal(("ひばり市", "hibari.city", "市の公式ページです。"), (profile.Name, profile.Handle, profile.Text));
        Assert.Equal(["www.hibari.example/public/accounts", "https://www.hibari.example"], profile.Links!);
        Assert.Equal(130, posts.Select(post => post.PlatformPostId).Distinct().Count());
        Assert.Empty(OfficialSpec.CheckAll(host.Journal.Entries));
    }

    [Fact]
    public async Task D3_line_tells_its_name_and_nothing_else()
    {
        host.Line.Open("A001", "ひばり市", "token").Rename("ひばり市お得便");

        var profile = Assert.IsType<ProfileReading.Seen>(await line.ReadProfile(Access("A001", "U0", "channelAccessToken"), default)).Profile;

        Assert.Equal(("ひばり市お得便", null, null, null), (profile.Name, profile.Handle, profile.Text, profile.Links));
        Assert.IsType<PostsReading.NotShown>(await line.ReadPosts(Access("A001", "U0", "channelAccessToken"), DateTimeOffset.UtcNow, default));
        Assert.Empty(OfficialSpec.CheckAll(host.Journal.Entries));
    }

    [Theory]
    [InlineData(FaultKind.RateLimited)]
    [InlineData(FaultKind.ServerError)]
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.AcceptThenResetMidBody)]
    public async Task D3_a_platform_in_trouble_tells_nothing(FaultKind trouble)
    {
        var (user, page) = Open();
        host.Faults.Add(new Fault(trouble) { Times = null });

        Assert.IsType<ProfileReading.CannotTell>(await x.ReadProfile(Access("A002", user.Id, "accessToken"), default));
        Assert.IsType<PostsReading.CannotTell>(await x.ReadPosts(Access("A002", user.Id, "accessToken"), DateTimeOffset.UtcNow.AddDays(-1), default));
        Assert.IsType<ProfileReading.CannotTell>(await facebook.ReadProfile(Access("A003", page.Id, "pageAccessToken"), default));
        Assert.IsType<PostsReading.CannotTell>(await facebook.ReadPosts(Access("A003", page.Id, "pageAccessToken"), DateTimeOffset.UtcNow.AddDays(-1), default));
        Assert.IsType<ProfileReading.CannotTell>(await line.ReadProfile(Access("A001", "U0", "channelAccessToken"), default));
    }

    [Fact]
    public async Task D3_only_the_platforms_own_no_to_the_token_is_a_refusal()
    {
        var (user, page) = Open();
        host.Faults.Add(new Fault(FaultKind.TokenRevoked) { Times = null });

        Assert.IsType<ProfileReading.TokenRefused>(await x.ReadProfile(Access("A002", user.Id, "accessToken"), default));
        Assert.IsType<ProfileReading.TokenRefused>(await facebook.ReadProfile(Access("A003", page.Id, "pageAccessToken"), default));
        Assert.IsType<ProfileReading.TokenRefused>(await line.ReadProfile(Access("A001", "U0", "channelAccessToken"), default));
        host.Faults.Clear();
        Assert.IsType<ProfileReading.TokenRefused>(await x.ReadProfile(Access("A002", "12345", "accessToken"), default));
    }

    private (XUser User, FacebookPage Page) Open()
    {
        host.Line.Open("A001", "ひばり市", "token");
        return (host.X.Open("A002", "ひばり市", "hibari_city", "token"), host.Meta.Open("A003", "ひばり市", "token"));
    }

    private static AccountAccess Access(string key, string id, string property) => new(key, id, Encoding.UTF8.GetBytes($$"""{"{{property}}":"token"}"""));
}
