using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Koshiki.PlatformFacts;

namespace Koshiki.Exchange;

/// <summary>Exactly what will go out, for each channel: what the approver saw and what the edge sends. 承認した内容.</summary>
/// <remarks>ARCHITECTURE 3.1. Its canonical bytes are made once, stored, hashed, carried and parsed again; they are never made anew from a database's JSON.</remarks>
public sealed record SealedPost(Guid Post, IReadOnlyList<SealedChannel> Channels)
{
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = false };

    /// <summary>The canonical bytes: UTF-8 JSON without white space, members in the order written here, channels and media in the order given.</summary>
    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Canonical))
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            json.WriteString("post", Post);
            json.WriteStartArray("channels");
            foreach (var channel in Channels) channel.Write(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static SealedPost Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.GetProperty("format").GetInt32() != 1) throw new InvalidDataException("A sealed post of an unknown format.");
        return new SealedPost(
            root.GetProperty("post").GetGuid(),
            [.. root.GetProperty("channels").EnumerateArray().Select(SealedChannel.Read)]);
    }
}

/// <summary>One account's share of a sealed post.</summary>
/// <param name="AccountKey">The register's key of the account, such as <c>A001</c>.</param>
/// <param name="Text">The text to the letter: neither trimmed nor normalised after sealing.</param>
/// <param name="Link">The page that the post points to, where the platform takes it apart from the text (Facebook); null otherwise.</param>
/// <param name="Ceiling">The largest number of recipients that the approval covers; null where nobody can count them (X, Facebook, everyone on LINE). For a segment: the count at sealing and a tenth more, at least 50 more (ARCHITECTURE 3.4).</param>
public sealed record SealedChannel(
    string AccountKey,
    Platform Platform,
    string Text,
    string? Link,
    IReadOnlyList<SealedMedia> Media,
    Audience Audience,
    long? Ceiling)
{
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("account", AccountKey);
        json.WriteString("platform", Platform.Key);
        json.WriteString("text", Text);
        if (Link is null) json.WriteNull("link"); else json.WriteString("link", Link);
        json.WriteStartArray("media");
        foreach (var media in Media) media.Write(json);
        json.WriteEndArray();
        json.WritePropertyName("audience");
        Audience.Write(json);
        if (Ceiling is null) json.WriteNull("ceiling"); else json.WriteNumber("ceiling", Ceiling.Value);
        json.WriteEndObject();
    }

    internal static SealedChannel Read(JsonElement json) => new(
        json.GetProperty("account").GetString()!,
        PlatformNames.FromKey(json.GetProperty("platform").GetString()!) ?? throw new InvalidDataException("A sealed post names an unknown platform."),
        json.GetProperty("text").GetString()!,
        json.GetProperty("link").GetString(),
        [.. json.GetProperty("media").EnumerateArray().Select(SealedMedia.Read)],
        Audience.Read(json.GetProperty("audience")),
        json.GetProperty("ceiling") is { ValueKind: JsonValueKind.Number } ceiling ? ceiling.GetInt64() : null);
}

/// <summary>One converted picture or film, named by the hash of the very bytes that are sent.</summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="PreviewSha256">The smaller picture that LINE shows before the large one is opened; null elsewhere.</param>
/// <param name="AltText">What the picture shows, for those who cannot see it; empty only where it is decoration.</param>
public sealed record SealedMedia(string Sha256, string? PreviewSha256, string ContentType, int Width, int Height, long Bytes, string AltText)
{
    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("sha256", Sha256);
        if (PreviewSha256 is null) json.WriteNull("preview"); else json.WriteString("preview", PreviewSha256);
        json.WriteString("type", ContentType);
        json.WriteNumber("width", Width);
        json.WriteNumber("height", Height);
        json.WriteNumber("bytes", Bytes);
        json.WriteString("alt", AltText);
        json.WriteEndObject();
    }

    internal static SealedMedia Read(JsonElement json) => new(
        json.GetProperty("sha256").GetString()!,
        json.GetProperty("preview").GetString(),
        json.GetProperty("type").GetString()!,
        json.GetProperty("width").GetInt32(),
        json.GetProperty("height").GetInt32(),
        json.GetProperty("bytes").GetInt64(),
        json.GetProperty("alt").GetString()!);
}

/// <summary>To whom a channel's message goes. An empty choice is nobody, never everyone.</summary>
public abstract record Audience
{
    private Audience() { }

    /// <summary>Every follower or friend of the account: a public post, or a LINE broadcast.</summary>
    public sealed record Everyone : Audience;

    /// <summary>A few named people, for a test sending. LINE only; the ids are LINE user ids of staff who agreed.</summary>
    public sealed record Named(IReadOnlyList<string> UserIds) : Audience
    {
        public bool Equals(Named? other) => other is not null && UserIds.SequenceEqual(other.UserIds);

        public override int GetHashCode() => UserIds.Count;
    }

    /// <summary>The friends of a LINE account who chose so. 配信対象を選んだ配信.</summary>
    public sealed record Segment(SegmentRule Rule) : Audience;

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        switch (this)
        {
            case Everyone:
                json.WriteString("kind", "everyone");
                break;
            case Named named:
                json.WriteString("kind", "named");
                json.WriteStartArray("users");
                foreach (var user in named.UserIds) json.WriteStringValue(user);
                json.WriteEndArray();
                break;
            case Segment segment:
                json.WriteString("kind", "segment");
                segment.Rule.Write(json);
                break;
        }

        json.WriteEndObject();
    }

    internal static Audience Read(JsonElement json) => json.GetProperty("kind").GetString() switch
    {
        "everyone" => new Everyone(),
        "segment" => new Segment(SegmentRule.Read(json)),
        "named" => new Named([.. json.GetProperty("users").EnumerateArray().Select(user => user.GetString()!)]),
        _ => throw new InvalidDataException("A sealed post names an unknown audience."),
    };
}

/// <summary>SHA-256 of a sealed post's canonical bytes, in lower-case hexadecimal: what the approver's act carries.</summary>
public readonly record struct SealHash(string Hex)
{
    public static SealHash Of(ReadOnlySpan<byte> canonicalBytes) => new(Convert.ToHexStringLower(SHA256.HashData(canonicalBytes)));

    /// <summary>The first twelve digits, for people to compare on screen and paper.</summary>
    public string Short => Hex.Length > 12 ? Hex[..12] : Hex;

    public override string ToString() => Hex;
}
