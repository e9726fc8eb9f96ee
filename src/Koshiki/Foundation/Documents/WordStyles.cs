using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Koshiki.Foundation.Documents;

/// <summary>The styles of <see cref="WordDocument"/>: running text in 明朝, headings in ゴシック, as offices write.</summary>
internal static class WordStyles
{
    public const string Normal = "Normal", Title = "Title", Item = "Item", Right = "Right", Cell = "Cell", Caption = "Caption", Gap = "Gap";

    public const string CoverTitle = "CoverTitle", CoverSubject = "CoverSubject", Subject = "Subject", Middle = "Middle", CellNumber = "CellNumber";

    private const string Numbered = "Numbered", CellItem = "CellItem", CellNumbered = "CellNumbered";

    private const string Mincho = "ＭＳ 明朝", Gothic = "ＭＳ ゴシック", Western = "Century";

    public static string Heading(int level) => level is >= 1 and <= 4 ? $"Heading{level}" : throw new ArgumentOutOfRangeException(nameof(level), level, "1 to 4.");

    public static string Entry(int level) => $"TOC{level}";

    /// <summary>The style of a line of running text or of a cell: one that begins with 「・」 or a number hangs.</summary>
    public static string Hanging(string style, string line) => (style, line) switch
    {
        (Normal, ['・', ..]) => Item,
        (Cell, ['・', ..]) => CellItem,
        (Normal, [>= '0' and <= '9', '　', ..]) => Numbered,
        (Cell, [>= '0' and <= '9', '　', ..]) => CellNumbered,
        _ => style,
    };

    public static Styles Make() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = Western, HighAnsi = Western, EastAsia = Mincho },
                new FontSize { Val = "21" },
                new Languages { Val = "en-US", EastAsia = "ja-JP" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { Line = "320", LineRule = LineSpacingRuleValues.Auto }))),
        new Style(new StyleName { Val = "Normal" }) { Type = StyleValues.Paragraph, StyleId = Normal, Default = true },
        Paragraph(Title, "Title", size: 32, outline: null, new SpacingBetweenLines { After = "240" }, new Justification { Val = JustificationValues.Center }),
        Paragraph(CoverTitle, "Cover Title", size: 48, outline: null, new SpacingBetweenLines { Before = "3600", After = "360" }, new Justification { Val = JustificationValues.Center }),
        Paragraph(CoverSubject, "Cover Subject", size: 30, outline: null, new SpacingBetweenLines { Before = "0", After = "3000" }, new Justification { Val = JustificationValues.Center }),
        Paragraph(Subject, "Subject", size: 26, outline: null, new KeepNext(), new SpacingBetweenLines { Before = "240", After = "240" }, new Justification { Val = JustificationValues.Center }),
        Paragraph("Heading1", "heading 1", size: 26, outline: 0, new KeepNext(), new SpacingBetweenLines { Before = "240", After = "60" }),
        Paragraph("Heading2", "heading 2", size: 23, outline: 1, new KeepNext(), new SpacingBetweenLines { Before = "180", After = "40" }),
        Paragraph("Heading3", "heading 3", size: 21, outline: 2, new KeepNext(), new SpacingBetweenLines { Before = "120", After = "20" }),
        Paragraph("Heading4", "heading 4", size: 21, outline: 3, new KeepNext(), new SpacingBetweenLines { Before = "80", After = "0" }, new Indentation { Left = "210" }),
        Based(Entry(1), "toc 1", Tabs(), new SpacingBetweenLines { Before = "60", After = "0" }),
        Based(Entry(2), "toc 2", Tabs(), new Indentation { Left = "210" }),
        Based(Caption, "caption", new KeepNext(), new SpacingBetweenLines { Before = "80", After = "20" }),
        Based(Item, "Item", new Indentation { Left = "210", Hanging = "210" }),
        Based(Numbered, "Numbered", new Indentation { Left = "315", Hanging = "315" }),
        Based(Right, "Right", new Justification { Val = JustificationValues.Right }),
        Based(Middle, "Middle", new SpacingBetweenLines { Before = "60", After = "60" }, new Justification { Val = JustificationValues.Center }),
        Based(Cell, "Cell", CellLines()),
        Based(CellNumber, "Cell Number", CellLines(), new Justification { Val = JustificationValues.Right }),
        Based(CellItem, "Cell Item", CellLines(), new Indentation { Left = "210", Hanging = "210" }),
        Based(CellNumbered, "Cell Numbered", CellLines(), new Indentation { Left = "315", Hanging = "315" }),
        Based(Gap, "Gap", new SpacingBetweenLines { Line = "100", LineRule = LineSpacingRuleValues.Exact }));

    private static SpacingBetweenLines CellLines() => new() { Line = "270", LineRule = LineSpacingRuleValues.Auto };

    private static Style Paragraph(string id, string name, int size, int? outline, params OpenXmlElement[] layout)
    {
        var properties = new StyleParagraphProperties(layout);
        if (outline is { } level) properties.Append(new OutlineLevel { Val = level });
        return new Style(
            new StyleName { Val = name }, new BasedOn { Val = Normal }, new NextParagraphStyle { Val = Normal }, new PrimaryStyle(), properties,
            new StyleRunProperties(new RunFonts { Ascii = Gothic, HighAnsi = Gothic, EastAsia = Gothic }, new Bold(), new FontSize { Val = size.ToString(System.Globalization.CultureInfo.InvariantCulture) })) { Type = StyleValues.Paragraph, StyleId = id };
    }

    /// <summary>Dots up to the page number at the right edge.</summary>
    private static Tabs Tabs() => new(new TabStop { Val = TabStopValues.Right, Leader = TabStopLeaderCharValues.Dot, Position = 9866 });

    private static Style Based(string id, string name, params OpenXmlElement[] layout) =>
        new(new StyleName { Val = name }, new BasedOn { Val = Normal }, new StyleParagraphProperties(layout)) { Type = StyleValues.Paragraph, StyleId = id, CustomStyle = true };
}
