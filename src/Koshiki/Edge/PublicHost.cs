using System.Globalization;
using Koshiki.Edge.PublicSite;
using Koshiki.Edge.PublicSite.Preferences;
using Koshiki.Edge.Segments;
using Koshiki.Foundation;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Web.Serving;
using Npgsql;

namespace Koshiki.Edge;

/// <summary>The host that residents and platforms reach. It knows the edge database only; no session, and no cookie but on the preference pages; what LINE posts goes into the friends' inbox.</summary>
internal static class PublicHost
{
    /// <param name="settings">The installation.</param>
    /// <param name="configuration">For what an area reads by itself.</param>
    public static WebApplication Build(Settings settings, IConfiguration configuration)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        var builder = HostConfiguration.Begin(configuration);
        builder.WebHost.ListenAt(settings.PublicUrl);
        HostLogging.Configure(builder.Logging);

        builder.Services.AddEdge(settings.EdgeDatabase, MasterKey.Load(settings.MasterKeyFile));
        // A node with the role public alone takes in publications too, and leaves deliveries to the workers.
        builder.Services.AddOrderQueue(PublicationOrders.Kinds);
        builder.Services.AddPublicSiteOrders();
        builder.Services.AddPublicSite(configuration);
        builder.Services.AddFriendWebhooks();
        builder.Services.AddPages();
        builder.Services.AddPreferences(settings, configuration);

        var app = builder.Build();
        app.UseReadyAnswers();
        app.UsePublicSurroundings(settings);
        app.UsePages();
        app.UseFormGuard();
        app.MapPublicSite(settings);
        app.MapFriendWebhooks();
        PreferencePages.Map(app);
        app.MapGet("/healthz", Health);
        return app;
    }

    /// <summary>200 when the database answers, 503 when it does not.</summary>
    private static async Task<IResult> Health(NpgsqlDataSource edge, CancellationToken ct)
    {
        try
        {
            await using var command = edge.CreateCommand("select 1");
            await command.ExecuteScalarAsync(ct);
            return Results.Text("ok");
        }
        catch (NpgsqlException)
        {
            return Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
