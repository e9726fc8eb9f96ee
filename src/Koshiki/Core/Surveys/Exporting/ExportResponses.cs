using System.Data;
using System.Globalization;
using System.Net.Mime;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Spreadsheets;
using Koshiki.Foundation.Web;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Core.Surveys.Exporting;

/// <summary>All submitted answers of a survey as one file, a row for each office and a column for each field; streamed, so that 100,000 of them need no memory. I4.</summary>
internal static class ExportResponses
{
    private const string Rows = """
        select office_code, office_name, division, department, office_kind, submitted_at, tally, case when $2 then convert_to(answers::text, 'UTF8') end
        from surveys.response where survey = $1 and status = 'Submitted' order by office_code
        """;

    private static readonly string[] Office = ["office_code", "office", "division", "department", "kind", "submitted_at"];
    private static readonly StreamedColumn[] OfficeInWords = [new("所属コード", 12), new("所属", 28), new("区分", 14), new("部局", 20), new("種別", 18), new("提出日時", 18)];
    private static readonly StreamedColumn[] Meanings = [new("列", 14), new("設問の文", 60), new("種類", 18), new("選択肢", 8), new("選択肢の文", 50)];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/surveys/{key}/responses.csv", DownloadCsv).Requires(Act.ReadSurveyResults);
        app.MapGet("/surveys/{key}/responses.xlsx", DownloadXlsx).Requires(Act.ReadSurveyResults);
    }

    /// <param name="to">Stays open.</param>
    public static async Task Csv(CoreDb db, Stream to, SurveyId survey, AnswerForm form, CancellationToken ct)
    {
        var file = new CsvRows(to);
        await file.Begin([.. Office, .. form.Fields.Select(field => field.Key)], ct);
        await Write(db, file, survey, form, ct);
        await file.Flush(ct);
    }

    /// <summary>The answers on the first sheet, what the numbers of questions and options mean on the second.</summary>
    /// <param name="to">Stays open.</param>
    public static async Task Xlsx(CoreDb db, Stream to, SurveyId survey, AnswerForm form, CancellationToken ct)
    {
        await using var workbook = await StreamedWorkbook.Begin(to, ct);
        await workbook.BeginSheet("回答", [.. OfficeInWords, .. form.Fields.Select(field => new StreamedColumn(field.Key, field.Kind is AnswerKind.Text ? 40 : 12))], ct);
        await Write(db, new SheetRows(workbook), survey, form, ct);
        await workbook.BeginSheet("設問と選択肢", Meanings, ct);
        foreach (var field in form.Fields)
        {
            foreach (var option in field.Options.Count > 0 ? field.Options : [new AnswerOption("", "")])
            {
                workbook.BeginRow();
                foreach (var text in new[] { field.Key, field.Label, field.Question.Kind.Word, option.Key, option.Label }) workbook.Text(text);
                await workbook.EndRow(ct);
            }
        }
    }

    private static async Task<IResult> DownloadCsv(string key, CoreDb db, CancellationToken ct)
    {
        var found = await db.SurveyWithForm(key, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        return TypedResults.Stream(stream => Csv(db, stream, found.Value.Survey.Id, found.Value.Form, ct), MediaTypeNames.Text.Csv + "; charset=utf-8", $"responses-{key}.csv");
    }

    private static async Task<IResult> DownloadXlsx(string key, CoreDb db, CancellationToken ct)
    {
        var found = await db.SurveyWithForm(key, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        // A ZIP is not written to a connection without waiting on it here and there: it goes through a file that nobody else can read and that is gone when it is closed.
        var path = Path.Combine(Path.GetTempPath(), $"koshiki-responses-{Guid.NewGuid():n}.xlsx");
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 << 16,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        try
        {
            await Xlsx(db, file, found.Value.Survey.Id, found.Value.Form, ct);
            file.Position = 0;
            return TypedResults.Stream(file, Spreadsheet.MediaType, $"responses-{key}.xlsx");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task Write(CoreDb db, RowFile file, SurveyId survey, AnswerForm form, CancellationToken ct)
    {
        var cells = new ResponseCells(file, form);
        var kinds = Enum.GetValues<OfficeKind>().ToDictionary(kind => kind.ToString(), kind => file.TextCell(kind.Word), StringComparer.Ordinal);
        var known = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = new NpgsqlCommand(Rows, (NpgsqlConnection)db.Database.GetDbConnection()) { CommandTimeout = 300, Parameters = { new() { Value = survey.Value }, new() { Value = cells.NeedsAnswers } } };
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
            while (await reader.ReadAsync(ct))
            {
                file.BeginRow();
                file.Cell(file.TextCell(reader.GetString(0)));
                file.Cell(file.TextCell(reader.GetString(1)));
                file.Cell(Known(reader.GetString(2)));
                file.Cell(Known(reader.GetString(3)));
                file.Cell(kinds[reader.GetString(4)]);
                file.Cell(file.TextCell(await reader.IsDBNullAsync(5, ct) ? "" : reader.GetFieldValue<DateTimeOffset>(5).InJapan.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
                var tally = reader.GetFieldValue<byte[]>(6);
                var answers = await reader.IsDBNullAsync(7, ct) ? [] : reader.GetFieldValue<byte[]>(7);
                cells.Write(tally, answers);
                await file.EndRow(ct);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        // Divisions and departments are few, and come again and again.
        byte[] Known(string text) => known.TryGetValue(text, out var cell) ? cell : known[text] = file.TextCell(text);
    }
}
