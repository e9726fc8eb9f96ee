using System.Net.Http.Headers;

namespace Koshiki.Edge.Platforms.Line;

/// <summary>Reads who follows an account, a page at a time. LINE lets verified and premium accounts alone.</summary>
/// <remarks>Source: messaging-api.yml, getFollowers; at most 1,000 ids a page, 2,000 requests a second.</remarks>
internal sealed class LineFollowers(PlatformHttp http, PlatformOptions options)
{
    private const int PageSize = 1_000;

    /// <param name="next">What the page before gave; null for the first one.</param>
    public async Task<FollowerPage> Read(AccountAccess account, string? next, CancellationToken ct)
    {
        if (LineSecret.Read(account.Secret.Span) is not { } secret) return new FollowerPage.NotAllowed();
        var start = next is null ? "" : $"&start={Uri.EscapeDataString(next)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Line.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}/v2/bot/followers/ids?limit={PageSize}{start}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret.ChannelAccessToken);
        if (await http.Send(request, ct) is not PlatformAnswer.Answered answer) return new FollowerPage.CouldNotAsk();
        if (answer.Status is 401 or 403) return new FollowerPage.NotAllowed();
        var json = JsonAnswer.Read(answer.Body);
        return answer.Status == 200 && json.At("userIds") is { ValueKind: System.Text.Json.JsonValueKind.Array } ids
            ? new FollowerPage.Page([.. ids.Items.Select(id => id.Text).OfType<string>()], json.At("next").Text is { Length: > 0 } more ? more : null)
            : new FollowerPage.CouldNotAsk();
    }
}

/// <summary>A page of followers, or why there is none.</summary>
internal abstract record FollowerPage
{
    private FollowerPage() { }

    /// <param name="UserIds">Personal data: never logged.</param>
    /// <param name="Next">Null on the last page.</param>
    public sealed record Page(IReadOnlyList<string> UserIds, string? Next) : FollowerPage
    {
        public override string ToString() => $"{UserIds.Count} ids";
    }

    /// <summary>Not a verified account, or the token is refused.</summary>
    public sealed record NotAllowed : FollowerPage;

    public sealed record CouldNotAsk : FollowerPage;
}
