using System.Text.Json;

namespace Koshiki.Edge.Platforms.Facebook;

/// <summary>What the token file of a Facebook Page holds: <c>{"pageAccessToken":"…"}</c>, a page token made from a long-lived user or system-user token.</summary>
internal sealed record FacebookSecret(string PageAccessToken)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <returns>Null when the JSON is not of this form.</returns>
    public static FacebookSecret? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<FacebookSecret>(json, Json) is { PageAccessToken.Length: > 0 } secret ? secret : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
