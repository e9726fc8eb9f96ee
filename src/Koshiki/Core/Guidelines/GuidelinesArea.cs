using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Accounts.Showing;
using Koshiki.Core.Guidelines.Acknowledging;
using Koshiki.Core.Guidelines.Channels;
using Koshiki.Core.Guidelines.Editing;
using Koshiki.Core.Guidelines.Evaluating;
using Koshiki.Core.Guidelines.OwnRulebooks;
using Koshiki.Core.Guidelines.Reporting;
using Koshiki.Core.Guidelines.Terms;
using Koshiki.Core.Guidelines.Versions;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;

namespace Koshiki.Core.Guidelines;

internal static class GuidelinesArea
{
    public static void AddGuidelines(this IServiceCollection services)
    {
        services.AddScoped<EditGuidelineHandler>();
        services.AddScoped<AcknowledgeHandler>();
        services.AddScoped<ClauseReportHandler>();
        services.AddScoped<RulebookHandler>();
        services.AddScoped<RecordTermsHandler>();
        services.AddScoped<ChannelRuleHandler>();
        services.AddScoped<StateControlHandler>();
        services.AddScoped<IAutomaticControl, GuidelineAcknowledged>();
        services.AddScoped<VerdictStore>();
        services.AddScoped<DailyEvaluation>();
        services.AddScoped<VerdictTasks>();
        services.AddScoped<GuidelineReminders>();
        services.AddScoped<GuidelineDay>();
        services.AddHostedService<EvaluationJob>();
        services.AddScoped<IWaitingList, GuidelineToRead>();
        services.AddScoped<IWaitingList, VerdictsToMend>();
        services.AddScoped<IAccountSection, VerdictsOfAccount>();
        services.AddSingleton(_ => GuidelineWords.Vocabulary);
        services.AddSingleton(new DeskEntry("要領と点検", VersionPages.Path, "運用要領を読む、改正する、確認の状況と点検の結果を見る", Act.ReadRules));
        services.AddSingleton(new DeskEntry("要領の確認", AcknowledgePages.Path, "運用要領を読んだことを記録する", Act.ReadRules, Own: true));
    }

    public static void MapGuidelines(this IEndpointRouteBuilder app)
    {
        VersionPages.Map(app);
        EditPages.Map(app);
        AcknowledgePages.Map(app);
        ControlPages.Map(app);
        ReportPages.Map(app);
        RulebookPages.Map(app);
        TermsPages.Map(app);
        ChannelPages.Map(app);
    }
}
