using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Publishing.Saving;

namespace Koshiki.Core.Publishing;

/// <summary>All that the staff host needs to know of publishing.</summary>
public static class PublishingArea
{
    public static void AddPublishing(this IServiceCollection services)
    {
        services.AddOptions<PublishingOptions>().BindConfiguration(PublishingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<SavePostHandler>();
        services.AddScoped<SubmitPostHandler>();
        services.AddScoped<ApprovePostHandler>();
        services.AddScoped<ReturnPostHandler>();
        services.AddScoped<IReportListener, DeliveryListener>();
    }
}
