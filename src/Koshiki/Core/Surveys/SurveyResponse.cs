using System.Security.Cryptography;
using System.Text;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Surveys;

/// <summary>What one office answers to one survey. It keeps what the office was called and where it stood on the day of reference, because offices are reorganised while a survey runs. 回答.</summary>
public sealed class SurveyResponse
{
    private readonly List<ResponseEvent> events = [];

    private SurveyResponse() { }

    public required SurveyResponseId Id { get; init; }

    public required SurveyId Survey { get; init; }

    /// <summary>The office that was asked. Where it was closed since, its successors answer for it.</summary>
    public required OfficeId Office { get; init; }

    public required string OfficeCode { get; init; }

    public required string OfficeName { get; init; }

    public required string Division { get; init; }

    public required string Department { get; init; }

    public required OfficeKind OfficeKind { get; init; }

    public ResponseStatus Status { get; private set; }

    /// <summary>Every cell with why it is as it is; empty until something is saved.</summary>
    public IReadOnlyDictionary<string, AnswerCell> Answers { get; private set; } = new Dictionary<string, AnswerCell>();

    /// <summary>What the statistics count, made from <see cref="Answers"/>; see <see cref="Surveys.Tally"/>.</summary>
    public byte[] Tally { get; private set; } = [];

    /// <summary>The keys of sections in which all that must be answered is.</summary>
    public IReadOnlyList<string> DoneSections { get; private set; } = [];

    /// <summary>How many sections are asked of this office, as far as its answers tell.</summary>
    public int AskedSections { get; private set; }

    /// <summary>A later end for this office alone, given with a return; null for the survey's own.</summary>
    public DateTimeOffset? OwnDeadline { get; private set; }

    public string? SavedByName { get; private set; }

    public DateTimeOffset? SavedAt { get; private set; }

    public string? SubmittedByName { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>Every step but the savings in between, the oldest first.</summary>
    public IReadOnlyList<ResponseEvent> Events => [.. events.OrderBy(happened => happened.At)];

    public uint Version { get; init; }

    public static SurveyResponse For(SurveyId survey, OfficeOnDay office)
    {
        ArgumentNullException.ThrowIfNull(office);
        return new SurveyResponse
        {
            Id = SurveyResponseId.New(),
            Survey = survey,
            Office = office.Id,
            OfficeCode = office.Code,
            OfficeName = office.Name,
            Division = office.Division,
            Department = office.Department,
            OfficeKind = office.Kind,
        };
    }

    public DateTimeOffset DeadlineOf(Survey survey)
    {
        ArgumentNullException.ThrowIfNull(survey);
        return OwnDeadline is { } own && own > survey.Deadline ? own : survey.Deadline;
    }

    /// <summary>The last day on which this office answers, in Japan.</summary>
    public DateOnly LastDayOf(Survey survey) => DeadlineOf(survey).AddSeconds(-1).DayInJapan;

    /// <summary>Why the office cannot change anything now; null where it can.</summary>
    public Refusal? WhyReadOnly(Survey survey, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(survey);
        if (survey.Status is not SurveyStatus.Open) return new SurveyIsClosed();
        if (now >= DeadlineOf(survey)) return new DeadlinePassed(DeadlineOf(survey));
        return Status is ResponseStatus.AwaitingHead or ResponseStatus.Submitted ? new ResponseNotPossibleNow(Status) : null;
    }

    /// <summary>Keeps the answers as they are now. 保存.</summary>
    /// <returns><see cref="SurveyIsClosed"/>, <see cref="DeadlinePassed"/>, <see cref="ResponseNotPossibleNow"/>.</returns>
    public Result<ResponseStatus> Save(Survey survey, AnswerSheet sheet, PersonId by, string byName, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        if (WhyReadOnly(survey, now) is { } refusal) return refusal;
        var first = Status is ResponseStatus.NotStarted;
        var moved = Move(ResponseAction.Save, by, byName, null, now, note: first);
        if (!moved.Succeeded) return moved;
        Keep(sheet);
        (SavedByName, SavedAt) = (byName, now);
        return moved;
    }

    /// <summary>Asks the head to look. 確認の依頼.</summary>
    /// <returns><see cref="NotAcceptable"/> with all that is missing, or the reasons of <see cref="Save"/>.</returns>
    public Result<ResponseStatus> AskHead(Survey survey, AnswerSheet sheet, PersonId by, string byName, DateTimeOffset now)
    {
        if (WhyReadOnly(survey, now) is { } refusal) return refusal;
        var lacking = AnswerRules.Lacking(sheet);
        return lacking.Count > 0 ? new NotAcceptable(lacking) : Move(ResponseAction.AskHead, by, byName, null, now);
    }

    public Result<ResponseStatus> TakeBack(PersonId by, string byName, DateTimeOffset now) => Move(ResponseAction.TakeBack, by, byName, null, now);

    /// <summary>The head sends it back to his staff.</summary>
    public Result<ResponseStatus> HeadReturns(PersonId by, string byName, string comment, DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(comment) ? new SayWhatToCorrect() : Move(ResponseAction.HeadReturns, by, byName, comment.Trim(), now);

    /// <summary>The head's confirmation, and with it the submission. 所属長の確認・提出.</summary>
    /// <param name="byName">The head's name, with whom he stands in for where he does.</param>
    /// <returns><see cref="SurveyIsClosed"/>, <see cref="DeadlinePassed"/>, <see cref="NotAcceptable"/>, <see cref="ResponseNotPossibleNow"/>.</returns>
    public Result<ResponseStatus> Submit(Survey survey, AnswerSheet sheet, PersonId by, string byName, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(survey);
        if (survey.Status is not SurveyStatus.Open) return new SurveyIsClosed();
        if (now >= DeadlineOf(survey)) return new DeadlinePassed(DeadlineOf(survey));
        var lacking = AnswerRules.Lacking(sheet);
        if (lacking.Count > 0) return new NotAcceptable(lacking);
        var moved = Move(ResponseAction.Submit, by, byName, null, now);
        if (!moved.Succeeded) return moved;
        Keep(sheet);
        (SubmittedByName, SubmittedAt) = (byName, now);
        return moved;
    }

    /// <summary>The audit office asks for a correction, question by question. 差戻し.</summary>
    /// <param name="questions">The comments, by question.</param>
    /// <param name="until">Until when to correct; not before the survey's own end.</param>
    /// <returns><see cref="SayWhatToCorrect"/>, <see cref="SurveyIsClosed"/>, <see cref="ResponseNotPossibleNow"/>.</returns>
    public Result<ResponseStatus> Return(Survey survey, string comment, IReadOnlyDictionary<string, string> questions, DateTimeOffset until, PersonId by, string byName, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(questions);
        if (survey.Status is not SurveyStatus.Open) return new SurveyIsClosed();
        if (string.IsNullOrWhiteSpace(comment) && questions.Count == 0) return new SayWhatToCorrect();
        var moved = Move(ResponseAction.Return, by, byName, comment.Trim(), now, questions);
        if (moved.Succeeded) OwnDeadline = until;
        return moved;
    }

    /// <summary>Takes over answers that were gathered elsewhere, as submitted.</summary>
    internal void TakeOver(AnswerSheet sheet, string byName, DateTimeOffset now)
    {
        Keep(sheet);
        (Status, SubmittedByName, SubmittedAt) = (ResponseStatus.Submitted, byName, now);
    }

    /// <summary>What was typed or chosen, whatever became of it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Given => Answers.Where(cell => cell.Value.Values.Count > 0 || cell.Value.State is AnswerState.NotApplicable)
        .ToDictionary(cell => cell.Key, cell => cell.Value.Typed(), StringComparer.Ordinal);

    /// <summary>What is stored in these fields, as a short mark: the same as long as nobody changes one of them. Whoever writes elsewhere in the answer is in nobody's way.</summary>
    public string FingerprintOf(IEnumerable<string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var given = Given;
        var text = string.Join('\u001e', fields.Order(StringComparer.Ordinal).Select(field => $"{field}\u001f{string.Join('\u001f', given.GetValueOrDefault(field) ?? [])}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    /// <summary>The comments on questions of the last return that is not yet answered by a submission.</summary>
    public IReadOnlyDictionary<string, string> CommentsNow => Status is ResponseStatus.Returned or ResponseStatus.AwaitingHead && LastReturn is { } back ? back.Questions : new Dictionary<string, string>();

    public ResponseEvent? LastReturn => Events.LastOrDefault(happened => happened.Action is ResponseAction.Return or ResponseAction.HeadReturns);

    private void Keep(AnswerSheet sheet)
    {
        Answers = sheet.Cells.ToDictionary(StringComparer.Ordinal);
        Tally = Surveys.Tally.Of(sheet);
        var asked = sheet.Form.Questionnaire.Sections.Where(section => section.Questions.Any(sheet.IsAsked)).ToList();
        AskedSections = asked.Count;
        DoneSections = [.. asked.Where(section => section.Questions.All(sheet.IsComplete)).Select(section => section.Key)];
    }

    private Result<ResponseStatus> Move(ResponseAction action, PersonId by, string byName, string? comment, DateTimeOffset now, IReadOnlyDictionary<string, string>? questions = null, bool note = true)
    {
        var next = ResponseFlow.Next(Status, action);
        if (!next.Succeeded) return next;
        Status = next.Value;
        if (note) events.Add(new ResponseEvent { Id = Guid.CreateVersion7(now), Response = Id, Action = action, By = by, ByName = byName, At = now, Comment = comment, Questions = questions ?? new Dictionary<string, string>() });
        return next;
    }
}

/// <summary>One step of an answer. 経過.</summary>
public sealed class ResponseEvent
{
    public required Guid Id { get; init; }

    public required SurveyResponseId Response { get; init; }

    public required ResponseAction Action { get; init; }

    public required PersonId By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Comment { get; init; }

    /// <summary>Comments on single questions, by their keys.</summary>
    public required IReadOnlyDictionary<string, string> Questions { get; init; }
}
