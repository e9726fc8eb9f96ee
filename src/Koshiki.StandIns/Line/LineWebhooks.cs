using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Koshiki.StandIns.Line;

/// <summary>One event as it was told to the account's server.</summary>
/// <param name="Status">The last answer; null when there was none within two seconds or nobody listens.</param>
/// <param name="Requests">How often it was sent, redeliveries and duplicates included.</param>
public sealed record ToldEvent(string Type, string EventId, int? Status, int Requests, string? ReplyToken);

/// <summary>Tells an account's server what its friends do: signed, with an event id, and again when the switches say so.</summary>
internal sealed class LineWebhooks(LineStandIn line) : IDisposable
{
    // PLATFORMS.md, line 33: whoever has not answered after two seconds has not answered.
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>Sends one event of a friend, and returns when the last attempt is over.</summary>
    /// <param name="details">The members that belong to the type, such as <c>message</c>.</param>
    /// <param name="at">When it happened; now when nothing is said. An older time makes a reordered event.</param>
    public async Task<ToldEvent> Tell(LineAccount account, string type, string userId, Dictionary<string, object> details, DateTimeOffset? at)
    {
        var now = line.Clock.GetUtcNow();
        var eventId = Ulid(now);
        var answerable = type is "follow" or "message" or "postback" or "accountLink";
        string? token = null;
        int? status = null;
        var requests = 0;
        for (var attempt = 0; attempt <= line.Options.WebhookRedeliveries; attempt++)
        {
            if (attempt > 0) await Task.Delay(line.Options.WebhookRedeliversAfter);
            // PLATFORMS.md, line 36: a redelivered event has another minute.
            token = answerable ? account.IssueReplyToken(userId, now, line.Clock.GetUtcNow()) : null;
            var body = Body(account, Event(type, userId, at ?? now, eventId, isRedelivery: attempt > 0, token, details));
            for (var copy = 0; copy < Math.Max(1, line.Options.WebhookCopies); copy++)
            {
                status = await Post(account, body);
                requests++;
            }

            if (status is >= 200 and < 300) break;
        }

        return new ToldEvent(type, eventId, status, requests, token);
    }

    /// <summary>The console's "Verify": a request without events (PLATFORMS.md, line 32).</summary>
    public Task<int?> Verify(LineAccount account) => Post(account, Body(account));

    public void Dispose() => client.Dispose();

    private static byte[] Body(LineAccount account, params Dictionary<string, object>[] events) =>
        JsonSerializer.SerializeToUtf8Bytes(new { destination = account.BotUserId, events });

    private static Dictionary<string, object> Event(
        string type, string userId, DateTimeOffset at, string eventId, bool isRedelivery, string? token, Dictionary<string, object> details)
    {
        var told = new Dictionary<string, object>(details)
        {
            ["type"] = type,
            ["mode"] = "active",
            ["timestamp"] = at.ToUnixTimeMilliseconds(),
            ["source"] = new { type = "user", userId },
            ["webhookEventId"] = eventId,
            ["deliveryContext"] = new { isRedelivery },
        };
        if (token is not null) told["replyToken"] = token;
        return told;
    }

    private async Task<int?> Post(LineAccount account, byte[] body)
    {
        if (account.Webhook is not { } webhook || !webhook.Url.IsLoopback) return null;
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" } } },
        };
        // PLATFORMS.md, line 31.
        request.Headers.Add("x-line-signature", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(webhook.ChannelSecret), body)));
        try
        {
            using var answer = await client.SendAsync(request);
            return (int)answer.StatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>26 characters that sort by time, as LINE's event ids do (webhook.yml, webhookEventId).</summary>
    private static string Ulid(DateTimeOffset now)
    {
        const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var number = new UInt128(0, (ulong)now.ToUnixTimeMilliseconds()) << 80 | new UInt128((ulong)RandomNumberGenerator.GetInt32(1 << 16), BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        return string.Create(26, number, static (text, rest) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, rest >>= 5) text[i] = Digits[(int)(rest & 31)];
        });
    }
}

/// <summary>Where an account's events go.</summary>
public sealed record LineWebhookAddress(Uri Url, string ChannelSecret);
