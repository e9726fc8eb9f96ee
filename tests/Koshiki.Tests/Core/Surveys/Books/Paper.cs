using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Books;
using Koshiki.Foundation.Spreadsheets;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace Koshiki.Tests.Core.Surveys.Books;

/// <summary>A survey whose books tests write, fill in as people and other programs do, damage, and read.</summary>
internal sealed class Paper
{
    public static readonly DateTimeOffset Monday = new(2026, 4, 6, 0, 0, 0, TimeSpan.Zero);

    private Paper(Questionnaire questionnaire, params string[] offices)
    {
        Form = AnswerForm.Of(questionnaire);
        Layout = BookLayout.Of(Form);
        Survey = Survey.Plan("sns", "SNSの調書", QuestionnaireVersionId.New(), new DateOnly(2026, 4, 1), Monday.AddDays(30), Monday);
        _ = Survey.Distribute("北川 節子", Monday);
        Responses = [.. offices.Select((name, at) => SurveyResponse.For(Survey.Id, new OfficeOnDay { Id = OfficeId.New(), Code = $"{1001 + at:00000}", Name = name, Division = "市長部局", Department = "総務部", Kind = OfficeKind.Municipal, Function = OfficeFunction.None, Parent = null, Since = new DateOnly(2020, 4, 1) }))];
    }

    public AnswerForm Form { get; }

    public BookLayout Layout { get; }

    public Survey Survey { get; }

    public IReadOnlyList<SurveyResponse> Responses { get; }

    public static BookSeal Seal { get; } = new(new byte[32]);

    public BookSurvey All => new(Survey, 2, Form, Responses.ToDictionary(response => response.Id.Value));

    public static Paper Niiza(params string[] offices) => new(Sheets.Niiza, offices.Length > 0 ? offices : ["防災危機管理課"]);

    public static Paper Of(params Question[] questions) => new(Sheets.Of(questions), "防災危機管理課");

    public byte[] Write(int office = 0) => new BookWriter(Layout, Seal).Write(new BookOrder(Survey, 2, Responses[office], "http://staff.example/"));

    public CheckedBook Look(byte[] book, SurveyResponse? only = null) => BookCheck.Look(new BookFile("book.xlsx", book), All, only, Seal, Monday.AddDays(1));

    /// <summary>The sheet and the address of a field's cell, or of one of its options.</summary>
    public (string Sheet, string Address) At(string field, string? option = null)
    {
        var (sheet, cell) = Layout.CellsOf(field).First(one => option is null || one.Cell.Option == option);
        return (sheet.Title, cell.Address.ToString());
    }

    /// <summary>A book with things typed into cells: <c>Q1</c> or <c>Q3=5</c> for the cell of one option.</summary>
    public byte[] Filled(params (string Cell, string Typed)[] typed) => Change(Write(), document =>
    {
        foreach (var (cell, words) in typed) Type(document, cell, words);
    });

    /// <summary>Types answers as a person does: choices from their lists, marks, numbers.</summary>
    public byte[] FilledWith(IReadOnlyDictionary<string, IReadOnlyList<string>> answers, byte[] book) => Change(book, document =>
    {
        foreach (var (_, cell) in Layout.Cells)
        {
            if (BookWords.Stored(cell.Field, cell.Option, answers.GetValueOrDefault(cell.Field.Key) ?? []) is { } words) Put(document, At(cell.Field.Key, cell.Option), words);
        }
    });

    public void Type(SpreadsheetDocument document, string cell, string words) => Put(document, cell.Split('=') is [var field, var option] ? At(field, option) : At(cell), words);

    /// <summary>A number where it is one, words otherwise, and <c>=A1+1</c> as the formula it looks like.</summary>
    public static void Put(SpreadsheetDocument document, (string Sheet, string Address) at, string words)
    {
        var cell = CellAt(document, at);
        cell.RemoveAllChildren();
        cell.DataType = null;
        if (words.StartsWith('=')) cell.Append(new X.CellFormula(words[1..]), new X.CellValue("1"));
        else if (words is "TRUE" or "FALSE") (cell.DataType, cell.CellValue) = (X.CellValues.Boolean, new X.CellValue(words == "TRUE"));
        else if (words.StartsWith('#')) (cell.DataType, cell.CellValue) = (X.CellValues.Error, new X.CellValue(words));
        else if (decimal.TryParse(words, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number)) cell.CellValue = new X.CellValue(number);
        else (cell.DataType, cell.InlineString) = (X.CellValues.InlineString, new X.InlineString(new X.Text(words) { Space = DocumentFormat.OpenXml.SpaceProcessingModeValues.Preserve }));
    }

    public static X.Cell CellAt(SpreadsheetDocument document, (string Sheet, string Address) at)
    {
        var data = SheetOf(document, at.Sheet).Worksheet.GetFirstChild<X.SheetData>()!;
        var address = CellAddress.Parse(at.Address)!.Value;
        var row = data.Elements<X.Row>().First(one => one.RowIndex! == (uint)address.Row);
        return row.Elements<X.Cell>().FirstOrDefault(one => one.CellReference == at.Address) ?? row.AppendChild(new X.Cell { CellReference = at.Address });
    }

    public static WorksheetPart SheetOf(SpreadsheetDocument document, string title)
    {
        var workbook = document.WorkbookPart!;
        return (WorksheetPart)workbook.GetPartById(workbook.Workbook.Descendants<X.Sheet>().Single(sheet => sheet.Name == title).Id!);
    }

    public static byte[] Change(byte[] book, Action<SpreadsheetDocument> change)
    {
        using var content = new MemoryStream();
        content.Write(book);
        using (var document = SpreadsheetDocument.Open(content, isEditable: true)) change(document);
        return content.ToArray();
    }

    /// <summary>Changes the text of one part, as a program that knows nothing of workbooks would.</summary>
    public static byte[] Rewrite(byte[] book, string part, Func<string, string> change) => Repack(book, (name, content) => name == part ? Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(content))) : content);

    public static byte[] With(byte[] book, string part, byte[] content) => Repack(book, (_, known) => known, (part, content));

    public static byte[] Repack(byte[] book, Func<string, byte[], byte[]?> change, params (string Name, byte[] Content)[] more)
    {
        using var content = new MemoryStream();
        using (var target = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var source = new ZipArchive(new MemoryStream(book));
            foreach (var entry in source.Entries)
            {
                using var each = entry.Open();
                using var bytes = new MemoryStream();
                each.CopyTo(bytes);
                if (change(entry.FullName, bytes.ToArray()) is not { } changed) continue;
                using var written = target.CreateEntry(entry.FullName).Open();
                written.Write(changed);
            }

            foreach (var (name, bytes) in more)
            {
                using var written = target.CreateEntry(name).Open();
                written.Write(bytes);
            }
        }

        return content.ToArray();
    }
}
