using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Books;
using Koshiki.Foundation.Keys;
using Koshiki.Tests.Core.Surveys;
using Koshiki.Tests.Core.Surveys.Books;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.CommandLine;

/// <summary>survey books, out and in, as the audit office's clerk types it.</summary>
[Collection(CommandRun.Name)]
public sealed class SurveyBooksCommandTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("koshiki-commands-").FullName;
    private TestDatabase database = null!;

    private string KeyFile => Path.Combine(folder, "master.key");

    private string Books => Path.Combine(folder, "books");

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        MasterKey.Create(KeyFile);
        await using var db = database.OpenCore();
        var now = DateTimeOffset.UtcNow;
        var version = QuestionnaireVersion.Draft("niiza", 1, Sheets.Niiza, "北川 節子", now);
        Assert.True(version.Publish("北川 節子", now).Succeeded);
        var survey = Survey.Plan("sns", "SNSの調書", version.Id, new DateOnly(2026, 4, 1), now.AddDays(30), now);
        Assert.True(survey.Distribute("北川 節子", now).Succeeded);
        db.AddRange(version, survey);
        foreach (var (code, name) in new[] { ("01001", "防災危機管理課"), ("01002", "水道課") })
        {
            var office = Office.Open(code, new OfficeFacts(name, "市長部局", "総務部", OfficeKind.Municipal), new DateOnly(2020, 4, 1));
            db.Offices.Add(office);
            db.SurveyResponses.Add(SurveyResponse.For(survey.Id, new OfficeOnDay { Id = office.Id, Code = code, Name = name, Division = "市長部局", Department = "総務部", Kind = OfficeKind.Municipal, Function = OfficeFunction.None, Parent = null, Since = new DateOnly(2020, 4, 1) }));
        }

        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task I2_books_go_out_into_a_folder_and_come_back_each_by_itself()
    {
        var written = await Run("survey", "books", "--survey", "sns", "--out", Books);
        await Fill("01001_防災危機管理課.xlsx", ("Q1", "2"));
        await Fill("01002_水道課.xlsx", ("Q1", "9"));
        var tried = await Run("survey", "books", "--survey", "sns", "--in", Books, "--dry-run");
        await using (var before = database.OpenCore()) Assert.All(await before.SurveyResponses.ToListAsync(), response => Assert.Equal(ResponseStatus.NotStarted, response.Status));
        var read = await Run("survey", "books", "--survey", "sns", "--in", Books);

        Assert.Equal((0, $"2所属の回答用のExcelファイルを{Books}に書き出しました。\n"), (written.Code, written.Output));
        Assert.Equal((1, 1), (tried.Code, read.Code));
        Assert.Contains("01001_防災危機管理課.xlsx：防災危機管理課 新しい回答1件、変わる回答0件、空欄になる回答0件", read.Output, StringComparison.Ordinal);
        Assert.Contains("01002_水道課.xlsx：ファイルに誤りがあるため", read.Errors, StringComparison.Ordinal);
        Assert.Contains("（Q1）に「9」とあります", read.Errors, StringComparison.Ordinal);
        await using var db = database.OpenCore();
        Assert.Equal(["2", ""], (await db.SurveyResponses.OrderBy(r => r.OfficeCode).ToListAsync()).Select(r => r.Given.GetValueOrDefault("Q1")?[0] ?? ""));
    }

    [Fact]
    public async Task I2_a_folder_that_was_put_right_is_read_once_more_and_what_was_taken_is_in_nobodys_way()
    {
        await Run("survey", "books", "--survey", "sns", "--out", Books);
        await Fill("01001_防災危機管理課.xlsx", ("Q1", "2"));
        await Fill("01002_水道課.xlsx", ("Q1", "9"));
        await Run("survey", "books", "--survey", "sns", "--in", Books);
        await Fill("01002_水道課.xlsx", ("Q1", "1"));

        var again = await Run("survey", "books", "--survey", "sns", "--in", Books);

        Assert.Equal((0, ""), (again.Code, again.Errors));
        Assert.Contains("01001_防災危機管理課.xlsx：防災危機管理課 今の回答と変わるところがありません。", again.Output, StringComparison.Ordinal);
        await using var db = database.OpenCore();
        Assert.Equal(["2", "1"], (await db.SurveyResponses.OrderBy(r => r.OfficeCode).ToListAsync()).Select(r => r.Given["Q1"][0]));
    }

    [Fact]
    public async Task I2_a_book_that_may_be_filled_in_is_not_written_over()
    {
        await Run("survey", "books", "--survey", "sns", "--out", Books);
        await Fill("01002_水道課.xlsx", ("Q1", "2"));
        var filled = await File.ReadAllBytesAsync(Path.Combine(Books, "01002_水道課.xlsx"));
        File.Delete(Path.Combine(Books, "01001_防災危機管理課.xlsx"));

        var again = await Run("survey", "books", "--survey", "sns", "--out", Books);

        Assert.Equal(2, again.Code);
        Assert.Equal(filled, await File.ReadAllBytesAsync(Path.Combine(Books, "01002_水道課.xlsx")));
        Assert.False(File.Exists(Path.Combine(Books, "01001_防災危機管理課.xlsx")));
    }

    [Fact]
    public async Task I2_a_file_of_gigabytes_is_refused_by_its_size_alone_and_hinders_no_other()
    {
        await Run("survey", "books", "--survey", "sns", "--out", Books);
        await Fill("01001_防災危機管理課.xlsx", ("Q1", "2"));
        // No byte of it is written: it only says that it is so large.
        await using (var large = File.Create(Path.Combine(Books, "動画.xlsx"))) large.SetLength(3_000_000_000);

        var read = await Run("survey", "books", "--survey", "sns", "--in", Books);

        Assert.Equal(1, read.Code);
        Assert.Contains("動画.xlsx：ファイルが大きすぎます（3000.0MB）。20MBまでのExcelファイルにしてください。", read.Errors, StringComparison.Ordinal);
        Assert.Contains("1ファイルを取り込みました。", read.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I2_a_survey_or_a_folder_that_there_is_not_is_told()
    {
        Assert.Equal(1, (await Run("survey", "books", "--survey", "nothing", "--out", Books)).Code);
        Assert.Equal(1, (await Run("survey", "books", "--survey", "sns", "--in", Path.Combine(folder, "nowhere"))).Code);
        Assert.Equal(2, (await Run("survey", "books", "--survey", "sns")).Code);
    }

    private async Task Fill(string name, params (string Field, string Words)[] typed)
    {
        var layout = BookLayout.Of(AnswerForm.Of(Sheets.Niiza));
        var path = Path.Combine(Books, name);
        await File.WriteAllBytesAsync(path, Paper.Change(await File.ReadAllBytesAsync(path), document =>
        {
            foreach (var (field, words) in typed) Paper.Put(document, layout.CellsOf(field).Select(one => (one.Sheet.Title, one.Cell.Address.ToString())).First(), words);
        }));
    }

    private Task<(int Code, string Output, string Errors)> Run(params string[] args) => CommandRun.Run(database.Superuser, KeyFile, args);
}
