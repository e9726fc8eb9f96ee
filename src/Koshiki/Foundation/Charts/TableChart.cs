using Koshiki.Foundation.Figures;

namespace Koshiki.Foundation.Charts;

/// <summary>The chart of a table of figures: its ordinary rows, or, where all rows are sums, the columns of the first.</summary>
public static class TableChart
{
    /// <param name="sheet">The sheet on which the table stands.</param>
    /// <param name="headLine">The line of its head, from 1; the rows follow.</param>
    /// <returns>Null where the recipe asks for no chart or there is nothing to draw.</returns>
    public static NativeChart? Of(FigureTable table, string sheet, int headLine)
    {
        ArgumentNullException.ThrowIfNull(table);
        var columns = table.Recipe.Chart.Select(key => table.Columns.Select((column, at) => (column, at)).First(pair => pair.column.Key == key)).ToList();
        var rows = table.Rows.Select((row, at) => (row, at)).Where(pair => pair.row.Role == RowRole.Ordinary).ToList();
        if (columns.Count == 0) return null;
        if (rows.Count == 0)
        {
            var first = table.Rows[0];
            var cells = Union([.. columns.Select(column => column.at)], at => $"{Quoted(sheet)}!${Letter(at + 1)}${headLine + 1}");
            var heads = Union([.. columns.Select(column => column.at)], at => $"{Quoted(sheet)}!${Letter(at + 1)}${headLine}");
            return new NativeChart(TitleOf(table), [.. columns.Select(column => column.column.Label)], heads,
                [new ChartSeries(first.Label, $"{Quoted(sheet)}!$A${headLine + 1}", cells, [.. columns.Select(column => ValueOf(first, column.at))])]);
        }

        var places = rows.ConvertAll(pair => pair.at);
        return new NativeChart(TitleOf(table), [.. rows.Select(pair => pair.row.Label)], Ranges(sheet, "A", headLine, places), [.. columns.Select(column => new ChartSeries(
            column.column.Label, $"{Quoted(sheet)}!${Letter(column.at + 1)}${headLine}", Ranges(sheet, Letter(column.at + 1), headLine, places), [.. rows.Select(pair => ValueOf(pair.row, column.at))]))]);
    }

    private static string TitleOf(FigureTable table) => $"表{table.Key}　{table.Title}";

    private static int ValueOf(FigureRow row, int at) => row.Cells[at] is Figure.Count count ? count.Value : 0;

    /// <summary>Rows that follow one another are one range; several are a union.</summary>
    private static string Ranges(string sheet, string column, int headLine, List<int> rows)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var row in rows.Select(at => headLine + 1 + at))
        {
            if (ranges.Count > 0 && ranges[^1].Last == row - 1) ranges[^1] = (ranges[^1].First, row);
            else ranges.Add((row, row));
        }

        return Union(ranges, range => $"{Quoted(sheet)}!${column}${range.First}:${column}${range.Last}");
    }

    private static string Union<T>(List<T> parts, Func<T, string> cells) => parts.Count == 1 ? cells(parts[0]) : $"({string.Join(',', parts.Select(cells))})";

    private static string Quoted(string sheet) => $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Letter(int at) => ((char)('A' + at)).ToString();
}
