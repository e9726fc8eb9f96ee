using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Koshiki.Edge;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.PublicSite.Preferences;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Queues;
using Koshiki.PlatformFacts;
using Koshiki.StandIns;
using Koshiki.Tests.Foundation;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Koshiki.Tests.Edge.PublicSite.Preferences;

/// <summary>A city with one LINE account, A001: public host, worker and LINE's stand-in, each on loopback, over a database of its own.</summary>
internal sealed class PreferenceTown : IAsyncDisposable
{
    public const string Account = "A001";

    private readonly string keyFile;
    private readonly WebApplication residents;
    private readonly WebApplication worker;

    private PreferenceTown(TestDatabase database, StandInHost standIns, string keyFile, Uri address, WebApplication residents, WebApplication worker) =>
        (Database, StandIns, this.keyFile, Address, this.residents, this.worker) = (database, standIns, keyFile, address, residents, worker);

    public TestDatabase Database { get; }

    public StandInHost StandIns { get; }

    public Uri Address { get; }

    public MasterKey Master => MasterKey.Load(keyFile);

    public Koshiki.StandIns.Line.LineAccount Line => StandIns.Line.Account(Account);

    /// <param name="withLogin">Whether the account has a LINE Login channel.</param>
    /// <param name="asked">Whether a questionnaire is published.</param>
    public static async Task<PreferenceTown> Start(bool withLogin = true, bool asked = true)
    {
        var database = await TestDatabase.Create();
        var standIns = await StandInHost.Start();
        var keyFile = Path.Combine(Path.GetTempPath(), $"koshiki-{Guid.CreateVersion7():n}.key");
        MasterKey.Create(keyFile);
        var address = FreeAddress();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Koshiki:Database"] = database.As(DatabaseRole.Core),
            ["Koshiki:EdgeDatabase"] = database.As(DatabaseRole.Edge),
            ["Koshiki:PublicUrl"] = address.ToString(),
            ["Koshiki:MasterKeyFile"] = keyFile,
            ["Koshiki:Government"] = "愛光市",
            ["Koshiki:Platforms:Line:ApiBaseUrl"] = standIns.LineApiBaseUrl,
            ["Koshiki:Platforms:Line:DataApiBaseUrl"] = standIns.LineDataApiBaseUrl,
            ["Koshiki:Platforms:Line:LoginBaseUrl"] = standIns.LineLoginBaseUrl,
            ["Logging:LogLevel:Default"] = "Error",
        }).Build();

        var line = standIns.Line.Open(Account, "愛光市公式", "token-a001", friends: 10);
        line.OpenLogin("1650000001", "login-secret-a001", $"{address.AbsoluteUri.TrimEnd('/')}/public/line/preferences/return");
        await using (var db = database.OpenEdge())
        {
            var secret = withLogin
                ? JsonSerializer.SerializeToUtf8Bytes(new { channelAccessToken = "token-a001", channelSecret = "secret-a001", loginChannelId = "1650000001", loginChannelSecret = "login-secret-a001" })
                : JsonSerializer.SerializeToUtf8Bytes(new { channelAccessToken = "token-a001" });
            db.ConnectedAccounts.Add(new ConnectedAccount
            {
                AccountKey = Account,
                Platform = Platform.Line,
                PlatformAccountId = "U00000000000000000000000000000a001",
                WrappedSecret = MasterKey.Load(keyFile).Wrap(secret, ConnectedAccount.SecretContext(Account)),
                ConnectedAt = DateTimeOffset.UnixEpoch,
            });
            await db.SaveChangesAsync();
        }

        var residents = PublicHost.Build(Settings.Read(configuration), configuration);
        await residents.StartAsync();
        var worker = WorkerHost.Build(configuration, healthPort: 0);
        await worker.StartAsync();
        var town = new PreferenceTown(database, standIns, keyFile, address, residents, worker);
        if (asked) await town.Publish(Asked(1));
        return town;
    }

    /// <summary>Three districts, one to be chosen, and four topics. The second edition no longer has the harbour.</summary>
    public static Questionnaire Asked(int edition) => new(Account, edition,
    [
        new Question("district", "住んでいる地区", "1つ選んでください。", IsSingle: true,
        [
            new Option(1, "north", "北部", null, null, IsRetired: false),
            new Option(2, "south", "南部", null, null, IsRetired: false),
            new Option(3, "harbour", "港町（みなとまち）", null, null, IsRetired: edition > 1),
        ]),
        new Question("topic", "ほしい情報", "いくつでも選べます。", IsSingle: false,
        [
            new Option(101, "disaster-radio", "防災行政無線", "大雨のときの放送です。", "月に1回くらい", IsRetired: false),
            new Option(102, "city-notices", "役所からのお知らせ", "役所の休みの日です。", "週に1回くらい", IsRetired: false),
            new Option(107, "child-raising", "子育て", "予防接種のお知らせです。", null, IsRetired: false),
            new Option(114, "events", "催し", null, null, IsRetired: false),
        ]),
    ]);

    public Phone PickUpPhone() => new(Address);

    /// <summary>Hands an order over as the courier does, and waits until the edition is there.</summary>
    public async Task Publish(Questionnaire asked)
    {
        Order order = new PublishQuestionnaire(asked);
        await using (var db = Database.OpenEdge())
        {
            db.IncomingOrders.Add(new IncomingOrder { Id = Guid.CreateVersion7(), Kind = nameof(PublishQuestionnaire), Aggregate = asked.AccountKey, Body = MessageJson.ToBytes(order), CreatedAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync();
        }

        await Until(async db => await Questionnaires.Current(db, asked.AccountKey, CancellationToken.None) is { } now && now.Edition == asked.Edition);
    }

    /// <summary>The n-th friend of the stand-in becomes known here, as by a webhook.</summary>
    public async Task<int> Follow(int n)
    {
        await Happen(new FriendChange.Followed(IdOf(n), DateTimeOffset.UtcNow, false));
        await Until(async db => await Find(db, n) is { State: FriendState.Following });
        return (await Friend(n))!.Ordinal;
    }

    public async Task Happen(FriendChange change)
    {
        var source = worker.Services.GetRequiredService<NpgsqlDataSource>();
        await using var connection = await source.OpenConnectionAsync();
        await worker.Services.GetRequiredService<FriendInbox>().Add(connection, Account, change, CancellationToken.None);
    }

    public LineUserId IdOf(int n) => LineUserId.TryParse(Line.FriendId(n), out var id) ? id : throw new FormatException();

    /// <summary>What the register knows of the n-th friend.</summary>
    public async Task<Friend?> Friend(int n)
    {
        await using var db = Database.OpenEdge();
        return await Find(db, n);
    }

    /// <summary>Makes a one-time link as the answer to a message does.</summary>
    public async Task<string> Link(int ordinal)
    {
        await using var scope = residents.Services.CreateAsyncScope();
        var secret = await scope.ServiceProvider.GetRequiredService<Tickets>().Issue(Account, ordinal, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<EdgeDb>().SaveChangesAsync();
        return "/public/line/preferences/link/" + secret;
    }

    public async Task Until(Func<EdgeDb, Task<bool>> happened)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await using (var db = Database.OpenEdge())
            {
                if (await happened(db)) return;
            }

            if (TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(10)) throw new TimeoutException("It did not happen within ten seconds.");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in new[] { worker, residents })
        {
            await host.StopAsync();
            await host.DisposeAsync();
        }

        await StandIns.DisposeAsync();
        File.Delete(keyFile);
        await Database.DisposeAsync();
    }

    private async Task<Friend?> Find(EdgeDb db, int n)
    {
        var hash = worker.Services.GetRequiredService<FriendHash>().Of(Account, IdOf(n));
        return await db.FriendKeys.Where(k => k.AccountKey == Account && k.Hash == hash)
            .Join(db.Friends, k => new { k.AccountKey, k.Ordinal }, f => new { f.AccountKey, f.Ordinal }, (_, f) => f).AsNoTracking().SingleOrDefaultAsync();
    }

    private static Uri FreeAddress()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }
    }
}
