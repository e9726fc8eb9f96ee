using System.Text.Encodings.Web;
using System.Text.Json;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Foundation.Figures;

/// <summary>Tables as JSON: counts are numbers, shares strings as printed, what does not apply is null. ARCHITECTURE 4.</summary>
public static class FigureJson
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream to, IEnumerable<FigureTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        using var json = new Utf8JsonWriter(to, Format);
        json.WriteStartObject();
        json.WriteStartObject("tables");
        foreach (var table in tables) Write(json, table);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FigureTable table)
    {
        json.WriteStartObject(table.Key);
        json.WriteString("title", table.Title);
        json.WriteString("asOf", table.AsOf.Iso);
        json.WriteStartArray("columns");
        foreach (var column in table.Columns) json.WriteStringValue(column.Key);
        json.WriteEndArray();
        json.WriteStartObject("rows");
        foreach (var row in table.Rows)
        {
            json.WriteStartArray(row.Key);
            foreach (var cell in row.Cells) Write(json, cell);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        if (table.Shares.Count > 0)
        {
            json.WriteStartObject("shares");
            foreach (var (name, share) in table.Shares)
            {
                json.WritePropertyName(name);
                Write(json, share);
            }

            json.WriteEndObject();
        }

        if (table.Sentence is not null) json.WriteString("sentence", table.Sentence);
        json.WriteString("note", table.Note);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Figure figure)
    {
        switch (figure)
        {
            case Figure.Count count: json.WriteNumberValue(count.Value); break;
            case Figure.Share share: json.WriteStringValue(share.Written); break;
            default: json.WriteNullValue(); break;
        }
    }
}
