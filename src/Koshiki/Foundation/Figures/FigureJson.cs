using System.Text.Encodings.Web;
using System.Text.Json;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Foundation.Figures;

/// <summary>Tables as JSON: counts are numbers, shares strings as printed, what does not apply is null. ARCHITECTURE 4.</summary>
public static class FigureJson
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="inTheText">Figures that stand in running text and in no table: each ordinary row gives its count, with its share where it has one.</param>
    public static void Write(Stream to, IEnumerable<FigureTable> tables, FigureTable? inTheText = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        using var json = new Utf8JsonWriter(to, Format);
        json.WriteStartObject();
        json.WriteStartObject("tables");
        foreach (var table in tables) Write(json, table);
        json.WriteEndObject();
        if (inTheText is not null) WriteText(json, inTheText);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, FigureTable text)
    {
        json.WriteStartObject("in_the_text");
        foreach (var row in text.Rows.Where(row => row.Role == RowRole.Ordinary))
        {
            var said = row.Cells.Where(cell => cell is not Figure.NotApplicable).ToList();
            json.WritePropertyName(row.Key);
            if (said.Count != 1) json.WriteStartArray();
            foreach (var figure in said) Write(json, figure);
            if (said.Count != 1) json.WriteEndArray();
        }

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

        if (table.Base is { } @base) json.WriteNumber("base", @base);
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
