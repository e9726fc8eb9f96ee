using Koshiki.Core;
using Koshiki.Edge;
using Koshiki.Edge.Segments;
using Koshiki.Foundation;
using Npgsql;

namespace Koshiki.CommandLine;

/// <summary>The running hosts of this node's roles.</summary>
internal sealed class Hosts : IAsyncDisposable
{
    private readonly List<IHost> running = [];

    /// <summary>One index for the process: staff count with it, and the worker freezes recipients with it and keeps it fresh.</summary>
    private readonly SegmentIndex segments = new();

    private Hosts() { }

    public static async Task<Hosts> Start(Installation installation, CancellationToken ct)
    {
        var settings = installation.Settings;
        await RefusePowerfulLogins(settings, ct);
        var hosts = new Hosts();
        try
        {
            if (settings.Roles.Contains(NodeRole.Staff)) await hosts.Start(StaffHost.Build(settings, installation.Configuration, hosts.segments), ct);
            if (settings.Roles.Contains(NodeRole.Public)) await hosts.Start(PublicHost.Build(settings, installation.Configuration), ct);
            if (settings.Roles.Contains(NodeRole.Worker)) await hosts.Start(WorkerHost.Build(installation.Configuration, healthPort: 0, hosts.segments), ct);
            else if (settings.Roles.Contains(NodeRole.Staff)) await hosts.Start(SegmentHost.Build(settings.CourierDatabase, hosts.segments), ct);
            return hosts;
        }
        catch
        {
            await hosts.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(running))
        {
            await host.StopAsync(CancellationToken.None);
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }

    private async Task Start(IHost host, CancellationToken ct)
    {
        running.Add(host);
        await host.StartAsync(ct);
    }

    /// <summary>A program that serves must not be able to rewrite the log or change tables.</summary>
    private static async Task RefusePowerfulLogins(Settings settings, CancellationToken ct)
    {
        foreach (var connectionString in new[] { settings.Database, settings.EdgeDatabase })
        {
            await using var source = NpgsqlDataSource.Create(connectionString);
            await using var command = source.CreateCommand(
                "select rolsuper or rolcreaterole or pg_has_role(current_user, datdba, 'usage') from pg_roles, pg_database where rolname = current_user and datname = current_database()");
            if ((bool)(await command.ExecuteScalarAsync(ct))!)
            {
                throw new SettingException("serve does not run as a superuser or as the owner of the database: name the login koshiki_core in Koshiki__Database and koshiki_edge in Koshiki__EdgeDatabase.");
            }
        }
    }
}
