using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using Koshiki.Foundation.Charts;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using D = DocumentFormat.OpenXml.Drawing;
using X = DocumentFormat.OpenXml.Drawing.Spreadsheet;

namespace Koshiki.Foundation.Spreadsheets;

/// <summary>Puts a native chart on a sheet.</summary>
internal static class SheetDrawing
{
    private const int ColumnsWide = 8;
    private const int LeastLines = 12;

    /// <param name="column">From 0: where its left edge stands.</param>
    /// <param name="line">From 0: where its upper edge stands.</param>
    /// <returns>The relationship that the sheet names.</returns>
    public static string Add(WorksheetPart sheet, NativeChart chart, int column, int line)
    {
        var drawing = sheet.AddNewPart<DrawingsPart>();
        var part = drawing.AddNewPart<ChartPart>();
        using (var content = new MemoryStream(chart.Write())) part.FeedData(content);
        var lines = Math.Max(LeastLines, (chart.Categories.Count * 2) + 5);
        drawing.WorksheetDrawing = new X.WorksheetDrawing(new X.TwoCellAnchor(
            new X.FromMarker(Text<X.ColumnId>(column), Text<X.ColumnOffset>(0), Text<X.RowId>(line), Text<X.RowOffset>(0)),
            new X.ToMarker(Text<X.ColumnId>(column + ColumnsWide), Text<X.ColumnOffset>(0), Text<X.RowId>(line + lines), Text<X.RowOffset>(0)),
            new X.GraphicFrame(
                new X.NonVisualGraphicFrameProperties(new X.NonVisualDrawingProperties { Id = 2, Name = "グラフ", Description = chart.Title }, new X.NonVisualGraphicFrameDrawingProperties()),
                new X.Transform(new D.Offset { X = 0, Y = 0 }, new D.Extents { Cx = 0, Cy = 0 }),
                new D.Graphic(new D.GraphicData(new C.ChartReference { Id = drawing.GetIdOfPart(part) }) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" })) { Macro = "" },
            new X.ClientData()));
        return sheet.GetIdOfPart(drawing);
    }

    private static T Text<T>(int number) where T : DocumentFormat.OpenXml.OpenXmlLeafTextElement, new() => new() { Text = number.ToString(CultureInfo.InvariantCulture) };
}
