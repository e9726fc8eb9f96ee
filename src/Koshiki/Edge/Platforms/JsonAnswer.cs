using System.Text.Json;

namespace Koshiki.Edge.Platforms;

/// <summary>Reads a platform's JSON without trusting its shape: what is not there, or is something else, is null.</summary>
internal static class JsonAnswer
{
    /// <returns>Undefined when the bytes are not JSON.</returns>
    public static JsonElement Read(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    extension(JsonElement json)
    {
        /// <summary>The member, or an undefined element.</summary>
        public JsonElement At(string name) =>
            json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

        public IEnumerable<JsonElement> Items => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [];

        public string? Text => json.ValueKind == JsonValueKind.String ? json.GetString() : null;

        public int? Number => json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number) ? number : null;
    }
}
