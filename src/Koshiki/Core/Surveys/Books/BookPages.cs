using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Spreadsheets;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;

namespace Koshiki.Core.Surveys.Books;

/// <param name="WhyReadOnly">Why no book is given out or taken now; null where it is.</param>
/// <param name="Checked">What came of a book that could not be taken; null before one was sent.</param>
public sealed record AnswerBookView(Survey Survey, SurveyResponse Response, string? WhyReadOnly, CheckedBook? Checked, FormState Form)
{
    public string Here => $"/surveys/answers/{Response.Id.Value}";
}

/// <summary>What taking a book would change, to be decided.</summary>
public sealed record BookResultView(AnswerBookView Page, CheckedBook Checked, string Books, string Seal);

/// <param name="Open">How many offices can still answer.</param>
/// <param name="Closed">How many cannot: submitted, with their head, past their end.</param>
public sealed record SurveyBooksView(Survey Survey, int Open, int Closed, FormState Form);

public sealed record BooksResultView(Survey Survey, IReadOnlyList<CheckedBook> Checked, string Books, string Seal)
{
    public int Good => Checked.Count(book => book.CanBeTaken);
}

/// <summary>Answering in Excel: an office's own book, and all books for who runs the survey. Sent, looked at, shown, then taken or not. I2, UI.md section 5.</summary>
internal static class BookPages
{
    private const string One = "/surveys/answers/{id:guid}/book";
    private const string All = "/surveys/{key}/books";

    /// <summary>A little more than a book may have, so that a book that is too large is told so and not just cut off.</summary>
    private const int BookMegabytes = 22;

    internal const int ArchiveMegabytes = 60;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(One, ShowOwn).Requires(Act.AnswerSurveys);
        app.MapGet(One + ".xlsx", DownloadOwn).Requires(Act.AnswerSurveys);
        app.MapPost(One, LookAtOwn).Requires(Act.AnswerSurveys).LimitForm(megabytes: BookMegabytes);
        app.MapPost(One + "/take", TakeOwn).Requires(Act.AnswerSurveys).LimitForm(megabytes: 4);
        app.MapGet(All, ShowAll).Requires(Act.RunSurveys);
        app.MapGet(All + ".zip", DownloadAll).Requires(Act.RunSurveys);
        app.MapPost(All, LookAtAll).Requires(Act.RunSurveys).LimitForm(megabytes: ArchiveMegabytes);
        app.MapPost(All + "/take", TakeAll).Requires(Act.RunSurveys).LimitForm(megabytes: 20);
    }

    private static async Task<IResult> ShowOwn(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var view = await Own(id, me, db, clock, ct);
        return view.IsRefused(out var no) ? Pages.Refuse(no) : Pages.Show<AnswerBookPage>(view.Value);
    }

    private static async Task<IResult> DownloadOwn(Guid id, Me me, AnswerBooksHandler handler, CancellationToken ct)
    {
        var book = await handler.Write(id, me, ct);
        return book.IsRefused(out var no) ? Pages.Refuse(no) : TypedResults.File(book.Value.Content, Spreadsheet.MediaType, book.Value.Name);
    }

    private static async Task<IResult> LookAtOwn(Guid id, FormState form, Me me, CoreDb db, AnswerBooksHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var view = await Own(id, me, db, clock, ct);
        if (view.IsRefused(out var no)) return Pages.Refuse(no);
        if (await Files(form, ct) is not [var file]) return Again(null, new NotAcceptable([new Fault("file", "Excelファイルを1つ選んでください。")]));
        var looked = await handler.Look(id, file, me, ct);
        if (looked.IsRefused(out no)) return Pages.Refuse(no);
        if (looked.Value.Refusal is { } wrong) return wrong is Invalid ? Again(looked.Value, new NotAcceptable([new Fault("file", wrong.Sentence)])) : Pages.Refuse(wrong);
        var (books, seal) = handler.Pack([looked.Value], me);
        return Pages.Show<BookResultPage>(new BookResultView(view.Value, looked.Value, books, seal));

        IResult Again(CheckedBook? looked, NotAcceptable reason) => Pages.ShowAgain<AnswerBookPage>(view.Value with { Checked = looked, Form = form.With(reason) }, reason);
    }

    private static async Task<IResult> TakeOwn(Guid id, FormState form, Me me, AnswerBooksHandler handler, CancellationToken ct)
    {
        var books = handler.Unpack(form["books"], form["seal"], me);
        if (books.IsRefused(out var no)) return Pages.Refuse(no);
        if (books.Value is not [var book] || book.Response != id) return Pages.Refuse(new NotWhatWasChecked());
        var taken = (await handler.Take([book], me, ct))[0];
        return taken.Refusal is { } refused ? Pages.Refuse(refused) : Pages.GoTo($"/surveys/answers/{id}", Notice.Success("Excelの回答を取り込みました。", "内容を確かめ、所属長に確認を依頼してください。"));
    }

    private static async Task<IResult> ShowAll(string key, Me me, AnswerBooksHandler handler, CancellationToken ct)
    {
        var view = await handler.Overview(key, me, ct);
        return view.IsRefused(out var no) ? Pages.Refuse(no) : Pages.Show<SurveyBooksPage>(view.Value);
    }

    private static async Task<IResult> DownloadAll(string key, Me me, AnswerBooksHandler handler, CancellationToken ct)
    {
        var books = await handler.WriteAll(key, me, ct);
        return books.IsRefused(out var no) ? Pages.Refuse(no) : TypedResults.File(BookArchive.Pack(books.Value), "application/zip", $"books-{key}.zip");
    }

    private static async Task<IResult> LookAtAll(string key, FormState form, Me me, AnswerBooksHandler handler, CancellationToken ct)
    {
        var view = await handler.Overview(key, me, ct);
        if (view.IsRefused(out var no)) return Pages.Refuse(no);
        var looked = await handler.LookAtAll(key, (await Files(form, ct)).SelectMany(BookArchive.BooksIn), me, ct);
        if (looked.IsRefused(out no))
        {
            var reason = new NotAcceptable([new Fault("files", no.Sentence)]);
            return no is Invalid ? Pages.ShowAgain<SurveyBooksPage>(view.Value with { Form = form.With(reason) }, reason) : Pages.Refuse(no);
        }

        var (books, seal) = handler.Pack(looked.Value, me);
        return Pages.Show<BooksResultPage>(new BooksResultView(view.Value.Survey, looked.Value, books, seal));
    }

    private static async Task<IResult> TakeAll(string key, FormState form, Me me, AnswerBooksHandler handler, CancellationToken ct)
    {
        var books = handler.Unpack(form["books"], form["seal"], me);
        if (books.IsRefused(out var no)) return Pages.Refuse(no);
        var taken = await handler.Take(books.Value, me, ct);
        var refused = taken.Where(book => book.Refusal is not null).ToList();
        var stored = $"{taken.Count - refused.Count}所属の回答を取り込みました。";
        return Pages.GoTo($"/surveys/{key}", refused.Count == 0
            ? Notice.Success(stored, "所属長の確認を経て提出されます。")
            : Notice.Information($"{stored}{refused.Count}所属は取り込めませんでした。", string.Join(" ", refused.Take(5).Select(book => $"{book.Office}：{book.Refusal!.Sentence}"))));
    }

    private static async Task<Result<AnswerBookView>> Own(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await db.ResponseToAnswer(id, me, now, ct);
        if (found.IsRefused(out var no)) return no;
        return new AnswerBookView(found.Value.Survey, found.Value.Response, found.Value.Response.WhyReadOnly(found.Value.Survey, now)?.Sentence, null, FormState.Empty);
    }

    private static async Task<List<BookFile>> Files(FormState form, CancellationToken ct)
    {
        var files = new List<BookFile>();
        foreach (var file in form.Files?.Where(file => file.Length > 0) ?? [])
            files.Add(new BookFile(file.OwnName, await file.Bytes(ct)));
        return files;
    }
}
