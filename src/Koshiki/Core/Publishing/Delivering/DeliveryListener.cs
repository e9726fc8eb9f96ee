using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Delivering;

/// <summary>Takes note of what the edge reports of deliveries, and lets the post follow.</summary>
internal sealed class DeliveryListener(CoreDb db, ILogger<DeliveryListener> logger) : IReportListener
{
    private static readonly Decider Program = new(default, "Koshiki", null);

    public bool Takes(Report report) => report is DeliveryReported;

    public async Task Handle(Report report, Guid reportId, CancellationToken ct)
    {
        var news = (DeliveryReported)report;

        // Read, one report of a post at a time: two channels that end together must not each see the other unfinished.
        var sealedPost = await db.Seals.Where(s => s.Hash == news.Seal).Select(s => (PostId?)s.Post).SingleOrDefaultAsync(ct);
        if (sealedPost is not { } id)
        {
            logger.LogWarning("Report {Report} is about the seal {Seal}, which core does not know.", reportId, news.Seal.Short);
            return;
        }

        await db.Database.ExecuteSqlAsync($"select 1 from publishing.post where id = {id.Value} for update", ct);
        var at = (await PostCase.Load(db, id, ct))!;
        var line = at.Deliveries.SingleOrDefault(d => d.Seal == news.Seal && d.AccountKey == news.AccountKey && d.Attempt == news.Attempt && d.Authorization == news.AuthorizationId);
        if (line is null)
        {
            logger.LogWarning("Report {Report} is about a delivery that core has not ordered: {Account}, attempt {Attempt}.", reportId, news.AccountKey, news.Attempt);
            return;
        }

        // Decide
        var (before, heldByAPerson) = (line.State, at.Post.Status is PostStatus.Held);
        if (!line.Follow(news)) return;
        var turned = line.State != before;
        var changed = line.Kind is not AuthorizationKind.Test && at.Post.FollowDeliveries([.. at.Newest.Select(d => d.State)], turned ? line : null);

        // Write
        if (line.Kind is not AuthorizationKind.Test && turned && news.State is DeliveryState.Sent)
        {
            db.Announce(new PostDelivered(id, news.Seal, news.AccountKey, news.PlatformPostId, news.Url, news.Recipients, news.At), id.Value.ToString());
        }

        // What a person holds himself is no news to people, and what is in doubt is looked for first.
        if (turned && line.State is DeliveryState.AskingAPerson or DeliveryState.TooLate || (line.State is DeliveryState.Held && before is not DeliveryState.Held && !heldByAPerson))
        {
            db.Announce(new DeliveryAsksAPerson(id, line.Id, line.AccountKey, line.State, news.At), id.Value.ToString());
        }

        if (changed && at.Post.Status is PostStatus.Sent or PostStatus.PartlyFailed or PostStatus.Failed)
        {
            db.Announce(new PostDeliveryEnded(id, at.Post.Status, news.At), id.Value.ToString());
            await CorrectEarlier(at.Post, news.At, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>A correction that has gone out makes the post before it a corrected one. E12.</summary>
    private async Task CorrectEarlier(Post post, DateTimeOffset at, CancellationToken ct)
    {
        if (post.Status is not PostStatus.Sent || post.Corrects is not { } earlier) return;
        var before = await db.Posts.SingleOrDefaultAsync(p => p.Id == earlier, ct);
        if (before is not null && before.MarkCorrected(Program, at).IsRefused(out var no)) logger.LogInformation("Post {Post} is not marked as corrected: {Reason}", earlier, no);
    }
}
