using System.Security.Cryptography;
using System.Text;
using Koshiki.Core.Organizations;
using Koshiki.Edge;
using Koshiki.Edge.Delivery;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;
using Koshiki.Tests.Core.Publishing;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Koshiki.Tests.CommandLine;

/// <summary>key rotate, backup and restore, with PostgreSQL's own programs.</summary>
[Collection(CommandRun.Name)]
public sealed class KeyAndBackupTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("koshiki-commands-").FullName;
    private TestDatabase database = null!;

    private string KeyFile => Path.Combine(folder, "master.key");

    private string Dump => Path.Combine(folder, "koshiki.dump");

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        MasterKey.Create(KeyFile);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Z3_every_column_that_the_master_key_wraps_is_known_to_the_rotation()
    {
        using var core = database.OpenCore();
        using var edge = database.OpenEdge();
        // Tickets live for half an hour: the older key stays in the file for so long and longer.
        string[] shortLived = ["edge_friends.preference_ticket"];

        var wrapped = new[] { core.Model, edge.Model }.SelectMany(model => model.GetEntityTypes()).SelectMany(entity => entity.GetProperties())
            .Where(property => property.ClrType == typeof(byte[]) && (property.Name.StartsWith("Wrapped", StringComparison.Ordinal) || property.Name is "Totp" or "Private"))
            .Select(property => (Table: $"{property.DeclaringType.ContainingEntityType.GetSchema()}.{property.DeclaringType.ContainingEntityType.GetTableName()}", Column: property.GetColumnName()))
            .Where(column => !shortLived.Contains(column.Table));

        Assert.Equal(
            wrapped.Order(),
            WrappedColumn.Of(core.Model).Concat(WrappedColumn.Of(edge.Model)).Select(column => (column.Table, column.Column)).Order());
    }

    [Fact]
    public async Task Z3_after_a_rotation_the_new_key_alone_opens_everything_and_a_running_program_goes_on()
    {
        var running = MasterKey.Load(KeyFile);
        await Fill(running, accounts: 450);

        var (code, output, _) = await CommandRun.Run(database.Superuser, KeyFile, ["key", "rotate"]);

        Assert.Equal(0, code);
        Assert.Contains("edge_platforms.connected_account.wrapped_secret: 450", output, StringComparison.Ordinal);
        File.WriteAllLines(KeyFile + ".new", File.ReadAllLines(KeyFile).Take(1));
        Assert.Equal(453, await Opened(MasterKey.Load(KeyFile + ".new")));
        Assert.Equal(453, await Opened(running));
    }

    [Fact]
    public async Task Z3_a_rotation_that_was_broken_off_goes_on_under_the_same_new_key()
    {
        var before = MasterKey.Load(KeyFile);
        await Fill(before, accounts: 3);
        MasterKey.AddKey(KeyFile);

        var (code, output, _) = await CommandRun.Run(database.Superuser, KeyFile, ["key", "rotate"]);

        Assert.Equal(0, code);
        Assert.Contains("no further key is added", output, StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines(KeyFile).Length);
    }

    [Fact]
    public async Task Z3_a_backup_restored_into_an_empty_installation_brings_everything_back_but_the_key_and_the_schedule()
    {
        var (source, empty) = (await CommandRun.NewDatabase(), await CommandRun.NewDatabase());
        try
        {
            Assert.Equal((0, "Both databases are at this program's version.\n", ""), await CommandRun.Run(source, KeyFile, ["migrate"]));
            await Fill(source, MasterKey.Load(KeyFile), accounts: 2);
            var backup = await CommandRun.Run(source, KeyFile, ["backup", Dump]);
            var migrate = await CommandRun.Run(empty, KeyFile, ["migrate"]);
            var restore = await CommandRun.Run(empty, KeyFile, ["restore", Dump]);
            var verify = await CommandRun.Run(empty, KeyFile, ["log", "verify"]);

            Assert.Equal([0, 0, 0, 0], new[] { backup.Code, migrate.Code, restore.Code, verify.Code });
            Assert.Contains("鍵のファイル", backup.Output, StringComparison.Ordinal);
            Assert.Contains("確認待ちの発信", restore.Output, StringComparison.Ordinal);
            Assert.Empty(restore.Errors);
            Assert.DoesNotContain("edge_schedule", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Dump)), StringComparison.Ordinal);
            Assert.Equal(2, await TestDatabase.Ask<long>(empty, "select count(*) from edge_platforms.connected_account"));
            Assert.Equal("佐藤 花子", await TestDatabase.Ask<string>(DatabaseRoles.As(empty, DatabaseRole.Core), "select name from organizations.person"));
            Assert.True(await TestDatabase.Ask<long>(DatabaseRoles.As(empty, DatabaseRole.Edge), "select count(*) from edge_schedule.qrtz_job_details") >= 0);
        }
        finally
        {
            await CommandRun.Drop(source);
            await CommandRun.Drop(empty);
        }
    }

    [Fact]
    public async Task Z3_a_backup_overwrites_no_file_and_a_restore_no_installation()
    {
        await Fill(MasterKey.Load(KeyFile), accounts: 1);
        await File.WriteAllTextAsync(Dump, "an older backup");

        var backup = await CommandRun.Run(database.Superuser, KeyFile, ["backup", Dump]);
        var restore = await CommandRun.Run(database.Superuser, KeyFile, ["restore", Dump]);
        var nothing = await CommandRun.Run(database.Superuser, KeyFile, ["restore", Dump + ".none"]);

        Assert.Equal([1, 1, 1], new[] { backup.Code, restore.Code, nothing.Code });
        Assert.Contains("上書きはしません", backup.Errors, StringComparison.Ordinal);
        Assert.Contains("空の環境", restore.Errors, StringComparison.Ordinal);
        Assert.Equal("an older backup", await File.ReadAllTextAsync(Dump));
        Assert.Equal(1, await TestDatabase.Ask<long>(database.Superuser, "select count(*) from edge_platforms.connected_account"));
    }

    [Fact]
    public async Task Z3_restored_without_its_key_it_says_which_key_is_needed()
    {
        var other = Path.Combine(folder, "other.key");
        MasterKey.Create(other);
        var (source, empty) = (await CommandRun.NewDatabase(), await CommandRun.NewDatabase());
        try
        {
            Assert.Equal((0, "Both databases are at this program's version.\n", ""), await CommandRun.Run(source, KeyFile, ["migrate"]));
            await Fill(source, MasterKey.Load(KeyFile), accounts: 2);
            await CommandRun.Run(source, KeyFile, ["backup", Dump]);
            var (code, _, errors) = await CommandRun.Run(empty, other, ["restore", Dump]);

            Assert.Equal(0, code);
            Assert.Contains("バックアップを作ったときの鍵のファイル", errors, StringComparison.Ordinal);
        }
        finally
        {
            await CommandRun.Drop(source);
            await CommandRun.Drop(empty);
        }
    }

    [Fact]
    public async Task Z3_a_start_migrates_once_and_again_when_something_is_missing()
    {
        var empty = await CommandRun.NewDatabase();
        var settings = Koshiki.Foundation.Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Koshiki:Database"] = empty, ["Koshiki:MasterKeyFile"] = KeyFile }).Build());
        try
        {
            var first = await Koshiki.CommandLine.Installation.MigrateWhereNeeded(settings, default);
            var second = await Koshiki.CommandLine.Installation.MigrateWhereNeeded(settings, default);
            await TestDatabase.Run(empty, "drop schema edge_schedule cascade");
            var third = await Koshiki.CommandLine.Installation.MigrateWhereNeeded(settings, default);

            Assert.Equal([true, false, true], new[] { first, second, third });
            Assert.True(await TestDatabase.Ask<bool>(empty, "select to_regnamespace('edge_schedule') is not null"));
        }
        finally
        {
            await CommandRun.Drop(empty);
        }
    }

    /// <summary>One wrapped value of each kind, and so many connected accounts.</summary>
    private Task Fill(MasterKey master, int accounts) => Fill(database.Superuser, master, accounts);

    private static async Task Fill(string filled, MasterKey master, int accounts)
    {
        var acting = new Koshiki.Foundation.Activity.Acting();
        acting.As(Koshiki.Foundation.Activity.Actor.CommandLine);
        await using (var core = new Koshiki.Core.CoreDb(new DbContextOptionsBuilder<Koshiki.Core.CoreDb>().UseNpgsql(DatabaseRoles.As(filled, DatabaseRole.Core)).Options, acting, TimeProvider.System, []))
        {
            var person = Person.Called("佐藤 花子");
            var credential = new Koshiki.Core.Organizations.SigningIn.Credential { Person = person.Id, UserName = "sato" };
            credential.OfferSecondFactor(master.Wrap("totp"u8, $"credential/{person.Id.Value}/totp"));
            core.AddRange(person, credential);
            await core.SaveChangesAsync();
        }

        await using var edge = new EdgeDb(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(DatabaseRoles.As(filled, DatabaseRole.Edge)).Options);
        for (var i = 1; i <= accounts; i++)
        {
            var key = $"A{i:000}";
            edge.Add(new ConnectedAccount { AccountKey = key, Platform = Platform.Line, PlatformAccountId = "U", WrappedSecret = master.Wrap("secret"u8, ConnectedAccount.SecretContext(key)), ConnectedAt = DateTimeOffset.UtcNow });
        }

        edge.Add(new FriendIdBlock { AccountKey = "A001", Number = 7, Wrapped = master.Wrap("ids"u8, "friends/A001/7") });
        edge.Add(new InboxItem { AccountKey = "A001", ReceivedAt = DateTimeOffset.UtcNow, Wrapped = master.Wrap("event"u8, "inbox/A001") });
        edge.Add(new InboxItem { AccountKey = "A001", ReceivedAt = DateTimeOffset.UtcNow, Wrapped = [], AppliedAt = DateTimeOffset.UtcNow });
        await edge.SaveChangesAsync();
    }

    /// <summary>How many of the filled values a key opens; one that it does not open throws.</summary>
    private async Task<int> Opened(MasterKey master)
    {
        await using var edge = database.OpenEdge();
        await using var core = database.OpenCore();
        var opened = 0;
        foreach (var account in await edge.ConnectedAccounts.AsNoTracking().ToListAsync()) opened += Count(account.WrappedSecret, ConnectedAccount.SecretContext(account.AccountKey), "secret");
        foreach (var block in await edge.FriendIdBlocks.AsNoTracking().ToListAsync()) opened += Count(block.Wrapped, $"friends/{block.AccountKey}/{block.Number}", "ids");
        foreach (var item in await edge.Inbox.AsNoTracking().Where(i => i.AppliedAt == null).ToListAsync()) opened += Count(item.Wrapped, $"inbox/{item.AccountKey}", "event");
        foreach (var credential in await core.Credentials.AsNoTracking().ToListAsync()) opened += Count(credential.Totp!, $"credential/{credential.Person.Value}/totp", "totp");
        return opened;

        int Count(byte[] wrapped, string context, string expected)
        {
            Assert.Equal(expected, Encoding.ASCII.GetString(master.Unwrap(wrapped, context)));
            return 1;
        }
    }
}
