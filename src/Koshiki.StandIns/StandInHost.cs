using System.Net;
using Koshiki.StandIns.Control;
using Koshiki.StandIns.Line;
using Koshiki.StandIns.Meta;
using Koshiki.StandIns.Timeline;
using Koshiki.StandIns.X;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Koshiki.StandIns;

/// <summary>All stand-ins on one loopback port, each platform under its own prefix: /line, /line-data, /line-login, /x, /meta.</summary>
public sealed class StandInHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly StandInWorld world;

    private StandInHost(WebApplication app, StandInWorld world, string baseUrl)
    {
        this.app = app;
        this.world = world;
        BaseUrl = baseUrl;
    }

    /// <summary>Without a slash at its end, such as http://127.0.0.1:40123.</summary>
    public string BaseUrl { get; }

    public string LineApiBaseUrl => BaseUrl + "/line";

    public string LineDataApiBaseUrl => BaseUrl + "/line-data";

    public string LineLoginBaseUrl => BaseUrl + "/line-login";

    public string XApiBaseUrl => BaseUrl + "/x";

    public string MetaGraphBaseUrl => BaseUrl + "/meta";

    public StandInOptions Options => world.Options;

    /// <summary>The stand-ins' own clock, which a test moves on.</summary>
    public StandInClock Clock => world.Clock;

    /// <summary>Every request that came in.</summary>
    public Journal Journal => world.Journal;

    /// <summary>What shall go wrong.</summary>
    public FaultPlan Faults => world.Faults;

    /// <summary>Where requests are held until a test lets them go.</summary>
    public Gates Gates => world.Gates;

    public LineStandIn Line => world.Line;

    public XStandIn X => world.X;

    public MetaStandIn Meta => world.Meta;

    /// <summary>Starts on loopback and returns when requests are taken.</summary>
    public static async Task<StandInHost> Start(StandInOptions? options = null)
    {
        options ??= new StandInOptions();
        var world = new StandInWorld(options);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "StandIns" });
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.AddServerHeader = false;
        });
        var app = builder.Build();
        app.UseRouting();

        var pipeline = new Pipeline(world);
        LineEndpoints.Map(app, pipeline, world.Line);
        LineLoginPages.Map(app, pipeline, world.Line);
        LineRichMenus.Map(app, pipeline, world.Line, world.Media);
        XEndpoints.Map(app, pipeline, world.X);
        MetaEndpoints.Map(app, pipeline, world.Meta);
        ControlApi.Map(app, world);
        TimelinePages.Map(app, world);

        await app.StartAsync();
        return new StandInHost(app, world, app.Urls.First());
    }

    public Task WaitForShutdown() => app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        world.Stop();
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        world.Dispose();
    }
}
