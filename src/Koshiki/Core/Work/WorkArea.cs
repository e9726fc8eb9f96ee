using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work.Duties;
using Koshiki.Core.Work.Help;
using Koshiki.Core.Work.Mailing;
using Koshiki.Core.Work.News;
using Koshiki.Core.Work.Running;

namespace Koshiki.Core.Work;

internal static class WorkArea
{
    public static void AddWork(this IServiceCollection services)
    {
        services.AddSingleton(_ => WorkVocabulary.Words);
        services.AddScoped<IWaitingList, TaskList>();
        services.AddHostedService<DailyDuties>();
        services.AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<MailRoom>();
        services.AddScoped<MailClerk>();
        services.AddSingleton(new DeskEntry("期限のある作業", TaskPages.Path, "自分と所属の作業を、終わったものも含めて探す", Act.UseOwnDesk, Own: true));
        services.AddSingleton(new DeskEntry("メールの通知", NoticePages.Path, "承認の依頼や差戻しをメールで受け取るかを決める", Act.UseOwnDesk, Own: true));
        services.AddSingleton(new DeskEntry("お知らせの掲載", NewsPages.Path, "職員のホームに表示するお知らせを掲載し、終える", Act.PublishNews));
        services.AddScoped<IReportListener, NodeReports>();
        services.AddSingleton(new DeskEntry("稼働の状況", SystemPages.Path, "発信の処理をする機器、定期の処理、待っているものを確かめる", Act.ReadSystem));
        services.AddSingleton(new DeskEntry("失敗している自動処理", StuckRows.Path, "続けて失敗している処理を確かめ、もう一度試す", Act.ReadSystem));
    }

    public static void MapWork(this IEndpointRouteBuilder app)
    {
        HomePages.Map(app);
        HelpPages.Map(app);
        NewsPages.Map(app);
        NoticePages.Map(app);
        StuckRows.Map(app);
        SystemPages.Map(app);
        TaskPages.Map(app);
    }
}
