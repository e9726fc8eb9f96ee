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
}
