using Koshiki.Edge.Delivery.Segments;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Facebook;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Platforms.X;
using Koshiki.Edge.Segments;
using Koshiki.Foundation;
using Npgsql;

namespace Koshiki.Edge.Delivery;

/// <summary>All that the worker's host needs to know of delivery.</summary>
internal static class DeliveryArea
{
    /// <exception cref="SettingException">A setting is wrong; the message names it, its range and what it is now.</exception>
    public static void AddDelivery(this IServiceCollection services, IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var platforms = settings.GetSection(PlatformOptions.Section).Get<PlatformOptions>() ?? new PlatformOptions();
        var delivery = settings.GetSection(DeliveryOptions.Section).Get<DeliveryOptions>() ?? new DeliveryOptions();
        if ((platforms.Fault() ?? delivery.Fault()) is { } fault) throw new SettingException(fault);
        if (!Uri.TryCreate(settings["Koshiki:PublicUrl"], UriKind.Absolute, out var publicUrl))
        {
            throw new SettingException("Koshiki__PublicUrl must be the address of the public host: platforms fetch pictures there.");
        }

        services.AddSingleton(platforms);
        services.AddSingleton(delivery);
        services.AddSingleton<PlatformHttp>();
        services.AddSingleton(provider => new LineConnector(provider.GetRequiredService<PlatformHttp>(), platforms, publicUrl));
        services.AddSingleton<IConnector>(provider => provider.GetRequiredService<LineConnector>());
        services.AddSingleton<IConnector, XConnector>();
        services.AddSingleton<IConnector>(provider => new FacebookConnector(provider.GetRequiredService<PlatformHttp>(), platforms, publicUrl));
        services.AddSingleton<Connectors>();
        services.AddSingleton<DeliveryJudge>();
        services.AddSingleton<Heartbeat>();
        services.AddSingleton<IOpenAudiences, OpenAudiences>();
        services.AddSingleton<LeaseKeeper>();
        services.AddSingleton<ClerkDesk>();
        services.AddScoped<Clerk>();
        services.AddSegmentDelivery(publicUrl);
        services.AddScoped<IOrderListener, AccountConnections>();
        services.AddScoped<IOrderListener, DeliveryOrders>();
        services.AddHostedService(provider => provider.GetRequiredService<LeaseKeeper>());
        services.AddHostedService(provider => provider.GetRequiredService<ClerkDesk>());
    }

    private static void AddSegmentDelivery(this IServiceCollection services, Uri publicUrl)
    {
        services.AddSingleton<LineMulticasts>();
        services.AddSingleton<Preflight>();
        services.AddSingleton(provider => new Slices(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<FriendIds>(),
            provider.GetRequiredService<LineMulticasts>(),
            provider.GetRequiredService<DeliveryOptions>(),
            publicUrl,
            provider.GetRequiredService<ILogger<Slice>>()));
        services.AddScoped<Freezing>();
        services.AddScoped<SegmentClerk>();
    }
}
