using System.Text.Encodings.Web;
using System.Text.Json;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Foundation.Figures;

/// <summary>A snapshot as bytes, and back: what was frozen can be counted again years later. The same snapshot always gives the same bytes.</summary>
public static class SnapshotJson
{
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Format))
        {
            json.WriteStartObject();
            json.WriteString("asOf", snapshot.AsOf.Iso);
            json.WriteStartArray("populations");
            foreach (var population in snapshot.Populations.OrderBy(one => one.Name, StringComparer.Ordinal)) Write(json, population);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <exception cref="JsonException">The bytes are not those of a snapshot.</exception>
    public static Snapshot Read(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return new Snapshot(
            DateOnly.ParseExact(document.RootElement.GetProperty("asOf").GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            document.RootElement.GetProperty("populations").EnumerateArray().Select(Read).ToList());
    }

    private static void Write(Utf8JsonWriter json, Population population)
    {
        json.WriteStartObject();
        json.WriteString("name", population.Name);
        WriteIds(json, "ids", population.Ids);
        json.WriteStartObject("attributes");
        foreach (var name in population.AttributeNames)
        {
            var attribute = population.Attribute(name);
            json.WriteStartArray(name);
            for (var place = 0; place < population.Ids.Count; place++)
            {
                json.WriteStartArray();
                foreach (var value in attribute.At(place)) json.WriteStringValue(value);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteStartObject("references");
        foreach (var (name, reference) in population.References)
        {
            json.WriteStartObject(name);
            json.WriteString("population", reference.Population);
            WriteIds(json, "ids", reference.Ids);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter json, string name, IReadOnlyList<Guid> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids) json.WriteStringValue(id);
        json.WriteEndArray();
    }

    private static Population Read(JsonElement json)
    {
        var population = new Population(json.GetProperty("name").GetString()!, ReadIds(json.GetProperty("ids")));
        foreach (var attribute in json.GetProperty("attributes").EnumerateObject())
            population.WithMany(attribute.Name, [.. attribute.Value.EnumerateArray().Select(values => (IReadOnlyList<string>)[.. values.EnumerateArray().Select(value => value.GetString()!)])]);
        foreach (var reference in json.GetProperty("references").EnumerateObject())
            population.WithReference(reference.Name, reference.Value.GetProperty("population").GetString()!, ReadIds(reference.Value.GetProperty("ids")));
        return population;
    }

    private static Guid[] ReadIds(JsonElement json) => [.. json.EnumerateArray().Select(id => id.GetGuid())];
}
