using DocumentFormat.OpenXml.Spreadsheet;

namespace Koshiki.Foundation.Spreadsheets;

/// <summary>The few cell formats that workbooks use, by their place in the style sheet.</summary>
internal static class SheetStyles
{
    public const uint Plain = 0;
    public const uint Head = 1;
    public const uint Whole = 2;
    public const uint Day = 3;
    private const uint Digits0 = 4;
    private const int MostDigits = 4;
    private const uint FirstOwnFormat = 164;

    /// <summary>A number with so many digits after the point.</summary>
    public static uint WithDigits(int digits) => Digits0 + (uint)Math.Min(digits, MostDigits);

    public static Stylesheet Make()
    {
        var formats = new NumberingFormats(new NumberingFormat { NumberFormatId = FirstOwnFormat, FormatCode = "yyyy-mm-dd" });
        var cells = new CellFormats(
            new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 },
            new CellFormat { NumberFormatId = 0, FontId = 1, FillId = 2, BorderId = 1, ApplyFont = true, ApplyFill = true, ApplyBorder = true },
            new CellFormat { NumberFormatId = 3, FontId = 0, FillId = 0, BorderId = 0, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = FirstOwnFormat, FontId = 0, FillId = 0, BorderId = 0, ApplyNumberFormat = true });
        for (var digits = 0u; digits <= MostDigits; digits++)
        {
            var format = FirstOwnFormat + 1 + digits;
            formats.Append(new NumberingFormat { NumberFormatId = format, FormatCode = digits == 0 ? "0" : "0." + new string('0', (int)digits) });
            cells.Append(new CellFormat { NumberFormatId = format, FontId = 0, FillId = 0, BorderId = 0, ApplyNumberFormat = true });
        }

        return new Stylesheet(
            formats,
            new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "游ゴシック" }), new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "游ゴシック" })),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE6E6E6" }) { PatternType = PatternValues.Solid })),
            new Borders(
                new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()),
                new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder { Style = BorderStyleValues.Thin }, new DiagonalBorder())),
            new CellStyleFormats(new CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }),
            cells);
    }
}
