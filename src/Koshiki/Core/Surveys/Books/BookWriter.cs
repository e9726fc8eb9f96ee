using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Koshiki.Foundation.Spreadsheets;

namespace Koshiki.Core.Surveys.Books;

/// <summary>What a book is written from.</summary>
/// <param name="Version">The number of the questionnaire's version.</param>
internal sealed record BookOrder(Survey Survey, int Version, SurveyResponse Response, string StaffUrl);

/// <summary>Writes an office's answer book: a cover, a sheet for each section, protected but for the answers, with what is already answered; and a hidden sheet that knows which cell is what.</summary>
internal sealed class BookWriter(BookLayout layout, BookSeal seal)
{
    private const string Cover = "はじめに";

    public byte[] Write(BookOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        using var content = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(content, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = BookStyles.Make();
            var sheets = new Sheets();
            var names = new List<DefinedName>();
            WorksheetPart Add(string title, SheetStateValues? state = null)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                var tab = new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = title, SheetId = (uint)sheets.ChildElements.Count + 1, Id = workbook.GetIdOfPart(part) };
                if (state is { } hidden) tab.State = hidden;
                sheets.Append(tab);
                return part;
            }

            BookCover.Write(Add(Cover), order, layout.Form.Questionnaire);
            var given = order.Response.Given;
            foreach (var sheet in layout.Sheets)
            {
                names.Add(new DefinedName($"{Quoted(sheet.Title)}!$1:$1") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)sheets.ChildElements.Count });
                BookSheets.Write(Add(sheet.Title), sheet, given, order);
            }

            names.AddRange(layout.Cells.Select(one => new DefinedName($"{Quoted(one.Sheet.Title)}!${Letters(one.Cell.From)}${one.Cell.Row}") { Name = one.Cell.Name }));
            names.AddRange(WriteLabel(Add(BookLabel.SheetTitle, SheetStateValues.VeryHidden), order));
            workbook.Workbook = new Workbook(
                new WorkbookProtection { LockStructure = true },
                new BookViews(new WorkbookView { ActiveTab = 0, TabRatio = 800 }),
                sheets,
                new DefinedNames(names.OrderBy(name => name.Name!.Value, StringComparer.OrdinalIgnoreCase)));
        }

        return content.ToArray();
    }

    /// <summary>The label's rows, and beside them the lists that cells offer; gives the lists' names.</summary>
    private List<DefinedName> WriteLabel(WorksheetPart part, BookOrder order)
    {
        var (survey, response) = (order.Survey, order.Response);
        var label = new BookLabel(
            survey.Id.Value, survey.Title, survey.Questionnaire.Value, order.Version, response.Id.Value, response.OfficeCode, response.OfficeName, response.SavedAt,
            [.. layout.Cells.Select(one => new LabelledCell(one.Cell.Name, one.Cell.Field.Key, one.Cell.Option ?? "", one.Sheet.Title, one.Cell.Address.ToString(), $"A{one.Cell.Anchor}"))]);
        var columns = new List<IReadOnlyList<string>>();
        var names = new List<DefinedName>();
        foreach (var question in layout.Form.Questionnaire.Questions.Where(question => layout.Form.FieldsOf(question).Any(field => layout.CellsOf(field.Key).Any(one => one.Cell.Style is BookStyle.Choice))))
        {
            IReadOnlyList<string> items = [.. question.Options.Select(BookWords.Item), .. question.MayNotApply ? new[] { BookWords.NotApplicable } : []];
            var letters = Letters(BookLabel.ListColumn + columns.Count);
            columns.Add(items);
            names.Add(new DefinedName($"{BookLabel.SheetTitle}!${letters}$1:${letters}${items.Count}") { Name = BookWords.ListOf(layout.Form.FieldsOf(question).First()) });
        }

        var rows = label.Rows(seal);
        using var xml = OpenXmlWriter.Create(part);
        xml.WriteStartElement(new Worksheet());
        xml.WriteStartElement(new SheetData());
        for (var at = 0; at < Math.Max(rows.Count, columns.Select(column => column.Count).DefaultIfEmpty(0).Max()); at++)
        {
            var cells = at < rows.Count ? rows[at].Select((words, column) => (Column: column + 1, words)) : [];
            var lists = columns.Select((column, place) => (Column: BookLabel.ListColumn + place, words: at < column.Count ? column[at] : ""));
            BookSheets.WriteRow(xml, at + 1, null, [.. cells.Concat(lists).Where(cell => cell.words.Length > 0).Select(cell => (cell.Column, BookStyle.Plain, (object?)cell.words))]);
        }

        xml.WriteEndElement();
        xml.WriteElement(new SheetProtection { Sheet = true, Objects = true, Scenarios = true });
        xml.WriteEndElement();
        return names;
    }

    private static string Quoted(string title) => $"'{title}'";

    private static string Letters(int column) => CellAddress.ColumnName(column);
}
