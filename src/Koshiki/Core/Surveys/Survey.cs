using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Surveys;

/// <summary>One asking of offices with one version of a questionnaire: whom, by when, and what came of it. 調書.</summary>
public sealed class Survey
{
    private Survey() { }

    public required SurveyId Id { get; init; }

    /// <summary>Lower-case letters, digits and hyphens; unique, part of addresses and of the command line.</summary>
    public required string Key { get; init; }

    public required string Title { get; set; }

    public required QuestionnaireVersionId Questionnaire { get; set; }

    /// <summary>Why it is asked and under what rule, for who answers.</summary>
    public string Purpose { get; set; } = "";

    /// <summary>The day on which offices are what they are for the survey, and as of which they answer. 基準日.</summary>
    public required DateOnly ReferenceDay { get; set; }

    /// <summary>Until when offices can answer and submit. 回答の期限.</summary>
    public required DateTimeOffset Deadline { get; set; }

    /// <summary>The survey before it, with which its figures are compared; null for none.</summary>
    public SurveyId? Previous { get; set; }

    public SurveyStatus Status { get; private set; }

    public DateTimeOffset? DistributedAt { get; private set; }

    public string? DistributedByName { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public string? ClosedByName { get; private set; }

    public required DateTimeOffset MadeAt { get; init; }

    public uint Version { get; init; }

    public static Survey Plan(string key, string title, QuestionnaireVersionId questionnaire, DateOnly referenceDay, DateTimeOffset deadline, DateTimeOffset now) =>
        new() { Id = SurveyId.New(), Key = key, Title = title, Questionnaire = questionnaire, ReferenceDay = referenceDay, Deadline = deadline, MadeAt = now };

    /// <summary>Letters, digits and hyphens, beginning with a letter; not a word that addresses use otherwise.</summary>
    public static bool IsKey(string key) =>
        key is { Length: > 1 and <= 40 } && char.IsAsciiLetterLower(key[0]) && key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-') && key is not ("new" or "questionnaires" or "answers");

    /// <summary>Gives it to offices; more can be added while it is open. 配布.</summary>
    /// <returns><see cref="SurveyNotPossibleNow"/>.</returns>
    public Result<Done> Distribute(string by, DateTimeOffset now)
    {
        if (Status is SurveyStatus.Closed) return new SurveyNotPossibleNow(Status);
        Status = SurveyStatus.Open;
        DistributedAt ??= now;
        DistributedByName ??= by;
        return new Done();
    }

    /// <summary>Ends it: nothing is answered any more, nothing returned. 締切.</summary>
    /// <returns><see cref="SurveyNotPossibleNow"/>.</returns>
    public Result<Done> Close(string by, DateTimeOffset now)
    {
        if (Status is not SurveyStatus.Open) return new SurveyNotPossibleNow(Status);
        (Status, ClosedAt, ClosedByName) = (SurveyStatus.Closed, now, by);
        return new Done();
    }

    /// <summary>The last day on which offices answer, in Japan.</summary>
    public DateOnly LastDay => Deadline.AddSeconds(-1).DayInJapan;
}

/// <summary>Where a survey stands.</summary>
public enum SurveyStatus
{
    /// <summary>作成中</summary>
    Draft,

    /// <summary>回答中</summary>
    Open,

    /// <summary>締切</summary>
    Closed,
}

/// <summary>A question that an office asked about the survey, answered to all. 質問と回答.</summary>
public sealed class SurveyInquiry
{
    public required Guid Id { get; init; }

    public required SurveyId Survey { get; init; }

    public required Organizations.OfficeId Office { get; init; }

    public required string Text { get; init; }

    public required string AskedByName { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public string? Answer { get; private set; }

    public string? AnsweredByName { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public void AnswerToAll(string answer, string by, DateTimeOffset now) => (Answer, AnsweredByName, AnsweredAt) = (answer, by, now);
}

/// <summary>A file that an office put beside an answer. 根拠資料.</summary>
public sealed class SurveyEvidence
{
    public required Guid Id { get; init; }

    public required SurveyResponseId Response { get; init; }

    /// <summary>The question's key.</summary>
    public required string Question { get; init; }

    public required string FileName { get; init; }

    /// <summary>Names the stored bytes.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    public required string AddedByName { get; init; }

    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>Under which heading the audit office puts one free text. 自由記述の分類.</summary>
public sealed class TextGroup
{
    public required SurveyResponseId Response { get; init; }

    /// <summary>The field's key.</summary>
    public required string Field { get; init; }

    public required string Heading { get; set; }
}
