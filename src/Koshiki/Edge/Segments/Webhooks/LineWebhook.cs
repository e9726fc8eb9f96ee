using System.Security.Cryptography;
using System.Text.Json;

namespace Koshiki.Edge.Segments.Webhooks;

/// <summary>Reads what LINE sends: only what changes a friend, and a message's beginning. Whatever else a body holds, now or in years to come, is passed over.</summary>
/// <remarks>Source: webhook.yml; "Receive messages (webhook)": unknown event types, members and values must be tolerated, and events may be empty.</remarks>
internal static class LineWebhook
{
    /// <summary>A command is short; what residents write beyond it is none of our business and is not kept. UTF-16 units.</summary>
    public const int LongestText = 200;

    /// <summary>Whether LINE has signed exactly these bytes with the channel's secret. The comparison takes the same time for every wrong one.</summary>
    /// <param name="signature">Base64 of the HMAC-SHA-256, as the header carries it.</param>
    public static bool IsSigned(ReadOnlySpan<byte> body, string? signature, ReadOnlySpan<byte> channelSecret)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> ours = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signature is not { Length: 44 } || !Convert.TryFromBase64String(signature, given, out var length) || length != given.Length) return false;
        HMACSHA256.HashData(channelSecret, body, ours);
        return CryptographicOperations.FixedTimeEquals(given, ours);
    }

    /// <returns>The events that matter, in their order; null when the bytes are no webhook at all.</returns>
    public static IReadOnlyList<LineEvent>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("events", out var events) || events.ValueKind != JsonValueKind.Array) return null;
            var read = new List<LineEvent>(events.GetArrayLength());
            foreach (var one in events.EnumerateArray())
            {
                if (Change(one) is { } change) read.Add(new LineEvent(Text(one, "webhookEventId") is { Length: <= 100 } id ? id : null, change));
            }

            return read;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FriendChange? Change(JsonElement one)
    {
        // A group's or room's events name people who need not be friends.
        if (Member(one, "source") is not { } source || Text(source, "type") != "user" || !LineUserId.TryParse(Text(source, "userId"), out var who)) return null;
        if (Member(one, "timestamp") is not { ValueKind: JsonValueKind.Number } timestamp || !timestamp.TryGetInt64(out var milliseconds)) return null;
        if (milliseconds is < 0 or > 253_402_300_799_999) return null;
        var at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        var token = Text(one, "mode") == "standby" ? null : Text(one, "replyToken");
        return Text(one, "type") switch
        {
            "follow" => new FriendChange.Followed(who, at, Member(one, "follow") is { } follow && Member(follow, "isUnblocked") is { ValueKind: JsonValueKind.True }),
            "unfollow" => new FriendChange.Unfollowed(who, at),
            "message" => new FriendChange.Wrote(who, at, Member(one, "message") is { } message && Text(message, "type") == "text" ? Beginning(Text(message, "text")) : null, token),
            "postback" when Member(one, "postback") is { } postback => new FriendChange.PostedBack(who, at, Text(postback, "data") ?? "", token),
            "accountLink" when Member(one, "link") is { } link => new FriendChange.LinkedAccount(who, at, Text(link, "nonce") ?? "", Text(link, "result") == "ok"),
            _ => null,
        };
    }

    private static string? Beginning(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text;

    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}

/// <summary>One event of a webhook.</summary>
/// <param name="EventId">webhookEventId, by which a repetition is known; null where LINE gave none.</param>
internal readonly record struct LineEvent(string? EventId, FriendChange Change);
