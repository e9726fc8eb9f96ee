using Koshiki.Core.Organizations;
using Koshiki.Foundation.Outbox;

namespace Koshiki.Core.Work;

internal static class WorkArea
{
    public static void AddWork(this IServiceCollection services)
    {
        services.AddScoped<IWaitingList, TaskList>();
        services.AddFactListener<PostingEnded, HandOverOnTransfer>("work/hand-over-on-transfer");
    }

    public static void MapWork(this IEndpointRouteBuilder app) => HomePages.Map(app);
}
