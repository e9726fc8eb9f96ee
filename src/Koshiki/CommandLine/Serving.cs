using Koshiki.Core;
using Koshiki.Foundation;
using Npgsql;

namespace Koshiki.CommandLine;

/// <summary><c>serve</c>: the hosts of this node's roles, until the process is told to end.</summary>
internal static class Serving
{
    public static async Task<int> Serve(Installation installation, CancellationToken ct)
    {
        var settings = installation.Settings;
        await RefusePowerfulLogins(settings, ct);
        var hosts = new List<WebApplication>();
        try
        {
            if (settings.Roles.Contains(NodeRole.Staff)) hosts.Add(StaffHost.Build(settings, installation.Configuration));
            foreach (var host in hosts) await host.StartAsync(ct);
            Console.WriteLine($"Koshiki serves staff at {settings.StaffUrl} and residents at {settings.PublicUrl}. Ctrl-C ends it.");
            await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 0;
        }
        finally
        {
            foreach (var host in hosts)
            {
                await host.StopAsync(CancellationToken.None);
                await host.DisposeAsync();
            }
        }
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
                throw new InvalidOperationException("serve does not run as a superuser or as the owner of the database: name the login koshiki_core in Koshiki__Database and koshiki_edge in Koshiki__EdgeDatabase.");
            }
        }
    }
}
