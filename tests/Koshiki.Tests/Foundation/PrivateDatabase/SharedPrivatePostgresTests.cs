using Koshiki.Foundation.Database;
using Koshiki.Foundation.PrivateDatabase;
using static Koshiki.Tests.Foundation.PrivateDatabase.TemporaryDataFolder;

namespace Koshiki.Tests.Foundation.PrivateDatabase;

/// <summary>Several processes on one folder, ended in order and not in order.</summary>
public sealed class SharedPrivatePostgresTests
{
    [Fact]
    public async Task Z2_two_processes_share_one_server_and_the_last_stops_it()
    {
        using var folder = new TemporaryDataFolder();
        await using var first = UserProcess.Start(folder.Path);
        var started = await Ask(await first.Opened(), "select pg_postmaster_start_time()");
        await using var second = UserProcess.Start(folder.Path);
        var connection = await second.Opened();

        await first.End();
        Assert.Equal(started, await Ask(connection, "select pg_postmaster_start_time()"));

        await second.End();
        Assert.False(folder.ServerRuns);
        await folder.ServerProcessesEnd();
    }

    [Fact]
    public async Task Z2_a_killed_process_disturbs_nobody_and_its_lock_is_gone()
    {
        using var folder = new TemporaryDataFolder();
        await using var killed = UserProcess.Start(folder.Path);
        var connection = await killed.Opened();
        await using var other = UserProcess.Start(folder.Path);
        await other.Opened();

        await killed.Kill();
        Assert.Equal("koshiki_core", await Ask(connection, "select current_user::text"));

        await other.End();
        Assert.False(folder.ServerRuns);
    }

    [Fact]
    public async Task Z2_a_server_left_by_a_killed_process_is_taken_over_and_stopped_by_the_next()
    {
        using var folder = new TemporaryDataFolder();
        await using (var killed = UserProcess.Start(folder.Path))
        {
            await killed.Opened();
            await killed.Kill();
        }

        Assert.True(folder.ServerRuns);
        await using (await folder.Open())
        {
        }

        Assert.False(folder.ServerRuns);
    }

    [Fact]
    public async Task Z2_ten_processes_at_once_find_one_database_and_leave_nothing_running()
    {
        using var folder = new TemporaryDataFolder();
        var processes = Enumerable.Range(0, 10).Select(_ => UserProcess.Start(folder.Path)).ToList();

        var connections = await Task.WhenAll(processes.Select(one => one.Opened()));
        await Task.WhenAll(processes.Take(3).Select(one => one.Kill()));
        await Task.WhenAll(processes.Skip(3).Select(one => one.End()));

        Assert.Single(connections.Distinct());
        Assert.All(processes.Skip(3), one => Assert.Equal(0, one.ExitCode));
        Assert.False(folder.ServerRuns);
        await folder.ServerProcessesEnd();
    }

    [Fact]
    public async Task Z2_a_database_server_that_was_killed_is_started_again_with_its_data()
    {
        using var folder = new TemporaryDataFolder();
        await using (var before = await folder.Open())
        {
            await Ask(before.ConnectionString(DatabaseRole.Owner), "create table note as select 1 as number");
            foreach (var process in folder.ServerProcesses()) process.Kill();
            await folder.ServerProcessesEnd();
        }

        await using var after = await folder.Open();

        Assert.Equal(1, await Ask(after.ConnectionString(DatabaseRole.Owner), "select number from note"));
    }

    [Fact]
    public async Task Z2_a_process_number_that_now_belongs_to_another_program_does_not_look_like_a_server()
    {
        using var folder = new TemporaryDataFolder();
        await using (await folder.Open())
        {
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Database, "postmaster.pid"), $"{Environment.ProcessId}\n{folder.Database}\n0\n5432\n/tmp/gone\n\n\nready\n");
        await using var database = await folder.Open();

        Assert.Equal(1, await Ask(database.ConnectionString(DatabaseRole.Core), "select 1"));
    }

    [Fact]
    public async Task Z1_a_crash_while_the_database_is_being_made_leaves_nothing_half_made()
    {
        using var folder = new TemporaryDataFolder();
        await using (var killed = UserProcess.Start(folder.Path))
        {
            await Until(() => Directory.Exists(folder.Path) && Directory.EnumerateDirectories(folder.Path, "pg.unfinished-*").Any(made => Directory.EnumerateFileSystemEntries(made).Skip(5).Any()));
            await killed.Kill();
        }

        Assert.False(Directory.Exists(folder.Database));
        await using (var database = await folder.Open())
        {
            Assert.Equal("koshiki_core", await Ask(database.ConnectionString(DatabaseRole.Core), "select current_user::text"));
        }

        await using (await folder.Open())
        {
            Assert.Empty(Directory.EnumerateDirectories(folder.Path, "pg.unfinished-*"));
        }
    }
}
