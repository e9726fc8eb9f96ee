using Koshiki.Foundation;

namespace Koshiki.Core.Surveys;

public readonly record struct QuestionnaireVersionId(Guid Value) : IId<QuestionnaireVersionId>
{
    public static QuestionnaireVersionId From(Guid value) => new(value);

    public static QuestionnaireVersionId New() => new(Guid.CreateVersion7());
}

public readonly record struct SurveyId(Guid Value) : IId<SurveyId>
{
    public static SurveyId From(Guid value) => new(value);

    public static SurveyId New() => new(Guid.CreateVersion7());
}

public readonly record struct SurveyResponseId(Guid Value) : IId<SurveyResponseId>
{
    public static SurveyResponseId From(Guid value) => new(value);

    public static SurveyResponseId New() => new(Guid.CreateVersion7());
}
