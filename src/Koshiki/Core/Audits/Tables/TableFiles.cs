using System.Globalization;
using Koshiki.Foundation.Charts;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Figures;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Spreadsheets;
using Koshiki.Foundation.Web.Serving;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Koshiki.Core.Audits.Tables;

/// <param name="Style">The style sheet's text, print rules included.</param>
public sealed record TablesDocumentView(string Title, string Government, DateOnly AsOf, DateTimeOffset MadeAt, IReadOnlyList<FigureTable> Tables, string Style);

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
        _ => "text/html; charset=utf-8",
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
            default:
                await using (var writer = new StreamWriter(stream, leaveOpen: true)) await writer.WriteAsync(await Html(new TablesDocumentView(programme.Title, government, tables[0].AsOf, now, tables, Style())));
                break;
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
        string?[] above = [$"表{table.Key}　{table.Title}", $"基準日：{table.AsOf.InWords}", table.Sentence];
        return new Sheet(
            $"表{table.Key}",
            [table.Recipe.RowHead, .. table.Columns.Select(column => column.Label)],
            table.Rows.Select(row => (IReadOnlyList<object?>)[row.Label, .. row.Cells.Select(Native)]))
        {
            Above = [.. above.OfType<string>()],
            Chart = TableChart.Of(table, $"表{table.Key}", above.Count(line => line is not null) + 1),
            Below = table.Note.Length > 0 ? [$"（注）{table.Note}"] : [],
        };
    }

    private static object? Native(Figure figure) => figure switch
    {
        Figure.Count count => count.Value,
        Figure.Share share => share.Percent,
        _ => figure.Text,
    };

    private static async Task<string> Html(TablesDocumentView view)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<TablesDocument>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(TablesDocument.Model)] = view }));
            return root.ToHtmlString();
        });
    }

    private static string Style() => System.Text.Encoding.UTF8.GetString(new Assets().Find("/css/koshiki.css")!.Content.Span);
}
