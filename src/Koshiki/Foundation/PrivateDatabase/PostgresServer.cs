using Koshiki.Foundation.Database;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Koshiki.Foundation.PrivateDatabase;

/// <summary>Makes, starts and stops the server of one data folder. Whoever calls holds the folder's start lock.</summary>
internal sealed class PostgresServer(DataFolder folder, PostgresInstallation installation, ServerAccount account)
{
    private const int SecondsToStartOrStop = 600;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Sees to it that the server runs, making its database first when there is none.</summary>
    /// <returns>The folder of its socket, or <see cref="ServerDidNotStart"/>.</returns>
    public async Task<Result<string>> Run(CancellationToken ct)
    {
        RemoveUnfinished();
        if (!Directory.Exists(folder.Database) && (await Make(ct)).IsRefused(out var reason)) return reason;

        while (true)
        {
            switch (await Look(ct))
            {
                case { IsReady: true } running:
                    return running.SocketFolder;

                // A process that was killed may have left the server in the middle of starting or stopping.
                case not null:
                    await Task.Delay(Pause, ct);
                    break;

                default:
                    var answer = await Start(ct);
                    if (!answer.Succeeded && await Look(ct) is null) return new ServerDidNotStart(folder.Path, LastWords(answer));
                    break;
            }
        }
    }

    public async Task Stop()
    {
        if (await Look(CancellationToken.None) is not { } running) return;

        var answer = await InDatabase([installation.Program("pg_ctl"), "stop", "-D", ".", "-m", "fast", "-w", "-t", $"{SecondsToStartOrStop}"]);
        if (!answer.Succeeded && await Look(CancellationToken.None) is not null)
        {
            throw new InvalidOperationException($"The database server in {folder.Path} did not stop: {answer.Text}");
        }

        await account.Run("/", ["rmdir", "--", running.SocketFolder]);
    }

    /// <summary>Into a folder of another name, renamed when all of it is on the disk: so there is never half a database.</summary>
    private async Task<Result<Done>> Make(CancellationToken ct)
    {
        var unfinished = folder.NewUnfinished();
        await account.MakeFolder(unfinished, ct);
        var answer = await account.Run(
            unfinished,
            [installation.Program("initdb"), "-D", ".", "-U", "postgres", "-A", "peer", "-E", "UTF8", "--locale=C.UTF-8"],
            ct: ct);
        if (!answer.Succeeded)
        {
            RemoveUnfinished();
            return new ServerDidNotStart(folder.Path, answer.Text);
        }

        Directory.Move(unfinished, folder.Database);
        await account.Run("/", ["sync", "--", folder.Database, folder.Path], ct: ct);
        return default(Done);
    }

    /// <summary>A process killed while making a database may leave its initdb behind, still writing for a moment; the next one tidies up again.</summary>
    private void RemoveUnfinished()
    {
        foreach (var unfinished in folder.LeftUnfinished())
        {
            try
            {
                Directory.Delete(unfinished, recursive: true);
            }
            catch (IOException)
            {
                // Files appeared while we deleted. It bears the name of the unfinished, so nobody will take it for a database.
            }
        }
    }

    private async Task<CommandAnswer> Start(CancellationToken ct)
    {
        var socketFolder = await MakeSocketFolder(ct);
        await Write("pg_hba.conf", "local all all peer map=koshiki\n", ct);
        await Write("pg_ident.conf", IdentityMap(), ct);

        // pg_ctl hands these to a shell, so nothing that a person named may stand among them.
        string[] settings =
        [
            "listen_addresses=", $"unix_socket_directories={socketFolder}", "port=5432", "fsync=on", "max_connections=200",
            "timezone=UTC", "log_timezone=UTC", "logging_collector=on", "log_directory=log", "log_filename=postgresql-%a.log",
            "log_truncate_on_rotation=on", "log_rotation_age=1d", "log_rotation_size=0", "cluster_name=koshiki",
        ];
        var options = string.Join(' ', settings.Select(setting => $"-c {setting}"));
        return await InDatabase([installation.Program("pg_ctl"), "start", "-D", ".", "-l", "start.log", "-w", "-t", $"{SecondsToStartOrStop}", "-o", options]);
    }

    /// <summary>Who of the operating system may sign in as whom. The kernel says who is asking, so there are no passwords.</summary>
    private string IdentityMap()
    {
        var roles = Enum.GetValues<DatabaseRole>().Select(role => role.LoginName).Append("postgres").ToList();
        return string.Concat(new[] { Environment.UserName, account.Name }.Distinct()
            .SelectMany(user => roles, (user, role) => $"koshiki \"{user}\" {role}\n"));
    }

    /// <summary>A short path that only the server's user (and root) may enter: a socket's path may have 107 bytes, and DIR may be long.</summary>
    private async Task<string> MakeSocketFolder(CancellationToken ct)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder.Database)))[..16];
        for (var attempt = 1; attempt < 100; attempt++)
        {
            var path = $"/tmp/koshiki-{name}-{attempt}";
            if (await account.Can(["mkdir", "-m", "0700", "--", path], ct)) return path;

            // The name is taken: by us before a crash, or by somebody who wants to be in the way. What a crash left in it
            // could name a process number that another program has by now, and would then keep the server from starting.
            const string ours = """[ -d "$1" ] && [ ! -L "$1" ] && [ -O "$1" ] && chmod 0700 "$1" && rm -f "$1"/.s.PGSQL.*""";
            if (await account.Can(["sh", "-c", ours, "sh", path], ct)) return path;
        }

        throw new IOException("No folder for the database's socket can be made under /tmp.");
    }

    private async Task Write(string name, string text, CancellationToken ct)
    {
        var answer = await account.Run(folder.Database, ["tee", "--", name], text, ct);
        if (!answer.Succeeded) throw new IOException($"{name} cannot be written: {answer.Text}");
    }

    private Task<CommandAnswer> InDatabase(IReadOnlyList<string> command) => account.Run(folder.Database, command);

    /// <summary>What the server says of itself in its pid file; null when no server works on this folder.</summary>
    private async Task<RunningServer?> Look(CancellationToken ct)
    {
        var file = Path.Combine(folder.Database, "postmaster.pid");
        var read = await account.Run("/", ["cat", "--", file], ct: ct);
        if (!read.Succeeded) return null;

        var lines = read.Text.Split('\n');
        if (!int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) return null;
        if (await account.Can(["test", $"/proc/{pid}/cwd", "-ef", folder.Database], ct)) return RunningServer.From(lines);

        // Left by a crash. PostgreSQL knows that by itself, unless the number has been given to another process since.
        if (Directory.Exists($"/proc/{pid}")) await account.Run("/", ["rm", "-f", "--", file], ct: ct);
        return null;
    }

    private string LastWords(CommandAnswer answer)
    {
        var logs = new DirectoryInfo(folder.Database).EnumerateFiles("*.log", SearchOption.AllDirectories);
        var lines = logs.MaxBy(log => log.LastWriteTimeUtc) is { } latest ? File.ReadLines(latest.FullName).TakeLast(5) : [];
        return string.Join(" / ", lines.Prepend(answer.Text.ReplaceLineEndings(" ")));
    }

    /// <param name="SocketFolder">Where its socket stands; empty while it has not said so yet.</param>
    private sealed record RunningServer(string SocketFolder, bool IsReady)
    {
        /// <summary>The lines of postmaster.pid: pid, data folder, start, port, socket folder, address, shared memory, state.</summary>
        public static RunningServer From(string[] lines) =>
            new(lines.ElementAtOrDefault(4)?.Trim() ?? "", lines.ElementAtOrDefault(7)?.Trim() == "ready");
    }
}
