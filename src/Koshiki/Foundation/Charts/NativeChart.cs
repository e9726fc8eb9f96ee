using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Koshiki.Foundation.Charts;

/// <summary>A bar chart that Excel and Word own: it can be edited there, and follows its cells. One bar a category; several series are stacked in it.</summary>
/// <param name="Categories">From top to bottom.</param>
/// <param name="CategoryCells">Where they stand, such as <c>'表1'!$A$5:$A$20</c>.</param>
public sealed record NativeChart(string Title, IReadOnlyList<string> Categories, string CategoryCells, IReadOnlyList<ChartSeries> Series)
{
    private const string CategoryAxis = "500100";
    private const string ValueAxis = "500200";
    private static readonly string[] LabelParts = ["showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"];

    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The chart colours of the design tokens.</summary>
    private static readonly string[] Colours = ["0017C1", "006F83", "AC3E00", "5C10BE", "666666"];

    /// <summary>The chart's part, as bytes.</summary>
    /// <param name="workbook">The relationship to the workbook with its cells, where the chart stands outside of one.</param>
    public byte[] Write(string? workbook = null)
    {
        var space = new XElement(C + "chartSpace",
            new XAttribute(XNamespace.Xmlns + "c", C), new XAttribute(XNamespace.Xmlns + "a", A), new XAttribute(XNamespace.Xmlns + "r", R),
            new XElement(C + "roundedCorners", Val("0")),
            new XElement(C + "chart",
                TitleOf(Title),
                new XElement(C + "autoTitleDeleted", Val("0")),
                new XElement(C + "plotArea", new XElement(C + "layout"), Bars(), Axis("catAx", CategoryAxis, ValueAxis, "l", "maxMin"), Axis("valAx", ValueAxis, CategoryAxis, "t", "minMax")),
                Series.Count > 1 ? new XElement(C + "legend", new XElement(C + "legendPos", Val("b")), new XElement(C + "overlay", Val("0"))) : null,
                new XElement(C + "plotVisOnly", Val("1")),
                new XElement(C + "dispBlanksAs", Val("gap"))),
            workbook is null ? null : new XElement(C + "externalData", new XAttribute(R + "id", workbook), new XElement(C + "autoUpdate", Val("0"))));
        return Encoding.UTF8.GetBytes(new XDeclaration("1.0", "UTF-8", "yes") + space.ToString(SaveOptions.DisableFormatting));
    }

    private XElement Bars() => new(C + "barChart",
        new XElement(C + "barDir", Val("bar")),
        new XElement(C + "grouping", Val(Series.Count > 1 ? "stacked" : "clustered")),
        new XElement(C + "varyColors", Val("0")),
        Series.Select((series, at) => new XElement(C + "ser",
            new XElement(C + "idx", Val(Text(at))),
            new XElement(C + "order", Val(Text(at))),
            new XElement(C + "tx", Strings("strRef", series.NameCell, [series.Name])),
            new XElement(C + "spPr", new XElement(A + "solidFill", new XElement(A + "srgbClr", Val(Colours[at % Colours.Length])))),
            new XElement(C + "invertIfNegative", Val("0")),
            new XElement(C + "dLbls", Series.Count > 1 ? InTheBar() : null, LabelParts.Select(name => new XElement(C + name, Val(name == "showVal" ? "1" : "0")))),
            new XElement(C + "cat", Strings("strRef", CategoryCells, Categories)),
            new XElement(C + "val", new XElement(C + "numRef", new XElement(C + "f", series.Cells), new XElement(C + "numCache",
                new XElement(C + "formatCode", "General"), new XElement(C + "ptCount", Val(Text(series.Values.Count))), series.Values.Select((value, place) => Point(place, Text(value)))))))),
        new XElement(C + "gapWidth", Val("60")),
        Series.Count > 1 ? new XElement(C + "overlap", Val("100")) : null,
        new XElement(C + "axId", Val(CategoryAxis)),
        new XElement(C + "axId", Val(ValueAxis)));

    /// <summary>Labels within a stacked bar: white on its colour, none for what is not there.</summary>
    private static XElement[] InTheBar() =>
    [
        new(C + "numFmt", new XAttribute("formatCode", "#,##0;;"), new XAttribute("sourceLinked", "0")),
        new(C + "txPr", new XElement(A + "bodyPr"), new XElement(A + "p", new XElement(A + "pPr", new XElement(A + "defRPr", new XElement(A + "solidFill", new XElement(A + "srgbClr", Val("FFFFFF"))))), new XElement(A + "endParaRPr", new XAttribute("lang", "ja-JP")))),
        new(C + "dLblPos", Val("ctr")),
    ];

    private static XElement Axis(string kind, string id, string other, string position, string orientation) => new(C + kind,
        new XElement(C + "axId", Val(id)),
        new XElement(C + "scaling", new XElement(C + "orientation", Val(orientation))),
        new XElement(C + "delete", Val("0")),
        new XElement(C + "axPos", Val(position)),
        kind == "valAx" ? new XElement(C + "numFmt", new XAttribute("formatCode", "#,##0"), new XAttribute("sourceLinked", "0")) : null,
        new XElement(C + "majorTickMark", Val("none")),
        new XElement(C + "minorTickMark", Val("none")),
        new XElement(C + "tickLblPos", Val("nextTo")),
        new XElement(C + "crossAx", Val(other)),
        new XElement(C + "crosses", Val("autoZero")));

    private static XElement TitleOf(string text) => new(C + "title",
        new XElement(C + "tx", new XElement(C + "rich", new XElement(A + "bodyPr"), new XElement(A + "p",
            new XElement(A + "pPr", new XElement(A + "defRPr", new XAttribute("sz", "1100"), new XAttribute("b", "0"))),
            new XElement(A + "r", new XElement(A + "rPr", new XAttribute("lang", "ja-JP"), new XAttribute("sz", "1100"), new XAttribute("b", "0")), new XElement(A + "t", text))))),
        new XElement(C + "overlay", Val("0")));

    private static XElement Strings(string kind, string cells, IReadOnlyList<string> texts) => new(C + kind,
        new XElement(C + "f", cells),
        new XElement(C + "strCache", new XElement(C + "ptCount", Val(Text(texts.Count))), texts.Select((text, at) => Point(at, text))));

    private static XElement Point(int at, string value) => new(C + "pt", new XAttribute("idx", Text(at)), new XElement(C + "v", value));

    private static XAttribute Val(string value) => new("val", value);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <param name="NameCell">Where its name stands.</param>
/// <param name="Cells">Where its numbers stand, in the order of the categories.</param>
public sealed record ChartSeries(string Name, string NameCell, string Cells, IReadOnlyList<int> Values);
