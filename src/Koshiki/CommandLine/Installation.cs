using System.Text.Encodings.Web;
using System.Text.Json;
using Koshiki.Core;
using Koshiki.Edge;
using Koshiki.Edge.Delivery.Schedule;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Outbox;
using Koshiki.Foundation.PrivateDatabase;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.CommandLine;

/// <summary>The installation that a command works on: the one of the environment, or the private one of <c>--data DIR</c>.</summary>
internal sealed class Installation : IAsyncDisposable
{
    /// <summary>Who hears the facts that a command announces: a staff node carries them on when it runs.</summary>
    private static readonly FactListening[] Listeners = StaffHost.FactListeners;

    /// <summary>In the folder of a private installation: what it says of itself to every command, as an appsettings.json would. Whoever opens it, and the environment, win over it.</summary>
    private const string OwnSettings = "settings.json";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly PrivatePostgres? database;

    private Installation(IConfiguration configuration, PrivatePostgres? database)
    {
        this.database = database;
        Configuration = configuration;
        Settings = Settings.Read(configuration);
    }

    public IConfiguration Configuration { get; }

    public Settings Settings { get; }

    /// <param name="data">The folder of a private database, made and migrated when needed; null for the installation of the environment.</param>
    /// <param name="defaults">Settings that count where neither the files nor the environment say otherwise.</param>
    public static async Task<Result<Installation>> Open(string? data, IReadOnlyDictionary<string, string?> defaults, CancellationToken ct)
    {
        if (data is null) return new Installation(Configure(null, defaults), null);

        var opened = await PrivatePostgres.Open(data, (postgres, token) => Migrate(postgres, data, defaults, token), ct);
        return opened.IsRefused(out var refusal) ? refusal : new Installation(Configure(data, ForPrivate(opened.Value, defaults)), opened.Value);
    }

    /// <summary>Keeps settings in a private installation's folder, where every later command finds them.</summary>
    public static Task Keep(string data, IReadOnlyDictionary<string, string?> settings, CancellationToken ct) =>
        File.WriteAllTextAsync(Path.Combine(data, OwnSettings), JsonSerializer.Serialize(settings, Readable), ct);

    /// <summary>A unit of core's work outside any host, acting as whoever is given.</summary>
    public CoreDb OpenCore(Actor actor)
    {
        var acting = new Acting();
        acting.As(actor);
        return new CoreDb(new DbContextOptionsBuilder<CoreDb>().UseNpgsql(Settings.Database).Options, acting, TimeProvider.System, Listeners);
    }

    public EdgeDb OpenEdge() => new(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(Settings.EdgeDatabase).Options);

    public async ValueTask DisposeAsync()
    {
        if (database is not null) await database.DisposeAsync();
    }

    /// <summary>Migrates unless this very build has done so before: looking costs two questions, migrating nothing more than a second of processor time.</summary>
    /// <returns>Whether anything was done.</returns>
    public static async Task<bool> MigrateWhereNeeded(Settings settings, CancellationToken ct)
    {
        if (await IsMigrated(settings.OwnerDatabase, CoreSchema.HistorySchema, CoreSchema.HistorySchema, ct)
            && await IsMigrated(settings.EdgeOwnerDatabase, EdgeSchema.HistorySchema, ScheduleTables.Schema, ct)) return false;

        await Migrate(settings, ct);
        return true;
    }

    /// <summary>Brings both databases to this program's version, as the owner.</summary>
    public static async Task Migrate(Settings settings, CancellationToken ct)
    {
        await using var core = new CoreDb(new DbContextOptionsBuilder<CoreDb>().UseNpgsql(settings.OwnerDatabase, CoreSchema.History).Options, new Acting(), TimeProvider.System, []);
        if (core.Database.HasPendingModelChanges()) throw new InvalidOperationException("The program's model and its migrations differ: this build is not whole.");
        await core.Database.MigrateAsync(ct);
        await CoreSchema.Complete(core, ct);
        await using var edge = new EdgeDb(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(settings.EdgeOwnerDatabase, EdgeSchema.History).Options);
        await edge.Database.MigrateAsync(ct);
        await EdgeSchema.Complete(edge, ct);
        await core.Database.ExecuteSqlRawAsync(NoteBuild(CoreSchema.HistorySchema), ct);
        await edge.Database.ExecuteSqlRawAsync(NoteBuild(EdgeSchema.HistorySchema), ct);
    }

    private static string NoteBuild(string schema) => $"comment on schema {schema} is '{Build}'";

    /// <summary>Names this build of the program: another source gives another one.</summary>
    private static string Build => typeof(Installation).Module.ModuleVersionId.ToString();

    /// <param name="needed">A schema that must be there too: a backup leaves the scheduler's out.</param>
    private static async Task<bool> IsMigrated(string database, string history, string needed, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select obj_description(to_regnamespace($1)::oid, 'pg_namespace') = $2 and to_regnamespace($3) is not null");
        foreach (var value in new[] { history, Build, needed }) command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    private static async Task<Result<Done>> Migrate(PrivatePostgres postgres, string data, IReadOnlyDictionary<string, string?> defaults, CancellationToken ct)
    {
        var key = MasterKeyFile(postgres);
        if (!File.Exists(key)) MasterKey.Create(key);
        var settings = Settings.Read(Configure(data, ForPrivate(postgres, defaults)));
        await MigrateWhereNeeded(settings, ct);
        return default(Done);
    }

    private static string MasterKeyFile(PrivatePostgres postgres) => Path.Combine(postgres.SecretFolder, "master.key");

    private static Dictionary<string, string?> ForPrivate(PrivatePostgres postgres, IReadOnlyDictionary<string, string?> defaults) => new(defaults)
    {
        ["Koshiki:Database"] = postgres.ConnectionString(Foundation.Database.DatabaseRole.Core),
        ["Koshiki:MasterKeyFile"] = MasterKeyFile(postgres),
    };

    /// <param name="data">The folder of a private installation; null for the installation of the environment.</param>
    private static IConfigurationRoot Configure(string? data, IReadOnlyDictionary<string, string?> defaults) => (data is null ? new ConfigurationBuilder() : OfFolder(data))
        .AddInMemoryCollection(defaults)
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddKeyPerFile(options =>
        {
            options.Optional = true;
            options.FileProvider = Directory.Exists("/run/secrets") ? new Microsoft.Extensions.FileProviders.PhysicalFileProvider("/run/secrets") : null;
        })
        .AddEnvironmentVariables()
        .Build();

    private static IConfigurationBuilder OfFolder(string data) => new ConfigurationBuilder()
        // Elsewhere a worker insists on the real one, which goes out in messages; a private installation is a trial on one machine.
        .AddInMemoryCollection([new("Koshiki:PublicUrl", Settings.UsualPublicUrl)])
        .AddJsonFile(Path.GetFullPath(Path.Combine(data, OwnSettings)), optional: true);
}
