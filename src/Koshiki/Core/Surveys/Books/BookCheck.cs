using Koshiki.Core.Surveys.Answering;
using Koshiki.Foundation;

namespace Koshiki.Core.Surveys.Books;

/// <summary>A file as it was sent or found.</summary>
public sealed record BookFile(string Name, byte[] Content);

/// <summary>What taking a book does to one field.</summary>
public enum BookEffect
{
    /// <summary>変更なし</summary>
    Unchanged,

    /// <summary>新しい回答</summary>
    New,

    /// <summary>変更</summary>
    Changed,

    /// <summary>空欄になる</summary>
    Emptied,
}

/// <param name="Was">What is stored now, in words; empty for nothing.</param>
/// <param name="Will">What the book says.</param>
/// <param name="Place">The sheet and the address of the cell, or of the first of several.</param>
/// <param name="Counts">Whether an earlier answer leaves it among those that are asked.</param>
public sealed record BookChange(AnswerField Field, string Was, string Will, BookEffect Effect, string Place, bool Counts);

/// <summary>What came of looking at one file: whose answers it holds and what they would change, or why nothing of it is taken.</summary>
/// <param name="Response">Null where the file does not even say whose it is.</param>
/// <param name="Since">Who changed the answers after the book was written, on the pages or by another book; null for nobody.</param>
public sealed record CheckedBook(string File, SurveyResponse? Response, Refusal? Refusal, IReadOnlyDictionary<string, IReadOnlyList<string>> Given, IReadOnlyList<BookChange> Changes, int Lacking, AnsweredSinceTheBook? Since)
{
    public IReadOnlyList<BookFault> Faults => (Refusal as BookHasFaults)?.All ?? [];

    public static CheckedBook Refused(BookFile file, SurveyResponse? response, Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new CheckedBook(file.Name, response, refusal, new Dictionary<string, IReadOnlyList<string>>(), [], 0, null);
    }

    /// <summary>Whether there is anything to take. A book that nobody filled in does not begin an office's answer.</summary>
    public bool CanBeTaken => Refusal is null && Changes.Any(change => change.Effect is not BookEffect.Unchanged);

    public int Of(BookEffect effect) => Changes.Count(change => change.Effect == effect);
}

/// <summary>A survey with all that a book of it must fit.</summary>
/// <param name="Version">The number of the questionnaire's version.</param>
/// <param name="Responses">Those that this person may hand in for.</param>
internal sealed record BookSurvey(Survey Survey, int Version, AnswerForm Form, IReadOnlyDictionary<Guid, SurveyResponse> Responses);

/// <summary>Looks at a book and stores nothing. A book is right as a whole or not at all. I2.</summary>
internal static class BookCheck
{
    /// <param name="only">The office whose book it must be; null where each book says so itself.</param>
    public static CheckedBook Look(BookFile file, BookSurvey survey, SurveyResponse? only, BookSeal seal, DateTimeOffset now)
    {
        var read = AnswerBook.Read(file.Content, seal);
        if (read.IsRefused(out var unreadable)) return CheckedBook.Refused(file, null, unreadable);
        var label = read.Value.Label;
        var response = survey.Responses.GetValueOrDefault(label.Response);
        if (WhyNotOurs(label, survey, response, only) is { } other) return CheckedBook.Refused(file, response, other);
        if (response!.WhyReadOnly(survey.Survey, now) is { } readOnly) return CheckedBook.Refused(file, response, readOnly);

        var answers = BookAnswers.Of(read.Value, survey.Form);
        if (answers.Sheet is not { } sheet) return CheckedBook.Refused(file, response, new BookHasFaults(answers.Faults));

        var since = response.SavedAt > (label.SavedAt ?? DateTimeOffset.MinValue) ? new AnsweredSinceTheBook(response.SavedByName ?? "ほかの人", response.SavedAt.Value) : null;
        var looked = new CheckedBook(file.Name, response, null, answers.Given, Changes(response, sheet, answers), AnswerRules.Lacking(sheet).Count, since);
        // A book that was taken before comes again with a folder or a ZIP that was put right: it changes nothing and is in nobody's way.
        return only is null && since is not null && looked.CanBeTaken ? CheckedBook.Refused(file, response, since) : looked;
    }

    private static Refusal? WhyNotOurs(BookLabel label, BookSurvey survey, SurveyResponse? response, SurveyResponse? only)
    {
        if (label.Survey != survey.Survey.Id.Value) return new BookOfAnotherSurvey(label.SurveyTitle, survey.Survey.Title);
        if (only is not null && label.Response != only.Id.Value) return new BookOfAnotherOffice(label.OfficeName, only.OfficeName);
        if (response is null) return new ResponseNotFound();
        return label.Version != survey.Survey.Questionnaire.Value ? new BookOfAnOldVersion(label.VersionNumber, survey.Version) : null;
    }

    private static List<BookChange> Changes(SurveyResponse response, AnswerSheet sheet, BookAnswers answers)
    {
        var stored = response.Given;
        var changes = new List<BookChange>();
        foreach (var field in sheet.Form.Fields.Where(field => answers.Given.ContainsKey(field.Key)))
        {
            // As it will be stored: without options that are not offered.
            var (was, will) = (stored.GetValueOrDefault(field.Key) ?? [], sheet[field].Typed());
            // Choices are stored in the order in which somebody made them; a book has them in the order of the questionnaire.
            var same = field.Kind is AnswerKind.Choices ? was.ToHashSet(StringComparer.Ordinal).SetEquals(will) : was.SequenceEqual(will);
            var effect = same ? BookEffect.Unchanged : was.Count == 0 ? BookEffect.New : will.Count == 0 ? BookEffect.Emptied : BookEffect.Changed;
            changes.Add(new BookChange(field, AnswerWords.Given(field, was), AnswerWords.Given(field, will), effect, answers.Places[field.Key], sheet[field].State is not AnswerState.Superseded));
        }

        return changes;
    }
}
