using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Media;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Core.Publishing.Testing;
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
        services.AddSegments();
        services.AddMedia();
        services.AddScoped<RegisterTestRecipientHandler>();
        services.AddSingleton(new DeskEntry("試験の宛先", TestRecipientPages.Path, "自分のLINEで、投稿の見え方を試す", Act.WritePosts, Own: true));
    }

    public static void MapDrafting(this IEndpointRouteBuilder app)
    {
        ComposerPages.Map(app);
        ConfirmPages.Map(app);
        app.MapSegments();
        MediaPages.Map(app);
        TestRecipientPages.Map(app);
    }
}
