using System.Globalization;
using Koshiki.Foundation.Charts;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Documents;
using Koshiki.Foundation.Figures;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Spreadsheets;

namespace Koshiki.Core.Audits.Tables;

/// <param name="AsOf">The day of which all of them speak.</param>
public sealed record TablesDocumentView(string Title, string Government, DateOnly AsOf, DateTimeOffset MadeAt, IReadOnlyList<FigureTable> Tables);

/// <summary>The forms in which tables leave the system.</summary>
public enum TableFormat
{
    Json,
    Csv,
    Xlsx,
    Html,
}

/// <summary>Tables as files: the same figures in every form.</summary>
public static class TableFiles
{
    private static readonly string[] CsvHeader = ["table", "title", "as_of", "row", "row_label", "column", "column_label", "value"];

    /// <returns>Null for a word that is none of json, csv, xlsx, html.</returns>
    public static TableFormat? FormatOf(string word) => Enum.GetValues<TableFormat>().Cast<TableFormat?>().FirstOrDefault(format => string.Equals(format.ToString(), word, StringComparison.OrdinalIgnoreCase));

    public static string MediaTypeOf(TableFormat format) => format switch
    {
        TableFormat.Json => "application/json; charset=utf-8",
        TableFormat.Csv => "text/csv; charset=utf-8",
        TableFormat.Xlsx => Spreadsheet.MediaType,
        _ => HtmlFile.MediaType,
    };

    /// <param name="tables">At least one, all of one day.</param>
    /// <param name="inTheText">The figures of running text, for the form that programs read.</param>
    public static async Task<byte[]> Make(TableFormat format, Programme programme, IReadOnlyList<FigureTable> tables, string government, DateTimeOffset now, FigureTable? inTheText = null)
    {
        ArgumentNullException.ThrowIfNull(programme);
        ArgumentNullException.ThrowIfNull(tables);
        using var stream = new MemoryStream();
        switch (format)
        {
            case TableFormat.Json: FigureJson.Write(stream, tables, inTheText); break;
            case TableFormat.Csv: await CsvExport.Write(stream, CsvHeader, tables.SelectMany(CsvRows), CancellationToken.None); break;
            case TableFormat.Xlsx: Spreadsheet.Write(stream, [.. tables.Select(SheetOf)]); break;
            default: return await HtmlFile.Make<TablesDocument>(new TablesDocumentView(programme.Title, government, tables[0].AsOf, now, tables));
        }

        return stream.ToArray();
    }

    /// <summary>One line for each figure, as a program reads them most easily.</summary>
    private static IEnumerable<IReadOnlyList<string?>> CsvRows(FigureTable table) =>
        from row in table.Rows
        from cell in row.Cells.Zip(table.Columns)
        select (IReadOnlyList<string?>)[table.Key, table.Title, table.AsOf.Iso, row.Key, row.Label, cell.Second.Key, cell.Second.Label, Plain(cell.First)];

    private static string? Plain(Figure figure) => figure switch
    {
        Figure.Count count => count.Value.ToString(CultureInfo.InvariantCulture),
        Figure.Share share => share.Written,
        _ => null,
    };

    private static Sheet SheetOf(FigureTable table)
    {
        string?[] above = [$"{table.Name}　{table.Title}", $"基準日：{table.AsOf.InWords}", table.Sentence];
        return CellsOf(table, table.Name) with
        {
            Above = [.. above.OfType<string>()],
            Chart = TableChart.Of(table, table.Name, above.Count(line => line is not null) + 1),
            Below = table.Note.Length > 0 ? [$"（注）{table.Note}"] : [],
        };
    }

    /// <summary>The table alone, as native cells.</summary>
    /// <param name="sheet">What its sheet is called.</param>
    internal static Sheet CellsOf(FigureTable table, string sheet) => new(
        sheet, [table.Recipe.RowHead, .. table.Columns.Select(column => column.Label)], table.Rows.Select(row => (IReadOnlyList<object?>)[row.Label, .. row.Cells.Select(Native)]));

    private static object? Native(Figure figure) => figure switch
    {
        Figure.Count count => count.Value,
        Figure.Share share => share.Percent,
        _ => figure.Text,
    };
}
