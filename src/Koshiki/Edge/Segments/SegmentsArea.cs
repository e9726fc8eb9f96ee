using Koshiki.Edge.Segments.Applying;

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
        services.AddSingleton<FriendHash>();
        services.AddSingleton<FriendIds>();
        services.AddSingleton<FriendInbox>();
        services.AddSingleton<FriendImport>();
        services.AddSingleton<FriendApplier>();
    }

    /// <summary>Applies the inbox: the worker's host.</summary>
    public static void AddFriendApplying(this IServiceCollection services)
    {
        services.AddFriends();
        services.AddHostedService<ApplierService>();
    }
}
