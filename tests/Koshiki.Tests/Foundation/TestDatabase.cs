using Koshiki.Core;
using Koshiki.Edge;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Tests.Foundation;

/// <summary>A fresh database with all tables, roles and rights, on the server that KOSHIKI_TEST_PG names. Dropped at the end.</summary>
/// <remarks>Copied from a template that each test process makes once from the model, so that a test class pays some tens of milliseconds.</remarks>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim TemplateLock = new(1, 1);
    private static string? template;

    private TestDatabase(string name) => Name = name;

    public string Name { get; }

    /// <summary>Where the server is, as its superuser.</summary>
    public static string Server => Environment.GetEnvironmentVariable("KOSHIKI_TEST_PG")
        ?? throw new InvalidOperationException("KOSHIKI_TEST_PG is not set: run the tests through ./test.");

    public string Superuser => With(Server, Name);

    public string As(DatabaseRole role) => DatabaseRoles.As(Superuser, role);

    public static async Task<TestDatabase> Create()
    {
        var from = await Template();
        var database = new TestDatabase($"koshiki_test_{Guid.CreateVersion7():n}");
        await Run(Server, $"create database {database.Name} template {from} strategy file_copy owner koshiki_owner");
        return database;
    }

    public EdgeDb OpenEdge() => new(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(As(DatabaseRole.Edge)).Options);

    /// <summary>A context as the program would open it, acting as the named person or, without one, as a test.</summary>
    public CoreDb OpenCore(Actor? actor = null, TimeProvider? clock = null)
    {
        var acting = new Acting();
        acting.As(actor ?? new Actor(null, "試験", "test"));
        return new CoreDb(new DbContextOptionsBuilder<CoreDb>().UseNpgsql(As(DatabaseRole.Core)).Options, acting, clock ?? TimeProvider.System, []);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var role in Enum.GetValues<DatabaseRole>())
        {
            await using var used = new NpgsqlConnection(As(role));
            NpgsqlConnection.ClearPool(used);
        }

        await Run(Server, $"drop database if exists {Name} with (force)");
    }

    /// <summary>Runs SQL on a connection of its own, outside every pool.</summary>
    public static async Task Run(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row.</summary>
    public static async Task<T?> Ask<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T?)await command.ExecuteScalarAsync();
    }

    /// <summary>Comes back when somebody in this database waits for a lock that another one holds; gives up after ten seconds.</summary>
    public async Task WaitForLock()
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            if (await Ask<long>(Superuser, "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()") > 0) return;
            await Task.Delay(10);
        }

        throw new TimeoutException("Nobody waits for a lock.");
    }

    private static async Task<string> Template()
    {
        await TemplateLock.WaitAsync();
        try
        {
            return template ??= await MakeTemplate();
        }
        finally
        {
            TemplateLock.Release();
        }
    }

    private static async Task<string> MakeTemplate()
    {
        foreach (var role in Enum.GetValues<DatabaseRole>())
        {
            await Run(Server, $"do $$ begin create role {role.LoginName} login; exception when duplicate_object or unique_violation then null; end $$");
        }

        var name = $"koshiki_template_{Environment.ProcessId}_{Guid.CreateVersion7():n}";
        await Run(Server, $"create database {name} owner koshiki_owner");
        var owner = new NpgsqlConnectionStringBuilder(DatabaseRoles.As(With(Server, name), DatabaseRole.Owner)) { Pooling = false }.ConnectionString;
        await using (var edge = new EdgeDb(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(owner).Options))
        {
            await edge.Database.ExecuteSqlRawAsync(edge.Database.GenerateCreateScript());
            await EdgeSchema.Complete(edge, CancellationToken.None);
        }

        await using (var core = new CoreDb(new DbContextOptionsBuilder<CoreDb>().UseNpgsql(owner).Options, new Acting(), TimeProvider.System, []))
        {
            await core.Database.ExecuteSqlRawAsync(core.Database.GenerateCreateScript());
            await CoreSchema.Complete(core, CancellationToken.None);
        }

        return name;
    }

    private static string With(string server, string database) => new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;
}
