using Koshiki.Exchange;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Media;
using Koshiki.PlatformFacts;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Koshiki.Tests.Exchange;

public sealed class CourierTests : IAsyncLifetime
{
    private TestDatabase coreSide = null!;
    private TestDatabase edgeSide = null!;
    private NpgsqlDataSource core = null!;
    private NpgsqlDataSource edge = null!;

    public async ValueTask InitializeAsync()
    {
        coreSide = await TestDatabase.Create();
        edgeSide = await TestDatabase.Create();
        core = NpgsqlDataSource.Create(coreSide.As(DatabaseRole.Core));
        edge = NpgsqlDataSource.Create(edgeSide.As(DatabaseRole.Courier));
    }

    public async ValueTask DisposeAsync()
    {
        await core.DisposeAsync();
        await edge.DisposeAsync();
        await coreSide.DisposeAsync();
        await edgeSide.DisposeAsync();
    }

    [Fact]
    public async Task Z6_an_order_arrives_once_in_the_other_database_though_it_is_carried_twice()
    {
        await using (var db = coreSide.OpenCore())
        {
            db.Send(new DisconnectAccount("A001"), "A001");
            await db.SaveChangesAsync();
        }

        await Courier().CarryOnce(default);
        await TestDatabase.Run(coreSide.Superuser, "update exchange.outgoing_order set done_at = null");
        await Courier().CarryOnce(default);

        await using var there = edgeSide.OpenEdge();
        Assert.Equal(new DisconnectAccount("A001"), (await there.IncomingOrders.SingleAsync()).Read());
    }

    [Fact]
    public async Task Z6_a_report_arrives_in_core_and_is_not_carried_again()
    {
        var report = new QuotaReported("A001", 30_000, 12, DateTimeOffset.UnixEpoch);
        await using (var db = edgeSide.OpenEdge())
        {
            db.OutgoingReports.Add(OutgoingReport.For(report, "A001", DateTimeOffset.UnixEpoch));
            await db.SaveChangesAsync();
        }

        var first = await Courier().CarryOnce(default);
        var second = await Courier().CarryOnce(default);

        await using var here = coreSide.OpenCore();
        Assert.Equal(report, (await here.IncomingReports.SingleAsync()).Read());
        Assert.Equal((1, 0), (first, second));
    }

    [Fact]
    public async Task E1_the_pictures_of_a_sealed_post_go_ahead_of_its_order()
    {
        var picture = new SealedMedia("aa", "bb", "image/jpeg", 1, 1, 3, "写真");
        var seal = new SealedPost(Guid.CreateVersion7(), [new SealedChannel("A001", Platform.Line, "本文", null, [picture], new Audience.Everyone(), null)]).ToBytes();
        await using (var db = coreSide.OpenCore())
        {
            foreach (var name in new[] { "aa", "bb" })
            {
                db.MediaObjects.Add(new MediaObject { Sha256 = name, ContentType = "image/jpeg", Size = 3, StoredAt = DateTimeOffset.UnixEpoch });
                db.MediaParts.Add(new MediaPart { Sha256 = name, Number = 0, Bytes = [1, 2, 3] });
            }

            var leave = new DeliveryAuthorization(Guid.CreateVersion7(), AuthorizationKind.Approved, SealHash.Of(seal), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
            db.Send(new DeliverPost(seal, leave, ["A001"], DeliveryPriority.Normal, 1), leave.Seal.Hex);
            await db.SaveChangesAsync();
        }

        await Courier().CarryOnce(default);

        await using var there = edgeSide.OpenEdge();
        Assert.Equal(["aa", "bb"], await there.MediaParts.Where(p => p.Bytes == new byte[] { 1, 2, 3 }).Select(p => p.Sha256).Order().ToListAsync());
        Assert.Equal(seal, ((DeliverPost)(await there.IncomingOrders.SingleAsync()).Read()).SealedBytes);
    }

    [Fact]
    public async Task Z6_an_order_whose_picture_is_missing_waits_with_what_comes_after_it_and_everything_else_goes_on()
    {
        var picture = new SealedMedia("aa", null, "image/jpeg", 1, 1, 3, "写真");
        var seal = new SealedPost(Guid.CreateVersion7(), [new SealedChannel("A001", Platform.Line, "本文", null, [picture], new Audience.Everyone(), null)]).ToBytes();
        var leave = new DeliveryAuthorization(Guid.CreateVersion7(), AuthorizationKind.Approved, SealHash.Of(seal), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
        await Send(new DeliverPost(seal, leave, ["A001"], DeliveryPriority.Normal, 1), leave.Seal.Hex);
        await Send(new WithdrawDelivery(leave.Seal, Hold: false), leave.Seal.Hex);
        await Send(new DisconnectAccount("A002"), "A002");

        var carried = (await Courier().CarryOnce(default), await Courier().CarryOnce(default));
        var meanwhile = await Arrived();
        await using (var db = coreSide.OpenCore())
        {
            var waits = await db.OutgoingOrders.OrderBy(o => o.Seq).FirstAsync();
            Assert.Equal((1, null, "InvalidOperationException: The sealed picture aa is not in core's media."), (waits.Failures, waits.DoneAt, waits.LastError));
            db.MediaObjects.Add(new MediaObject { Sha256 = "aa", ContentType = "image/jpeg", Size = 3, StoredAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync();
        }

        await TestDatabase.Run(coreSide.Superuser, "update exchange.outgoing_order set due_at = now() where failures > 0");
        await Courier().CarryOnce(default);

        Assert.Equal((1, 0), carried);
        Assert.Equal([nameof(DisconnectAccount)], meanwhile);
        Assert.Equal([nameof(DisconnectAccount), nameof(DeliverPost), nameof(WithdrawDelivery)], await Arrived());
    }

    [Fact]
    public async Task Z6_an_order_that_nobody_can_read_is_counted_rests_longer_each_time_and_is_told_to_a_person_at_the_tenth()
    {
        await Send(new DisconnectAccount("A001"), "A001");
        await TestDatabase.Run(coreSide.Superuser, "update exchange.outgoing_order set kind = 'DeliverPost', body = 'unreadable'");
        List<int> told = [];
        List<double> rests = [];
        using var courier = new Courier(core, edge, NullLogger<Courier>.Instance, (_, _) =>
        {
            told.Add(rests.Count + 1);
            return Task.CompletedTask;
        });

        for (var n = 0; n < 11; n++)
        {
            await courier.CarryOnce(default);
            rests.Add(await TestDatabase.Ask<double>(coreSide.Superuser, "select round(extract(epoch from due_at - now()))::float8 from exchange.outgoing_order"));
            await TestDatabase.Run(coreSide.Superuser, "update exchange.outgoing_order set due_at = now()");
        }

        double[] expected = [2, 4, 8, 16, 32, 64, 128, 256, 512, 3600, 3600];
        Assert.All(rests.Zip(expected), pair => Assert.InRange(pair.First, pair.Second - 2, pair.Second));
        Assert.Equal([10, 11], told);
        Assert.Empty(await Arrived());
    }

    [Fact]
    public async Task Z6_an_accident_of_any_kind_does_not_end_the_courier()
    {
        var log = new AccidentLog<Courier>();
        await core.DisposeAsync();
        using var courier = new Courier(core, edge, log);

        await courier.StartAsync(default);
        await log.First;

        Assert.False(courier.ExecuteTask!.IsCompleted);
        await courier.StopAsync(default);
        Assert.False(courier.ExecuteTask.IsFaulted);
    }

    [Theory]
    [InlineData(DatabaseRole.Edge, "select * from accounts.account")]
    [InlineData(DatabaseRole.Edge, "select * from activity_log.entry")]
    [InlineData(DatabaseRole.Edge, "insert into exchange.outgoing_order select * from exchange.outgoing_order")]
    [InlineData(DatabaseRole.Core, "select * from edge_exchange.incoming_order")]
    [InlineData(DatabaseRole.Courier, "select * from accounts.account")]
    [InlineData(DatabaseRole.Courier, "delete from edge_exchange.incoming_order")]
    [InlineData(DatabaseRole.Courier, "select * from edge_keys.key_ring")]
    public async Task Z6_no_login_reaches_into_the_other_side(DatabaseRole role, string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => TestDatabase.Run(coreSide.As(role), sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task Send(Order order, string aggregate)
    {
        await using var db = coreSide.OpenCore();
        db.Send(order, aggregate);
        await db.SaveChangesAsync();
    }

    /// <summary>The kinds of order that edge has got, in their order there.</summary>
    private async Task<List<string>> Arrived()
    {
        await using var there = edgeSide.OpenEdge();
        return await there.IncomingOrders.OrderBy(o => o.Seq).Select(o => o.Kind).ToListAsync();
    }

    private Courier Courier() => new(core, edge, NullLogger<Courier>.Instance);
}
