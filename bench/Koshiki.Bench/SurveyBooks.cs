using System.Diagnostics;
using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Books;

namespace Koshiki.Bench;

/// <summary>1,000 filled-in answer books of the 23-question survey, each of an office of its own, read and checked against the survey; one after the other, as a ZIP is. I2.</summary>
public static class SurveyBooks
{
    private const int Books = 1_000, Different = 20, GoalPerSecond = 150;

    /// <summary>Prints <c>survey-books &lt;figure&gt; books/s 150</c>.</summary>
    public static void Run()
    {
        var form = AnswerForm.Of(BuiltInQuestionnaire.Find("niiza")!.Questionnaire);
        var layout = BookLayout.Of(form);
        var now = new DateTimeOffset(2026, 4, 6, 0, 0, 0, TimeSpan.Zero);
        var survey = Survey.Plan("bench", "計測", QuestionnaireVersionId.New(), new DateOnly(2026, 4, 1), now.AddDays(30), now);
        _ = survey.Distribute("計測", now);
        var seal = new BookSeal(new byte[32]);
        var responses = Enumerable.Range(0, Different).Select(i => SurveyResponse.For(survey.Id, new OfficeOnDay
        {
            Id = OfficeId.New(), Code = $"{i:00000}", Name = $"所属{i}", Division = "市長部局", Department = "総務部", Kind = OfficeKind.Municipal, Function = OfficeFunction.None, Parent = null, Since = new DateOnly(2020, 4, 1),
        })).ToList();
        var writer = new BookWriter(layout, seal);
        var random = new Random(5);
        var books = responses.Select(response => new BookFile($"{response.OfficeCode}.xlsx", Filled(layout, writer.Write(new BookOrder(survey, 1, response, "")), random))).ToList();
        var all = new BookSurvey(survey, 1, form, responses.ToDictionary(response => response.Id.Value));
        Read(books, all, seal, now, Different * 5);

        var watch = Stopwatch.StartNew();
        Read(books, all, seal, now, Books);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"survey-books {Books / watch.Elapsed.TotalSeconds:0} books/s {GoalPerSecond}"));
    }

    private static void Read(List<BookFile> books, BookSurvey survey, BookSeal seal, DateTimeOffset now, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var looked = BookCheck.Look(books[i % books.Count], survey, null, seal, now);
            if (looked.Refusal is not null || looked.Of(BookEffect.New) < 40) throw new InvalidOperationException($"A book was not read as it was filled in: {looked.Refusal?.Sentence} {string.Join(" ", looked.Faults.Select(fault => fault.Sentence))}");
        }
    }

    /// <summary>Every cell filled in that breaks no rule: choices by chance, a sentence into every cell for words.</summary>
    private static byte[] Filled(BookLayout layout, byte[] book, Random random)
    {
        using var content = new MemoryStream();
        content.Write(book);
        using (var document = SpreadsheetDocument.Open(content, isEditable: true))
        {
            foreach (var field in layout.Cells.GroupBy(one => one.Cell.Field))
            {
                var cells = field.ToList();
                var (sheet, cell) = field.Key.Kind is AnswerKind.Choice && cells.Count > 1 ? cells[random.Next(cells.Count - 1)] : cells[0];
                Put(document, sheet.Title, cell.Address.ToString(), field.Key.Kind switch
                {
                    AnswerKind.Choice or AnswerKind.Choices when cell.Option is not null => BookWords.Mark,
                    AnswerKind.Choice => BookWords.Item(field.Key.Options[random.Next(field.Key.Options.Count)]),
                    AnswerKind.Number => field.Key.Row?.Key == "respondents" ? "100" : $"{random.Next(100)}",
                    _ => $"催しの申込みが増え、電話での問合せが減りました。{random.Next(1000)}",
                });
            }
        }

        return content.ToArray();
    }

    private static void Put(SpreadsheetDocument document, string sheet, string address, string words)
    {
        var workbook = document.WorkbookPart!;
        var part = (WorksheetPart)workbook.GetPartById(workbook.Workbook.Descendants<Sheet>().Single(tab => tab.Name == sheet).Id!);
        var cell = part.Worksheet.Descendants<Cell>().Single(one => one.CellReference == address);
        (cell.DataType, cell.InlineString) = (CellValues.InlineString, new InlineString(new Text(words)));
    }
}
