using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Segments;
using Koshiki.Edge.Segments.Webhooks;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;
using Koshiki.Tests.Edge.PublicSite;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Koshiki.Tests.Edge.Segments;

public sealed class WebhookTests : IAsyncLifetime
{
    private const string Secret = "8c570fa6dd201bb328f1c1eac23a96d8";
    private static readonly LineUserId Hanako = FriendWorld.Resident(1);

    private PublicServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await PublicServer.Start();
        await Connect("A001", Secret);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task F2_a_signed_event_is_stored_before_the_answer_and_wrapped()
    {
        var status = await Post(Body(Event("follow", Hanako, "E1")));

        Assert.Equal(HttpStatusCode.OK, status);
        var item = Assert.Single(await Inbox());
        Assert.Equal(("A001", "E1"), (item.AccountKey, item.EventId));
        Assert.DoesNotContain(Hanako.Text, Encoding.Latin1.GetString(item.Wrapped), StringComparison.Ordinal);
        var change = server.Services.GetRequiredService<FriendInbox>().Open("A001", item.Wrapped);
        Assert.Equal(new FriendChange.Followed(Hanako, DateTimeOffset.FromUnixTimeMilliseconds(1_795_000_000_000), IsUnblocked: true), change);
    }

    [Fact]
    public void F2_the_official_example_has_our_signature()
    {
        using var official = JsonDocument.Parse(File.ReadAllBytes(Specs.OfficialSpec.FileOf("line", "webhook-signature-vector.json")));
        string Text(string name) => official.RootElement.GetProperty(name).GetString()!;

        Assert.True(LineWebhook.IsSigned(Encoding.UTF8.GetBytes(Text("body")), Text("xLineSignature"), Encoding.UTF8.GetBytes(Text("channelSecret"))));
        Assert.False(LineWebhook.IsSigned(Encoding.UTF8.GetBytes(Text("body") + " "), Text("xLineSignature"), Encoding.UTF8.GetBytes(Text("channelSecret"))));
    }

    [Fact]
    public async Task F2_a_request_of_the_console_without_events_is_answered() =>
        Assert.Equal(HttpStatusCode.OK, await Post("""{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}"""));

    [Theory]
    [InlineData("")]
    [InlineData("not base64 at all, but forty-four characters")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData(null)]
    public async Task F2_who_is_not_LINE_learns_nothing_and_leaves_nothing(string? signature)
    {
        var body = Body(Event("follow", Hanako, "E1"));

        var forged = await Send("A001", Encoding.UTF8.GetBytes(body), signature);
        var nowhere = await Send("A999", Encoding.UTF8.GetBytes(body), signature);

        Assert.Equal((HttpStatusCode.Unauthorized, ""), forged);
        Assert.Equal(forged, nowhere);
        Assert.Empty(await Inbox());
    }

    [Fact]
    public async Task F2_a_body_cut_or_changed_on_the_way_does_not_fit_its_signature()
    {
        var whole = Encoding.UTF8.GetBytes(Body(Event("follow", Hanako, "E1")));
        var signature = Sign(whole, Secret);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Send("A001", whole[..^10], signature)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send("A001", [.. whole, (byte)' '], signature)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send("A001", whole, Sign(whole, "another account's secret"))).Status);
        Assert.Empty(await Inbox());
    }

    [Theory]
    [InlineData("this is not JSON")]
    [InlineData("[]")]
    [InlineData("{\"events\":{}}")]
    public async Task F2_signed_nonsense_is_refused_and_stores_nothing(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await Post(body));
        Assert.Empty(await Inbox());
    }

    [Fact]
    public async Task F2_unknown_events_members_and_people_are_passed_over()
    {
        var status = await Post(Body(
            Event("somethingNewIn2031", Hanako, "E1"),
            """{"type":"follow","timestamp":1795000000000,"source":{"type":"group","groupId":"Cxyz"},"webhookEventId":"E2"}""",
            """{"type":"follow","timestamp":"soon","source":{"type":"user","userId":"Unobody"},"webhookEventId":"E3"}""",
            "17",
            Event("unfollow", Hanako, "E4")));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("E4", Assert.Single(await Inbox()).EventId);
    }

    [Fact]
    public async Task F2_one_megabyte_is_too_much_whether_announced_or_not()
    {
        var large = Encoding.UTF8.GetBytes(Body(Event("follow", Hanako, new string('E', 90))).PadRight(WebhookEndpoint.LargestBody + 1));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Send("A001", large, Sign(large, Secret))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Send("A001", large, Sign(large, Secret), announced: false)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Send("A001", large[..WebhookEndpoint.LargestBody], Sign(large[..WebhookEndpoint.LargestBody], Secret), announced: false)).Status);
    }

    [Fact]
    public async Task F2_a_replayed_request_is_answered_and_stored_once()
    {
        var body = Body(Event("follow", Hanako, "E1"), Event("message", Hanako, "E2"));

        Assert.Equal(HttpStatusCode.OK, await Post(body));
        Assert.Equal(HttpStatusCode.OK, await Post(body));
        Assert.Equal(HttpStatusCode.OK, await Post(Body(Event("message", Hanako, "E2"), Event("message", Hanako, "E2"), Event("postback", Hanako, "E3"))));

        Assert.Equal(["E1", "E2", "E3"], (await Inbox()).Select(i => i.EventId!));
    }

    [Fact]
    public async Task F2_many_requests_at_once_share_commits_and_lose_nothing()
    {
        var statuses = await Task.WhenAll(Enumerable.Range(0, 300).Select(n => Post(Body(Event("follow", FriendWorld.Resident(n), $"E{n}")))));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(300, (await Inbox()).Count);
    }

    [Fact]
    public async Task E11_each_account_has_its_own_secret_and_its_own_friends()
    {
        await Connect("A002", "the second account's secret");
        var body = Encoding.UTF8.GetBytes(Body(Event("follow", Hanako, "E1")));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Send("A002", body, Sign(body, Secret))).Status);
        Assert.Equal(HttpStatusCode.OK, (await Send("A002", body, Sign(body, "the second account's secret"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await Send("A001", body, Sign(body, Secret))).Status);

        Assert.Equal(["A001", "A002"], (await Inbox()).Select(i => i.AccountKey).Order());
    }

    [Fact]
    public async Task F2_without_a_database_LINE_is_asked_to_come_again()
    {
        await Post(Body(Event("follow", Hanako, "E1")));
        await TestDatabase.Run(server.Database.Superuser, "alter table edge_friends.inbox rename to inbox_away");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Post(Body(Event("unfollow", Hanako, "E2"))));

        await TestDatabase.Run(server.Database.Superuser, "alter table edge_friends.inbox_away rename to inbox");
        Assert.Equal(HttpStatusCode.OK, await Post(Body(Event("unfollow", Hanako, "E2"))));
    }

    private static string Event(string type, LineUserId who, string id) => $$$"""
        {"type":"{{{type}}}","mode":"active","timestamp":1795000000000,"source":{"type":"user","userId":"{{{who.Text}}}"},"webhookEventId":"{{{id}}}",
        "deliveryContext":{"isRedelivery":false},"replyToken":"nHuyWiB7yP5Zw52FIkcQobQuGDXCTA","follow":{"isUnblocked":true},"message":{"id":"1","type":"text","text":"こんにちは"},"postback":{"data":"menu"}}
        """;

    private static string Body(params string[] events) => $$"""{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","newMember":{},"events":[{{string.Join(',', events)}}]}""";

    private static string Sign(byte[] body, string secret) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private async Task<HttpStatusCode> Post(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return (await Send("A001", bytes, Sign(bytes, Secret))).Status;
    }

    private async Task<(HttpStatusCode Status, string Said)> Send(string account, byte[] body, string? signature, bool announced = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/line/webhook/{account}", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        if (!announced) request.Headers.TransferEncodingChunked = true;
        if (signature is not null) request.Headers.TryAddWithoutValidation("X-Line-Signature", signature);
        using var answer = await server.Browser.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task Connect(string account, string channelSecret)
    {
        await using var db = server.Database.OpenEdge();
        db.ConnectedAccounts.Add(new ConnectedAccount
        {
            AccountKey = account,
            Platform = Platform.Line,
            PlatformAccountId = "U8e742f61d673b39c7fff3cecb7536ef0",
            WrappedSecret = server.Services.GetRequiredService<MasterKey>().Wrap(
                JsonSerializer.SerializeToUtf8Bytes(new { channelAccessToken = "token", channelSecret }), ConnectedAccount.SecretContext(account)),
            ConnectedAt = DateTimeOffset.UnixEpoch,
        });
        await db.SaveChangesAsync();
    }

    private async Task<List<InboxItem>> Inbox()
    {
        await using var db = server.Database.OpenEdge();
        return await db.Inbox.AsNoTracking().OrderBy(i => i.Id).ToListAsync();
    }
}
