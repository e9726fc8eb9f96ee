using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Koshiki.StandIns.Line;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Koshiki.Tests.StandIns;

/// <summary>What LINE tells an account's server, what the server may answer, and who follows.</summary>
public sealed class LineWebhookTests : LineStandInBase
{
    private const string Secret = "channel-secret";
    private readonly List<(JsonElement Body, bool Signed)> told = [];
    private int answer = 200;

    [Fact]
    public async Task A_follow_is_told_signed_with_an_event_id_and_a_reply_token()
    {
        await using var server = await Listen();

        var followed = await Account.People.Follow();

        var (body, signed) = Assert.Single(told);
        var one = body.GetProperty("events")[0];
        Assert.True(signed);
        Assert.Equal(Account.BotUserId, body.GetProperty("destination").GetString());
        Assert.Equal(("follow", followed.EventId, followed.ReplyToken), (one.GetProperty("type").GetString(), one.GetProperty("webhookEventId").GetString(), one.GetProperty("replyToken").GetString()));
        Assert.Equal(26, followed.EventId.Length);
        Assert.Equal(11, Account.Reachable);
    }

    [Fact]
    public async Task A_block_and_an_unblock_are_told_and_change_who_can_be_reached()
    {
        await using var server = await Listen();
        var friend = Account.FriendId(3);

        await Account.People.Block(friend);
        Assert.Equal(9, Account.Reachable);
        await Account.People.Follow(friend);

        Assert.Equal(10, Account.Reachable);
        Assert.True(told[1].Body.GetProperty("events")[0].GetProperty("follow").GetProperty("isUnblocked").GetBoolean());
        Assert.False(told[0].Body.GetProperty("events")[0].TryGetProperty("replyToken", out _));
    }

    [Fact]
    public async Task Duplicates_and_redeliveries_carry_the_same_event_id()
    {
        await using var server = await Listen();
        Host.Line.Options.WebhookCopies = 2;
        Host.Line.Options.WebhookRedeliveries = 1;
        Host.Line.Options.WebhookRedeliversAfter = TimeSpan.Zero;
        answer = 503;

        var written = await Account.People.Write(Account.FriendId(0), "こんにちは");

        Assert.Equal(4, written.Requests);
        var events = told.Select(t => t.Body.GetProperty("events")[0]).ToList();
        Assert.Single(events.Select(e => e.GetProperty("webhookEventId").GetString()).Distinct());
        Assert.Equal([false, false, true, true], events.Select(e => e.GetProperty("deliveryContext").GetProperty("isRedelivery").GetBoolean()));
    }

    [Fact]
    public async Task A_reply_token_is_good_once_and_for_a_minute()
    {
        await using var server = await Listen();
        var first = await Account.People.Write(Account.FriendId(0), "ごみの日");
        var second = await Account.People.Press(Account.FriendId(1), "menu=district");

        var replied = await Send("reply", new { replyToken = first.ReplyToken, messages = new[] { Text() } });
        var again = await Send("reply", new { replyToken = first.ReplyToken, messages = new[] { Text() } });
        Host.Clock.Advance(TimeSpan.FromSeconds(61));
        var late = await Send("reply", new { replyToken = second.ReplyToken, messages = new[] { Text() } });
        var withKey = await Send("reply", new { replyToken = second.ReplyToken, messages = new[] { Text() } }, Guid.NewGuid());

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], new[] { replied, again, late, withKey }.Select(a => a.StatusCode));
        Assert.Equal([1, 0], Account.ReceivedCounts()[..2]);
        Assert.Equal(0, Account.UsedInMonthOf(Host.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Followers_are_read_page_by_page_by_verified_accounts_only()
    {
        Account.Change(4, FriendState.Blocked);
        var read = new List<string>();
        string? next = null;
        do
        {
            var page = await Json(await Get($"/v2/bot/followers/ids?limit=4{(next is null ? "" : "&start=" + next)}"));
            read.AddRange(page.GetProperty("userIds").EnumerateArray().Select(id => id.GetString()!));
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }
        while (next is not null);

        Assert.Equal(Account.FriendIds().Where((_, n) => n != 4), read);
        Host.Line.Options.Verified = false;
        Assert.Equal(HttpStatusCode.Forbidden, (await Get("/v2/bot/followers/ids")).StatusCode);
    }

    [Fact]
    public async Task The_control_API_lets_people_act_from_another_process()
    {
        await using var server = await Listen();
        using var control = new HttpClient { BaseAddress = new Uri(Host.BaseUrl) };

        var answered = await control.PostAsJsonAsync("/control/line/A001/people", new { act = "write", userId = Account.FriendId(0), text = "受信設定" });
        var verified = await control.PostAsJsonAsync("/control/line/A001/people", new { act = "verify" });

        Assert.Equal(200, (await Json(answered)).GetProperty("status").GetInt32());
        Assert.Equal(200, (await Json(verified)).GetProperty("status").GetInt32());
        Assert.Equal([1, 0], told.Select(t => t.Body.GetProperty("events").GetArrayLength()));
    }

    private async Task<WebApplication> Listen()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(async http =>
        {
            using var memory = new MemoryStream();
            await http.Request.Body.CopyToAsync(memory);
            var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), memory.ToArray()));
            told.Add((JsonElement.Parse(memory.ToArray()), http.Request.Headers["x-line-signature"] == signature));
            http.Response.StatusCode = answer;
        });
        await server.StartAsync();
        Account.SetWebhook(new Uri(server.Urls.First()), Secret);
        return server;
    }
}
