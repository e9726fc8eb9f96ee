using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Koshiki.CommandLine.Demonstration;
using Koshiki.Core;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Edge;
using Koshiki.Edge.Segments;
using Koshiki.Foundation;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Koshiki.StandIns;
using Koshiki.Tests.Foundation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Koshiki.BrowserTests;

/// <summary>The demonstration's government without its past, served by the real hosts, with the stand-ins as its platforms.</summary>
public abstract class Town(bool edgeApart) : IAsyncLifetime
{
    private readonly List<WebApplication> hosts = [];
    private readonly Dictionary<string, long> lastSteps = [];
    private readonly string folder = Directory.CreateTempSubdirectory("koshiki-town-").FullName;
    private TestDatabase? core;
    private TestDatabase? edge;
    private StandInHost? standIns;

    public Uri Staff { get; } = FreeAddress();

    public Uri Residents { get; } = FreeAddress();

    public StandInHost StandIns => standIns!;

    internal MasterKey Master => MasterKey.Load(KeyFile);

    private string KeyFile => Path.Combine(folder, "master.key");

    public async ValueTask InitializeAsync()
    {
        core = await TestDatabase.Create();
        edge = edgeApart ? await TestDatabase.Create() : core;
        standIns = await StandInHost.Start();
        var configuration = Configure();
        var settings = Settings.Read(configuration);

        await using (var stage = Stage.Set(settings, configuration, DateTimeOffset.UtcNow - TimeSpan.FromDays(30)))
        {
            using var connections = new Connections(new Uri(standIns.BaseUrl + "/"), Residents);
            await GovernmentSeeding.Offices(stage);
            await GovernmentSeeding.People(stage);
            await GovernmentSeeding.Accounts(stage);
            await RenamedAccount.Tell(stage);
            await connections.Open(stage);
            await Prepare(stage);
        }

        var segments = new SegmentIndex();
        await Start(StaffHost.Build(settings, configuration, segments));
        await Start(PublicHost.Build(settings, configuration));
        await Start(WorkerHost.Build(configuration, healthPort: 0, segments));
    }

    /// <summary>The step of a person's next code: the program takes each once, and the one after the clock's as well, so whoever signs in often waits as people do.</summary>
    internal async Task<long> NextStep(string number)
    {
        var step = lastSteps[number] = Math.Max(Totp.StepAt(DateTimeOffset.UtcNow), lastSteps.GetValueOrDefault(number) + 1);
        while (step > Totp.StepAt(DateTimeOffset.UtcNow) + 1) await Task.Delay(TimeSpan.FromSeconds(1));
        return step;
    }

    internal EdgeDb OpenEdge() => edge!.OpenEdge();

    /// <summary>What else a town begins with.</summary>
    private protected virtual Task Prepare(Stage stage) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var host in Enumerable.Reverse(hosts))
        {
            await host.StopAsync();
            await host.DisposeAsync();
        }

        if (standIns is not null) await standIns.DisposeAsync();
        if (core is not null) await core.DisposeAsync();
        if (edgeApart && edge is not null) await edge.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Start(WebApplication host)
    {
        hosts.Add(host);
        await host.StartAsync();
    }

    private IConfiguration Configure()
    {
        MasterKey.Create(KeyFile);
        return new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Koshiki:Database"] = core!.As(DatabaseRole.Core),
            ["Koshiki:EdgeDatabase"] = edge!.As(DatabaseRole.Edge),
            ["Koshiki:MasterKeyFile"] = KeyFile,
            ["Koshiki:StaffUrl"] = Staff.ToString(),
            ["Koshiki:PublicUrl"] = Residents.ToString(),
            ["Koshiki:Government"] = DemonstrationData.Government,
            ["Koshiki:Practice"] = "true",
            ["Koshiki:Publishing:CancelWindow"] = "00:00:00",
            ["Koshiki:Publishing:OwnHosts:0"] = "pref.midorino.example",
            ["Koshiki:Platforms:Line:ApiBaseUrl"] = StandIns.LineApiBaseUrl,
            ["Koshiki:Platforms:Line:DataApiBaseUrl"] = StandIns.LineDataApiBaseUrl,
            ["Koshiki:Platforms:Line:LoginBaseUrl"] = StandIns.LineLoginBaseUrl,
            ["Koshiki:Platforms:X:ApiBaseUrl"] = StandIns.XApiBaseUrl,
            ["Koshiki:Platforms:Meta:GraphBaseUrl"] = StandIns.MetaGraphBaseUrl,
            ["Logging:LogLevel:Default"] = "Error",
        }).Build();
    }

    /// <summary>A free port below those that the system hands out by itself, so that nobody takes it before the host does.</summary>
    private static Uri FreeAddress()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }
    }
}

/// <summary>Both sides in one database, as in a small installation.</summary>
public sealed class OneDatabaseTown() : Town(edgeApart: false);

/// <summary>Core and edge in two databases, of which neither side's login knows the other.</summary>
public sealed class TwoDatabaseTown() : Town(edgeApart: true);
