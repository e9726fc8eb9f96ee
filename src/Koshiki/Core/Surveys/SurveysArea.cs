using Koshiki.Core.Organizations.Logs;
using Koshiki.Core.Surveys.Answering;
using Koshiki.Core.Surveys.Books;
using Koshiki.Core.Surveys.Counting;
using Koshiki.Core.Surveys.Designing;
using Koshiki.Core.Surveys.Distributing;
using Koshiki.Core.Surveys.Exporting;
using Koshiki.Core.Surveys.Following;
using Koshiki.Core.Surveys.Notifying;
using Koshiki.Core.Work;
using Koshiki.Core.Work.Duties;
using Koshiki.Foundation.Outbox;

namespace Koshiki.Core.Surveys;

/// <summary>All that the staff host needs to know of surveys.</summary>
internal static class SurveysArea
{
    public static void AddSurveys(this IServiceCollection services)
    {
        services.AddSingleton(_ => SurveyVocabulary.Words);
        services.AddScoped<DesignHandler>();
        services.AddScoped<RunSurveyHandler>();
        services.AddScoped<AnswerSurveyHandler>();
        services.AddScoped<EvidenceHandler>();
        services.AddScoped<AnswerBooksHandler>();
        services.AddScoped<FollowUpHandler>();
        services.AddScoped<GroupTextsHandler>();
        services.AddScoped<IDailyDuty, SurveyDuty>();
        services.AddScoped<IWaitingList, AnswersWaiting>();
        services.AddFactListener<OfficeAsked, SurveyNotices>("surveys/notices");
    }

    public static void MapSurveys(this IEndpointRouteBuilder app)
    {
        QuestionnairePages.Map(app);
        QuestionPages.Map(app);
        SurveyPages.Map(app);
        ProgressPages.Map(app);
        AnswerPages.Map(app);
        SectionPages.Map(app);
        EvidencePages.Map(app);
        BookPages.Map(app);
        StatisticsPages.Map(app);
        ExportResponses.Map(app);
        TextPages.Map(app);
        FollowUpPages.Map(app);
    }
}
