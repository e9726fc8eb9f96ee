using System.Diagnostics;
using Koshiki.Foundation.PrivateDatabase;
using Npgsql;

namespace Koshiki.Tests.Foundation.PrivateDatabase;

/// <summary>A new folder name for one test, below a folder that the database server may pass.</summary>
internal sealed class TemporaryDataFolder : IDisposable
{
    private readonly string above = Directory.CreateTempSubdirectory("koshiki-test-").FullName;

    public TemporaryDataFolder(string name = "data")
    {
        File.SetUnixFileMode(above, File.GetUnixFileMode(above) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        Path = System.IO.Path.Combine(above, name);
    }

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "pg");

    /// <summary>Whether a server still works on this folder, judged by its pid file, which a server that ended in order removes.</summary>
    public bool ServerRuns => File.Exists(System.IO.Path.Combine(Database, "postmaster.pid"));

    /// <summary>The processes of the server of this folder, by their working folder.</summary>
    public IReadOnlyList<Process> ServerProcesses() =>
        [.. Process.GetProcessesByName("postgres").Where(one => new FileInfo($"/proc/{one.Id}/cwd").LinkTarget == Database)];

    /// <summary>Waits until no process of the server is left: the last ones end a moment after it has removed its pid file.</summary>
    public Task ServerProcessesEnd() => Until(() => ServerProcesses().Count == 0);

    /// <summary>Looks again and again, for three minutes at most.</summary>
    public static async Task Until(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(3), "It did not come about within three minutes.");
            await Task.Delay(5);
        }
    }

    public async Task<PrivatePostgres> Open(BeforeRelease? beforeRelease = null)
    {
        var opened = await PrivatePostgres.Open(Path, beforeRelease);
        return opened.Value;
    }

    public static async Task<object?> Ask(string connectionString, string question)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(question, connection);
        return await command.ExecuteScalarAsync();
    }

    public void Dispose() => Directory.Delete(above, recursive: true);
}
