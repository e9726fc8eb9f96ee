using Koshiki.Core;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Publishing.Saving;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Queues;
using Koshiki.Tests.Core.Publishing.Segments;
using Koshiki.Tests.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Koshiki.Tests.Core.Publishing;

/// <summary>Publishing's handlers on a database of their own: each call is a request with a context of its own, as in the program.</summary>
internal sealed class Desk(TestDatabase database) : IAsyncDisposable
{
    public SetClock Clock { get; } = new(Sample.MondayNine);

    public PublishingOptions Options { get; } = new();

    /// <summary>How many friends a segment has.</summary>
    public SetCounts Counts { get; } = new();

    public static async Task<Desk> Open(params Account[] accounts)
    {
        var desk = new Desk(await TestDatabase.Create());
        await desk.Add([.. accounts.Length > 0 ? accounts : [Sample.Account()]]);
        return desk;
    }

    public CoreDb Db(Me? me = null) => database.OpenCore(me?.AsActor(), Clock);

    public async Task Add(params object[] rows)
    {
        await using var db = Db();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    public async Task<PostId> Draft(Me? author = null, PostContent? content = null)
    {
        var saved = await Save(author ?? Sample.Sato, new SavePost(null, 0, Sample.DisasterOffice, content ?? Sample.Content()));
        return saved.Value.Post;
    }

    public async Task<(PostId Post, SealHash Seal)> Submitted(Me? author = null, PostContent? content = null)
    {
        var id = await Draft(author, content);
        var submitted = await Submit(author ?? Sample.Sato, new SubmitPost(id, null, AuthorizationKind.Approved));
        return (id, submitted.Value.Seal);
    }

    public async Task<(PostId Post, SealHash Seal)> Approved(PostContent? content = null)
    {
        var (post, seal) = await Submitted(content: content);
        Assert.True((await Approve(Sample.Tanaka, post, seal)).Succeeded);
        return (post, seal);
    }

    public async Task<Result<PostSaved>> Save(Me me, SavePost command)
    {
        await using var db = Db(me);
        return await new SavePostHandler(db, Clock, Counts).Handle(command, me, default);
    }

    public async Task<Result<PostSubmitted>> Submit(Me me, SubmitPost command)
    {
        await using var db = Db(me);
        return await new SubmitPostHandler(db, Clock, Given, new AudienceDesk(db, Counts, Clock, Given), []).Handle(command, me, default);
    }

    public async Task<Result<PostDecided>> Approve(Me me, PostId post, SealHash seen)
    {
        await using var db = Db(me);
        return await new ApprovePostHandler(db, Clock, Given, Counts).Handle(new ApprovePost(post, seen), me, default);
    }

    public async Task<Result<PostReturned>> Return(Me me, PostId post, SealHash seen, string reason)
    {
        await using var db = Db(me);
        return await new ReturnPostHandler(db, Clock).Handle(new ReturnPost(post, seen, reason), me, default);
    }

    /// <summary>Lets the edge report on a channel.</summary>
    public async Task Report(PostId post, string account, DeliveryState state, long number, string? postId = null, string? reason = null)
    {
        await using var db = Db();
        var line = await db.ChannelDeliveries.AsNoTracking().Where(d => d.Post == post && d.AccountKey == account).OrderByDescending(d => d.OrderedAt).ThenByDescending(d => d.Attempt).FirstAsync();
        await using var work = Db();
        await new DeliveryListener(work, NullLogger<DeliveryListener>.Instance).Handle(Sample.Report(line, state, number, postId, reason), Guid.NewGuid(), default);
    }

    public async Task<Post> Load(PostId id)
    {
        await using var db = Db();
        return await db.Posts.AsNoTracking().Include(p => p.Channels).Include(p => p.Steps).Include(p => p.Events.OrderBy(e => e.At).ThenBy(e => e.Id)).AsSplitQuery().SingleAsync(p => p.Id == id);
    }

    public async Task<List<TOrder>> Orders<TOrder>() where TOrder : Order
    {
        await using var db = Db();
        var rows = await db.OutgoingOrders.AsNoTracking().OrderBy(o => o.Seq).ToListAsync();
        return [.. rows.Select(r => MessageJson.FromBytes<Order>(r.Body)).OfType<TOrder>()];
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private IOptions<PublishingOptions> Given => Microsoft.Extensions.Options.Options.Create(Options);
}
