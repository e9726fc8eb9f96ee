using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Audits;
using Koshiki.Core.Api;
using Koshiki.Core.Opening;
using Koshiki.Core.Contracts;
using Koshiki.Core.Custody;
using Koshiki.Core.Guidelines;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Core.Reviews;
using Koshiki.Core.Surveys;
using Koshiki.Core.Work;
using Koshiki.Core.Monitoring;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Outbox;
using Koshiki.Foundation.Web.Serving;
using Npgsql;

namespace Koshiki.Core;

/// <summary>The staff side of a node: pages, API, core's unattended work. Its container knows nothing of edge.</summary>
internal static class StaffHost
{
    /// <param name="settings">The installation.</param>
    /// <param name="configuration">For what an area reads by itself.</param>
    /// <param name="segments">How many friends a segment has; it is asked for live counts only.</param>
    /// <param name="replace">What a test puts in the place of the real thing: the clock, a listener.</param>
    public static WebApplication Build(Settings settings, IConfiguration configuration, ISegmentCounts segments, Action<IServiceCollection>? replace = null)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        var builder = HostConfiguration.Begin(configuration);
        builder.WebHost.ListenAt(settings.StaffUrl);

        HostLogging.Configure(builder.Logging);

        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(segments);
        builder.Services.AddCore(settings.Database, MasterKey.Load(settings.MasterKeyFile));
        builder.Services.AddCoreJobs(settings.CourierDatabase);
        builder.Services.AddPages();
        AddAreas(builder.Services);
        replace?.Invoke(builder.Services);
        builder.Services.BeginWorkOnceServing();

        var app = builder.Build();
        app.UsePages();
        app.UseWhoAsks();
        app.UseFormGuard();
        app.UseEndpointRules();
        app.MapGet("/healthz", Health).OpenToAnyone("load balancers ask whether the node works");
        app.MapOrganizations();
        app.MapWork();
        app.MapMonitoring();
        app.MapPublishing();
        app.MapAccounts();
        app.MapOpening();
        app.MapContracts();
        app.MapCustody();
        app.MapGuidelines();
        app.MapReviews();
        app.MapSurveys();
        app.MapAudits();
        app.MapApi();
        app.InsistOnRules();
        return app;
    }

    /// <summary>Who listens to which facts, for a command that announces some outside any host.</summary>
    public static FactListening[] FactListeners
    {
        get
        {
            var services = new ServiceCollection();
            AddAreas(services);
            return [.. services.Where(service => service.ServiceType == typeof(FactListening)).Select(service => (FactListening)service.ImplementationInstance!)];
        }
    }

    private static void AddAreas(IServiceCollection services)
    {
        services.AddOrganizations();
        services.AddWork();
        services.AddMonitoring();
        services.AddPublishing();
        services.AddAccounts();
        services.AddOpening();
        services.AddContracts();
        services.AddCustody();
        services.AddGuidelines();
        services.AddReviews();
        services.AddAudits();
        services.AddSurveys();
        services.AddApi();
    }

    /// <summary>200 when the database answers, 503 when it does not.</summary>
    private static async Task<IResult> Health(NpgsqlDataSource core, CancellationToken ct)
    {
        try
        {
            await using var command = core.CreateCommand("select 1");
            await command.ExecuteScalarAsync(ct);
            return Results.Text("ok");
        }
        catch (NpgsqlException)
        {
            return Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
