using System.Text.Encodings.Web;
using System.Text.Json;
using Koshiki.Core;
using Koshiki.Edge;
using Koshiki.Edge.Delivery.Schedule;
using Koshiki.Foundation;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Database;
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

    /// <summary>What <c>--data</c> names by itself, so that no other place may name it.</summary>
    private static readonly string[] OwnPlaces = ["Database", "EdgeDatabase", "CourierDatabase", "OwnerDatabase", "EdgeOwnerDatabase", "MasterKeyFile"];

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
    /// <param name="first">Looks at a private installation before anything in it is changed; its refusal is the answer.</param>
    public static async Task<Result<Installation>> Open(
        string? data, IReadOnlyDictionary<string, string?> defaults, CancellationToken ct, Func<Settings, CancellationToken, Task<Result<Done>>>? first = null)
    {
        if (data is null) return new Installation(Configure(null, defaults), null);

        SayWhatIsNotUsed(data);
        var opened = await PrivatePostgres.Open(data, (postgres, token) => Migrate(postgres, data, defaults, first, token), ct);
        return opened.IsRefused(out var refusal) ? refusal : new Installation(Configure(data, defaults, opened.Value), opened.Value);
    }

    /// <summary>What is kept in a private installation's folder, without what anybody else says.</summary>
    public static IConfiguration Kept(string data) => new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(Path.Combine(data, OwnSettings)), optional: true).Build();

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

    private static async Task<Result<Done>> Migrate(
        PrivatePostgres postgres, string data, IReadOnlyDictionary<string, string?> defaults, Func<Settings, CancellationToken, Task<Result<Done>>>? first, CancellationToken ct)
    {
        var settings = Settings.Read(Configure(data, defaults, postgres));
        if (first is not null && (await first(settings, ct)).IsRefused(out var refusal)) return refusal;
        if (!File.Exists(settings.MasterKeyFile)) MasterKey.Create(settings.MasterKeyFile);
        await MigrateWhereNeeded(settings, ct);
        return default(Done);
    }

    /// <summary>The places of a private installation, each of <see cref="OwnPlaces"/>; none for another one.</summary>
    private static Dictionary<string, string?> PlacesOf(PrivatePostgres? postgres) => postgres is null ? new() : new()
    {
        ["Koshiki:Database"] = postgres.ConnectionString(DatabaseRole.Core),
        ["Koshiki:EdgeDatabase"] = postgres.ConnectionString(DatabaseRole.Edge),
        ["Koshiki:CourierDatabase"] = postgres.ConnectionString(DatabaseRole.Courier),
        ["Koshiki:OwnerDatabase"] = postgres.ConnectionString(DatabaseRole.Owner),
        ["Koshiki:EdgeOwnerDatabase"] = postgres.ConnectionString(DatabaseRole.Owner),
        ["Koshiki:MasterKeyFile"] = Path.Combine(postgres.SecretFolder, "master.key"),
    };

    /// <summary>Whoever names a folder and another database is told which one counts.</summary>
    private static void SayWhatIsNotUsed(string data)
    {
        var elsewhere = Configure(null, new Dictionary<string, string?>());
        var unused = OwnPlaces.Where(name => elsewhere[$"Koshiki:{name}"] is not null).Select(name => $"Koshiki__{name}").ToList();
        if (unused.Count > 0) Console.Error.WriteLine($"設定の{string.Join("、", unused)}は使いません。フォルダー「{data}」のデータベースと鍵を使います。");
    }

    /// <param name="data">The folder of a private installation; null for the installation of the environment.</param>
    /// <param name="postgres">The database of that folder: it wins over whatever else names one.</param>
    private static IConfigurationRoot Configure(string? data, IReadOnlyDictionary<string, string?> defaults, PrivatePostgres? postgres = null) => (data is null ? new ConfigurationBuilder() : OfFolder(data))
        .AddInMemoryCollection(defaults)
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddKeyPerFile(options =>
        {
            options.Optional = true;
            options.FileProvider = Directory.Exists("/run/secrets") ? new Microsoft.Extensions.FileProviders.PhysicalFileProvider("/run/secrets") : null;
        })
        .AddEnvironmentVariables()
        .AddInMemoryCollection(PlacesOf(postgres))
        .Build();

    private static IConfigurationBuilder OfFolder(string data) => new ConfigurationBuilder()
        // Elsewhere a worker insists on the real one, which goes out in messages; a private installation is a trial on one machine.
        .AddInMemoryCollection([new("Koshiki:PublicUrl", Settings.UsualPublicUrl)])
        .AddJsonFile(Path.GetFullPath(Path.Combine(data, OwnSettings)), optional: true);
}
