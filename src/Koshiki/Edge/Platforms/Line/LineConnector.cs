using System.Net.Http.Headers;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.Platforms.Line;

/// <summary>LINE official accounts: broadcasts, and multicasts to people named.</summary>
/// <param name="publicUrl">The public host, where LINE fetches pictures.</param>
internal sealed class LineConnector(PlatformHttp http, PlatformOptions options, Uri publicUrl) : IConnector
{
    public Platform Platform => Platform.Line;

    public Promise Promise => Promise.ByKey;

    public bool StaysInTheHouse => options.Line.ApiBaseUrl.IsLoopback;

    public Task<Prepared> Prepare(PostToSend post, CancellationToken ct)
    {
        var calls = LineMessages.Make(post, publicUrl);
        return Task.FromResult<Prepared>(calls.IsRefused(out var reason)
            ? new Prepared.NotReady(new DeliveryOutcome.Refused(reason.Sentence, WhoFixes.Author))
            : new Prepared.Ready(calls.Value));
    }

    public async Task<DeliveryOutcome> Send(PlatformCall call, AccountAccess account, CancellationToken ct)
    {
        if (LineSecret.Read(account.Secret.Span) is not { } secret)
        {
            return new DeliveryOutcome.Refused(CommonReasons.SecretUnreadable("LINE"), WhoFixes.Connection);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Line.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}{call.Path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret.ChannelAccessToken);
        request.Headers.Add("X-Line-Retry-Key", call.RetryKey!.Value.ToString());
        request.Content = new ByteArrayContent(call.Body) { Headers = { ContentType = new MediaTypeHeaderValue(call.ContentType) } };
        return LineAnswers.Read(await http.Send(request, ct), call.Recipients);
    }

    /// <summary>Never asked for: LINE knows a request again by its key, and shows nobody what was sent.</summary>
    public Task<LookResult> Look(PostToSend post, DateTimeOffset notBefore, CancellationToken ct) =>
        throw new NotSupportedException("LINE promises by key; nobody looks.");

    /// <summary>A long-lived channel token does not end by itself.</summary>
    public Task<SecretRenewal?> Renew(AccountAccess account, CancellationToken ct) => Task.FromResult<SecretRenewal?>(null);

    /// <summary>Reads the month's quota: <c>none</c> means without limit, as on the plan for local governments.</summary>
    public async Task<ConnectionCheck> Check(AccountAccess account, CancellationToken ct)
    {
        if (LineSecret.Read(account.Secret.Span) is not { } secret) return new ConnectionCheck.Broken(CommonReasons.SecretUnreadable("LINE"));
        var quota = await Ask("/v2/bot/message/quota", secret, ct);
        if (quota is PlatformAnswer.Answered { Status: 401 }) return new ConnectionCheck.Broken(CommonReasons.TokenRefused("LINE"));
        var used = await Ask("/v2/bot/message/quota/consumption", secret, ct);
        if (quota is not PlatformAnswer.Answered { Status: 200 } limit || used is not PlatformAnswer.Answered { Status: 200 } total) return new ConnectionCheck.CouldNotAsk();

        var json = JsonAnswer.Read(limit.Body);
        long? messages = json.At("type").Text == "limited" ? json.At("value").Number : null;
        return new ConnectionCheck.Works((messages, JsonAnswer.Read(total.Body).At("totalUsage").Number ?? 0));
    }

    private async Task<PlatformAnswer> Ask(string path, LineSecret secret, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Line.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret.ChannelAccessToken);
        return await http.Send(request, ct);
    }
}
