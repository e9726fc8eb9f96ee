using System.Globalization;
using System.Text;
using Koshiki.Edge;
using Koshiki.Edge.Delivery;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Queues;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Bench;

/// <summary>A city with its own database, its friends and their choices: everyone inside chose one topic, everyone outside another.</summary>
internal sealed class MulticastCity : IAsyncDisposable
{
    public const string Account = "A001";

    private const string Token = "token-A001";

    private readonly BenchInstallation installation;
    private readonly NpgsqlDataSource source;
    private readonly MasterKey master;
    private readonly int inside;

    private MulticastCity(BenchInstallation installation, StandInControl standIn, int inside)
    {
        (this.installation, StandIn, this.inside) = (installation, standIn, inside);
        master = MasterKey.Load(installation.Installation.Configuration["Koshiki:MasterKeyFile"]!);
        source = NpgsqlDataSource.Create(Edge);
    }

    /// <summary>Where the workers started from now on find LINE.</summary>
    public StandInControl StandIn { get; set; }

    private string Edge => DatabaseRoles.As(installation.Installation.Settings.Database, DatabaseRole.Edge);

    /// <summary>A number of the environment, <c>KOSHIKI_BENCH_…</c>.</summary>
    public static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable("KOSHIKI_BENCH_" + name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>Makes the database and takes the stand-in's friends over.</summary>
    public static async Task<MulticastCity> Make(StandInControl standIn, int inside, int outside) =>
        await Make(standIn, await standIn.Open(Account, Token, inside + outside), inside);

    /// <param name="friends">Their user ids, those inside first.</param>
    public static async Task<MulticastCity> Make(StandInControl standIn, IReadOnlyList<string> friends, int inside)
    {
        var city = new MulticastCity(await BenchInstallation.Make(), standIn, inside);
        await city.Connect();
        await city.Ask();
        await city.Befriend(friends);
        return city;
    }

    /// <summary>A worker in a process of its own.</summary>
    public Task<ChildProcess> StartWorker(int multicastsPerSecond) => ChildProcess.Start("worker", WorkerSettings(multicastsPerSecond));

    internal Dictionary<string, string> WorkerSettings(int multicastsPerSecond) => new()
    {
        ["Koshiki:Database"] = installation.Installation.Settings.Database,
        ["Koshiki:MasterKeyFile"] = installation.Installation.Configuration["Koshiki:MasterKeyFile"]!,
        ["Koshiki:PublicUrl"] = "https://www.example.lg.jp",
        ["Koshiki:Platforms:Line:ApiBaseUrl"] = StandIn.LineApiBaseUrl,
        ["Koshiki:Delivery:MulticastsPerSecond"] = multicastsPerSecond.ToString(CultureInfo.InvariantCulture),
        ["Koshiki:Delivery:FloodPosts"] = "10000",
        ["Logging:LogLevel:Default"] = "Error",
    };

    /// <summary>Orders a text to everyone inside, or an emergency to all friends.</summary>
    public async Task<Guid> Deliver(string text, bool isEmergency = false)
    {
        var rule = SegmentRule.Of([new SegmentQuestion("topic", ["flood"])]);
        Audience audience = isEmergency ? new Audience.Everyone() : new Audience.Segment(rule);
        var bytes = new SealedPost(Guid.CreateVersion7(), [new SealedChannel(Account, Platform.Line, text, null, [], audience, isEmergency ? null : inside)]).ToBytes();
        var now = DateTimeOffset.UtcNow;
        var kind = isEmergency ? AuthorizationKind.Emergency : AuthorizationKind.Approved;
        var authorization = new DeliveryAuthorization(Guid.CreateVersion7(), kind, SealHash.Of(bytes), now.AddMinutes(-1), now.AddHours(2));
        await Order(new DeliverPost(bytes, authorization, [Account], isEmergency ? DeliveryPriority.Emergency : DeliveryPriority.Normal, 1), authorization.Seal.Hex);
        return NameBasedId.Delivery(authorization.Seal.Hex, Account, 1);
    }

    /// <summary>Waits for the end, which must be "sent".</summary>
    /// <returns>From the first request to the last outcome, and from the order to it in seconds.</returns>
    public async Task<(TimeSpan Sending, double Whole)> UntilSent(Guid delivery)
    {
        for (var until = DateTimeOffset.UtcNow.AddMinutes(5); ; await Task.Delay(20))
        {
            await using var command = source.CreateCommand("""
                select d.state, d.reason, (select max(r.created_at) from edge_exchange.outgoing_report r where r.aggregate = d.id::text), d.ordered_at,
                       (select min(w.opened_at) from edge_delivery.chunk_window w where w.delivery_id = d.id)
                from edge_delivery.delivery d where d.id = $1
                """);
            command.Parameters.Add(new() { Value = delivery });
            await using var rows = await command.ExecuteReaderAsync();
            if (!await rows.ReadAsync()) continue;
            var state = rows.GetString(0);
            if (state == nameof(DeliveryState.Sent))
            {
                var (end, ordered) = (rows.GetFieldValue<DateTimeOffset>(2), rows.GetFieldValue<DateTimeOffset>(3));
                var first = rows.IsDBNull(4) ? ordered : rows.GetFieldValue<DateTimeOffset>(4);
                return (end - first, (end - ordered).TotalSeconds);
            }

            if (state == nameof(DeliveryState.AskingAPerson) || DateTimeOffset.UtcNow > until) throw new InvalidOperationException($"The delivery is {state}: {rows.GetValue(1)}");
        }
    }

    public async Task<(TimeSpan Sending, double Whole)> DeliverAndWait(string text) => await UntilSent(await Deliver(text));

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await installation.DisposeAsync();
    }

    private async Task Connect()
    {
        var secret = Encoding.UTF8.GetBytes($$"""{"channelAccessToken":"{{Token}}"}""");
        await Order(new ConnectAccount(Account, Platform.Line, "U" + new string('0', 32), master.Wrap(secret, ConnectedAccount.SecretContext(Account))), Account);
    }

    private Task Ask()
    {
        Option[] options = [new(1, "flood", "水害", null, null, false), new(2, "books", "図書館", null, null, false)];
        return Order(new PublishQuestionnaire(new Questionnaire(Account, 1, [new Question("topic", "お知らせの種類", null, IsSingle: false, options)])), "questionnaire");
    }

    private async Task Befriend(IReadOnlyList<string> friends)
    {
        var now = DateTimeOffset.UtcNow;
        var rows = friends.Select((text, i) => new FriendToImport(
            LineUserId.TryParse(text, out var id) ? id : throw new FormatException(), now, [(short)(i < inside ? 1 : 2)], false, now)).ToList();
        await using var connection = await source.OpenConnectionAsync();
        await new FriendImport(new FriendHash(master), new FriendIds(master)).Write(connection, Account, rows, CancellationToken.None);
    }

    private async Task Order(Order order, string aggregate)
    {
        await using var db = new EdgeDb(new DbContextOptionsBuilder<EdgeDb>().UseNpgsql(source).Options);
        db.IncomingOrders.Add(new IncomingOrder
        {
            Id = Guid.CreateVersion7(),
            Kind = order.GetType().Name,
            Aggregate = aggregate,
            Body = MessageJson.ToBytes<Order>(order),
            CreatedAt = DateTimeOffset.UtcNow,
        });
        await db.SaveChangesAsync();
    }
}
