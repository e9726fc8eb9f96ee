using System.Diagnostics;
using Koshiki.Core;
using Koshiki.Edge;
using Koshiki.Edge.Delivery.Schedule;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Npgsql;

namespace Koshiki.CommandLine;

/// <summary><c>backup FILE</c> and <c>restore FILE</c>: a dump in PostgreSQL's custom format without the scheduler's tables. An edge database of its own goes to <c>FILE.edge</c>. ARCHITECTURE 3.8.</summary>
/// <remarks>The master key is never in it. After a restore everything that was running or due is held until a person has looked.</remarks>
internal static class Backups
{
    public static async Task<int> Backup(Installation installation, string file, CancellationToken ct)
    {
        var parts = Parts(installation.Settings, file);
        if (parts.FirstOrDefault(part => Path.Exists(part.File)).File is { } there) return Commands.Refused(new BackupExists(there));
        foreach (var (database, target) in parts)
        {
            // Whole or not at all, and for its owner's eyes only: it holds staff names and the log.
            var unfinished = target + ".part";
            await using (File.Open(unfinished, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite })) { }
            var dumped = await PostgresTools.Run("pg_dump", database, ["--format=custom", $"--exclude-schema={ScheduleTables.Schema}", $"--file={unfinished}"], ct);
            if (dumped.IsRefused(out var refusal))
            {
                File.Delete(unfinished);
                return Commands.Refused(refusal);
            }

            File.Move(unfinished, target);
            Console.WriteLine($"{target}：{new FileInfo(target).Length:N0}バイトを書き出しました。");
        }

        Console.WriteLine($"鍵のファイル（{installation.Settings.MasterKeyFile}）は入っていません。別の場所に控えてください。鍵がないと、復元しても媒体への接続情報と登録者を読み取れません。");
        return 0;
    }

    public static async Task<int> Restore(Installation installation, string file, CancellationToken ct)
    {
        var settings = installation.Settings;
        var parts = Parts(settings, file);
        if (parts.FirstOrDefault(part => !File.Exists(part.File)).File is { } missing) return Commands.Refused(new NoBackup(missing));
        if (await HoldsSomething(settings, ct)) return Commands.Refused(new NotAnEmptyInstallation());

        await Empty(installation, ct);
        foreach (var (database, source) in parts)
        {
            var restored = await PostgresTools.Run("pg_restore", database, ["--no-owner", "--exit-on-error", "--single-transaction", source], ct);
            if (restored.IsRefused(out var refusal)) return Commands.Refused(refusal);
        }

        await Installation.Migrate(settings, ct);
        Console.WriteLine("復元しました。発信の途中だったものと予定の時刻を過ぎたものは、すべて保留にします。「確認待ちの発信」で内容を確かめてから、1件ずつ再開してください。");
        var lost = await Lost(installation, ct);
        if (lost > 0) await Console.Error.WriteLineAsync($"鍵のファイル（{settings.MasterKeyFile}）では、{lost}件の秘密の情報を読み取れません。バックアップを作ったときの鍵のファイルを、この場所に置いてから起動してください。");
        return 0;
    }

    /// <summary>Core's database, and edge's where it is another one.</summary>
    private static IReadOnlyList<(string Database, string File)> Parts(Settings settings, string file)
    {
        file = Path.GetFullPath(file);
        var (core, edge) = (new NpgsqlConnectionStringBuilder(settings.OwnerDatabase), new NpgsqlConnectionStringBuilder(settings.EdgeOwnerDatabase));
        return (core.Host, core.Port, core.Database) == (edge.Host, edge.Port, edge.Database)
            ? [(settings.OwnerDatabase, file)]
            : [(settings.OwnerDatabase, file), (settings.EdgeOwnerDatabase, file + ".edge")];
    }

    /// <summary>Whether anybody has ever done anything here: whoever registers an office or a person leaves a line in the log.</summary>
    internal static async Task<bool> HoldsSomething(Settings settings, CancellationToken ct)
    {
        await using var core = NpgsqlDataSource.Create(settings.OwnerDatabase);
        await using var exists = core.CreateCommand("select to_regclass('activity_log.entry') is not null");
        if (!(bool)(await exists.ExecuteScalarAsync(ct))!) return false;
        await using var command = core.CreateCommand("select exists (select 1 from activity_log.entry)");
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Takes away the empty tables that a migration has made, so that the backup brings its own.</summary>
    private static async Task Empty(Installation installation, CancellationToken ct)
    {
        await using var core = installation.OpenCore(Actor.CommandLine);
        await using var edge = installation.OpenEdge();
        await Drop(installation.Settings.OwnerDatabase, [.. ModelConventions.SchemasOf(core.Model), CoreSchema.HistorySchema], ct);
        await Drop(installation.Settings.EdgeOwnerDatabase, [.. ModelConventions.SchemasOf(edge.Model), EdgeSchema.HistorySchema, ScheduleTables.Schema], ct);
    }

    private static async Task Drop(string database, IEnumerable<string> schemas, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand($"drop schema if exists {string.Join(", ", schemas)} cascade");
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<long> Lost(Installation installation, CancellationToken ct)
    {
        var master = MasterKey.Load(installation.Settings.MasterKeyFile);
        await using var coreDb = installation.OpenCore(Actor.CommandLine);
        await using var edgeDb = installation.OpenEdge();
        await using var core = NpgsqlDataSource.Create(installation.Settings.OwnerDatabase);
        await using var edge = NpgsqlDataSource.Create(installation.Settings.EdgeOwnerDatabase);
        var lost = 0L;
        foreach (var column in WrappedColumn.Of(coreDb.Model)) lost += await column.Lost(core, master, ct);
        foreach (var column in WrappedColumn.Of(edgeDb.Model)) lost += await column.Lost(edge, master, ct);
        return lost;
    }
}

/// <summary>PostgreSQL's own programs for dumps, those of the newest version on this machine.</summary>
internal static class PostgresTools
{
    /// <summary>Runs one against a database. The password, if there is one, goes by the environment and never by the command line.</summary>
    public static async Task<Result<Done>> Run(string program, string connectionString, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        if (Find(program) is not { } path) return new PostgresToolMissing(program);
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(path, ["--no-password", $"--dbname={NameOf(database)}", .. arguments]) { RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        if (database.Password is { } password) start.Environment["PGPASSWORD"] = password;

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start.");
        var said = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return process.ExitCode == 0 ? default(Done) : new PostgresToolFailed(program, (await said).Trim());
    }

    /// <summary>As libpq reads it: keywords with quoted values.</summary>
    private static string NameOf(NpgsqlConnectionStringBuilder database)
    {
        (string Name, string? Value)[] parts = [("host", database.Host), ("port", $"{database.Port}"), ("user", database.Username), ("dbname", database.Database)];
        return string.Join(' ', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}='{part.Value!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'"));
    }

    private static string? Find(string program)
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian)
            ? Directory.EnumerateDirectories(debian).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var major) ? major : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return versions.Concat(path).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }
}

internal sealed record BackupExists(string File) : Conflict($"「{File}」はすでにあります。上書きはしません。別の名前を指定してください。");

internal sealed record NoBackup(string File) : NotFound($"バックアップのファイル「{File}」が見つかりません。場所と名前を確かめてください。");

internal sealed record NotAnEmptyInstallation() : Conflict("復元先にすでに記録があります。復元は、空の環境（新しいデータベースか、新しい --data のフォルダー）にだけできます。");

internal sealed record PostgresToolMissing(string Program) : Conflict($"PostgreSQLの {Program} がこの機械にありません。postgresql-client を入れてから、もう一度実行してください。");

internal sealed record PostgresToolFailed(string Program, string Said) : Conflict($"{Program} が失敗しました：{Said}");
