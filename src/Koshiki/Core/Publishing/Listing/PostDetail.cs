using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Listing;

/// <summary>One channel on the detail page: what goes out, and what became of it.</summary>
/// <param name="Delivery">The newest delivery; null before any was ordered.</param>
/// <param name="Effect">LINE: what came of it; null before anything was reported.</param>
public sealed record ChannelView(string AccountKey, string AccountName, SealedChannel Content, ChannelDelivery? Delivery, string? WhySilent, DeliveryEffect? Effect);

/// <summary>What the detail page shows.</summary>
public sealed record PostView(
    Post Post, string OfficeName, IReadOnlyList<ChannelView> Channels, IReadOnlyList<PostEvent> Events, IReadOnlyList<Link> NextActs, Link? MainAct, EmergencyReview? Review, PostingScope? Scope,
    IReadOnlyDictionary<string, AudienceFacts> Audiences)
{
    /// <summary>A delivery waits for a person's word. What a person has held waits for nothing: he knows.</summary>
    public bool AsksAPerson => Channels.Any(c => c.Delivery is { } delivery && DecideOnDeliveryHandler.Choices(delivery.State).Count > 0 && !(delivery.State is DeliveryState.Held && HeldByAPerson));

    private bool HeldByAPerson => Events.FirstOrDefault(e => e.Kind is PostEventKind.Held or PostEventKind.Released) is { Kind: PostEventKind.Held, By: not null };
}

/// <summary>A post with all that happened to it. A button is shown when the flow and the person's rights allow the act.</summary>
internal static class PostDetail
{
    public static async Task<IResult> Show(Guid id, Me me, CoreDb db, AudienceDesk audiences, CancellationToken ct) =>
        await Load(new PostId(id), me, db, audiences, ct) is { } view ? Pages.Show<PostDetailPage>(view) : Pages.Refuse(new PostNotFound());

    public static async Task<PostView?> Load(PostId id, Me me, CoreDb db, AudienceDesk audiences, CancellationToken ct)
    {
        var at = await PostCase.Load(db, id, ct);
        if (at is null || !me.MaySee(at.Post)) return null;

        var post = at.Post;
        var events = await db.PostEvents.AsNoTracking().Where(e => e.Post == id).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).ToListAsync(ct);
        var review = await db.EmergencyReviews.AsNoTracking().SingleOrDefaultAsync(r => r.Post == id, ct);
        var scope = post.Scope is null ? null : await db.PostingScopes.AsNoTracking().SingleOrDefaultAsync(s => s.Id == post.Scope && s.Number == post.ScopeVersion, ct);
        var offices = await OfficeNames.Of(db, [post.Office], ct);
        var shown = (post.Seal is { } hash ? await db.Seals.AsNoTracking().SingleOrDefaultAsync(s => s.Hash == hash, ct) : null)?.Read() ?? Sealing.Of(post);
        var deliveries = at.Newest.Select(d => d.DeliveryId).OfType<Guid>().ToList();
        var effects = await db.DeliveryEffects.AsNoTracking().Where(e => deliveries.Contains(e.DeliveryId)).ToDictionaryAsync(e => e.DeliveryId, ct);
        return new PostView(post, offices.GetValueOrDefault(post.Office, ""), Channels(at, shown, effects), events, Acts(me, at), MainAct(me, at, review), review, scope, await audiences.Of(post, shown, null, ct));
    }

    private static IReadOnlyList<ChannelView> Channels(PostCase at, SealedPost shown, Dictionary<Guid, DeliveryEffect> effects)
    {
        var newest = at.Newest.ToDictionary(d => d.AccountKey);
        return
        [.. shown.Channels.Where(c => at.Accounts.Any(a => a.Key == c.AccountKey)).Select(c =>
        {
            var account = at.Accounts.Single(a => a.Key == c.AccountKey);
            var delivery = newest.GetValueOrDefault(c.AccountKey);
            var effect = delivery?.DeliveryId is { } known ? effects.GetValueOrDefault(known) : null;
            return new ChannelView(c.AccountKey, account.Name, c, delivery, account.CanSpeak().IsRefused(out var silent) ? silent.Sentence : null, effect);
        })];
    }

    /// <summary>The act that most people come for.</summary>
    private static Link? MainAct(Me me, PostCase at, EmergencyReview? review)
    {
        var path = $"/posts/{at.Post.Id.Value}";
        if (review is { Approved: null } && me.DeciderOf(RouteStepKind.OfficeHead, at.Post.Office) is not null) return new Link("事後承認を判断する", $"/approvals/{at.Post.Id.Value}");
        if (at.Post.OpenStep is { } step && me.DeciderOf(step.Kind, step.Office) is not null && me.Id != at.Post.Author) return new Link("承認を判断する", $"/approvals/{at.Post.Id.Value}");
        if (at.Post.Status is PostStatus.AwaitingCheck && me.Id != at.Post.Author && me.May(Organizations.Authorization.Act.CheckPosts, at.Post.Office)) return new Link("内容を確認する", $"/approvals/{at.Post.Id.Value}");
        return at.Post.Status.IsDraft && me.MayWrite(at.Post) ? new Link("編集する", path + "/edit") : null;
    }

    private static List<Link> Acts(Me me, PostCase at)
    {
        var (post, path) = (at.Post, $"/posts/{at.Post.Id.Value}");
        var acts = new List<Link>();
        void Offer(PostAction action, bool may, string words, string last)
        {
            if (may && PostFlow.Next(post.Status, action).Succeeded) acts.Add(new Link(words, $"{path}/{last}"));
        }

        var (writes, steers) = (me.MayWrite(post), me.MaySteer(post));
        if (writes && post.Status.IsDraft && post.Channels.Any(c => c.Platform is PlatformFacts.Platform.Line)) acts.Add(new Link("試験の発信をする", path + "/test"));
        Offer(PostAction.TakeBack, writes, "下書きに引き戻す", "take-back");
        Offer(PostAction.Reschedule, (writes || steers) && !(post.Status is PostStatus.AwaitingCheck), "日時を変更する", "reschedule");
        Offer(PostAction.Hold, steers || post.Steps.Any(s => me.DeciderOf(s.Kind, s.Office) is not null), "保留する", "hold");
        Offer(PostAction.Release, steers, "保留を解除する", "release");
        if (steers && at.Newest.Any(d => d.State is DeliveryState.NotSent or DeliveryState.TooLate)) Offer(PostAction.Retry, true, "失敗した発信先を再試行する", "retry");
        if (writes) Offer(PostAction.Correct, true, "訂正を作る", "correct");
        Offer(PostAction.RecordDeletion, steers, "削除を記録する", "delete");
        Offer(PostAction.Withdraw, writes || steers, "取り下げる", "withdraw");
        return acts;
    }
}
