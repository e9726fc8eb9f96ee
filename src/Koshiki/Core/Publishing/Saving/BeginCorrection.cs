using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Saving;

/// <summary>Begins a correction of a post that went out: a draft for the same channels, to be approved like any other. 訂正. E12.</summary>
public sealed record BeginCorrection(PostId Post);

public sealed class BeginCorrectionHandler(CoreDb db, SavePostHandler save)
{
    /// <returns>The new draft, or <see cref="NotYourPost"/>, <see cref="NotPossibleNow"/>.</returns>
    public async Task<Result<PostSaved>> Handle(BeginCorrection command, Me me, CancellationToken ct)
    {
        var post = await db.Posts.AsNoTracking().Include(p => p.Channels).Include(p => p.Steps).AsSingleQuery().SingleOrDefaultAsync(p => p.Id == command.Post, ct);
        if (post is null || !me.MaySee(post)) return new PostNotFound();
        if (!me.MayWrite(post)) return new NotYourPost();
        if (PostFlow.Next(post.Status, PostAction.Correct).IsRefused(out var no)) return no;

        var ids = post.Channels.Select(c => c.Account).ToList();
        var accounts = await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var channels = post.Channels.OrderBy(c => c.Number).Select(c => new ChannelContent(accounts[c.Account], c.OwnText is null ? null : "【訂正】" + c.OwnText, c.Media, c.Segment)).ToList();
        var content = new PostContent("【訂正】" + post.Title, post.Purpose, "【訂正】" + post.CommonText, post.Link, channels, post.Event, PostWindow.AtOnce);
        return await save.Handle(new SavePost(null, 0, post.Office, content, post.Id), me, ct);
    }
}
