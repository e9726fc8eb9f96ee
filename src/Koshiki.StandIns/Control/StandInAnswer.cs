using System.Text.Encodings.Web;
using System.Text.Json;

namespace Koshiki.StandIns.Control;

/// <summary>One request, read whole. The body is lent: it is valid only until the request is answered.</summary>
internal sealed record StandInRequest(HttpRequest Http, ReadOnlyMemory<byte> Body, string? Account)
{
    public string? Header(string name) => Http.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    public string? Query(string name) => Http.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public string Route(string name) => (string)Http.RouteValues[name]!;
}

/// <summary>What the platform answers, and whether it has changed its state for it.</summary>
internal sealed record StandInAnswer(int Status, byte[] Body, bool Accepted = false)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        DictionaryKeyPolicy = null,
    };

    public string ContentType { get; init; } = "application/json";

    public Dictionary<string, string> Headers { get; } = [];

    public static StandInAnswer Json(int status, object body, bool accepted = false) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(body, Options), accepted);

    public StandInAnswer With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }
}

/// <summary>What the common pipeline must know of a platform.</summary>
internal interface IPlatform
{
    /// <summary>The word that journal, faults and control API use: line, x, meta.</summary>
    string Name { get; }

    /// <summary>The largest body that is read, in bytes, and what is answered above it.</summary>
    long LargestBody { get; }

    /// <summary>The account whose token the request carries; null when there is none.</summary>
    string? AccountOf(HttpRequest request);

    /// <summary>This platform's body and headers for a fault that was injected.</summary>
    StandInAnswer Injected(Fault fault, string? account);

    /// <summary>The headers that every answer carries.</summary>
    void Sign(StandInAnswer answer);
}
