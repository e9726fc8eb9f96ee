using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Audits.Fieldwork;
using Koshiki.Core.Audits.Findings;
using Koshiki.Core.Audits.Measuring;
using Koshiki.Core.Audits.Planning;
using Koshiki.Core.Audits.Reporting;
using Koshiki.Core.Audits.Tables;
using Koshiki.Core.Audits.Visiting;
using Koshiki.Core.Work.Duties;

namespace Koshiki.Core.Audits;

/// <summary>All that the staff host needs to know of audits.</summary>
internal static class AuditsArea
{
    public static void AddAudits(this IServiceCollection services)
    {
        services.AddSingleton(_ => AuditVocabulary.Words);
        services.AddScoped<PlanAuditHandler>();
        services.AddScoped<VisitHandler>();
        services.AddScoped<TakeOwnAnswersHandler>();
        services.AddScoped<FindingHandler>();
        services.AddScoped<MeasureHandler>();
        services.AddScoped<ReportBuilder>();
        services.AddScoped<IDailyDuty, LateMeasures>();
        services.AddScoped<IPublicDocuments, AuditNotices>();
    }

    public static void MapAudits(this IEndpointRouteBuilder app)
    {
        AuditPages.Map(app);
        TablePages.Map(app);
        AuditTablePages.Map(app);
        FieldworkPages.Map(app);
        DifferencePages.Map(app);
        PaperPages.Map(app);
        FindingPages.Map(app);
        MeasurePages.Map(app);
        ReportPages.Map(app);
    }
}
