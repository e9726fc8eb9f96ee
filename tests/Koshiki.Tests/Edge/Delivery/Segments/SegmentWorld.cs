using Koshiki.Edge.Delivery;
using Koshiki.Edge.Delivery.Segments;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Koshiki.StandIns.Line;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Tests.Edge.Delivery.Segments;

/// <summary>A city whose friends have chosen: everyone inside wants flood news, everyone outside something else.</summary>
internal sealed class SegmentWorld : IAsyncDisposable
{
    public const string Account = "A001";

    /// <summary>Everyone inside.</summary>
    public static readonly SegmentRule Flood = SegmentRule.Of([new SegmentQuestion("topic", ["flood"])]);

    private SegmentWorld(DeliveryWorld world, int inside) => (World, Inside) = (world, inside);

    public DeliveryWorld World { get; }

    /// <summary>The first so many friends want flood news.</summary>
    public int Inside { get; }

    public LineAccount Line => World.StandIns.Line.Account(Account);

    public static async Task<SegmentWorld> Create(int inside, int outside = 0)
    {
        var world = new SegmentWorld(await DeliveryWorld.Create(), inside);
        await world.World.Connect(Account, Platform.Line, inside + outside);
        await world.Publish(1, isRetired: false);
        await world.Befriend();
        return world;
    }

    /// <summary>Asks residents two topics.</summary>
    public async Task Publish(int edition, bool isRetired)
    {
        Option[] options = [new(1, "flood", "水害", null, null, isRetired), new(2, "books", "図書館", null, null, false)];
        await using var db = World.OpenEdge();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var asked = new Questionnaire(Account, edition, [new Question("topic", "お知らせの種類", null, IsSingle: false, options)]);
        await new QuestionnaireOrders().Handle(new PublishQuestionnaire(asked), Guid.CreateVersion7(), db, CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>Orders a message to everyone inside.</summary>
    public Task<Guid> Deliver(string text = "大雨警報が出ました。", long? ceiling = null, DeliveryPriority priority = DeliveryPriority.Normal, TimeSpan? notBefore = null, TimeSpan? notAfter = null) =>
        World.Deliver(Account, Platform.Line, text, new Audience.Segment(Flood), priority: priority, notBefore: notBefore, notAfter: notAfter, ceiling: ceiling ?? Inside + 50);

    public async Task<IReadOnlyList<ChunkWindow>> Windows(Guid delivery)
    {
        await using var db = World.OpenEdge();
        return await db.ChunkWindows.AsNoTracking().Where(w => w.DeliveryId == new DeliveryId(delivery)).OrderBy(w => w.FirstChunk).ToListAsync();
    }

    public async Task<IReadOnlyList<ChunkGeneration>> Generations(Guid delivery)
    {
        await using var db = World.OpenEdge();
        return await db.ChunkGenerations.AsNoTracking().Where(g => g.DeliveryId == new DeliveryId(delivery)).OrderBy(g => g.Chunk).ThenBy(g => g.Generation).ToListAsync();
    }

    public async Task<FrozenAudience?> Frozen(Guid delivery)
    {
        await using var db = World.OpenEdge();
        return await db.FrozenAudiences.AsNoTracking().SingleOrDefaultAsync(f => f.DeliveryId == new DeliveryId(delivery));
    }

    /// <summary>Puts what happened to friends into the inbox, as the webhook does.</summary>
    public async Task Happen(params FriendChange[] changes)
    {
        await using var source = NpgsqlDataSource.Create(World.Database);
        await using var connection = await source.OpenConnectionAsync();
        var inbox = new FriendInbox(World.Master);
        await FriendInbox.Store(connection, [.. changes.Select(change => inbox.Seal(Account, null, change))], CancellationToken.None);
    }

    public LineUserId Friend(int number) => LineUserId.TryParse(Line.FriendId(number), out var id) ? id : throw new FormatException();

    /// <summary>Everyone inside once, nobody outside at all.</summary>
    public void AssertExactlyOnce(params int[] without)
    {
        var received = Line.ReceivedCounts();
        Assert.Equal(Enumerable.Range(0, received.Length).Select(i => i < Inside && !without.Contains(i) ? 1 : 0), received);
        Assert.Equal(0, Line.RetriesWithAnotherBody);
    }

    public async ValueTask DisposeAsync() => await World.DisposeAsync();

    private async Task Befriend()
    {
        var now = DateTimeOffset.UtcNow;
        FriendToImport[] friends =
        [
            .. Line.FriendIds().Select((text, i) => new FriendToImport(LineUserId.TryParse(text, out var id) ? id : throw new FormatException(), now, [(short)(i < Inside ? 1 : 2)], false, now)),
        ];
        await using var source = NpgsqlDataSource.Create(World.Database);
        await using var connection = await source.OpenConnectionAsync();
        await new FriendImport(new FriendHash(World.Master), new FriendIds(World.Master)).Write(connection, Account, friends, CancellationToken.None);
    }
}
