using System.Net;
using AngleSharp.Html.Dom;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Books;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Tests.Core.Surveys.Books;

/// <summary>Answering in Excel through the pages, without script: written out, filled in, looked at, taken; by an office, and by the audit office for all.</summary>
public sealed class BookPagesTests(BookPagesTests.Town town) : IClassFixture<BookPagesTests.Town>
{
    private static readonly BookLayout layout = BookLayout.Of(AnswerForm.Of(Sheets.Niiza));

    private readonly StaffApplication city = town.City;

    /// <summary>One town for all tests; each answers for offices of its own.</summary>
    public sealed class Town : IAsyncLifetime
    {
        public StaffApplication City { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            City = await StaffApplication.Start();
            string[] offices = ["防災危機管理課", "水道課", "下水道課", "公園課"];
            for (var i = 0; i < offices.Length; i++) await City.AddOffice($"0100{i + 1}", offices[i]);
            await City.AddOffice("09001", "監査委員事務局", OfficeFunction.Audit, "行政委員会", "監査委員");
            await City.AddPerson("佐藤 花子", "01001", Duty.Staff, "sato");
            await City.AddPerson("小川 直", "01002", Duty.Staff, "ogawa");
            await City.AddPerson("北川 節子", "09001", Duty.Staff, "kitagawa");
            await using var db = City.Open();
            var now = City.Clock.GetUtcNow();
            var version = QuestionnaireVersion.Draft("niiza", 1, Sheets.Niiza, "北川 節子", now);
            Assert.True(version.Publish("北川 節子", now).Succeeded);
            var survey = Survey.Plan("sns", "SNSの調書", version.Id, City.Clock.Today, now.AddDays(30), now);
            Assert.True(survey.Distribute("北川 節子", now).Succeeded);
            db.AddRange(version, survey);
            foreach (var office in await db.OfficesOn(City.Clock.Today).Where(o => o.Code != "09001").ToListAsync()) db.SurveyResponses.Add(SurveyResponse.For(survey.Id, office));
            await db.SaveChangesAsync();
        }

        public ValueTask DisposeAsync() => City.DisposeAsync();
    }

    [Fact]
    public async Task I2_an_office_writes_its_book_out_fills_it_in_looks_and_takes_it()
    {
        using var sato = await city.SignIn("sato");
        var page = await AnswerOf("01001") + "/book";
        var book = await Download(sato, page + ".xlsx");
        Assert.Contains($"{page}.xlsx", (await sato.Open(page)).QuerySelectorAll("main a").Select(link => link.GetAttribute("href")));

        using var wrong = await Send(sato, page, "file", ("回答.xlsx", Fill(book, ("Q1", "3"), ("Q23.line", "十人"))));
        var faults = Browser.Parse(await wrong.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal([At("Q1").Address, At("Q23.line").Address], faults.QuerySelectorAll("#faults tbody tr").Select(row => row.QuerySelectorAll("td")[0].TextContent));
        using var right = await Send(sato, page, "file", ("回答.xlsx", Fill(book, ("Q1", "2"), ("Q16", "５"), ("Q23.respondents", "12"))));
        var result = Browser.Parse(await right.Content.ReadAsStringAsync());
        Assert.Equal(ResponseStatus.NotStarted, (await Of("01001")).Status);
        using var taken = await sato.PostForm(result, page + "/take", [.. Carried(result)]);

        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        Assert.Contains("Q16", result.QuerySelector("#changes")!.TextContent, StringComparison.Ordinal);
        var response = await Of("01001");
        Assert.Equal((ResponseStatus.InProgress, "佐藤 花子", "5", "12"), (response.Status, response.SavedByName, response.Answers["Q16"].Values[0], response.Answers["Q23.respondents"].Values[0]));
    }

    [Fact]
    public async Task I2_an_office_hands_in_no_other_book_and_nothing_but_what_was_looked_at()
    {
        using var sato = await city.SignIn("sato");
        using var ogawa = await city.SignIn("ogawa");
        var (own, other) = (await AnswerOf("01001") + "/book", await AnswerOf("01002") + "/book");
        var book = await Download(ogawa, other + ".xlsx");

        using var anothers = await Send(sato, own, "file", ("水道課.xlsx", book));
        using var looked = await Send(ogawa, other, "file", ("水道課.xlsx", Fill(book, ("Q1", "2"))));
        var result = Browser.Parse(await looked.Content.ReadAsStringAsync());
        var parcel = Carried(result).ToDictionary(field => field.Name, field => field.Value);
        using var forged = await ogawa.PostForm(result, other + "/take", ("books", BookParcel.Pack([])), ("seal", parcel["seal"]));

        Assert.Contains("水道課のファイルです。防災危機管理課の回答には使えません。", await anothers.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sato.Get(other)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await sato.Get(other + ".xlsx")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await sato.Get("/surveys/sns/books")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, forged.StatusCode);
        Assert.Equal(ResponseStatus.NotStarted, (await Of("01002")).Status);
    }

    [Fact]
    public async Task I2_the_audit_office_reads_all_books_each_by_itself()
    {
        using var kitagawa = await city.SignIn("kitagawa");
        var zip = await Download(kitagawa, "/surveys/sns/books.zip");
        Dictionary<string, byte[]> books = BookArchive.Unpack(new BookFile("books.zip", zip)).ToDictionary(one => one.Book.Name, one => one.Book.Content);
        Assert.Equal(["01001_防災危機管理課.xlsx", "01002_水道課.xlsx", "01003_下水道課.xlsx", "01004_公園課.xlsx"], books.Keys);

        using var looked = await Send(kitagawa, "/surveys/sns/books", "files", ("回答.zip", BookArchive.Pack(
        [
            new BookFile("01003.xlsx", Fill(books["01003_下水道課.xlsx"], ("Q1", "2"))),
            new BookFile("01004.xlsx", Fill(books["01004_公園課.xlsx"], ("Q1", "9"))),
            new BookFile("メモ.txt", "読んでください"u8.ToArray()),
            new BookFile("01002.xlsx", books["01002_水道課.xlsx"]),
        ])));
        var result = Browser.Parse(await looked.Content.ReadAsStringAsync());
        using var taken = await kitagawa.PostForm(result, "/surveys/sns/books/take", [.. Carried(result)]);

        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        Assert.Equal(["取り込める", "取り込めない", "取り込めない", "変更なし"], result.QuerySelectorAll("#books .tag").Select(tag => tag.TextContent));
        Assert.Contains($"「{At("Q1").Sheet}」シートの{At("Q1").Address}（Q1）に「9」とあります", result.QuerySelector("#books")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((ResponseStatus.InProgress, ResponseStatus.NotStarted, ResponseStatus.NotStarted), ((await Of("01003")).Status, (await Of("01004")).Status, (await Of("01002")).Status));
    }

    private static (string Sheet, string Address) At(string field) => layout.CellsOf(field).Select(one => (one.Sheet.Title, one.Cell.Address.ToString())).First();

    private static byte[] Fill(byte[] book, params (string Cell, string Words)[] typed) => Paper.Change(book, document =>
    {
        foreach (var (cell, words) in typed) Paper.Put(document, At(cell), words);
    });

    private static async Task<byte[]> Download(Browser browser, string path)
    {
        using var answer = await browser.Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static IEnumerable<(string Name, string Value)> Carried(IHtmlDocument page) =>
        page.QuerySelectorAll("input[name=books], input[name=seal]").Select(field => (field.GetAttribute("name")!, field.GetAttribute("value")!));

    private static async Task<HttpResponseMessage> Send(Browser browser, string path, string field, (string Name, byte[] Content) file)
    {
        var page = await browser.Open(path);
        using var content = new MultipartFormDataContent();
        foreach (var hidden in page.QuerySelectorAll("main form[enctype] input[type=hidden]")) content.Add(new StringContent(hidden.GetAttribute("value") ?? ""), hidden.GetAttribute("name")!);
        content.Add(new ByteArrayContent(file.Content), field, file.Name);
        return await browser.Http.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    private async Task<SurveyResponse> Of(string office)
    {
        await using var db = city.Open();
        return await db.SurveyResponses.SingleAsync(r => r.OfficeCode == office);
    }

    private async Task<string> AnswerOf(string office) => $"/surveys/answers/{(await Of(office)).Id.Value}";
}
