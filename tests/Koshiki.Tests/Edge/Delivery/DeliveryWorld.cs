using System.Text;
using Koshiki.Edge;
using Koshiki.Edge.Delivery;
using Koshiki.Edge.Platforms;
using Koshiki.Exchange;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Media;
using Koshiki.Foundation.Queues;
using Koshiki.PlatformFacts;
using Koshiki.StandIns;
using Koshiki.Tests.Foundation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Koshiki.Tests.Edge.Delivery;

/// <summary>A database, the stand-ins, and workers: what a delivery needs from end to end.</summary>
internal sealed class DeliveryWorld : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string keyFile = Path.Combine(Path.GetTempPath(), $"koshiki-key-{Guid.CreateVersion7():n}");
    private readonly List<IAsyncDisposable> owned = [];
    private string connection;

    private DeliveryWorld(string connection, StandInHost standIns)
    {
        (this.connection, StandIns) = (connection, standIns);
        MasterKey.Create(keyFile);
        Master = MasterKey.Load(keyFile);
    }

    public StandInHost StandIns { get; }

    public MasterKey Master { get; }

    /// <summary>Extra settings of the workers started after this.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>The database, as its superuser.</summary>
    public string Database => connection;

    public static async Task<DeliveryWorld> Create()
    {
        var database = await TestDatabase.Create();
        var world = new DeliveryWorld(database.Superuser, await StandInHost.Start());
        world.owned.Add(database);
        return world;
    }

    /// <summary>On a server that the test may stop.</summary>
    public static async Task<DeliveryWorld> On(string connectionString) => new(connectionString, await StandInHost.Start());

    /// <summary>From now on everything happens in another database, such as a restored one.</summary>
    public void MoveTo(string connectionString) => connection = connectionString;

    public EdgeDb OpenEdge() => new(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(DatabaseRoles.As(connection, DatabaseRole.Edge)).Options);

    /// <summary>A worker in this process.</summary>
    public async Task<WebApplication> StartWorker(TimeProvider? clock = null)
    {
        var app = WorkerHost.Build(new ConfigurationBuilder().AddInMemoryCollection(WorkerSettings()!).Build(), healthPort: 0, clock: clock);
        owned.Add(app);
        await app.StartAsync();
        return app;
    }

    /// <summary>A worker in a process of its own.</summary>
    /// <param name="database">Another way to the same database.</param>
    public async Task<WorkerProcess> StartWorkerProcess(string? database = null)
    {
        var worker = await WorkerProcess.Start(new Dictionary<string, string>(WorkerSettings()) { ["Koshiki:Database"] = database ?? connection });
        owned.Add(worker);
        return worker;
    }

    /// <summary>Opens an account on its stand-in and connects it.</summary>
    public async Task Connect(string account, Platform platform, int friends = 10)
    {
        var token = "token-" + account;
        var (platformId, secret) = platform switch
        {
            Platform.Line => ("U" + new string('0', 32), $$"""{"channelAccessToken":"{{token}}"}"""),
            Platform.X => (StandIns.X.Open(account, "広報課", "koho_" + account, token).Id, $$"""{"accessToken":"{{token}}"}"""),
            Platform.Facebook => (StandIns.Meta.Open(account, "広報課", token).Id, $$"""{"pageAccessToken":"{{token}}"}"""),
            _ => throw new NotSupportedException($"{platform} has no stand-in."),
        };
        if (platform == Platform.Line) StandIns.Line.Open(account, "広報課", token, friends);
        await Order(new ConnectAccount(account, platform, platformId, Master.Wrap(Encoding.UTF8.GetBytes(secret), ConnectedAccount.SecretContext(account))), account);
    }

    /// <summary>Orders a text to be sent at once, and says which delivery that is.</summary>
    public async Task<Guid> Deliver(
        string account,
        Platform platform,
        string text,
        Audience? audience = null,
        AuthorizationKind kind = AuthorizationKind.Approved,
        DeliveryPriority priority = DeliveryPriority.Normal,
        TimeSpan? notBefore = null,
        TimeSpan? notAfter = null,
        IReadOnlyList<SealedMedia>? media = null,
        string? link = null,
        DateTimeOffset? givenAt = null,
        long? ceiling = null)
    {
        var post = new SealedPost(Guid.CreateVersion7(), [new SealedChannel(account, platform, text, link, media ?? [], audience ?? new Audience.Everyone(), ceiling)]);
        var bytes = post.ToBytes();
        var now = DateTimeOffset.UtcNow;
        var authorization = new DeliveryAuthorization(
            Guid.CreateVersion7(), kind, SealHash.Of(bytes), now + (notBefore ?? TimeSpan.FromMinutes(-1)), now + (notAfter ?? TimeSpan.FromHours(2)));
        await Order(new DeliverPost(bytes, authorization, [account], priority, 1), authorization.Seal.Hex, givenAt);
        return NameBasedId.Delivery(authorization.Seal.Hex, account, 1);
    }

    /// <summary>Puts an order where the courier puts it.</summary>
    public async Task Order(Order order, string aggregate, DateTimeOffset? givenAt = null)
    {
        await using var db = OpenEdge();
        db.IncomingOrders.Add(new IncomingOrder
        {
            Id = Guid.CreateVersion7(),
            Kind = order.GetType().Name,
            Aggregate = aggregate,
            Body = MessageJson.ToBytes<Order>(order),
            CreatedAt = givenAt ?? DateTimeOffset.UtcNow,
        });
        await db.SaveChangesAsync();
    }

    public async Task<ChannelDelivery?> Find(Guid delivery)
    {
        await using var db = OpenEdge();
        return await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(d => d.Id == new DeliveryId(delivery));
    }

    /// <summary>Text, alternative texts and id of the account's newest post.</summary>
    public (string Text, IReadOnlyList<string?> AltTexts, string Id) LastPostOf(string account, Platform platform)
    {
        if (platform == Platform.X)
        {
            var user = StandIns.X.User(account);
            var post = user.Posts[^1];
            return (post.Text, [.. post.MediaIds.Select(id => user.Media(id)!.AltText)], post.Id);
        }

        var page = StandIns.Meta.Page(account);
        var newest = page.Posts[^1];
        return (newest.Message, [.. newest.PhotoIds.Select(id => page.Photo(id)!.AltText)], newest.Id);
    }

    /// <summary>Serves opened pictures as the public host does, for platforms that fetch them.</summary>
    public async Task StartMediaServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/m/{hash}", async (string hash) =>
        {
            await using var db = OpenEdge();
            return await db.MediaObjects.AnyAsync(m => m.Sha256 == hash && m.OpenedAt != null)
                ? Results.Bytes(await MediaStore.Read(db, hash, CancellationToken.None), "image/png")
                : Results.NotFound();
        });
        owned.Add(app);
        await app.StartAsync();
        Settings["Koshiki:PublicUrl"] = app.Urls.First();
    }

    /// <summary>Stores a small picture as the courier does.</summary>
    public async Task<SealedMedia> StorePicture(string altText)
    {
        byte[] bytes = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Encoding.UTF8.GetBytes(altText)];
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        await using var db = OpenEdge();
        db.MediaObjects.Add(new MediaObject { Sha256 = hash, ContentType = "image/png", Size = bytes.Length, StoredAt = DateTimeOffset.UtcNow });
        db.MediaParts.Add(new MediaPart { Sha256 = hash, Number = 0, Bytes = bytes });
        await db.SaveChangesAsync();
        return new SealedMedia(hash, null, "image/png", 1, 1, bytes.Length, altText);
    }

    /// <summary>Waits until a delivery stands so.</summary>
    public Task<ChannelDelivery> Until(Guid delivery, DeliveryState state, TimeSpan? patience = null) =>
        Until(async () => await Find(delivery) is { } found && found.State == state ? found : null, async () => $"{state}, but is {(await Find(delivery))?.State}: {(await Find(delivery))?.Reason}", patience);

    /// <summary>Looks again and again until there is something.</summary>
    public static async Task<T> Until<T>(Func<Task<T?>> look, Func<Task<string>> expected, TimeSpan? patience = null) where T : class
    {
        for (var until = DateTimeOffset.UtcNow + (patience ?? Patience); ;)
        {
            try
            {
                if (await look() is { } found) return found;
            }
            catch (Exception broken) when (Persist.IsTheDatabase(broken) && DateTimeOffset.UtcNow < until)
            {
                // The test has stopped the server.
            }

            if (DateTimeOffset.UtcNow > until) throw new TimeoutException($"Waited in vain for {await expected()}");
            await Task.Delay(25);
        }
    }

    /// <summary>The stand-ins' word for the request that publishes.</summary>
    public static string SendingOn(Platform platform) => platform switch
    {
        Platform.Line => "line.broadcast",
        Platform.X => "x.create",
        Platform.Facebook => "meta.feed",
        _ => throw new NotSupportedException(),
    };

    /// <summary>How many posts the account has on its stand-in.</summary>
    public int PostsOf(string account, Platform platform) => platform switch
    {
        Platform.Line => StandIns.Line.Account(account).Accepted.Count,
        Platform.X => StandIns.X.User(account).Posts.Count,
        Platform.Facebook => StandIns.Meta.Page(account).Posts.Count,
        _ => throw new NotSupportedException(),
    };

    /// <summary>Waits until a worker has taken the account's connection over.</summary>
    public async Task UntilConnected(string account)
    {
        var row = $"select count(*) from edge_platforms.connected_account where account_key = '{account}'";
        await Until(async () => await TestDatabase.Ask<long>(connection, row) > 0 ? "there" : null, () => Task.FromResult("the account to be connected"));
    }

    public async Task<IReadOnlyList<DeliveryIntent>> Intents(Guid delivery)
    {
        await using var db = OpenEdge();
        return await db.Intents.AsNoTracking().Where(i => i.DeliveryId == new DeliveryId(delivery)).OrderBy(i => i.OpenedAt).ToListAsync();
    }

    /// <summary>What core was told of a delivery, in its order.</summary>
    public async Task<IReadOnlyList<DeliveryReported>> Reports(Guid delivery)
    {
        await using var db = OpenEdge();
        var rows = await db.OutgoingReports.AsNoTracking().Where(r => r.Aggregate == delivery.ToString()).OrderBy(r => r.Seq).ToListAsync();
        return [.. rows.Select(r => (DeliveryReported)MessageJson.FromBytes<Report>(r.Body))];
    }

    /// <summary>Holds a table against every writer until it is let go.</summary>
    public async Task<IAsyncDisposable> LockTable(string table)
    {
        var held = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await held.OpenAsync();
        await using var command = new NpgsqlCommand($"begin; lock table {table} in share row exclusive mode", held);
        await command.ExecuteNonQueryAsync();
        return held;
    }

    /// <summary>Waits until somebody waits for a lock that a test holds.</summary>
    public Task UntilSomebodyWaitsForALock() => Until(
        async () => await TestDatabase.Ask<long>(connection, "select count(*) from pg_locks where not granted") > 0 ? "waiting" : null,
        () => Task.FromResult("somebody to wait for the lock"));

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(owned))
        {
            if (one is WebApplication worker) await worker.StopAsync();
            await one.DisposeAsync();
        }

        await StandIns.DisposeAsync();
        File.Delete(keyFile);
    }

    private Dictionary<string, string> WorkerSettings() => new(Settings)
    {
        ["Koshiki:Database"] = connection,
        ["Koshiki:MasterKeyFile"] = keyFile,
        ["Koshiki:PublicUrl"] = Settings.GetValueOrDefault("Koshiki:PublicUrl", "https://www.example.lg.jp"),
        ["Koshiki:Platforms:Line:ApiBaseUrl"] = StandIns.LineApiBaseUrl,
        ["Koshiki:Platforms:X:ApiBaseUrl"] = Settings.GetValueOrDefault("Koshiki:Platforms:X:ApiBaseUrl", StandIns.XApiBaseUrl),
        ["Koshiki:Platforms:Meta:GraphBaseUrl"] = StandIns.MetaGraphBaseUrl,
    };
}
