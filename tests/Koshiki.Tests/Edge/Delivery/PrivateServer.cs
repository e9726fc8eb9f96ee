using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Koshiki.Edge;
using Koshiki.Foundation.Database;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Tests.Edge.Delivery;

/// <summary>A PostgreSQL server that belongs to one test, so that it may be restarted in the middle.</summary>
internal sealed class PrivateServer : IAsyncDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"koshiki-pg-{Guid.CreateVersion7():n}");
    private readonly int port = FreePort();
    private readonly bool ownDisk;

    private PrivateServer(bool ownDisk) => this.ownDisk = ownDisk;

    public string Database => $"Host=127.0.0.1;Port={port};Username=postgres;Database=edge";

    private string Server => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false";

    private string Filling => Path.Combine(folder, "filling");

    /// <summary>Starts a server with the edge's tables in it.</summary>
    public static Task<PrivateServer> Start() => Start(ownDisk: false);

    /// <summary>The same on a small disk of its own, which a test may fill; null where this process may not make one.</summary>
    public static async Task<PrivateServer?> StartOnSmallDisk()
    {
        try
        {
            return await Start(ownDisk: true);
        }
        catch (InvalidOperationException refused) when (refused.Message.StartsWith("mount ", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static async Task<PrivateServer> Start(bool ownDisk)
    {
        var server = new PrivateServer(ownDisk);
        Directory.CreateDirectory(server.folder);
        if (ownDisk) await Postgres.Run("mount", "-t", "tmpfs", "-o", "size=160m", "tmpfs", server.folder);
        if (Environment.IsPrivilegedProcess) await Postgres.Run("chown", "postgres", server.folder);
        await Postgres.RunAsServer("initdb", "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await server.Control("start");
        foreach (var role in Enum.GetValues<DatabaseRole>()) await TestDatabase.Run(server.Server, $"create role {role.LoginName} login");
        await TestDatabase.Run(server.Server, "create database edge owner koshiki_owner");
        await using var edge = new EdgeDb(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(DatabaseRoles.As(server.Database, DatabaseRole.Owner) + ";Pooling=false").Options);
        await edge.Database.ExecuteSqlRawAsync(edge.Database.GenerateCreateScript());
        await EdgeSchema.Complete(edge, CancellationToken.None);
        return server;
    }

    /// <summary>Ends every connection at once and comes back.</summary>
    public Task Restart() => Control("restart");

    /// <summary>Fills the disk and uses up the log's files, until the server can neither write nor go on.</summary>
    public async Task FillDisk()
    {
        await using (var filling = File.Create(Filling))
        {
            var block = new byte[1 << 16];
            try
            {
                while (true)
                {
                    await filling.WriteAsync(block);
                    await filling.FlushAsync();
                }
            }
            catch (IOException)
            {
                // Full: what the test is about.
            }
        }

        for (var i = 0; i < 50; i++)
        {
            try
            {
                await TestDatabase.Run(Server, "select pg_switch_wal(), pg_logical_emit_message(false, 'full', repeat('x', 1000000))");
            }
            catch (NpgsqlException)
            {
                return;
            }
        }

        throw new InvalidOperationException("The server goes on with a full disk.");
    }

    /// <summary>Makes room again and starts the server, as an administrator does.</summary>
    public async Task MakeRoom()
    {
        File.Delete(Filling);
        await Restart();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Control("stop");
        if (ownDisk) await Postgres.Run("umount", folder);
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private Task Control(string what) => Postgres.RunAsServer(
        "pg_ctl", "-D", Data, "-w", "-t", "60", "-m", "immediate", "-l", Path.Combine(folder, "log"), "-o", $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off", what);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>PostgreSQL's own programs.</summary>
internal static class Postgres
{
    private static readonly string Bin = Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Order(StringComparer.Ordinal).Last();

    /// <summary>Runs one as the user that may run a server.</summary>
    public static Task RunAsServer(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? Run("runuser", ["-u", "postgres", "--", Path.Combine(Bin, program), .. arguments])
        : Run(Path.Combine(Bin, program), arguments);

    /// <summary>A plain dump of a whole database, as an administrator makes it.</summary>
    public static Task Dump(string connectionString, string file)
    {
        var from = new NpgsqlConnectionStringBuilder(connectionString);
        return Run(Path.Combine(Bin, "pg_dump"), "-Fc", "-h", from.Host!, "-p", $"{from.Port}", "-U", from.Username!, "-f", file, from.Database!);
    }

    public static Task Restore(string connectionString, string file, params string[] options)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        return Run(Path.Combine(Bin, "pg_restore"), ["-h", to.Host!, "-p", $"{to.Port}", "-U", to.Username!, "-d", to.Database!, .. options, file]);
    }

    public static async Task Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        // pg_ctl's server inherits the pipe: the program's end counts, not the pipe's.
        var said = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await said.WaitAsync(TimeSpan.FromSeconds(1))}");
    }
}
