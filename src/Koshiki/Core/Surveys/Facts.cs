namespace Koshiki.Core.Surveys;

/// <summary>An office found something new to do about its answer on its home page.</summary>
/// <param name="Kind">That of the task: <c>survey-answer</c>, <c>survey-reminder</c>, <c>survey-correct</c>, <c>survey-confirm</c>.</param>
/// <param name="DueOn">Until when.</param>
public sealed record OfficeAsked(SurveyResponseId Response, string Kind, DateOnly DueOn);
