using System.Net.Http.Headers;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.Platforms.Line;

/// <summary>Reads what LINE tells of an account: GET /v2/bot/info. It says the name, and neither a text, nor links, nor what was sent.</summary>
/// <remarks>Source: messaging-api.yml, getBotInfo.</remarks>
internal sealed class LineAccountReader(PlatformHttp http, PlatformOptions options) : IAccountReader
{
    private const string Name = "LINE";

    public Platform Platform => Platform.Line;

    public async Task<ProfileReading> ReadProfile(AccountAccess account, CancellationToken ct)
    {
        if (LineSecret.Read(account.Secret.Span) is not { } secret) return new ProfileReading.TokenRefused(CommonReasons.SecretUnreadable(Name));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Line.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}/v2/bot/info");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret.ChannelAccessToken);
        return await http.Send(request, ct) switch
        {
            // An account has a basic and often a premium id, and the register one of the two: a difference would say nothing.
            PlatformAnswer.Answered { Status: 200 } ok when JsonAnswer.Read(ok.Body).At("displayName").Text is { } name => new ProfileReading.Seen(new SeenProfile(name, null, null, null)),
            PlatformAnswer.Answered { Status: 401 } => new ProfileReading.TokenRefused(ReadingWords.Refused(Name)),
            PlatformAnswer.Answered { Status: 429 } fast => new ProfileReading.CannotTell(
                ReadingWords.TooOften(Name), int.TryParse(fast.Header("Retry-After"), out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null),
            PlatformAnswer.Answered other => new ProfileReading.CannotTell(ReadingWords.Troubled(Name, other.Status)),
            _ => new ProfileReading.CannotTell(ReadingWords.NoAnswer(Name)),
        };
    }

    public Task<PostsReading> ReadPosts(AccountAccess account, DateTimeOffset since, CancellationToken ct) => Task.FromResult<PostsReading>(new PostsReading.NotShown());
}
