using System.Net;
using Koshiki.Edge.Delivery;
using Koshiki.Edge.Delivery.Schedule;
using Koshiki.Edge.Monitoring;
using Koshiki.Edge.PublicSite;
using Koshiki.Edge.PublicSite.Preferences;
using Koshiki.Edge.Segments;
using Koshiki.Foundation;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;

namespace Koshiki.Edge;

/// <summary>The host that delivers: it knows the edge database only, and listens on loopback for health checks.</summary>
internal static class WorkerHost
{
    /// <param name="settings">The settings of ARCHITECTURE 4; <c>Koshiki__EdgeDatabase</c>, else <c>Koshiki__Database</c>, names the database.</param>
    /// <param name="healthPort">Where <c>/healthz</c> answers; 0 takes any free port.</param>
    /// <param name="segments">The process's index of friends, where staff count with it too; null for one of the worker's own.</param>
    /// <param name="clock">The machine's clock; null for the real one. Nothing that decides about sending rests on it.</param>
    public static WebApplication Build(IConfiguration settings, int healthPort, SegmentIndex? segments = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var database = settings["Koshiki:EdgeDatabase"] ?? settings["Koshiki:Database"]
            ?? throw new SettingException("Koshiki__Database must name the database.");
        var keyFile = settings["Koshiki:MasterKeyFile"]
            ?? throw new SettingException("Koshiki__MasterKeyFile must name the file made at installation.");

        var builder = HostConfiguration.Begin(settings);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, healthPort));
        HostLogging.Configure(builder.Logging);
        builder.Services.AddEdge(DatabaseRoles.As(database, DatabaseRole.Edge), MasterKey.Load(keyFile));
        if (clock is not null) builder.Services.AddSingleton(clock);
        builder.Services.AddOrderQueue();
        builder.Services.AddSegments(segments);
        builder.Services.AddDelivery(settings);
        builder.Services.AddPreferenceMessages(new Uri(settings["Koshiki:PublicUrl"]!));
        builder.Services.AddFriendKeeping(settings);
        builder.Services.AddPublicSiteOrders();
        builder.Services.AddMonitoring(settings);
        builder.Services.AddDeliverySchedule(DatabaseRoles.As(database, DatabaseRole.Edge), MonitoringArea.Schedule);

        var app = builder.Build();
        app.MapGet("/healthz", (ClerkDesk desk) => desk.IsLooking ? Results.Text("ok") : Results.Text("the database cannot be read", statusCode: 503));
        return app;
    }
}
