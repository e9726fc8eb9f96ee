using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Koshiki.Foundation;
using Microsoft.AspNetCore.WebUtilities;

namespace Koshiki.Edge.Platforms.Line;

/// <summary>A LINE Login channel. It belongs to the same provider as the official account: only then has a person the same user id in both.</summary>
internal sealed record LineLoginChannel(string Id, string Secret)
{
    public override string ToString() => Id;
}

/// <summary>What must be remembered from sending a visitor to LINE until he comes back.</summary>
/// <param name="State">Letters and digits, by chance: it finds the attempt again.</param>
/// <param name="Nonce">Comes back inside the id token, so that an older token does not pass.</param>
/// <param name="Verifier">Proves to LINE that whoever brings the code is who asked for it. PKCE.</param>
internal sealed record LineLoginAttempt(string State, string Nonce, string Verifier)
{
    public static LineLoginAttempt Begin() => new(
        RandomNumberGenerator.GetHexString(32, lowercase: true),
        RandomNumberGenerator.GetHexString(32, lowercase: true),
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public override string ToString() => "…";
}

/// <summary>LINE Login v2.1: who a visitor is at LINE, and nothing else of him. The id alone is asked for, no name and no picture.</summary>
/// <remarks>Source: LINE Developers, "Integrating LINE Login with your web app", "PKCE support", "LINE Login v2.1 API reference"; RFC 6749, RFC 7636.</remarks>
internal sealed class LineLogin(PlatformHttp http, PlatformOptions options, TimeProvider clock)
{
    /// <summary>Whose forms may lead there: the origin for the content policy of the page with the button.</summary>
    public string Origin => options.Line.LoginBaseUrl.GetLeftPart(UriPartial.Authority);

    /// <summary>Where the visitor is sent.</summary>
    /// <param name="callback">Where he comes back to; registered with the channel.</param>
    public string AddressFor(LineLoginChannel channel, LineLoginAttempt attempt, string callback) =>
        QueryHelpers.AddQueryString($"{options.Line.LoginBaseUrl.AbsoluteUri.TrimEnd('/')}/oauth2/v2.1/authorize", new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = channel.Id,
            ["redirect_uri"] = callback,
            ["state"] = attempt.State,
            ["scope"] = "openid",
            ["nonce"] = attempt.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(attempt.Verifier))),
            ["code_challenge_method"] = "S256",
            ["ui_locales"] = "ja-JP",
            // Who is no friend yet can become one on LINE's own page, where the account is linked to the channel.
            ["bot_prompt"] = "normal",
        });

    /// <summary>Exchanges the code that the visitor brought back for his id at LINE.</summary>
    /// <returns>The user id, <see cref="LineDidNotVouch"/> or <see cref="LineOutOfReach"/>.</returns>
    public async Task<Result<string>> WhoIs(LineLoginChannel channel, LineLoginAttempt attempt, string code, string callback, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Line.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}/oauth2/v2.1/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "authorization_code",
                ["code"] = code,
                ["redirect_uri"] = callback,
                ["client_id"] = channel.Id,
                ["client_secret"] = channel.Secret,
                ["code_verifier"] = attempt.Verifier,
            }),
        };
        return await http.Send(request, ct) switch
        {
            PlatformAnswer.Answered { Status: 200 } answer when JsonAnswer.Read(answer.Body).At("id_token").Text is { } token =>
                LineIdToken.Check(token, channel, attempt.Nonce, clock.GetUtcNow()),
            PlatformAnswer.Answered { Status: >= 400 and < 500 } refused => new LineDidNotVouch($"the code was not taken: {refused.Status} {JsonAnswer.Read(refused.Body).At("error").Text}"),
            PlatformAnswer.Answered answer => new LineOutOfReach($"the token endpoint answered {answer.Status}"),
            _ => new LineOutOfReach("the token endpoint did not answer"),
        };
    }

    /// <summary>Asks LINE whether a person is the account's friend now: his profile is shown to friends' accounts only.</summary>
    /// <remarks>Source: Messaging API reference, "Get profile"; 404 for everybody who has not added the account or has blocked it.</remarks>
    /// <returns>Null when LINE did not say.</returns>
    public async Task<bool?> IsFriend(LineSecret secret, string userId, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Line.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}/v2/bot/profile/{userId}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret.ChannelAccessToken);
        return await http.Send(request, ct) switch
        {
            PlatformAnswer.Answered { Status: 200 } => true,
            PlatformAnswer.Answered { Status: 404 } => false,
            _ => null,
        };
    }
}
