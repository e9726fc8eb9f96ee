using System.Text.Json;

namespace Koshiki.Edge.Platforms.Line;

/// <summary>What the token file of a LINE account holds: <c>{"channelAccessToken":"…"}</c>, a long-lived channel access token.</summary>
internal sealed record LineSecret(string ChannelAccessToken)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <returns>Null when the JSON is not of this form.</returns>
    public static LineSecret? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<LineSecret>(json, Json) is { ChannelAccessToken.Length: > 0 } secret ? secret : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
