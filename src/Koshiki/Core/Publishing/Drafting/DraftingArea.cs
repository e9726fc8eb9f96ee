using Koshiki.Core.Publishing.Media;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>What the host needs to know of writing posts and adding their pictures.</summary>
internal static class DraftingArea
{
    public static void AddDrafting(this IServiceCollection services)
    {
        services.AddOptions<PublishingOptions>()
            .Configure<IConfiguration>((options, configuration) => options.ChannelLimits = configuration.GetSection("Koshiki:ChannelLimits").Get<ChannelLimits>() ?? ChannelLimits.Default)
            .Validate(options => !options.ChannelLimits.Faults().Any(), "Koshiki:ChannelLimits holds a number outside its range; PlatformFacts/ChannelLimits.cs names the ranges.");
        services.AddScoped<ComposerDesk>();
        services.AddMedia();
    }

    public static void MapDrafting(this IEndpointRouteBuilder app)
    {
        ComposerPages.Map(app);
        ConfirmPages.Map(app);
        MediaPages.Map(app);
    }
}
