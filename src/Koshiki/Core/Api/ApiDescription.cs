using System.Text.Json;
using YamlDotNet.Serialization;

namespace Koshiki.Core.Api;

/// <summary>The OpenAPI 3.1 document. It is written by hand in <c>openapi.yaml</c>, and a test compares it with the endpoints.</summary>
internal static class ApiDescription
{
    private static readonly Lazy<byte[]> Document = new(Load);

    public static IResult Show() => TypedResults.Bytes(Document.Value, "application/json; charset=utf-8");

    private static byte[] Load()
    {
        using var file = typeof(ApiDescription).Assembly.GetManifestResourceStream("Koshiki.Core.Api.openapi.yaml")
            ?? throw new InvalidOperationException("The program was built without its API description.");
        using var reader = new StreamReader(file);
        var document = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(reader);
        return JsonSerializer.SerializeToUtf8Bytes(Plain(document), Calling.ApiBody.Json);
    }

    /// <summary>YAML's mappings as JSON's objects.</summary>
    private static object? Plain(object? node) => node switch
    {
        IDictionary<object, object?> map => map.ToDictionary(entry => entry.Key.ToString()!, entry => Plain(entry.Value)),
        IEnumerable<object?> list => list.Select(Plain).ToList(),
        _ => node,
    };
}
