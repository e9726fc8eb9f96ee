using Koshiki.Foundation;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.PrivateDatabase;
using Npgsql;
using static Koshiki.Tests.Foundation.PrivateDatabase.TemporaryDataFolder;

namespace Koshiki.Tests.Foundation.PrivateDatabase;

public sealed class PrivatePostgresTests
{
    [Fact]
    public async Task Z1_an_empty_place_becomes_a_database_for_four_roles_and_stops_with_its_last_user()
    {
        using var folder = new TemporaryDataFolder();

        await using (var database = await folder.Open())
        {
            foreach (var role in Enum.GetValues<DatabaseRole>())
            {
                Assert.Equal(role.LoginName, await Ask(database.ConnectionString(role), "select current_user::text"));
                Assert.Equal(false, await Ask(database.ConnectionString(role), "select rolsuper from pg_roles where rolname = current_user"));
            }

            Assert.Equal(
                "koshiki_owner UTF8 C.UTF-8",
                await Ask(
                    database.ConnectionString(DatabaseRole.Owner),
                    "select concat_ws(' ', datdba::regrole, pg_encoding_to_char(encoding), datcollate) from pg_database where datname = 'koshiki'"));
            Assert.Equal("on||UTC", await Ask(database.ConnectionString(DatabaseRole.Core), "select concat_ws('|', current_setting('fsync'), current_setting('listen_addresses'), current_setting('timezone'))"));
        }

        Assert.False(folder.ServerRuns);
        await folder.ServerProcessesEnd();
        Assert.Equal(["pg", "secret", "start.lock", "users.lock", "version"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Z1_what_was_written_is_there_again_in_a_folder_with_spaces_and_Japanese()
    {
        using var folder = new TemporaryDataFolder("広報 課 \"$HOME\" 'データ'");

        await using (var first = await folder.Open())
        {
            await Ask(first.ConnectionString(DatabaseRole.Owner), "create table note as select '髙﨑' as text");
        }

        await using var second = await folder.Open();
        Assert.Equal("髙﨑", await Ask(second.ConnectionString(DatabaseRole.Owner), "select text from note"));
    }

    [Fact]
    public async Task Z1_nobody_signs_in_as_a_role_over_the_network_or_as_a_role_that_is_not_ours()
    {
        using var folder = new TemporaryDataFolder();
        await using var database = await folder.Open();
        await Ask(database.ConnectionString(DatabaseRole.Owner), "select 1");

        var stranger = new NpgsqlConnectionStringBuilder(database.ConnectionString(DatabaseRole.Core)) { Username = "pg_monitor" };

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Ask(stranger.ConnectionString, "select 1"));
        Assert.Equal(PostgresErrorCodes.InvalidAuthorizationSpecification, refused.SqlState);
    }

    [Fact]
    public async Task Z1_the_edge_can_have_a_database_of_its_own()
    {
        using var folder = new TemporaryDataFolder();

        await using var database = await folder.Open(async (opened, ct) =>
        {
            await opened.MakeDatabase("koshiki_edge", ct);
            await opened.MakeDatabase("koshiki_edge", ct);
            return default(Done);
        });

        Assert.Equal("koshiki_edge", await Ask(database.ConnectionString(DatabaseRole.Edge, "koshiki_edge"), "select current_database()::text"));
    }

    [Fact]
    public async Task Z1_who_is_refused_while_opening_leaves_nothing_running()
    {
        using var folder = new TemporaryDataFolder();

        var opened = await PrivatePostgres.Open(folder.Path, (_, _) => Task.FromResult<Result<Done>>(new SomebodyElseSavedFirst()));

        Assert.Equal(new SomebodyElseSavedFirst(), opened.Refusal);
        Assert.False(folder.ServerRuns);
    }

    [Fact]
    public async Task Z1_an_accident_while_opening_leaves_nothing_running()
    {
        using var folder = new TemporaryDataFolder();

        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => PrivatePostgres.Open(folder.Path, (_, _) => throw new InvalidTimeZoneException()));

        Assert.False(folder.ServerRuns);
    }

    [Fact]
    public async Task Z3_data_of_a_newer_release_are_refused_before_anything_is_started()
    {
        using var folder = new TemporaryDataFolder();
        await using (await folder.Open())
        {
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "version"), "99.1.0.0\n");
        var opened = await PrivatePostgres.Open(folder.Path);

        Assert.Equal("99.1.0.0", Assert.IsType<DataFromNewerRelease>(opened.Refusal).DataVersion);
        Assert.False(folder.ServerRuns);
    }

    [Fact]
    public async Task Z3_data_of_the_time_before_the_tables_had_a_lasting_shape_are_refused_and_left_as_they_are()
    {
        using var folder = new TemporaryDataFolder();
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "version"), "0.2.0.0\n");

        var opened = await PrivatePostgres.Open(folder.Path);

        Assert.Equal("0.2.0.0", Assert.IsType<DataFromDevelopment>(opened.Refusal).DataVersion);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "pg")));
        Assert.Equal("0.2.0.0\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "version")));
    }

    [Fact]
    public async Task Z1_a_folder_with_other_things_in_it_is_left_alone()
    {
        using var folder = new TemporaryDataFolder();
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "議事録.txt"), "");

        var opened = await PrivatePostgres.Open(folder.Path);

        Assert.Equal(new NotADataFolder(folder.Path), opened.Refusal);
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Z1_a_path_that_leads_through_a_file_is_refused()
    {
        using var folder = new TemporaryDataFolder();
        await File.WriteAllTextAsync(folder.Path, "");

        var opened = await PrivatePostgres.Open(Path.Combine(folder.Path, "data"));

        Assert.Equal(new DataFolderNotUsable(Path.Combine(folder.Path, "data")), opened.Refusal);
    }

    [Fact]
    public async Task Z1_a_folder_the_server_cannot_enter_is_refused_and_the_closed_one_named()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root runs the server as another user.");
        using var folder = new TemporaryDataFolder();
        Directory.CreateDirectory(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var below = Path.Combine(folder.Path, "data");
        var opened = await PrivatePostgres.Open(below);

        Assert.Equal(new DataFolderNotReachable(below, folder.Path, "postgres"), opened.Refusal);
        Assert.Contains($"chmod o+x", opened.Refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Z1_the_newest_server_is_taken_for_new_data_and_the_same_version_for_old_data()
    {
        PostgresInstallation[] installed = [new(14, "/14"), new(15, "/15"), new(17, "/17")];

        Assert.Equal(installed[2], PostgresInstallation.Choose(installed, null).Value);
        Assert.Equal(installed[1], PostgresInstallation.Choose(installed, 15).Value);
        Assert.Equal(new OtherServerVersion(16, 17), PostgresInstallation.Choose(installed, 16).Refusal);
        Assert.Equal(new PostgreSqlNotInstalled(), PostgresInstallation.Choose([installed[0]], null).Refusal);
    }
}
