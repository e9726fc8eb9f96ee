using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Koshiki.Exchange;
using Koshiki.Foundation;

namespace Koshiki.Edge.Platforms.Line;

/// <summary>Our channel as LINE's requests: the same channel gives the same bytes, always.</summary>
/// <remarks>Source: messaging-api.yml, BroadcastRequest, MulticastRequest, TextMessage, ImageMessage.</remarks>
internal static class LineMessages
{
    /// <summary>Message objects in one request.</summary>
    public const int MostMessages = 5;

    public static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="publicUrl">Where LINE fetches the pictures.</param>
    /// <returns>The requests: one broadcast, or one multicast for every 500 people named.</returns>
    public static Result<IReadOnlyList<PlatformCall>> Make(PostToSend post, Uri publicUrl)
    {
        if (WrongNumber(post.Channel) is { } wrong) return wrong;

        return post.Channel.Audience switch
        {
            Audience.Everyone => new[] { Call(post, publicUrl, chunk: 0, "/v2/bot/message/broadcast", to: null) },
            Audience.Named { UserIds.Count: 0 } => new NobodyNamed(),
            Audience.Named named => named.UserIds.Chunk(MulticastBody.MostRecipients)
                .Select((to, chunk) => Call(post, publicUrl, chunk, "/v2/bot/message/multicast", to)).ToArray(),
            _ => throw new System.Diagnostics.UnreachableException("Segments are sent by their own clerk."),
        };
    }

    /// <summary>Writes the member <c>messages</c>.</summary>
    /// <returns>Why it cannot be written; null when it is.</returns>
    public static Refusal? Write(Utf8JsonWriter json, SealedChannel channel, Uri publicUrl)
    {
        if (WrongNumber(channel) is { } wrong) return wrong;
        json.WriteStartArray("messages");
        if (channel.Text.Length > 0) WriteText(json, channel.Text);
        foreach (var media in channel.Media) WriteImage(json, media, publicUrl);
        json.WriteEndArray();
        return null;
    }

    private static WrongNumberOfMessages? WrongNumber(SealedChannel channel) =>
        (channel.Text.Length > 0 ? 1 : 0) + channel.Media.Count is var count and (0 or > MostMessages) ? new WrongNumberOfMessages(count) : null;

    private static PlatformCall Call(PostToSend post, Uri publicUrl, int chunk, string path, string[]? to)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(body, Plain))
        {
            json.WriteStartObject();
            if (to is not null)
            {
                json.WriteStartArray("to");
                foreach (var user in to) json.WriteStringValue(user);
                json.WriteEndArray();
            }

            Write(json, post.Channel, publicUrl);
            json.WriteEndObject();
        }

        return new PlatformCall(chunk, path, "application/json", body.WrittenSpan.ToArray(), NameBasedId.RetryKey(post.Delivery, chunk, post.Generation), to?.Length);
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, SealedMedia media, Uri publicUrl)
    {
        json.WriteStartObject();
        json.WriteString("type", "image");
        json.WriteString("originalContentUrl", MediaAddress.Of(publicUrl, media.Sha256));
        json.WriteString("previewImageUrl", MediaAddress.Of(publicUrl, media.PreviewSha256 ?? media.Sha256));
        json.WriteEndObject();
    }
}
