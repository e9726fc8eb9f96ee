using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Koshiki.Edge.Segments;

/// <summary>A resident's id at LINE: personal data. It prints as <c>U…</c>, so that it reaches no log and no message by mistake; <see cref="Text"/> is the one way to have it open. ユーザーID.</summary>
/// <remarks>"U" and 32 lower-case hexadecimal digits. Source: messaging-api.yml, parameter userId.</remarks>
[JsonConverter(typeof(Converter))]
internal readonly record struct LineUserId(UInt128 Value)
{
    /// <summary>Bytes of the id itself.</summary>
    public const int Size = 16;

    /// <summary>Characters of the id as LINE writes it.</summary>
    public const int TextLength = 33;

    /// <summary>Sixteen zeros: the place of a friend who is erased or was never there.</summary>
    public static LineUserId Nobody => default;

    public bool IsNobody => Value == default;

    /// <summary>As LINE writes it.</summary>
    public string Text => "U" + Value.ToString("x32", CultureInfo.InvariantCulture);

    public static LineUserId Read(ReadOnlySpan<byte> sixteen) => new(BinaryPrimitives.ReadUInt128BigEndian(sixteen));

    public static bool TryParse([NotNullWhen(true)] string? text, out LineUserId id)
    {
        id = default;
        if (text is not { Length: TextLength } || text[0] != 'U' || text.AsSpan(1).ContainsAnyInRange('A', 'F')) return false;
        Span<byte> bytes = stackalloc byte[Size];
        if (Convert.FromHexString(text.AsSpan(1), bytes, out _, out _) != OperationStatus.Done) return false;
        id = Read(bytes);
        return !id.IsNobody;
    }

    public void Write(Span<byte> sixteen) => BinaryPrimitives.WriteUInt128BigEndian(sixteen, Value);

    /// <summary>Writes <see cref="Text"/> as 33 bytes, without making a string.</summary>
    public void WriteText(Span<byte> utf8)
    {
        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes);
        utf8[0] = (byte)'U';
        Convert.TryToHexStringLower(bytes, utf8[1..], out _);
    }

    public override string ToString() => "U…";

    /// <summary>For the wrapped contents of the inbox only.</summary>
    internal sealed class Converter : JsonConverter<LineUserId>
    {
        public override LineUserId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not a LINE user id.");

        public override void Write(Utf8JsonWriter writer, LineUserId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
    }
}
