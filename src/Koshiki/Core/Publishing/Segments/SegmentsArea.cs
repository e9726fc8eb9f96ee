using Koshiki.Core.Accounts;
using Koshiki.Foundation.Outbox;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>What the host needs to know of LINE segments.</summary>
internal static class SegmentsArea
{
    public static void AddSegments(this IServiceCollection services)
    {
        services.AddScoped<AudienceDesk>();
        services.AddScoped<ChangeQuestionnaireHandler>();
        services.AddScoped<MakeRegistrationCodeHandler>();
        services.AddScoped<IReportListener, SegmentReports>();
        services.AddFactListener<AccountConnected, BeginQuestionnaire>("segments/begin-questionnaire");
    }

    public static void MapSegments(this IEndpointRouteBuilder app)
    {
        SegmentPages.Map(app);
        SegmentCountPages.Map(app);
        QuestionPages.Map(app);
        CodePages.Map(app);
    }
}
