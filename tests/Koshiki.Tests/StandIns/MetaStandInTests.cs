using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Koshiki.StandIns;
using Koshiki.StandIns.Control;
using Koshiki.StandIns.Meta;

namespace Koshiki.Tests.StandIns;

/// <summary>The documented rules of Facebook Pages (PLATFORMS.md section 3).</summary>
public sealed class MetaStandInTests : IAsyncLifetime
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    private readonly HttpClient caller = new();
    private StandInHost host = null!;

    private FacebookPage Page => host.Meta.Page("A003");

    public async ValueTask InitializeAsync()
    {
        host = await StandInHost.Start();
        host.Meta.Open("A003", "ひばり市", "token-a003");
        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token-a003");
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Line_113_a_post_answers_its_id_becomes_readable_and_can_be_deleted()
    {
        var id = (await Json(await Post("feed", ("message", "給水を始めました。")))).GetProperty("id").GetString();
        var before = await Feed("feed");
        host.Clock.Advance(host.Meta.Options.ReadableAfter);
        var after = await Feed("published_posts?fields=id,message,created_time,attachments{media,target}");
        var deleted = await caller.DeleteAsync(Url(id!));

        Assert.Empty(before);
        Assert.Equal(("給水を始めました。", id), (after[0].GetProperty("message").GetString(), after[0].GetProperty("id").GetString()));
        Assert.True((await Json(deleted)).GetProperty("success").GetBoolean());
        Assert.Empty(Page.Posts);
    }

    [Fact]
    public async Task Line_113_pictures_go_up_unpublished_and_are_attached_to_one_post()
    {
        var one = await Upload("地図");
        var two = await Upload("時刻表");

        await Post("feed", ("message", "給水所"), ("attached_media[0]", $$"""{"media_fbid":"{{one}}"}"""), ("attached_media[1]", $$"""{"media_fbid":"{{two}}"}"""));

        Assert.Equal([one, two], Page.Posts.Single().PhotoIds);
        Assert.Equal("地図", Page.Photo(one)!.AltText);
    }

    [Fact]
    public async Task Line_113_a_picture_given_by_address_is_really_fetched()
    {
        host.X.Open("A002", "市", "city", "t");
        using var own = new HttpClient();

        var missing = await Post("photos", ("url", host.BaseUrl + "/x/no-such-picture"));

        await AssertError(missing, 400, 324);
        Assert.Equal(1, host.Journal.Count("x.unknown"));
        Assert.Empty(Page.EveryPost);
    }

    [Fact]
    public async Task Line_107_the_same_text_directly_again_is_506_once_facebook_knows_it()
    {
        await Post("feed", ("message", "同じ文"));
        var atOnce = await Post("feed", ("message", "同じ文"));
        host.Clock.Advance(host.Meta.Options.DuplicateKnownAfter);

        var later = await Post("feed", ("message", "同じ文"));
        await Post("feed", ("message", "別の文"));
        var notConsecutive = await Post("feed", ("message", "同じ文"));

        Assert.Equal(HttpStatusCode.OK, atOnce.StatusCode);
        await AssertError(later, 400, 506);
        Assert.Equal(HttpStatusCode.OK, notConsecutive.StatusCode);
    }

    [Fact]
    public async Task Line_107_nothing_to_say_or_too_much_is_100()
    {
        await AssertError(await Post("feed", ("message", "")), 400, 100);
        await AssertError(await Post("feed", ("message", new string('あ', 63_207))), 400, 100);
        await AssertError(await Post("feed", ("message", "地図"), ("attached_media", """[{"media_fbid":"1"}]""")), 400, 100);
    }

    [Fact]
    public async Task Line_107_a_withdrawn_token_is_190_and_a_foreign_page_200()
    {
        await AssertError(await caller.PostAsync(Url("999/feed"), null), 403, 200);
        Page.SetToken(null);

        await AssertError(await Post("feed", ("message", "給水")), 400, 190);
    }

    [Fact]
    public async Task Line_109_throttling_says_when_calls_are_taken_again()
    {
        host.Meta.Options.CallsPerHour = 1;
        await Post("feed", ("message", "一"));

        var answer = await Post("feed", ("message", "二"));

        await AssertError(answer, 400, 80001);
        Assert.Contains("estimated_time_to_regain_access", answer.Headers.GetValues("x-business-use-case-usage").Single(), StringComparison.Ordinal);
        Assert.Single(Page.Posts);
    }

    [Theory]
    [InlineData(2, 500, true)]
    [InlineData(368, 400, false)]
    public async Task Line_107_injected_codes_carry_the_documented_body(int code, int status, bool transient)
    {
        host.Faults.Add(new Fault(FaultKind.PlatformError) { Platform = "meta", Code = code });

        var answer = await Post("feed", ("message", "給水"));

        await AssertError(answer, status, code);
        Assert.Equal(transient, (await Json(answer)).GetProperty("error").GetProperty("is_transient").GetBoolean());
        Assert.Empty(Page.EveryPost);
    }

    private async Task<string> Upload(string alt)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Jpeg), "source", "map.jpg" },
            { new StringContent("false"), "published" },
            { new StringContent(alt), "alt_text_custom" },
        };
        return (await Json(await caller.PostAsync(Url(Page.Id + "/photos"), form))).GetProperty("id").GetString()!;
    }

    private static async Task AssertError(HttpResponseMessage answer, int status, int code)
    {
        var error = (await Json(answer)).GetProperty("error");
        Assert.Equal((status, code), ((int)answer.StatusCode, error.GetProperty("code").GetInt32()));
        Assert.NotEmpty(error.GetProperty("fbtrace_id").GetString()!);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonElement.Parse(await answer.Content.ReadAsStringAsync());

    private Uri Url(string path) => new(host.MetaGraphBaseUrl + "/v25.0/" + path);

    private async Task<HttpResponseMessage> Post(string edge, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await caller.PostAsync(Url(Page.Id + "/" + edge), form);
    }

    private async Task<JsonElement[]> Feed(string edge) =>
        [.. (await Json(await caller.GetAsync(Url(Page.Id + "/" + edge)))).GetProperty("data").EnumerateArray()];
}
