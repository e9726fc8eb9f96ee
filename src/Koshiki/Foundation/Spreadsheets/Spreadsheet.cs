using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Koshiki.Foundation.Charts;

namespace Koshiki.Foundation.Spreadsheets;

/// <summary>One sheet of a workbook.</summary>
/// <param name="Name">At most 31 letters, none of <c>: \ / ? * [ ]</c>; unique in the workbook.</param>
/// <param name="Header">The columns.</param>
/// <param name="Rows">Cells are text, whole numbers, <see cref="decimal"/> (its digits are shown), days, or null for an empty cell.</param>
public sealed record Sheet(string Name, IReadOnlyList<string> Header, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>Lines above the table: title, day, conditions.</summary>
    public IReadOnlyList<string> Above { get; init; } = [];

    /// <summary>Lines below the table: notes.</summary>
    public IReadOnlyList<string> Below { get; init; } = [];

    /// <summary>A native chart to the right of the table.</summary>
    public NativeChart? Chart { get; init; }
}

/// <summary>Writes Excel workbooks: numbers and days are native, text is never a formula, the header stays in view and is repeated on paper.</summary>
public static class Spreadsheet
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int LongestText = 32_767;

    /// <summary>By how many rows the width of a column is found; later ones may be cut off in view.</summary>
    private const int RowsMeasured = 200;

    /// <param name="to">Stays open; must be able to seek.</param>
    public static void Write(Stream to, IReadOnlyList<Sheet> sheets)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        using var document = SpreadsheetDocument.Create(to, SpreadsheetDocumentType.Workbook);
        var workbook = document.AddWorkbookPart();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = SheetStyles.Make();
        var list = new Sheets();
        var names = new DefinedNames();
        for (var i = 0; i < sheets.Count; i++)
        {
            var part = workbook.AddNewPart<WorksheetPart>();
            WriteSheet(part, sheets[i]);
            list.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = sheets[i].Name, SheetId = (uint)i + 1, Id = workbook.GetIdOfPart(part) });
            var line = sheets[i].Above.Count + 1;
            names.Append(new DefinedName($"'{sheets[i].Name.Replace("'", "''", StringComparison.Ordinal)}'!${line}:${line}") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)i });
        }

        workbook.Workbook = new Workbook(list, names);
    }

    /// <summary>The workbook as a download.</summary>
    public static IResult Download(string fileName, IReadOnlyList<Sheet> sheets)
    {
        var stream = new MemoryStream();
        Write(stream, sheets);
        stream.Position = 0;
        return TypedResults.Stream(stream, MediaType, fileName);
    }

    private static void WriteSheet(WorksheetPart part, Sheet sheet)
    {
        using var xml = OpenXmlWriter.Create(part);
        xml.WriteStartElement(new Worksheet());
        // On paper all columns stand on one page, and with them the chart.
        xml.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        var top = (uint)sheet.Above.Count + 1;
        xml.WriteElement(new SheetViews(new SheetView(
            new Pane { VerticalSplit = top, TopLeftCell = $"A{top + 1}", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        var first = sheet.Rows.Take(RowsMeasured).ToList();
        xml.WriteElement(new Columns(sheet.Header.Select((head, at) => new Column
        {
            Min = (uint)at + 1,
            Max = (uint)at + 1,
            Width = Math.Clamp(first.Select(row => at < row.Count ? WidthOf(row[at] as string ?? "") : 0).Prepend(WidthOf(head)).Max(), at == 0 ? 20 : 10, 60),
            CustomWidth = true,
        })));
        xml.WriteStartElement(new SheetData());
        var line = 0u;
        foreach (var text in sheet.Above) WriteRow(xml, ++line, [text], SheetStyles.Plain);
        WriteRow(xml, ++line, sheet.Header, SheetStyles.Head);
        foreach (var row in sheet.Rows) WriteRow(xml, ++line, row, SheetStyles.Plain);
        foreach (var text in sheet.Below) WriteRow(xml, ++line, [text], SheetStyles.Plain);
        xml.WriteEndElement();
        xml.WriteElement(new PageSetup { PaperSize = 9, Orientation = sheet.Header.Count > 6 || sheet.Chart is not null ? OrientationValues.Landscape : OrientationValues.Portrait, FitToHeight = 0 });
        if (sheet.Chart is { } chart) xml.WriteElement(new Drawing { Id = SheetDrawing.Add(part, chart, sheet.Header.Count + 1, sheet.Above.Count) });
        xml.WriteEndElement();
    }

    /// <summary>In widths of a figure, with the room a cell keeps at its sides; letters beyond Latin take two.</summary>
    private static double WidthOf(string text) => 1 + (1.1 * text.Sum(letter => letter < '\u0100' ? 1 : 2));

    private static void WriteRow(OpenXmlWriter xml, uint line, IReadOnlyList<object?> cells, uint style)
    {
        xml.WriteStartElement(new Row { RowIndex = line });
        for (var at = 0; at < cells.Count; at++)
        {
            if (Make(cells[at], style) is not { } cell) continue;
            cell.CellReference = new CellAddress(at + 1, (int)line).ToString();
            xml.WriteElement(cell);
        }

        xml.WriteEndElement();
    }

    private static Cell? Make(object? value, uint style) => value switch
    {
        null => null,
        int or long => new Cell { CellValue = new CellValue(Convert.ToString(value, CultureInfo.InvariantCulture)!), StyleIndex = SheetStyles.Whole },
        decimal number => new Cell { CellValue = new CellValue(number), StyleIndex = SheetStyles.WithDigits(number.Scale) },
        DateOnly day => new Cell { CellValue = new CellValue(day.ToDateTime(TimeOnly.MinValue).ToOADate()), StyleIndex = SheetStyles.Day },
        _ => new Cell { DataType = CellValues.InlineString, StyleIndex = style, InlineString = new InlineString(new Text(Clean(value.ToString()!)) { Space = SpaceProcessingModeValues.Preserve }) },
    };

    /// <summary>Excel takes no control characters and no more than 32,767 letters in a cell.</summary>
    internal static string Clean(string text)
    {
        var clean = string.Concat(text.Where(letter => letter is '\t' or '\n' || (!char.IsControl(letter) && letter is not '\uFFFE' and not '\uFFFF')));
        return clean.Length <= LongestText ? clean : clean[..(LongestText - 1)] + "…";
    }
}
