using System.Text.Json;

namespace Koshiki.Edge.Platforms.Line;

/// <summary>What the token file of a LINE account holds: <c>{"channelAccessToken":"…","channelSecret":"…"}</c>.</summary>
/// <param name="ChannelAccessToken">A long-lived channel access token of the Messaging API.</param>
/// <param name="ChannelSecret">Signs the webhooks; null where the account takes none.</param>
/// <param name="LoginChannelId">The LINE Login channel of the same provider; null where residents do not sign in by LINE.</param>
/// <param name="LoginChannelSecret">Of that channel.</param>
internal sealed record LineSecret(string ChannelAccessToken, string? ChannelSecret = null, string? LoginChannelId = null, string? LoginChannelSecret = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The LINE Login channel; null unless both its id and its secret are known.</summary>
    public LineLoginChannel? Login => LoginChannelId is { Length: > 0 } id && LoginChannelSecret is { Length: > 0 } secret ? new LineLoginChannel(id, secret) : null;

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

    public override string ToString() => nameof(LineSecret);
}
