using System.Text.Json;

namespace Koshiki.Edge.Platforms.X;

/// <summary>What the token file of an X account holds: <c>{"accessToken":"…"}</c>, a user token with the scopes tweet.write, tweet.read, users.read and media.write.</summary>
/// <remarks>An OAuth 2.0 token lives for two hours; when it ends the connection is reported as broken and made anew.</remarks>
internal sealed record XSecret(string AccessToken)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

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
}
