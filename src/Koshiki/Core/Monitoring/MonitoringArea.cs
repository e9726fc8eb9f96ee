using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Accounts.Showing;
using Koshiki.Core.Monitoring.Controls;
using Koshiki.Core.Monitoring.Findings;
using Koshiki.Core.Monitoring.Frequency;
using Koshiki.Core.Monitoring.Links;
using Koshiki.Core.Monitoring.LookAlikes;
using Koshiki.Core.Monitoring.Looking;
using Koshiki.Core.Monitoring.Rounds;
using Koshiki.Core.Monitoring.Showing;
using Koshiki.Core.Organizations.Logs;
using Koshiki.Core.Publishing;
using Koshiki.Core.Work;
using Koshiki.Foundation.Outbox;

namespace Koshiki.Core.Monitoring;

/// <summary>All that the staff host needs to know of monitoring.</summary>
internal static class MonitoringArea
{
    public static void AddMonitoring(this IServiceCollection services)
    {
        services.AddOptions<MonitoringOptions>().BindConfiguration(MonitoringOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<FindingDesk>();
        services.AddScoped<RecordRoundHandler>();
        services.AddScoped<RecordCheckHandler>();
        services.AddScoped<PlanWatchHandler>();
        services.AddScoped<LookNowHandler>();
        services.AddScoped<SettleFindingHandler>();
        services.AddScoped<SaveLookAlikeHandler>();
        services.AddScoped<DecideLookAlikeHandler>();
        services.AddScoped<QuietAccounts>();
        services.AddScoped<LinkForgetting>();
        services.AddScoped<IKnownLinks, KnownLinks>();
        services.AddScoped<IReportListener, LookReports>();
        services.AddScoped<IReportListener, LinkReports>();
        services.AddFactListener<PostDelivered, LinksOfPost>("monitoring/links-of-post");
        services.AddScoped<IKnownImpersonators, WarnedOf>();
        services.AddScoped<IWaitingList, RoundsDue>();
        services.AddScoped<IHomeNews, TakeCareOfAccounts>();
        services.AddScoped<IAccountSection, MonitoringSection>();
        services.AddScoped<IAutomaticControl, RoundControl>();
        services.AddScoped<IAutomaticControl, ProfileControl>();
        services.AddScoped<IAutomaticControl, LinkBackControl>();
        services.AddScoped<IAutomaticControl, PostsControl>();
        services.AddScoped<IAutomaticControl, TokenControl>();
        services.AddSingleton(_ => Vocabulary);
        services.AddHostedService<MonitoringJob>();
    }

    public static void MapMonitoring(this IEndpointRouteBuilder app)
    {
        RoundList.Map(app);
        RoundPages.Map(app);
        RecordList.Map(app);
        WatchPages.Map(app);
        FindingPages.Map(app);
        LinkPages.Map(app);
        LookAlikePages.Map(app);
        FrequencyPages.Map(app);
    }

    /// <summary>This area's words in the activity log.</summary>
    private static LogVocabulary Vocabulary { get; } = new(
        new Dictionary<string, string>
        {
            ["Watch"] = "見守りの設定", ["AccountCheck"] = "見守りの点検", ["Finding"] = "気づき", ["FindingEvent"] = "気づきへの対応", ["LookAlike"] = "なりすまし",
        },
        new Dictionary<string, string>
        {
            ["Watch.Interval"] = "点検の間隔", ["Watch.Since"] = "間隔の始まり", ["Watch.Reported"] = "報告された発信の頻度", ["Watch.ProfileText"] = "登録した紹介文", ["AccountKey"] = "アカウントの番号",
            ["AccountCheck.Outcome"] = "点検の結果", ["AccountCheck.Items"] = "確かめた項目", ["AccountCheck.Seen"] = "見つけたこと", ["AccountCheck.Done"] = "したこと", ["AccountCheck.Day"] = "点検した日",
            ["Finding.Kind"] = "種類", ["Finding.What"] = "内容", ["Finding.FoundAt"] = "見つけた日時", ["Finding.FoundBy"] = "見つけた人", ["Finding.ClosedAt"] = "終えた日時",
            ["FindingEvent.To"] = "変更後の状態", ["FindingEvent.From"] = "変更前の状態", ["FindingEvent.Words"] = "内容・理由",
            ["LookAlike.Imitates"] = "かたられたアカウント", ["LookAlike.FoundOn"] = "見つけた日", ["LookAlike.Evidence"] = "確かめたこと", ["LookAlike.Warning"] = "注意の文", ["LookAlike.Until"] = "注意喚起の終わりの日",
            ["LookAlike.WarnedOn"] = "注意喚起の始まりの日", ["LookAlike.EndedHow"] = "終わった経緯", ["LookAlike.DecidedBy"] = "決めた人", ["LookAlike.Handle"] = "ハンドル", ["LookAlike.Address"] = "URL",
            ["Finding.Url"] = "URL", ["LookAlike.EndedAt"] = "終わった日時", ["LookAlike.ReportedAt"] = "媒体に通報した日時", ["LookAlike.ReportedBy"] = "媒体に通報した人",
        })
    {
        Enums =
        [
            EnumWords.Of<CheckOutcome>(outcome => outcome.Word),
            EnumWords.Of<FindingKind>(kind => kind.Word),
            EnumWords.Of<FindingState>(state => state.Word),
            EnumWords.Of<LookAlikeState>(state => state.Word),
            EnumWords.Of<MonitoringInterval>(interval => interval.Word),
            EnumWords.Of<PostingFrequency>(frequency => frequency.Word),
        ],
    };
}
