using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work.Mailing;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Notifying;

/// <summary>Writes the mails about posts: to those whose word is asked, to an author whose post came back, to an office whose post did not go out.</summary>
/// <remarks>One mail, one act; useful where its link cannot be opened, and without anything of the text. UI.md sections 5 and 12.</remarks>
internal sealed class PostNotices(CoreDb db, MailRoom mail, Holders holders, Settings settings) :
    IFactListener<PostSubmitted>, IFactListener<PostStepApproved>, IFactListener<PostHandedOn>, IFactListener<EmergencyPublished>,
    IFactListener<PostReturned>, IFactListener<PostDeliveryEnded>, IFactListener<DeliveryAsksAPerson>
{
    public async Task Hear(PostSubmitted fact, Guid message, CancellationToken ct)
    {
        if (fact.Kind is not AuthorizationKind.Emergency) await AskForWord(fact.Post, message, ct);
    }

    public Task Hear(PostStepApproved fact, Guid message, CancellationToken ct) => AskForWord(fact.Post, message, ct);

    public async Task Hear(PostHandedOn fact, Guid message, CancellationToken ct)
    {
        if (await Find(fact.Post, ct) is not { Status: PostStatus.AwaitingApproval } post) return;
        var office = await NameOf(post, ct);
        await mail.Write(message, MailNotice.ApprovalAsked, [fact.To], name => Text(name, post, office, "承認依頼", $"{fact.ByName}さんから、次の投稿の承認を回されました。", Ask(post)), ct);
        await db.SaveChangesAsync(ct);
    }

    public async Task Hear(EmergencyPublished fact, Guid message, CancellationToken ct)
    {
        if (await Find(fact.Post, ct) is not { } post) return;
        var heads = await holders.Of(fact.Office, me => me.DeciderOf(RouteStepKind.OfficeHead, fact.Office) is not null, ct);
        var office = await NameOf(post, ct);
        await mail.Write(
            message, MailNotice.ApprovalAsked, heads.Select(h => h.Id).Where(id => id != fact.By && id != post.Author && id != post.LastEditor),
            name => Text(name, post, office, "事後承認依頼", "次の投稿が緊急発信されました。内容を確かめ、事後承認の判断をしてください。", Ask(post), fact.Deadline), ct);
        await db.SaveChangesAsync(ct);
    }

    public async Task Hear(PostReturned fact, Guid message, CancellationToken ct)
    {
        if (await Find(fact.Post, ct) is not { } post) return;
        var office = await NameOf(post, ct);
        await mail.Write(message, MailNotice.PostReturned, [post.Author, post.LastEditor], name => Text(name, post, office, "差戻し", "次の投稿が差し戻されました。理由を読み、直してからもう一度依頼してください。", Detail(post)), ct);
        await db.SaveChangesAsync(ct);
    }

    public async Task Hear(PostDeliveryEnded fact, Guid message, CancellationToken ct)
    {
        if (fact.Status is not (PostStatus.Failed or PostStatus.PartlyFailed) || await Find(fact.Post, ct) is not { } post) return;
        var happened = fact.Status is PostStatus.Failed ? "次の投稿は発信できませんでした。" : "次の投稿は、一部の媒体に発信できませんでした。";
        await TellOffice(post, message, MailNotice.SendingFailed, fact.Status.Word, happened + "理由を確かめ、再試行するか取り下げるかを決めてください。", Detail(post), ct);
    }

    public async Task Hear(DeliveryAsksAPerson fact, Guid message, CancellationToken ct)
    {
        if (await Find(fact.Post, ct) is not { } post) return;
        await TellOffice(post, message, MailNotice.DeliveryWaits, "確認待ちの発信", "次の投稿の発信が、人の判断を待っています。媒体の画面も確かめてから判断してください。", $"/deliveries/{fact.Line}/decide", ct);
    }

    private async Task AskForWord(PostId id, Guid message, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } post) return;
        var (asked, heading) = post.Status is PostStatus.AwaitingCheck
            ? (await holders.Of(post.Office, me => me.May(Act.CheckPosts, post.Office), ct), "確認依頼")
            : post.OpenStep is { } step
                ? (await holders.Of(step.Office, me => me.DeciderOf(step.Kind, step.Office) is not null, ct), "承認依頼")
                : ([], "");
        var office = await NameOf(post, ct);
        await mail.Write(
            message, MailNotice.ApprovalAsked, asked.Select(me => me.Id).Where(person => person != post.Author && person != post.LastEditor),
            name => Text(name, post, office, heading, "次の投稿があなたの判断を待っています。", Ask(post)), ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Author, last editor and heads of the office.</summary>
    private async Task TellOffice(Post post, Guid message, MailNotice notice, string heading, string happened, string path, CancellationToken ct)
    {
        var heads = await holders.Of(post.Office, me => me.Roles.Any(r => r.Role is Role.OfficeHead && r.Office == post.Office), ct);
        var office = await NameOf(post, ct);
        await mail.Write(message, notice, [post.Author, post.LastEditor, .. heads.Select(h => h.Id)], name => Text(name, post, office, heading, happened, path), ct);
        await db.SaveChangesAsync(ct);
    }

    private MailText Text(string name, Post post, string office, string heading, string happened, string path, DateTimeOffset? deadline = null)
    {
        var title = post.Title.Length == 0 ? "（件名なし）" : post.Title;
        var goes = (post.GoesAt ?? post.NotBefore)?.InWords ?? "承認後すぐ";
        return new MailText(
            $"【{heading}】{title}（{deadline?.InWords ?? goes}）",
            $"""
            {name}さん

            {happened}

            件名：{title}
            所属：{office}
            起案：{post.AuthorName}
            発信：{goes}{(deadline is { } until ? $"\n期限：{until.InWords}" : "")}
            受付番号：{post.Receipt}

            {new Uri(settings.StaffUrl, path)}

            上のリンクを開けないときは、ホームの「受付番号で開く」に受付番号を入力してください。
            この通知を止めるときは、「自分の設定」の「メールの通知」で変更できます。
            """);
    }

    private Task<Post?> Find(PostId id, CancellationToken ct) => db.Posts.AsNoTracking().Include(p => p.Steps).SingleOrDefaultAsync(p => p.Id == id, ct);

    private async Task<string> NameOf(Post post, CancellationToken ct) => (await OfficeNames.Of(db, [post.Office], ct)).GetValueOrDefault(post.Office, "");

    private static string Ask(Post post) => $"/approvals/{post.Id.Value}";

    private static string Detail(Post post) => $"/posts/{post.Id.Value}";
}
