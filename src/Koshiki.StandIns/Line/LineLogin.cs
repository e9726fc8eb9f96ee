using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Line;

/// <summary>A LINE Login channel of the same provider as an account: a friend has one and the same user id in both.</summary>
/// <param name="CallbackUrls">The only addresses to which visitors are sent back.</param>
public sealed record LineLoginChannel(string Id, string Secret, IReadOnlyList<string> CallbackUrls);

/// <summary>What an application asks for when it sends a visitor here.</summary>
internal sealed record LineLoginRequest(string Account, LineLoginChannel Channel, string RedirectUri, string State, string? Nonce, string? CodeChallenge, string Scope);

/// <summary>LINE Login v2.1 without its passwords: codes and tokens as documented.</summary>
/// <remarks>
/// Source: line/line-developers-docs-source, docs/ja/docs/line-login/integrate-line-login and docs/ja/reference/line-login;
/// PLATFORMS.md has nothing of LINE Login. A code lives ten minutes and works once; S256 is the only challenge.
/// </remarks>
public sealed class LineLogin
{
    private static readonly TimeSpan CodeLives = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (LineLoginRequest Request, string User, DateTimeOffset At)> codes = new();
    private readonly LineStandIn line;

    internal LineLogin(LineStandIn line) => this.line = line;

    /// <summary>What the id token says of its issuer; a test may make it say something else.</summary>
    public string Issuer { get; set; } = "https://access.line.me";

    /// <summary>The nonce in id tokens; null repeats what was asked for. A test sets it to play an older token back.</summary>
    public string? NonceInstead { get; set; }

    /// <summary>When id tokens end.</summary>
    public TimeSpan IdTokenLives { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Signs id tokens with this instead of the channel's secret; null for the right one.</summary>
    public string? SecretInstead { get; set; }

    /// <returns>What is wrong with the address, or null.</returns>
    internal string? Read(IQueryCollection query, out LineLoginRequest? request)
    {
        request = null;
        var found = line.Accounts.FirstOrDefault(one => one.Login?.Id == query["client_id"]);
        if (query["response_type"] != "code") return "response_type must be code";
        if (found?.Login is not { } channel) return "client_id names no channel";
        if (!channel.CallbackUrls.Contains(query["redirect_uri"].ToString())) return "redirect_uri is not registered for this channel";
        if (query["state"].ToString() is not { Length: > 0 } state || !state.All(char.IsAsciiLetterOrDigit)) return "state must be letters and digits";
        if (!query["scope"].ToString().Split(' ').Contains("openid")) return "scope must contain openid";
        if (query.ContainsKey("code_challenge") && query["code_challenge_method"] != "S256") return "code_challenge_method must be S256";
        request = new LineLoginRequest(found.Key, channel, query["redirect_uri"]!, state, query["nonce"], query["code_challenge"], query["scope"]!);
        return null;
    }

    /// <summary>Lets a visitor in as somebody, and makes the code that the application gets.</summary>
    internal string Allow(LineLoginRequest request, string user)
    {
        var code = RandomNumberGenerator.GetHexString(20);
        codes[code] = (request, user, line.Clock.GetUtcNow());
        return code;
    }

    /// <summary>POST /oauth2/v2.1/token.</summary>
    internal async ValueTask<StandInAnswer> Token(StandInRequest request)
    {
        var form = await FormBody.Read(request);
        if (form.Field("grant_type") != "authorization_code") return Error("unsupported_grant_type", "unsupported grant_type");
        if (!codes.TryRemove(form.Field("code") ?? "", out var given) || line.Clock.GetUtcNow() - given.At > CodeLives) return Error("invalid_grant", "invalid authorization code");
        var (asked, user, _) = given;
        if (asked.Channel.Id != form.Field("client_id") || asked.Channel.Secret != form.Field("client_secret")) return Error("invalid_client", "invalid client_secret");
        if (asked.RedirectUri != form.Field("redirect_uri")) return Error("invalid_grant", "redirect_uri does not match");
        if (asked.CodeChallenge is { } challenge && challenge != Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form.Field("code_verifier") ?? ""))))
        {
            return Error("invalid_grant", "invalid code_verifier");
        }

        return StandInAnswer.Json(200, new
        {
            access_token = RandomNumberGenerator.GetHexString(40),
            expires_in = 2_592_000,
            id_token = IdToken(asked, user),
            refresh_token = RandomNumberGenerator.GetHexString(20),
            scope = asked.Scope,
            token_type = "Bearer",
        }, accepted: true);
    }

    /// <summary>A web channel's id token is signed with HS256 under the channel's secret (docs/ja/docs/line-login/verify-id-token).</summary>
    private string IdToken(LineLoginRequest asked, string user)
    {
        var now = line.Clock.GetUtcNow();
        var head = Part(new { typ = "JWT", alg = "HS256" });
        var payload = Part(new
        {
            iss = Issuer,
            sub = user,
            aud = asked.Channel.Id,
            exp = (now + IdTokenLives).ToUnixTimeSeconds(),
            iat = now.ToUnixTimeSeconds(),
            nonce = NonceInstead ?? asked.Nonce,
            amr = (string[])["linesso"],
        });
        var signature = HMACSHA256.HashData(Encoding.ASCII.GetBytes(SecretInstead ?? asked.Channel.Secret), Encoding.ASCII.GetBytes($"{head}.{payload}"));
        return $"{head}.{payload}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));

    private static StandInAnswer Error(string error, string description) => StandInAnswer.Json(400, new { error, error_description = description });
}
