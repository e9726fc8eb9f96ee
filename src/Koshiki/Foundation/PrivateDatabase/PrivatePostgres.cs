using Koshiki.Foundation.Database;
using Npgsql;

namespace Koshiki.Foundation.PrivateDatabase;

/// <summary>What a process does with a private database while nobody else may start or end: it migrates, or refuses.</summary>
public delegate Task<Result<Done>> BeforeRelease(PrivatePostgres database, CancellationToken ct);

/// <summary>
/// A PostgreSQL of our own in a folder, shared by all the processes that open it: the first starts it, the last stops it.
/// </summary>
/// <remarks>
/// Each process takes <c>start.lock</c>, then <c>users.lock</c> together with the others for its whole life, starts the server
/// when it is needed, and lets <c>start.lock</c> go. At its end it takes <c>start.lock</c> again and tries <c>users.lock</c>
/// alone: if it gets it, it was the last. The kernel releases the locks of a process that was killed.
/// </remarks>
public sealed class PrivatePostgres : IAsyncDisposable
{
    /// <summary>The database of both sides, or of core alone where edge has one of its own.</summary>
    public const string MainDatabase = "koshiki";

    private readonly DataFolder folder;
    private readonly PostgresServer server;
    private readonly FileLock user;
    private string socketFolder = "";
    private bool closed;

    private PrivatePostgres(DataFolder folder, PostgresServer server, FileLock user) => (this.folder, this.server, this.user) = (folder, server, user);

    /// <summary>Where the secrets of this installation belong, closed to everyone but the user who runs Koshiki.</summary>
    public string SecretFolder => folder.Secret;

    private static Version ThisRelease { get; } = typeof(PrivatePostgres).Assembly.GetName().Version!;

    /// <summary>Opens the private database of a folder, making both when they are missing.</summary>
    /// <param name="path">The folder; its name may have spaces and Japanese in it.</param>
    /// <param name="beforeRelease">Called when the database runs and before anyone else may start or end.</param>
    /// <returns>The database, the refusal of <paramref name="beforeRelease"/>, or one of this folder's Refusals.cs.</returns>
    public static async Task<Result<PrivatePostgres>> Open(string path, BeforeRelease? beforeRelease = null, CancellationToken ct = default)
    {
        // Prepare
        var folder = new DataFolder(path);
        var account = await ServerAccount.Find(ct);
        if (account.IsRefused(out var refusal)) return refusal;
        if ((await folder.Prepare(account.Value, ct)).IsRefused(out refusal)) return refusal;

        // Alone
        using var start = await FileLock.Alone(folder.StartLock, ct);
        if (folder.Accepts(ThisRelease).IsRefused(out refusal)) return refusal;
        var installation = PostgresInstallation.Choose(await PostgresInstallation.All(account.Value, ct), folder.DataMajor());
        if (installation.IsRefused(out refusal)) return refusal;

        // Together
        var server = new PostgresServer(folder, installation.Value, account.Value);
        var opened = new PrivatePostgres(folder, server, FileLock.Together(folder.UsersLock));
        try
        {
            if (!(await opened.Begin(beforeRelease, ct)).IsRefused(out refusal)) return opened;
        }
        catch
        {
            await opened.Leave();
            throw;
        }

        await opened.Leave();
        return refusal;
    }

    /// <summary>How to reach a database as one of the roles. The operating system says who we are; there is no password.</summary>
    public string ConnectionString(DatabaseRole role, string database = MainDatabase) => ConnectionString(role.LoginName, database);

    /// <summary>Makes a further database, owned by <see cref="DatabaseRole.Owner"/>, when it is missing. To be called in <see cref="BeforeRelease"/>.</summary>
    /// <param name="database">A name of small letters, digits and underscores.</param>
    public async Task MakeDatabase(string database, CancellationToken ct)
    {
        await using var connection = await AsSuperuser(ct);
        await MakeDatabase(connection, database, ct);
    }

    /// <summary>Leaves the database; the last one to leave stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (closed) return;

        using var start = await FileLock.Alone(folder.StartLock, CancellationToken.None);
        await Leave();
    }

    private async Task<Result<Done>> Begin(BeforeRelease? beforeRelease, CancellationToken ct)
    {
        var running = await server.Run(ct);
        if (running.IsRefused(out var refusal)) return refusal;
        socketFolder = running.Value;

        await using (var connection = await AsSuperuser(ct))
        {
            foreach (var role in Enum.GetValues<DatabaseRole>()) await MakeRole(connection, role, ct);
            await MakeDatabase(connection, MainDatabase, ct);
        }

        if (beforeRelease is not null && (await beforeRelease(this, ct)).IsRefused(out refusal)) return refusal;

        folder.Remember(ThisRelease);
        return default(Done);
    }

    /// <summary>The caller holds the start lock.</summary>
    private async Task Leave()
    {
        closed = true;
        using (user)
        {
            if (user.NobodyElseIsLeft()) await server.Stop();
        }
    }

    private string ConnectionString(string login, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = socketFolder,
        Port = 5432,
        Username = login,
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    private async Task<NpgsqlConnection> AsSuperuser(CancellationToken ct)
    {
        var connection = new NpgsqlConnection($"{ConnectionString("postgres", "postgres")};Pooling=false");
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task MakeRole(NpgsqlConnection connection, DatabaseRole role, CancellationToken ct)
    {
        if (await Exists(connection, "select 1 from pg_roles where rolname = $1", role.LoginName, ct)) return;

        await Execute(connection, $"create role {role.LoginName} login", ct);
    }

    private static async Task MakeDatabase(NpgsqlConnection connection, string database, CancellationToken ct)
    {
        if (await Exists(connection, "select 1 from pg_database where datname = $1", database, ct)) return;

        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(database);
        await Execute(connection, $"create database {quoted} owner {DatabaseRole.Owner.LoginName}", ct);
    }

    private static async Task<bool> Exists(NpgsqlConnection connection, string question, string name, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(question, connection) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
