using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Koshiki.Foundation.Spreadsheets;

namespace Koshiki.Core.Surveys.Books;

/// <summary>Writes one section's sheet: words, open cells with their lists and limits, protection, A4.</summary>
internal static class BookSheets
{
    /// <summary>Inches.</summary>
    private const double SideMargin = 0.5, EdgeMargin = 0.75;

    /// <summary>Points of A4.</summary>
    private const double PaperWidth = 595, PaperHeight = 842, PointsOfInch = 72;

    /// <summary>How wide a letter of half width is, in points: eight pixels of 1/96 inch, as Excel measures columns in the books' 游ゴシック of eleven points.</summary>
    private const double LetterWidth = 6;

    /// <summary>Excel brings row heights to whole pixels, mostly upwards.</summary>
    private const double Reserve = 0.02;

    /// <summary>Points of rows that fit onto a page, at the scale at which all columns do.</summary>
    private static double PageHeight { get; } =
        (1 - Reserve) * (PaperHeight - (2 * EdgeMargin * PointsOfInch)) * (BookLayout.Widths.Sum() * LetterWidth) / (PaperWidth - (2 * SideMargin * PointsOfInch));

    public static void Write(WorksheetPart part, BookSheet sheet, IReadOnlyDictionary<string, IReadOnlyList<string>> given, BookOrder order)
    {
        using var xml = Begin(part, BookLayout.Widths);
        var heights = new List<double>();
        for (var at = 0; at < sheet.Lines.Count; at++)
        {
            var line = sheet.Lines[at];
            var height = line.Height;
            var cells = new List<(int, BookStyle, object?)>();
            foreach (var text in line.Texts)
            {
                for (var column = text.From; column <= text.To; column++) cells.Add((column, text.Style, column == text.From ? text.Words : null));
            }

            foreach (var cell in line.Cells)
            {
                var stored = BookWords.Stored(cell.Field, cell.Option, given.GetValueOrDefault(cell.Field.Key) ?? []);
                if (stored is not null && cell.Style is BookStyle.Words) height = Math.Max(height, BookLayout.HeightOf(stored, cell.From, cell.To, cell.Style));
                object? value = cell.Style is BookStyle.Figure && decimal.TryParse(stored, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : stored;
                for (var column = cell.From; column <= cell.To; column++) cells.Add((column, cell.Style, column == cell.From ? value : null));
            }

            heights.Add(height);
            WriteRow(xml, at + 1, height, [.. cells.OrderBy(cell => cell.Item1)]);
        }

        End(xml, BreaksOf(sheet, heights), sheet.Lines.SelectMany(MergedOf).ToList(), [.. sheet.Lines.SelectMany(line => line.Cells).Select(Validation).OfType<DataValidation>()], order);
    }

    public static OpenXmlWriter Begin(WorksheetPart part, IReadOnlyList<double> widths)
    {
        var xml = OpenXmlWriter.Create(part);
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        xml.WriteElement(new SheetViews(new SheetView { ShowGridLines = false, WorkbookViewId = 0 }));
        xml.WriteElement(new Columns(widths.Select((width, at) => new Column { Min = (uint)at + 1, Max = (uint)at + 1, Width = width, CustomWidth = true })));
        xml.WriteStartElement(new SheetData());
        return xml;
    }

    public static void End(OpenXmlWriter xml, IReadOnlyList<int> breaks, IReadOnlyList<CellRange> merged, IReadOnlyList<DataValidation> validations, BookOrder order)
    {
        xml.WriteEndElement();
        // People may make rows and columns larger; everything but the answers is locked.
        xml.WriteElement(new SheetProtection { Sheet = true, Objects = true, Scenarios = true, FormatRows = false, FormatColumns = false });
        if (merged.Count > 0) xml.WriteElement(new MergeCells(merged.Select(range => new MergeCell { Reference = range.ToString() })) { Count = (uint)merged.Count });
        if (validations.Count > 0) xml.WriteElement(new DataValidations(validations) { Count = (uint)validations.Count });
        xml.WriteElement(new PrintOptions { HorizontalCentered = true });
        xml.WriteElement(new PageMargins { Left = SideMargin, Right = SideMargin, Top = EdgeMargin, Bottom = EdgeMargin, Header = 0.3, Footer = 0.3 });
        xml.WriteElement(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Portrait, FitToWidth = 1, FitToHeight = 0 });
        xml.WriteElement(new HeaderFooter(new OddHeader($"&L&9{Plain(order.Survey.Title)}&R&9{Plain(order.Response.OfficeName)}（{order.Response.OfficeCode}）"), new OddFooter("&C&9&A　&P／&N")));
        if (breaks.Count > 0) xml.WriteElement(new RowBreaks(breaks.Select(row => new Break { Id = (uint)row, Max = 16_383, ManualPageBreak = true })) { Count = (uint)breaks.Count, ManualBreakCount = (uint)breaks.Count });
        xml.WriteEndElement();
    }

    /// <param name="height">Points; null leaves it to the program that opens the book.</param>
    /// <param name="cells">By column; a null value is an empty cell of that style.</param>
    public static void WriteRow(OpenXmlWriter xml, int row, double? height, IReadOnlyList<(int Column, BookStyle Style, object? Value)> cells)
    {
        var start = new Row { RowIndex = (uint)row };
        if (height is { } points) (start.Height, start.CustomHeight) = (points, true);
        xml.WriteStartElement(start);
        foreach (var (column, style, value) in cells)
        {
            var cell = new Cell { CellReference = new CellAddress(column, row).ToString(), StyleIndex = (uint)style };
            if (value is decimal number)
            {
                cell.CellValue = new CellValue(number);
            }
            else if (value is string words)
            {
                cell.DataType = CellValues.InlineString;
                cell.InlineString = new InlineString(new Text(Spreadsheet.Clean(words)) { Space = SpaceProcessingModeValues.Preserve });
            }

            xml.WriteElement(cell);
        }

        xml.WriteEndElement();
    }

    /// <summary>The rows after which a page ends, so that no question is torn from its answers; one that is longer than a page runs on.</summary>
    /// <param name="heights">Of the lines as they are written: stored answers make them higher.</param>
    private static List<int> BreaksOf(BookSheet sheet, List<double> heights)
    {
        // The title, the first line, stands at the top of every page.
        var (breaks, page, used) = (new List<int>(), PageHeight - heights[0], 0.0);
        for (var at = 1; at < heights.Count;)
        {
            var end = at + 1;
            while (end < heights.Count && !sheet.Lines[end].BeginsQuestion) end++;
            var height = heights[at..end].Sum();
            if (used > 0 && used + height > page && height <= page)
            {
                breaks.Add(at);
                used = 0;
            }

            used = (used + height) % page;
            at = end;
        }

        return breaks;
    }

    private static IEnumerable<CellRange> MergedOf(BookLine line, int at) =>
        line.Texts.Where(text => text.To > text.From).Select(text => new CellRange(new CellAddress(text.From, at + 1), new CellAddress(text.To, at + 1)))
            .Concat(line.Cells.Where(cell => cell.To > cell.From).Select(cell => new CellRange(new CellAddress(cell.From, at + 1), new CellAddress(cell.To, at + 1))));

    /// <summary>What Excel itself lets be typed into a cell; null for what only the program can judge.</summary>
    private static DataValidation? Validation(BookCell cell)
    {
        var question = cell.Field.Question;
        switch (cell.Style)
        {
            case BookStyle.Mark:
                return With(cell, DataValidationValues.List, $"「{BookWords.Mark}」を一覧から選んでください。選ばないときは空欄にします。", "\"" + BookWords.Mark + "\"");
            case BookStyle.Choice:
                return With(cell, DataValidationValues.List, "一覧から選んでください。消すときはDeleteキーを押します。", cell.List);
            case BookStyle.Words:
                return With(cell, DataValidationValues.TextLength, string.Create(CultureInfo.InvariantCulture, $"{AnswerRules.LongestText:N0}字までにしてください。"), string.Create(CultureInfo.InvariantCulture, $"{AnswerRules.LongestText}"), DataValidationOperatorValues.LessThanOrEqual);
            case BookStyle.Figure when !question.MayNotApply:
                var (min, max) = (Plain(question.Min), Plain(question.Max));
                return (min, max) switch
                {
                    ({ } from, { } to) => new DataValidation(new Formula1(from), new Formula2(to)) { Type = DataValidationValues.Decimal, Operator = DataValidationOperatorValues.Between }.On(cell, $"{from}から{to}までの数を入力してください。"),
                    ({ } from, null) => With(cell, DataValidationValues.Decimal, $"{from}以上の数を入力してください。", from, DataValidationOperatorValues.GreaterThanOrEqual),
                    (null, { } to) => With(cell, DataValidationValues.Decimal, $"{to}以下の数を入力してください。", to, DataValidationOperatorValues.LessThanOrEqual),
                    _ => With(cell, DataValidationValues.Decimal, "数を入力してください。", "-1000000000000", DataValidationOperatorValues.GreaterThanOrEqual),
                };
            default:
                return null;
        }
    }

    private static DataValidation With(BookCell cell, DataValidationValues kind, string sentence, string formula, DataValidationOperatorValues? relation = null)
    {
        var validation = new DataValidation(new Formula1(formula)) { Type = kind };
        if (relation is { } by) validation.Operator = by;
        return validation.On(cell, sentence);
    }

    private static DataValidation On(this DataValidation validation, BookCell cell, string sentence)
    {
        validation.SequenceOfReferences = new ListValue<StringValue> { InnerText = cell.Address.ToString() };
        (validation.AllowBlank, validation.ShowErrorMessage) = (true, true);
        (validation.ErrorTitle, validation.Error) = ("入力できない内容です", sentence);
        return validation;
    }

    private static string? Plain(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>In headers a sign begins a code.</summary>
    private static string Plain(string words) => (words.Length <= 60 ? words : words[..59] + "…").Replace("&", "&&", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
