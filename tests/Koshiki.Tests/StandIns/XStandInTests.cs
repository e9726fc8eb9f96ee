using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Koshiki.StandIns;
using Koshiki.StandIns.Control;
using Koshiki.StandIns.X;

namespace Koshiki.Tests.StandIns;

/// <summary>The documented rules of X (PLATFORMS.md section 2).</summary>
public sealed class XStandInTests : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 1, 2, 3];

    private readonly HttpClient caller = new();
    private StandInHost host = null!;

    private XUser User => host.X.User("A002");

    public async ValueTask InitializeAsync()
    {
        host = await StandInHost.Start();
        host.X.Open("A002", "ひばり市", "hibari_city", "token-a002");
        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token-a002");
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Line_90_a_post_is_201_with_its_id_and_can_be_deleted()
    {
        var made = await Post(new { text = "給水を始めました。" });
        var id = (await Json(made)).GetProperty("data").GetProperty("id").GetString();

        var deleted = await caller.DeleteAsync(Url("/2/tweets/" + id));

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.True((await Json(deleted)).GetProperty("data").GetProperty("deleted").GetBoolean());
        Assert.Empty(User.Posts);
    }

    [Fact]
    public async Task Line_90_an_unknown_property_is_refused()
    {
        var answer = await Post(new { text = "給水", priority = 1 });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("あ", 140, 201)]
    [InlineData("あ", 141, 403)]
    [InlineData("a", 281, 403)]
    [InlineData("👨‍👩‍👧‍👦", 140, 201)]
    [InlineData("https://www.city.example.lg.jp/very/long/address/of/a/page ", 11, 201)]
    [InlineData("https://www.city.example.lg.jp/very/long/address/of/a/page ", 12, 403)]
    public async Task Line_94_the_weighted_length_ends_at_280(string piece, int times, int status)
    {
        var answer = await Post(new { text = string.Concat(Enumerable.Repeat(piece, times)).Trim() });

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Line_99_a_duplicate_is_403_only_after_some_seconds()
    {
        await Post(new { text = "同じ文" });
        var atOnce = await Post(new { text = "同じ文" });
        host.Clock.Advance(host.X.Options.DuplicateKnownAfter);

        var later = await Post(new { text = "同じ文" });

        Assert.Equal(HttpStatusCode.Created, atOnce.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, later.StatusCode);
        Assert.Equal("You are not allowed to create a Tweet with duplicate content.", (await Json(later)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_new_post_is_readable_only_after_its_delay_and_pages_follow_each_other()
    {
        for (var i = 1; i <= 7; i++)
        {
            await Post(new { text = $"第{i}報" });
        }

        var before = await Timeline("?max_results=5");
        host.Clock.Advance(host.X.Options.ReadableAfter);
        var first = await Timeline("?max_results=5&tweet.fields=created_at");
        var second = await Timeline("?max_results=5&pagination_token=" + first.GetProperty("meta").GetProperty("next_token").GetString());

        Assert.Equal(0, before.GetProperty("meta").GetProperty("result_count").GetInt32());
        Assert.Equal(["第7報", "第6報", "第5報", "第4報", "第3報"], Texts(first));
        Assert.Equal(["第2報", "第1報"], Texts(second));
        Assert.False(second.GetProperty("meta").TryGetProperty("next_token", out _));
    }

    [Fact]
    public async Task Addresses_come_back_shortened_with_their_targets_in_entities()
    {
        await Post(new { text = "詳細 https://www.city.example.lg.jp/a?b=1&c=2 <至急>" });
        host.Clock.Advance(host.X.Options.ReadableAfter);

        var post = (await Timeline("?tweet.fields=entities")).GetProperty("data")[0];

        Assert.Matches("^詳細 https://t\\.co/[0-9a-f]{10} &lt;至急&gt;$", post.GetProperty("text").GetString());
        Assert.Equal(
            "https://www.city.example.lg.jp/a?b=1&c=2",
            post.GetProperty("entities").GetProperty("urls")[0].GetProperty("expanded_url").GetString());
    }

    [Fact]
    public async Task Line_92_a_picture_in_one_request_gets_alternative_text_and_is_posted()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Png), "media", "map.png" },
            { new StringContent("tweet_image"), "media_category" },
        };
        var id = (await Json(await caller.PostAsync(Url("/2/media/upload"), form))).GetProperty("data").GetProperty("id").GetString()!;
        await caller.PostAsJsonAsync(Url("/2/media/metadata"), new { id, metadata = new { alt_text = new { text = "給水所の地図" } } });

        var answer = await Post(new { text = "給水所", media = new { media_ids = Enumerable.Repeat(id, 1) } });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal([id], User.Posts.Single().MediaIds);
        Assert.Equal("給水所の地図", User.Media(id)!.AltText);
    }

    [Fact]
    public async Task Line_92_a_film_goes_up_in_pieces_and_is_ready_after_its_processing()
    {
        byte[] film = [0, 0, 0, 24, (byte)'f', (byte)'t', (byte)'y', (byte)'p', 1, 2, 3, 4];
        var begun = await caller.PostAsJsonAsync(
            Url("/2/media/upload/initialize"), new { media_category = "tweet_video", media_type = "video/mp4", total_bytes = film.Length });
        var id = (await Json(begun)).GetProperty("data").GetProperty("id").GetString();
        for (var i = 0; i < 2; i++)
        {
            await caller.PostAsJsonAsync(
                Url($"/2/media/upload/{id}/append"), new { segment_index = i, media = Convert.ToBase64String(film.AsSpan(i * 6, 6)) });
        }

        var finished = await caller.PostAsync(Url($"/2/media/upload/{id}/finalize"), null);
        host.Clock.Advance(host.X.Options.ProcessingTakes);
        var status = await caller.GetAsync(Url($"/2/media/upload?command=STATUS&media_id={id}"));

        Assert.Equal("in_progress", await State(finished));
        Assert.Equal("succeeded", await State(status));
        Assert.Equal(film.Length, User.Media(id!)!.Stored.Bytes);

        static async Task<string?> State(HttpResponseMessage answer) =>
            (await Json(answer)).GetProperty("data").GetProperty("processing_info").GetProperty("state").GetString();
    }

    [Fact]
    public async Task Line_93_no_unknown_and_no_oversized_media()
    {
        var unknown = await Post(new { text = "地図", media = new { media_ids = Enumerable.Repeat("12345", 1) } });
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent([.. Png, .. new byte[5 * 1024 * 1024]]), "media", "map.png" },
            { new StringContent("tweet_image"), "media_category" },
        };
        var oversized = await caller.PostAsync(Url("/2/media/upload"), form);

        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, oversized.StatusCode);
    }

    [Fact]
    public async Task Line_95_the_headers_count_down_and_the_window_ends()
    {
        host.X.Options.PostsPerWindow = 2;
        await Post(new { text = "一" });
        var second = await Post(new { text = "二" });
        var third = await Post(new { text = "三" });

        host.Clock.Advance(TimeSpan.FromMinutes(15));
        var later = await Post(new { text = "四" });

        Assert.Equal("0", second.Headers.GetValues("x-rate-limit-remaining").Single());
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.True(long.Parse(third.Headers.GetValues("x-rate-limit-reset").Single(), System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Equal(HttpStatusCode.Created, later.StatusCode);
    }

    [Fact]
    public async Task A_withdrawn_token_is_401_and_nothing_is_posted()
    {
        User.SetToken(null);

        var answer = await Post(new { text = "給水" });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(User.EveryPost);
    }

    [Fact]
    public async Task Accepted_and_then_cut_is_one_post_that_nobody_was_told_of()
    {
        host.Faults.Add(new Fault(FaultKind.AcceptThenReset) { Request = XRequests.Create });

        await Assert.ThrowsAsync<HttpRequestException>(() => Post(new { text = "給水" }));

        Assert.Single(User.Posts);
    }

    private static IEnumerable<string?> Texts(JsonElement page) =>
        page.GetProperty("data").EnumerateArray().Select(post => post.GetProperty("text").GetString());

    private static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonElement.Parse(await answer.Content.ReadAsStringAsync());

    private Uri Url(string path) => new(host.XApiBaseUrl + path);

    private Task<HttpResponseMessage> Post(object body) => caller.PostAsJsonAsync(Url("/2/tweets"), body);

    private async Task<JsonElement> Timeline(string query) => await Json(await caller.GetAsync(Url($"/2/users/{User.Id}/tweets{query}")));
}
