using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing.Approving;
using Koshiki.Core.Publishing.Delivering;
using Koshiki.Core.Publishing.Saving;
using Koshiki.Core.Publishing.Testing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Scheduling;

/// <summary>What the confirm page of an act asks and says.</summary>
/// <param name="Question">With {0} for the post's title.</param>
/// <param name="AsksReason">Whether a reason must be written.</param>
public sealed record ActWords(string Title, string Question, string Effect, string Verb, bool AsksReason, bool Destructive, string Done);

public sealed record ActView(PostId Post, string PostTitle, ActWords Words, FormState Form);

/// <summary>The confirm pages of the acts that need no more than a reason.</summary>
internal static class PostActs
{
    private static readonly Dictionary<string, ActWords> Words = new(StringComparer.Ordinal)
    {
        ["take-back"] = new("下書きへの引戻し", "「{0}」を下書きに引き戻しますか", "承認の依頼と承認は無効になります。もう一度発信するには、承認を依頼し直します。", "引き戻す", false, false, "下書きに戻しました。"),
        ["withdraw"] = new("取下げ", "「{0}」を取り下げますか", "まだ発信していない発信先には発信しません。取り下げた投稿は元に戻せません。記録は残ります。", "取り下げる", true, true, "取り下げました。"),
        ["hold"] = new("保留", "「{0}」を保留しますか", "まだ発信していない発信先をすべて止めます。発信中のものは止まらないことがあります。", "保留する", true, false, "保留しました。"),
        ["release"] = new("保留の解除", "「{0}」の保留を解除しますか", "発信の日時が過ぎていれば、すぐに発信します。LINEで発信したものは取り消せません。", "保留を解除する", false, false, "保留を解除しました。"),
        ["retry"] = new("再試行", "「{0}」の失敗した発信先に、もう一度発信しますか", "承認された内容のまま、発信できなかった発信先だけに発信します。発信済みの発信先には送りません。", "再試行する", false, false, "再試行を指示しました。"),
        ["test"] = new("試験の発信", "「{0}」をLINEで試験発信しますか", "登録した職員だけに、【試験】と付けて発信します。住民には届きません。", "試験発信する", false, false, "試験の発信を指示しました。"),
        ["correct"] = new("訂正の作成", "「{0}」の訂正を作りますか", "同じ発信先に向けた下書きを作ります。発信するには承認が要ります。", "訂正の下書きを作る", false, false, "訂正の下書きを作りました。"),
        ["delete"] = new("削除の記録", "「{0}」を媒体から削除したことを記録しますか", "媒体の投稿は、媒体の画面で削除してください。ここでは削除した事実と理由を記録します。記録は残ります。", "削除を記録する", true, true, "削除を記録しました。"),
    };

    public static IEnumerable<string> Names => Words.Keys;

    public static async Task<IResult> Ask(Guid id, string act, Me me, CoreDb db, CancellationToken ct) =>
        await TitleOf(new PostId(id), me, db, ct) is { } title ? Pages.Show<PostActPage>(new ActView(new PostId(id), title, Words[act], FormState.Empty)) : Pages.Refuse(new PostNotFound());

    public static async Task<IResult> Do(Guid id, string act, FormState form, Me me, CoreDb db, [FromServices] Handlers handlers, CancellationToken ct)
    {
        var post = new PostId(id);
        var words = Words[act];
        var goTo = $"/posts/{id}";
        Refusal? no;
        switch (act)
        {
            case "retry": (await handlers.Retry.Handle(new RetryPost(post), me, ct)).IsRefused(out no); break;
            case "test": (await handlers.Test.Handle(new SendTest(post), me, ct)).IsRefused(out no); break;
            case "correct":
                var begun = await handlers.Correct.Handle(new BeginCorrection(post), me, ct);
                if (!begun.IsRefused(out no)) goTo = $"/posts/{begun.Value.Post.Value}/edit";
                break;
            default: (await handlers.Steer.Handle(new SteerPost(post, ActionOf(act), form["reason"]), me, ct)).IsRefused(out no); break;
        }

        if (no is null) return Pages.GoTo(goTo, Notice.Success(words.Done));
        return await TitleOf(post, me, db, ct) is { } title && no is Invalid ? Pages.ShowAgain<PostActPage>(new ActView(post, title, words, form.With(no)), no) : Pages.Refuse(no, WayOf(no, goTo));
    }

    private static WayOn? WayOf(Refusal no, string post) => no switch
    {
        NobodyToTestWith => new WayOn(new Link("試験の宛先を登録する", TestRecipientPages.Path), "試験の宛先がありません"),
        NotFound => null,
        _ => new WayOn(new Link("投稿の画面を開く", post)),
    };

    /// <summary>The handlers behind the acts, as one service.</summary>
    internal sealed record Handlers(SteerPostHandler Steer, RetryPostHandler Retry, SendTestHandler Test, BeginCorrectionHandler Correct);

    internal static async Task<string?> TitleOf(PostId id, Me me, CoreDb db, CancellationToken ct)
    {
        var post = await db.Posts.AsNoTracking().Include(p => p.Steps).SingleOrDefaultAsync(p => p.Id == id, ct);
        return post is not null && me.MaySee(post) ? post.Title : null;
    }

    private static PostAction ActionOf(string act) => act switch
    {
        "take-back" => PostAction.TakeBack,
        "withdraw" => PostAction.Withdraw,
        "hold" => PostAction.Hold,
        "release" => PostAction.Release,
        _ => PostAction.RecordDeletion,
    };
}
