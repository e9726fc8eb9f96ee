using System.Buffers;
using System.Text.Json;
using Koshiki.Exchange;
using Koshiki.Foundation;

namespace Koshiki.Edge.Platforms.Line;

/// <summary>The bodies of one delivery's multicasts: the same but for the ids, and the same bytes for the same ids, always.</summary>
/// <remarks>Source: messaging-api.yml, MulticastRequest. Ids go from their sixteen bytes straight to hexadecimal digits; no string is made.</remarks>
internal sealed class MulticastBody
{
    /// <summary>User ids in one multicast.</summary>
    public const int MostRecipients = 500;

    /// <summary>Bytes of an id as it is stored.</summary>
    private const int IdSize = 16;

    /// <summary><c>"U…",</c> with 32 digits; the last one goes without its comma.</summary>
    private const int Written = 36;

    private static readonly byte[] Head = [.. "{\"to\":["u8];

    private readonly byte[] tail;

    private MulticastBody(byte[] tail) => this.tail = tail;

    /// <param name="unit">The name under which LINE keeps statistics; null for none. Source: messaging-api.yml, customAggregationUnits.</param>
    /// <param name="publicUrl">Where LINE fetches the pictures.</param>
    public static Result<MulticastBody> For(SealedChannel channel, string? unit, Uri publicUrl)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, LineMessages.Plain))
        {
            json.WriteStartObject();
            json.WriteStartArray("to");
            json.WriteEndArray();
            if (LineMessages.Write(json, channel, publicUrl) is { } refusal) return refusal;
            if (unit is not null)
            {
                json.WriteStartArray("customAggregationUnits");
                json.WriteStringValue(unit);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return new MulticastBody(buffer.WrittenSpan[Head.Length..].ToArray());
    }

    /// <summary>The length in bytes for so many recipients, at least one.</summary>
    public int Length(int recipients) => Head.Length + (recipients * Written) - 1 + tail.Length;

    /// <param name="ids">Sixteen bytes for each recipient.</param>
    /// <param name="body">At least <see cref="Length"/> bytes.</param>
    /// <returns>The bytes written.</returns>
    public int Write(ReadOnlySpan<byte> ids, Span<byte> body)
    {
        Head.CopyTo(body);
        var at = Head.Length;
        for (; ids.Length > 0; ids = ids[IdSize..], at += Written)
        {
            var one = body[at..];
            (one[0], one[1]) = ((byte)'"', (byte)'U');
            Convert.TryToHexStringLower(ids[..IdSize], one[2..], out _);
            (one[34], one[35]) = ((byte)'"', (byte)',');
        }

        at--;
        tail.CopyTo(body[at..]);
        return at + tail.Length;
    }

    /// <summary>Copies a body without the ids at these places; the bytes are those that <see cref="Write"/> gives for the others.</summary>
    /// <param name="recipients">How many ids it names; more than there are places.</param>
    /// <returns>The bytes written.</returns>
    public static int Without(ReadOnlySpan<byte> body, int recipients, IReadOnlyList<int> places, Span<byte> rest)
    {
        Head.CopyTo(rest);
        var at = Head.Length;
        for (var place = 0; place < recipients; place++)
        {
            if (places.Contains(place)) continue;
            body.Slice(Head.Length + (place * Written), Written - 1).CopyTo(rest[at..]);
            rest[at + Written - 1] = (byte)',';
            at += Written;
        }

        at--;
        var tail = body[(Head.Length + (recipients * Written) - 1)..];
        tail.CopyTo(rest[at..]);
        return at + tail.Length;
    }
}
