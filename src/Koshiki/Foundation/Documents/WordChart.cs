using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Koshiki.Foundation.Charts;
using Koshiki.Foundation.Spreadsheets;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using D = DocumentFormat.OpenXml.Drawing;
using W = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace Koshiki.Foundation.Documents;

/// <summary>Puts a native chart with its workbook into a Word document.</summary>
internal static class WordChart
{
    /// <summary>English metric units: 914,400 an inch, 360,000 a centimetre.</summary>
    private const long Centimetre = 360_000;

    private const long Width = 15 * Centimetre;

    /// <param name="number">From 1, unique in the document.</param>
    public static Drawing Add(MainDocumentPart main, NativeChart chart, byte[] workbook, uint number)
    {
        var part = main.AddNewPart<ChartPart>();
        var cells = part.AddNewPart<EmbeddedPackagePart>(Spreadsheet.MediaType, "rIdCells");
        using (var content = new MemoryStream(workbook)) cells.FeedData(content);
        using (var content = new MemoryStream(chart.Write("rIdCells"))) part.FeedData(content);
        var height = Math.Clamp(chart.Categories.Count, 4, 20) * 8 * Centimetre / 10 + (2 * Centimetre);
        return new Drawing(new W.Inline(
            new W.Extent { Cx = Width, Cy = height },
            new W.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
            new W.DocProperties { Id = number, Name = $"グラフ {number}", Description = chart.Title },
            new W.NonVisualGraphicFrameDrawingProperties(),
            new D.Graphic(new D.GraphicData(new C.ChartReference { Id = main.GetIdOfPart(part) }) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 });
    }
}
