using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Surveys.Books;

/// <summary>One book that was looked at, as it is to be stored.</summary>
/// <param name="Version">Of the stored answers that were compared.</param>
internal sealed record BookToTake(Guid Response, uint Version, IReadOnlyDictionary<string, IReadOnlyList<string>> Given);

/// <param name="Refusal">Null where the answers were stored.</param>
internal sealed record BookTaken(string Office, Refusal? Refusal);

/// <summary>Answer books out and in: an office its own, who runs the survey all of them. Looking and taking are two steps; nothing is stored by looking. I2.</summary>
internal sealed class AnswerBooksHandler(CoreDb db, MasterKey master, TimeProvider clock, Settings settings)
{
    private readonly BookSeal seal = BookSeal.Of(master);

    /// <returns>The office's book, <see cref="ResponseNotFound"/>, or why the answers cannot be changed now.</returns>
    public async Task<Result<BookFile>> Write(Guid response, Me me, CancellationToken ct)
    {
        var found = await Own(response, me, ct);
        if (found.IsRefused(out var no)) return no;
        var (survey, own) = found.Value;
        if (own.WhyReadOnly(survey.Survey, clock.GetUtcNow()) is { } readOnly) return readOnly;
        return Book(new BookWriter(BookLayout.Of(survey.Form), seal), survey, own);
    }

    /// <returns>A book for every office that can still answer, <see cref="SurveyNotFound"/>, <see cref="NobodyAnswersNow"/>.</returns>
    public async Task<Result<List<BookFile>>> WriteAll(string key, Me me, CancellationToken ct)
    {
        var found = await All(key, me, ct);
        if (found.IsRefused(out var no)) return no;
        var now = clock.GetUtcNow();
        var open = found.Value.Responses.Values.Where(response => response.WhyReadOnly(found.Value.Survey, now) is null).OrderBy(response => response.OfficeCode, StringComparer.Ordinal).ToList();
        if (open.Count == 0) return new NobodyAnswersNow();
        var writer = new BookWriter(BookLayout.Of(found.Value.Form), seal);
        return open.ConvertAll(response => Book(writer, found.Value, response));
    }

    /// <summary>How many offices can still answer.</summary>
    public async Task<Result<SurveyBooksView>> Overview(string key, Me me, CancellationToken ct)
    {
        var found = await All(key, me, ct);
        if (found.IsRefused(out var no)) return no;
        var now = clock.GetUtcNow();
        var open = found.Value.Responses.Values.Count(response => response.WhyReadOnly(found.Value.Survey, now) is null);
        return new SurveyBooksView(found.Value.Survey, open, found.Value.Responses.Count - open, FormState.Empty);
    }

    /// <summary>Looks at an office's own book.</summary>
    public async Task<Result<CheckedBook>> Look(Guid response, BookFile file, Me me, CancellationToken ct)
    {
        var found = await Own(response, me, ct);
        if (found.IsRefused(out var no)) return no;
        return BookCheck.Look(file, found.Value.Survey, found.Value.Response, seal, clock.GetUtcNow());
    }

    /// <summary>Looks at books of any offices, one after the other; each gives a row of its own.</summary>
    /// <param name="books">With why one cannot even be read; see <see cref="BookArchive"/>.</param>
    /// <returns>As many as there are books; <see cref="SurveyNotFound"/>, <see cref="NoBookToRead"/>.</returns>
    public async Task<Result<List<CheckedBook>>> LookAtAll(string key, IEnumerable<(BookFile Book, Refusal? Refusal)> books, Me me, CancellationToken ct)
    {
        var found = await All(key, me, ct);
        if (found.IsRefused(out var no)) return no;
        var now = clock.GetUtcNow();
        var looked = new List<CheckedBook>();
        foreach (var (book, broken) in books)
        {
            ct.ThrowIfCancellationRequested();
            looked.Add(broken is null ? BookCheck.Look(book, found.Value, null, seal, now) : CheckedBook.Refused(book, null, broken));
        }

        if (looked.Count == 0) return new NoBookToRead();
        var twice = looked.Where(book => book.Response is not null).GroupBy(book => book.Response!.Id).Where(group => group.Count() > 1).ToDictionary(group => group.Key, group => string.Join("、", group.Select(book => book.File)));
        return looked.Select(book => book is { Response: { } response, Refusal: null } && twice.TryGetValue(response.Id, out var names)
            ? CheckedBook.Refused(new BookFile(book.File, []), response, new TwoBooksOfOneOffice(response.OfficeName, names))
            : book).ToList();
    }

    /// <summary>Stores what was looked at, each book by itself: what somebody changed meanwhile is not overwritten and hinders no other.</summary>
    public async Task<IReadOnlyList<BookTaken>> Take(IReadOnlyList<BookToTake> books, Me me, CancellationToken ct)
    {
        var taken = new List<BookTaken>();
        foreach (var book in books)
        {
            db.ChangeTracker.Clear();
            taken.Add(await Take(book, me, ct));
        }

        return taken;
    }

    /// <param name="looked">One that can be taken.</param>
    public static BookToTake ToTake(CheckedBook looked) => new(looked.Response!.Id.Value, looked.Response.Version, looked.Given);

    /// <summary>What a page carries from looking to taking; only the same person can send it back, and only unchanged.</summary>
    public (string Books, string Seal) Pack(IEnumerable<CheckedBook> looked, Me me)
    {
        var books = BookParcel.Pack([.. looked.Where(book => book.CanBeTaken).Select(ToTake)]);
        return (books, seal.Of(ParcelOf(me), books));
    }

    /// <returns><see cref="NotWhatWasChecked"/>.</returns>
    public Result<List<BookToTake>> Unpack(string books, string words, Me me) =>
        seal.Holds(ParcelOf(me), books, words) ? BookParcel.Unpack(books) : new NotWhatWasChecked();

    private static string ParcelOf(Me me) => $"take/{me.Id.Value}";

    private async Task<BookTaken> Take(BookToTake book, Me me, CancellationToken ct)
    {
        // Read
        var now = clock.GetUtcNow();
        var found = await db.ResponseFor(book.Response, me, now, ct);
        if (found.IsRefused(out var no)) return new BookTaken("", no);
        var (response, survey, form) = (found.Value.Response, found.Value.Survey, found.Value.Form);

        // Decide
        if (!found.Value.MayAnswer && !found.Value.MayRun) return new BookTaken("", new ResponseNotFound());
        if (response.Version != book.Version) return new BookTaken(response.OfficeName, new AnsweredMeanwhile(response.SavedByName ?? "ほかの人", response.SavedAt ?? now));
        if (response.Save(survey, AnswerSheet.Of(form, book.Given), me.Id, me.Name, now).IsRefused(out no)) return new BookTaken(response.OfficeName, no);

        // Write
        try
        {
            await db.SaveChangesAsync(ct);
            return new BookTaken(response.OfficeName, null);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new BookTaken(response.OfficeName, new SomebodyElseSavedFirst());
        }
    }

    private async Task<Result<(BookSurvey Survey, SurveyResponse Response)>> Own(Guid id, Me me, CancellationToken ct)
    {
        var found = await db.ResponseToAnswer(id, me, clock.GetUtcNow(), ct);
        if (found.IsRefused(out var no)) return no;
        var (response, survey) = (found.Value.Response, found.Value.Survey);
        return (new BookSurvey(survey, await VersionOf(survey, ct), found.Value.Form, new Dictionary<Guid, SurveyResponse> { [response.Id.Value] = response }), response);
    }

    private async Task<Result<BookSurvey>> All(string key, Me me, CancellationToken ct)
    {
        if (!me.May(Act.RunSurveys)) return new SurveyNotFound();
        var found = await db.SurveyFor(key, me, clock.GetUtcNow(), ct);
        if (found.IsRefused(out var no)) return no;
        var (survey, form) = found.Value;
        var responses = await db.SurveyResponses.AsNoTracking().Where(r => r.Survey == survey.Id).ToDictionaryAsync(r => r.Id.Value, ct);
        return new BookSurvey(survey, await VersionOf(survey, ct), form, responses);
    }

    private Task<int> VersionOf(Survey survey, CancellationToken ct) => db.Questionnaires.Where(v => v.Id == survey.Questionnaire).Select(v => v.Number).SingleAsync(ct);

    private BookFile Book(BookWriter writer, BookSurvey survey, SurveyResponse response) =>
        new(BookWords.FileOf(response), writer.Write(new BookOrder(survey.Survey, survey.Version, response, settings.StaffUrl.ToString())));
}
