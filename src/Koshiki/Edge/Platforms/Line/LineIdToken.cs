using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Koshiki.Foundation;

namespace Koshiki.Edge.Platforms.Line;

/// <summary>LINE's word on who a visitor is: a JSON Web Token, signed under the channel's secret.</summary>
/// <remarks>Source: LINE Developers, "Get profile information from ID tokens"; RFC 7515, RFC 7519; OpenID Connect Core 1.0, 3.1.3.7.</remarks>
internal static class LineIdToken
{
    private const string Issuer = "https://access.line.me";

    /// <summary>How far LINE's clock and ours may be apart.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <returns>The user id, or <see cref="LineDidNotVouch"/> with what is wrong.</returns>
    public static Result<string> Check(string token, LineLoginChannel channel, string nonce, DateTimeOffset now)
    {
        if (token.Split('.') is not [var head, var payload, var signature]) return new LineDidNotVouch("the id token has not three parts");
        if (Read(head).At("alg").Text is not "HS256") return new LineDidNotVouch("the id token is not signed with HS256");

        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(channel.Secret), Encoding.ASCII.GetBytes($"{head}.{payload}"));
        if (!CryptographicOperations.FixedTimeEquals(expected, Bytes(signature))) return new LineDidNotVouch("the id token's signature is wrong");

        var claims = Read(payload);
        if (claims.At("iss").Text != Issuer) return new LineDidNotVouch("the id token is of another issuer");
        if (claims.At("aud").Text != channel.Id) return new LineDidNotVouch("the id token is for another channel");
        if (claims.At("nonce").Text != nonce) return new LineDidNotVouch("the id token belongs to another sign-in");
        if (claims.At("exp") is not { ValueKind: JsonValueKind.Number } exp || !exp.TryGetInt64(out var ends) || now.ToUnixTimeSeconds() > ends + Tolerance.TotalSeconds)
        {
            return new LineDidNotVouch("the id token has expired");
        }

        return claims.At("sub").Text is { Length: > 0 } user ? user : new LineDidNotVouch("the id token names nobody");
    }

    private static JsonElement Read(string part) => JsonAnswer.Read(Bytes(part));

    private static byte[] Bytes(string part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
