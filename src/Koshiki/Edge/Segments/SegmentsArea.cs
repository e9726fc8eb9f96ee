using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Segments.Applying;
using Koshiki.Edge.Segments.Leaving;
using Koshiki.Edge.Segments.Webhooks;
using Koshiki.Foundation;
using Koshiki.Foundation.Web.Serving;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Koshiki.Edge.Segments;

/// <summary>All that a host needs to know of friends and segments.</summary>
internal static class SegmentsArea
{
    /// <summary>The index of a host that has edge's database, kept fresh by it.</summary>
    /// <param name="index">The process's own, where another host counts with it too; null for one of this host.</param>
    public static void AddSegments(this IServiceCollection services, SegmentIndex? index = null)
    {
        services.AddSingleton(index ?? new SegmentIndex());
        services.AddSingleton(provider => new SegmentFreezer(provider.GetRequiredService<SegmentIndex>()));
        services.AddSingleton<SegmentIndexKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<SegmentIndexKeeper>());
        services.AddScoped<IOrderListener, QuestionnaireOrders>();
    }

    /// <summary>Friends: finding, storing, applying, importing. Listeners to their messages are added by whoever has them.</summary>
    public static void AddFriends(this IServiceCollection services)
    {
        services.TryAddSingleton<FriendHash>();
        services.TryAddSingleton<FriendIds>();
        services.TryAddSingleton<FriendInbox>();
        services.TryAddSingleton<FriendImport>();
        services.TryAddSingleton<FriendApplier>();
    }

    /// <summary>Applies the inbox, erases, reads followers and reports: the worker's host. The jobs are called by its schedule.</summary>
    /// <exception cref="SettingException">A setting is wrong; the message names it, its range and what it is now.</exception>
    public static void AddFriendKeeping(this IServiceCollection services, IConfiguration settings)
    {
        var options = settings.GetSection(SegmentOptions.Section).Get<SegmentOptions>() ?? new SegmentOptions();
        if (options.Fault() is { } fault) throw new SettingException(fault);
        services.AddFriends();
        services.AddSingleton(options);
        services.AddSingleton<LineFollowers>();
        services.AddSingleton<FriendErasure>();
        services.AddHostedService<ApplierService>();
    }

    /// <summary>Takes LINE's webhooks: the public host.</summary>
    public static void AddFriendWebhooks(this IServiceCollection services)
    {
        services.AddFriends();
        services.AddSingleton<ChannelSecrets>();
        services.AddSingleton<InboxWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<InboxWriter>());
    }

    public static void MapFriendWebhooks(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/line/webhook/{account}", WebhookEndpoint.Receive).WithoutFormToken();
}
