using Koshiki.Edge;
using Koshiki.Edge.Segments;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Koshiki.Tests.Edge.Segments;

/// <summary>The friends of one or more LINE accounts over a database of their own, with everything but a host.</summary>
internal sealed class FriendWorld : IAsyncDisposable
{
    public const string Account = "A001";

    private readonly string keyFile;
    private readonly ServiceProvider services;

    private FriendWorld(TestDatabase database, string keyFile, ServiceProvider services) => (Database, this.keyFile, this.services) = (database, keyFile, services);

    public TestDatabase Database { get; }

    public MasterKey Master => Get<MasterKey>();

    public FriendApplier Applier => Get<FriendApplier>();

    public NpgsqlDataSource Source => Get<NpgsqlDataSource>();

    public static async Task<FriendWorld> Make(params IFriendMessageListener[] listeners)
    {
        var database = await TestDatabase.Create();
        var keyFile = Path.Combine(Path.GetTempPath(), $"koshiki-{Guid.CreateVersion7():n}.key");
        MasterKey.Create(keyFile);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddEdge(database.As(DatabaseRole.Edge), MasterKey.Load(keyFile));
        services.AddFriends();
        foreach (var listener in listeners) services.AddSingleton(listener);
        return new FriendWorld(database, keyFile, services.BuildServiceProvider());
    }

    /// <summary>A made-up resident: the n-th.</summary>
    public static LineUserId Resident(int n) => new((UInt128)(ulong)(n + 1) * 0x9E37_79B9_7F4A_7C15 + ((UInt128)0xABCDEF01_23456789 << 64));

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Puts a change into the inbox, as a webhook event when it has an id.</summary>
    public async Task Receive(FriendChange change, string? eventId = null, string account = Account)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await FriendInbox.Store(connection, [Get<FriendInbox>().Seal(account, eventId, change)], CancellationToken.None);
    }

    /// <summary>Receives changes and applies them as one batch.</summary>
    public async Task Happen(params FriendChange[] changes)
    {
        foreach (var change in changes) await Receive(change);
        await Applier.Step(Account, CancellationToken.None);
    }

    public async Task<ImportedFriends> Import(IReadOnlyList<FriendToImport> friends, string account = Account)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return await Get<FriendImport>().Write(connection, account, friends, CancellationToken.None);
    }

    public async Task<List<Friend>> Friends(string account = Account)
    {
        await using var db = Database.OpenEdge();
        return await db.Friends.AsNoTracking().Where(f => f.AccountKey == account).OrderBy(f => f.Ordinal).ToListAsync();
    }

    public async Task<FriendRegister> Register(string account = Account)
    {
        await using var db = Database.OpenEdge();
        return await db.FriendRegisters.AsNoTracking().SingleAsync(r => r.AccountKey == account);
    }

    /// <summary>The ids by ordinal, as a delivery would read them.</summary>
    public async Task<Dictionary<int, LineUserId>> Ids(string account = Account)
    {
        await using var connection = await Source.OpenConnectionAsync();
        var last = (await Register(account)).LastOrdinal;
        var ids = new Dictionary<int, LineUserId>();
        await foreach (var block in Get<FriendIds>().Read(connection, account, 0, last, CancellationToken.None))
        {
            for (var ordinal = block.Number * FriendIdBlock.Size; ordinal <= last && ordinal < (block.Number + 1) * FriendIdBlock.Size; ordinal++) ids[ordinal] = block[ordinal];
        }

        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        File.Delete(keyFile);
        await Database.DisposeAsync();
    }
}
