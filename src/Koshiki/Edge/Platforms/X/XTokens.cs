using System.Net.Http.Headers;
using System.Text;

namespace Koshiki.Edge.Platforms.X;

/// <summary>Renews OAuth 2.0 user tokens.</summary>
/// <remarks>Source: X docs "OAuth 2.0 Authorization Code Flow with PKCE"; RFC 6749, section 6.</remarks>
internal static class XTokens
{
    private const string Path = "/2/oauth2/token";

    public static async Task<SecretRenewal> Renew(XSecret secret, PlatformHttp http, PlatformOptions options, DateTimeOffset now, CancellationToken ct)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = secret.RefreshToken!, ["client_id"] = secret.ClientId! };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.X.ApiBaseUrl.AbsoluteUri.TrimEnd('/')}{Path}") { Content = new FormUrlEncodedContent(form) };
        if (secret.ClientSecret is { } clientSecret)
        {
            var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(secret.ClientId!)}:{Uri.EscapeDataString(clientSecret)}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", basic);
        }

        return await http.Send(request, ct) switch
        {
            PlatformAnswer.Answered { Status: 200 } ok => Read(secret, ok.Body, now),
            PlatformAnswer.Answered { Status: 400 or 401 or 403 } => new SecretRenewal.Failed(new DeliveryOutcome.Refused(CommonReasons.TokenRefused("X"), WhoFixes.Connection)),
            PlatformAnswer.Answered other => new SecretRenewal.Failed(new DeliveryOutcome.TryLater(null, CommonReasons.NotTakenNow("X", other.Status))),
            _ => new SecretRenewal.Failed(new DeliveryOutcome.TryLater(null, CommonReasons.NoConnection("X"))),
        };
    }

    private static SecretRenewal Read(XSecret old, byte[] body, DateTimeOffset now)
    {
        var json = JsonAnswer.Read(body);
        if (json.At("access_token").Text is not { Length: > 0 } access)
        {
            return new SecretRenewal.Failed(new DeliveryOutcome.TryLater(null, CommonReasons.NotTakenNow("X", 200)));
        }

        var lives = TimeSpan.FromSeconds(json.At("expires_in").Number ?? 7200);
        var fresh = old with { AccessToken = access, RefreshToken = json.At("refresh_token").Text ?? old.RefreshToken, ExpiresAt = now + lives };
        return new SecretRenewal.Renewed(fresh.ToBytes());
    }
}
