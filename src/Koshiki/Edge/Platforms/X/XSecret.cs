using System.Text.Json;
using System.Text.Json.Serialization;

namespace Koshiki.Edge.Platforms.X;

/// <summary>
/// What the token file of an X account holds: <c>{"accessToken":"…"}</c>, a user token with the scopes tweet.write, tweet.read, users.read and
/// media.write; with <c>refreshToken</c>, <c>clientId</c>, <c>expiresAt</c> (and <c>clientSecret</c> of a confidential client) it is renewed by itself.
/// </summary>
/// <remarks>An OAuth 2.0 access token lives for two hours; a refresh token (scope offline.access) is good for one renewal and brings the next one.</remarks>
/// <param name="ExpiresAt">When the access token ends (UTC). Unknown counts as ended when it can be renewed.</param>
internal sealed record XSecret(
    string AccessToken, string? RefreshToken = null, string? ClientId = null, string? ClientSecret = null, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>A token that ends within this time is renewed before it is used.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <returns>Null when the JSON is not of this form.</returns>
    public static XSecret? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<XSecret>(json, Json) is { AccessToken.Length: > 0 } secret ? secret : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    public bool ShouldBeRenewed(DateTimeOffset now) => RefreshToken is not null && ClientId is not null && (ExpiresAt is not { } end || end - now < Ahead);
}
