using System.Globalization;

namespace Koshiki.Foundation.Spreadsheets;

/// <summary>The place of a cell in its sheet, both from 1: <c>C5</c> is column 3, row 5.</summary>
internal readonly record struct CellAddress(int Column, int Row)
{
    private const int MostColumns = 16_384;
    private const int MostRows = 1_048_576;

    /// <param name="text">With or without the signs that fix it: <c>$C$5</c>.</param>
    /// <returns>Null for what is no address of a workbook.</returns>
    public static CellAddress? Parse(ReadOnlySpan<char> text)
    {
        var (at, column) = (0, 0);
        if (at < text.Length && text[at] == '$') at++;
        for (; at < text.Length && char.IsAsciiLetter(text[at]); at++)
        {
            column = (column * 26) + (char.ToUpperInvariant(text[at]) - 'A' + 1);
            if (column > MostColumns) return null;
        }

        if (at < text.Length && text[at] == '$') at++;
        return column > 0 && int.TryParse(text[at..], NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row is > 0 and <= MostRows ? new CellAddress(column, row) : null;
    }

    /// <summary>The letters of a column, from 1.</summary>
    public static string ColumnName(int column) => column <= 26 ? ((char)('A' + column - 1)).ToString() : ColumnName((column - 1) / 26) + (char)('A' + ((column - 1) % 26));

    public override string ToString() => ColumnName(Column) + Row.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Cells that were made one; what it holds stands in the first.</summary>
internal readonly record struct CellRange(CellAddress First, CellAddress Last)
{
    /// <returns>Null for what is no range.</returns>
    public static CellRange? Parse(ReadOnlySpan<char> text) =>
        text.IndexOf(':') is var colon and > 0
            ? CellAddress.Parse(text[..colon]) is { } first && CellAddress.Parse(text[(colon + 1)..]) is { } last ? new CellRange(first, last) : null
            : CellAddress.Parse(text) is { } one ? new CellRange(one, one) : null;

    public bool Holds(CellAddress cell) => cell.Column >= First.Column && cell.Column <= Last.Column && cell.Row >= First.Row && cell.Row <= Last.Row;

    public override string ToString() => $"{First}:{Last}";
}
