using DocumentFormat.OpenXml.Spreadsheet;

namespace Koshiki.Core.Surveys.Books;

/// <summary>How a cell of an answer book looks; its number is the format's place in the style sheet.</summary>
internal enum BookStyle
{
    Plain,
    Title,
    Text,

    /// <summary>When a question is asked.</summary>
    Condition,

    /// <summary>How to answer, examples.</summary>
    Hint,

    /// <summary>The question's key.</summary>
    Number,
    Question,

    /// <summary>必須 or 任意.</summary>
    Need,

    /// <summary>An option or a row of a table.</summary>
    Row,
    GridHead,

    /// <summary>On the cover: what a line is about.</summary>
    Term,
    Value,

    // Only what follows is open to be written into.

    /// <summary>An answer in words.</summary>
    Words,

    /// <summary>One of a list.</summary>
    Choice,

    /// <summary>○ or nothing.</summary>
    Mark,

    /// <summary>A number.</summary>
    Figure,
}

/// <summary>The style sheet of answer books; colours are those of the screens, and everything can be read when printed in black.</summary>
internal static class BookStyles
{
    private const uint TextFormat = 49;

    extension(BookStyle style)
    {
        public bool IsAnswer => style >= BookStyle.Words;

        /// <summary>Of the letters.</summary>
        public double Points => style switch
        {
            BookStyle.Title => 16,
            BookStyle.Condition or BookStyle.Hint or BookStyle.GridHead => 10,
            _ => 11,
        };
    }

    public static Stylesheet Make()
    {
        var fonts = new Fonts(Letters(11), Letters(16, bold: true), Letters(11, bold: true), Letters(10, colour: "FFAC3E00"), Letters(10, colour: "FF666666"), Letters(10));
        var fills = new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            Filled("FFE8F1FE"), Filled("FFF2F2F2"), Filled("FFFBF5E0"));
        var borders = new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()), Framed("FFCCCCCC"), Framed("FF767676"));
        return new Stylesheet(
            fonts, fills, borders,
            new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }),
            new CellFormats(Enum.GetValues<BookStyle>().Select(FormatOf)));
    }

    private static CellFormat FormatOf(BookStyle style) => style switch
    {
        BookStyle.Plain => Format(0, 0, 0, wrap: false),
        BookStyle.Title => Format(1, 0, 0),
        BookStyle.Condition => Format(3, 0, 0),
        BookStyle.Hint => Format(4, 0, 0),
        BookStyle.Number or BookStyle.Question => Format(2, 2, 0),
        BookStyle.Need => Format(2, 2, 0, HorizontalAlignmentValues.Right),
        BookStyle.Row => Format(0, 0, 1, vertical: VerticalAlignmentValues.Center),
        BookStyle.GridHead => Format(5, 3, 1, HorizontalAlignmentValues.Center, VerticalAlignmentValues.Center),
        BookStyle.Term => Format(2, 3, 1),
        BookStyle.Value => Format(0, 0, 1),
        BookStyle.Words => Answer(HorizontalAlignmentValues.Left, VerticalAlignmentValues.Top, TextFormat),
        BookStyle.Choice => Answer(HorizontalAlignmentValues.Left, VerticalAlignmentValues.Center, TextFormat),
        BookStyle.Mark => Answer(HorizontalAlignmentValues.Center, VerticalAlignmentValues.Center, TextFormat),
        BookStyle.Figure => Answer(HorizontalAlignmentValues.Right, VerticalAlignmentValues.Center, 0),
        _ => Format(0, 0, 0),
    };

    private static CellFormat Answer(HorizontalAlignmentValues across, VerticalAlignmentValues down, uint number)
    {
        var format = Format(0, 4, 2, across, down);
        (format.NumberFormatId, format.ApplyNumberFormat, format.ApplyProtection) = (number, true, true);
        format.Protection = new Protection { Locked = false };
        return format;
    }

    private static CellFormat Format(uint font, uint fill, uint border, HorizontalAlignmentValues? across = null, VerticalAlignmentValues? vertical = null, bool wrap = true) => new()
    {
        NumberFormatId = 0, FontId = font, FillId = fill, BorderId = border, ApplyFont = true, ApplyFill = true, ApplyBorder = true, ApplyAlignment = true,
        Alignment = new Alignment { Horizontal = across ?? HorizontalAlignmentValues.Left, Vertical = vertical ?? VerticalAlignmentValues.Top, WrapText = wrap },
    };

    private static Font Letters(double points, bool bold = false, string? colour = null)
    {
        var font = new Font();
        if (bold) font.Append(new Bold());
        font.Append(new FontSize { Val = points });
        if (colour is not null) font.Append(new Color { Rgb = colour });
        font.Append(new FontName { Val = "游ゴシック" });
        return font;
    }

    private static Fill Filled(string colour) => new(new PatternFill(new ForegroundColor { Rgb = colour }) { PatternType = PatternValues.Solid });

    private static Border Framed(string colour) => new(
        new LeftBorder(new Color { Rgb = colour }) { Style = BorderStyleValues.Thin }, new RightBorder(new Color { Rgb = colour }) { Style = BorderStyleValues.Thin },
        new TopBorder(new Color { Rgb = colour }) { Style = BorderStyleValues.Thin }, new BottomBorder(new Color { Rgb = colour }) { Style = BorderStyleValues.Thin }, new DiagonalBorder());
}
