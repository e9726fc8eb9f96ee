using System.Net.Http.Headers;
using System.Net.Http.Json;
using Koshiki.StandIns;
using Koshiki.StandIns.Control;

namespace Koshiki.Tests.Specs;

/// <summary>The check itself: it lets good requests pass and names what is wrong with the others.</summary>
public sealed class OfficialSpecTests : IAsyncLifetime
{
    private static readonly object Text = new { type = "text", text = "避難所を開設しました。" };
    private readonly HttpClient caller = new();
    private StandInHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StandInHost.Start();
        host.Line.Open("A001", "広報課", "token", friends: 3);
        host.X.Open("A002", "ひばり市", "hibari", "token");
        host.Meta.Open("A003", "ひばり市", "token");
        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token");
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Good_requests_of_all_platforms_have_no_violation()
    {
        string[] to = [.. host.Line.Account("A001").FriendIds()];
        var picture = new { type = "image", originalContentUrl = "https://www.city.example.jp/a.jpg", previewImageUrl = "https://www.city.example.jp/b.jpg" };
        var bubble = new { type = "bubble", body = new { type = "box", layout = "vertical", contents = Enumerable.Repeat(Text, 1) } };
        await Line("multicast", new { to, messages = new object[] { Text, picture, new { type = "flex", altText = "お知らせ", contents = bubble } } }, Guid.NewGuid().ToString());
        await caller.GetAsync(new Uri(host.LineApiBaseUrl + "/v2/bot/insight/followers?date=20261120"));
        await caller.PostAsJsonAsync(new Uri(host.XApiBaseUrl + "/2/tweets"), new { text = "給水", media = new { media_ids = Enumerable.Repeat("12", 1) } });
        await caller.GetAsync(new Uri(host.XApiBaseUrl + $"/2/users/{host.X.User("A002").Id}/tweets?max_results=5&tweet.fields=created_at,entities"));
        using var upload = new MultipartFormDataContent { { new ByteArrayContent([1]), "media", "a.png" }, { new StringContent("tweet_image"), "media_category" } };
        await caller.PostAsync(new Uri(host.XApiBaseUrl + "/2/media/upload"), upload);
        await Meta("feed", ("message", "給水"), ("attached_media[0]", """{"media_fbid":"1"}"""), ("published", "true"));
        await Meta("photos", ("url", host.BaseUrl + "/none"), ("published", "false"), ("alt_text_custom", "地図"));

        Assert.Empty(OfficialSpec.CheckAll(host.Journal.Entries));
        Assert.Equal(7, host.Journal.Total);
    }

    [Fact]
    public async Task Line_a_text_message_without_text_is_caught() =>
        Assert.Equal(["body.messages[0].text: is missing"], await Line("broadcast", new { messages = new[] { new { type = "text" } } }));

    [Fact]
    public async Task Line_an_unknown_type_is_caught() =>
        Assert.StartsWith("body.messages[0].type: letter is none of text, textV2", Assert.Single(await Line("broadcast", new { messages = new[] { new { type = "letter" } } })), StringComparison.Ordinal);

    [Fact]
    public async Task Line_six_messages_are_caught() =>
        Assert.Equal(["body.messages: has 6 items, allowed are 1 to 5"], await Line("broadcast", new { messages = Enumerable.Repeat(Text, 6) }));

    [Fact]
    public async Task Line_501_recipients_are_caught() =>
        Assert.Equal(["body.to: has 501 items, allowed are 1 to 500"], await Line("multicast", new { to = Enumerable.Repeat("U1", 501), messages = new[] { Text } }));

    [Fact]
    public async Task Line_a_missing_recipient_is_caught() =>
        Assert.Equal(["body.to: is missing"], await Line("multicast", new { messages = new[] { Text } }));

    [Fact]
    public async Task Line_a_retry_key_that_is_no_uuid_is_caught() =>
        Assert.Equal(["X-Line-Retry-Key: is not a uuid"], await Line("broadcast", new { messages = new[] { Text } }, "post-1"));

    [Fact]
    public async Task X_an_unknown_property_is_caught()
    {
        await caller.PostAsJsonAsync(new Uri(host.XApiBaseUrl + "/2/tweets"), new { text = "給水", priority = 1 });

        Assert.Equal(["body.priority: is not known"], OfficialSpec.X().Check(host.Journal.Entries.Single()));
    }

    [Fact]
    public async Task Meta_an_unknown_parameter_and_a_wrong_type_are_caught() =>
        Assert.Equal(["text: is not known", "published: yes is not bool"], await Meta("feed", ("text", "給水"), ("published", "yes")));

    private async Task<IReadOnlyList<string>> Line(string path, object body, string? retryKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, host.LineApiBaseUrl + "/v2/bot/message/" + path) { Content = JsonContent.Create(body) };
        if (retryKey is not null)
        {
            request.Headers.Add("X-Line-Retry-Key", retryKey);
        }

        await caller.SendAsync(request);
        return OfficialSpec.Line().Check(host.Journal.Entries[^1]);
    }

    private async Task<IReadOnlyList<string>> Meta(string edge, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        await caller.PostAsync(new Uri($"{host.MetaGraphBaseUrl}/v25.0/{host.Meta.Page("A003").Id}/{edge}"), form);
        return OfficialSpec.Meta().Check(host.Journal.Entries[^1]);
    }
}
