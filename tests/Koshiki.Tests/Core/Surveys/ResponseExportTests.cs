using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Koshiki.Core.Organizations.Offices;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Core.Surveys.Exporting;
using Koshiki.Core.Surveys.Importing;
using Koshiki.Foundation.Csv;
using Koshiki.Tests.Fixtures;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>The published survey as files: all answers as CSV and workbook, and the statistics as a workbook with charts and as a page by itself.</summary>
public sealed class ResponseExportTests : IAsyncLifetime
{
    private readonly FakeClock clock = new();
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        await using var db = database.OpenCore(clock: clock);
        Assert.True((await new ImportOfficesHandler(db, clock).Handle(new ImportOffices("offices.csv", Fixture.Bytes("niiza-2024/offices.csv"), false), default)).Succeeded);
        var responses = Encoding.UTF8.GetString(Fixture.Bytes("niiza-2024/responses.csv")) + "0101,Q10,\"=SUM(A1)という文字、「,」と\"\"引用\"\"\nと改行 <&>\"\n";
        Assert.True((await new ImportResponsesHandler(db, clock).Handle(new ImportResponses("niiza", "responses.csv", Encoding.UTF8.GetBytes(responses), false), default)).Succeeded);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task I4_every_answer_stands_in_the_csv_with_the_reason_where_there_is_none()
    {
        var (header, rows, stored, form) = await Csv();

        Assert.Equal(["office_code", "office", "division", "department", "kind", "submitted_at", .. form.Fields.Select(field => field.Key)], header);
        Assert.Equal(58, rows.Count);
        foreach (var row in rows)
        {
            var answers = stored[row["office_code"]];
            foreach (var field in form.Fields) Assert.Equal((row["office_code"], field.Key, Expected(field, answers[field.Key])), (row["office_code"], field.Key, row[Read(field.Key)].ReplaceLineEndings("\n")));
        }

        Assert.Contains(rows, row => row["q10"].StartsWith("=SUM", StringComparison.Ordinal));
    }

    [Fact]
    public async Task I4_the_workbook_holds_the_same_answers_and_opens_without_repair()
    {
        var (header, rows, _, form) = await Csv();
        await using var db = database.OpenCore(clock: clock);
        var (survey, _) = (await db.SurveyWithForm("niiza", default)).Value;
        using var stream = new MemoryStream();
        await ExportResponses.Xlsx(db, stream, survey.Id, form, default);
        stream.Position = 0;

        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        var sheets = document.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().ToDictionary(sheet => sheet.Name!.Value!, sheet => ((WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!)).Worksheet);
        var lines = sheets["回答"].Descendants<Row>().Skip(1).Select(row => row.Elements<Cell>().Select(cell => cell.InnerText).ToList()).ToList();

        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath} {error.Description}"));
        Assert.Equal(["回答", "設問と選択肢"], sheets.Keys);
        Assert.Equal(rows.Count, lines.Count);
        for (var at = 0; at < rows.Count; at++) Assert.Equal(header.Skip(6).Select(name => rows[at][Read(name)].ReplaceLineEndings("\n")), lines[at].Skip(6).Select(text => text.ReplaceLineEndings("\n")));
        Assert.Contains("発信した", sheets["設問と選択肢"].InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I4_the_workbook_of_the_statistics_has_a_native_chart_for_each_question_and_opens_without_repair()
    {
        await using var db = database.OpenCore(clock: clock);
        var figures = (await db.FiguresOf("niiza", "department", default)).Value;

        using var stream = new MemoryStream(await StatisticsFiles.Make(StatisticsFormat.Xlsx, figures, "愛光市", clock.GetUtcNow()));
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        var charts = document.WorkbookPart!.WorksheetParts.Count(part => part.DrawingsPart is { } drawing && drawing.ChartParts.Any());

        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath} {error.Description}"));
        Assert.Equal(figures.Fields.Count(field => field is { HasShares: true, Base: > 0 }), charts);
        Assert.True(charts > 10, $"{charts} charts.");
    }

    [Fact]
    public async Task I4_the_document_has_a_native_table_and_chart_for_each_question_and_opens_without_repair()
    {
        await using var db = database.OpenCore(clock: clock);
        var figures = (await db.FiguresOf("niiza", null, default)).Value;

        using var stream = new MemoryStream(await StatisticsFiles.Make(StatisticsFormat.Docx, figures, "愛光市", clock.GetUtcNow()));
        using var document = WordprocessingDocument.Open(stream, isEditable: false);
        var counted = figures.Fields.Count(field => field is { HasShares: true, Base: > 0 });

        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath} {error.Description}"));
        Assert.Equal((counted, counted), (document.MainDocumentPart!.ChartParts.Count(), document.MainDocumentPart.Document.Descendants<DocumentFormat.OpenXml.Wordprocessing.Table>().Count()));
        Assert.Contains("回答した58所属のうち、「発信した」が35所属（60％）で、最も多くなっています。", document.MainDocumentPart.Document.InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I4_the_page_by_itself_has_every_table_and_asks_nothing_of_any_host()
    {
        await using var db = database.OpenCore(clock: clock);
        var figures = (await db.FiguresOf("niiza", null, default)).Value;

        var page = Browser.Parse(Encoding.UTF8.GetString(await StatisticsFiles.Make(StatisticsFormat.Html, figures, "愛光市", clock.GetUtcNow(), halfUp: true)));

        Assert.Equal("60.3", page.QuerySelector("#t-Q1 tbody td.number:nth-of-type(2)")!.TextContent.Trim());
        Assert.Equal(figures.Fields.Count(field => field is { HasShares: true, Base: > 0 }), page.QuerySelectorAll("svg.chart").Length);
        Assert.Contains("内訳と計が一致しない場合があります。", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("回答した58所属のうち、「発信した」が35所属（60.3％）で、最も多くなっています。", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("a, link, script, img"));
    }

    private async Task<(IReadOnlyList<string> Header, IReadOnlyList<CsvRow> Rows, Dictionary<string, IReadOnlyDictionary<string, AnswerCell>> Stored, AnswerForm Form)> Csv()
    {
        await using var db = database.OpenCore(clock: clock);
        var (survey, form) = (await db.SurveyWithForm("niiza", default)).Value;
        using var stream = new MemoryStream();
        await ExportResponses.Csv(db, stream, survey.Id, form, default);
        var header = Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF').Split("\r\n", 2)[0].Split(',');
        var file = CsvFile.Read("responses.csv", stream.ToArray(), [.. header.Select(name => new CsvColumn(Read(name)))]);
        var stored = await db.SurveyResponses.AsNoTracking().IgnoreAutoIncludes().ToDictionaryAsync(r => r.OfficeCode, r => r.Answers);
        return (header, file.Value.Rows, stored, form);
    }

    /// <summary>As a reader of CSV names a column.</summary>
    private static string Read(string column) => column.ToLowerInvariant();

    private static string Expected(AnswerField field, AnswerCell cell) => cell.State switch
    {
        AnswerState.Given => string.Join(';', field.Options.Count > 0 ? field.Options.Select(option => option.Key).Where(cell.Values.Contains) : cell.Values),
        AnswerState.NoAnswer => "無回答",
        AnswerState.NotAsked => "非該当",
        AnswerState.NotApplicable => "該当なし",
        _ => "対象外",
    };
}
