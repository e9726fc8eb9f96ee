using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Saving;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Keeping;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>Writing a post: the page, its live part, saving by itself, and two people in one draft.</summary>
internal static class ComposerPages
{
    private const string NewPath = "/posts/new";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(NewPath, ShowNew).Requires(Act.WritePosts);
        app.MapPost(NewPath, Take).Requires(Act.WritePosts);
        app.MapGet("/posts/{id:guid}/edit", ShowStored).Requires(Act.WritePosts);
        app.MapPost("/posts/{id:guid}/edit", (Guid id, Me me, FormState form, CoreDb db, ComposerDesk desk, SavePostHandler saving, CancellationToken ct) =>
            Take(me, form.With(ComposerForm.Post, id.ToString()), db, desk, saving, ct)).Requires(Act.WritePosts);
        app.MapPost("/posts/draft", SaveByItself).Requires(Act.WritePosts);
        app.MapPost("/posts/preview", ShowPreview).Requires(Act.WritePosts);
        app.MapGet("/posts/draft", () => Pages.GoTo(NewPath)).Requires(Act.WritePosts);
        app.MapGet("/posts/preview", () => Pages.GoTo(NewPath)).Requires(Act.WritePosts);
    }

    public static string EditPath(PostId post) => $"/posts/{post.Value}/edit";

    private static async Task<IResult> ShowNew(Me me, FormState asked, HttpContext context, CoreDb db, ComposerDesk desk, CancellationToken ct)
    {
        var content = PostContent.Empty;
        if (Guid.TryParse(asked["copy"], out var earlier) && await Visible(db, me, new PostId(earlier), ct) is { } copied)
            content = await desk.ContentOf(copied, ct) with { Window = PostWindow.AtOnce };
        else if (PostTemplates.Find(asked["template"]) is { } template)
            content = content with { Purpose = template.Purpose, CommonText = template.Text };

        var filled = (await desk.Fill(content, ct)).With(ComposerForm.SavedVersion, "0");
        if (PostTemplates.Find(asked["template"]) is { } proposing) filled = await desk.Propose(filled, proposing, me, ct);
        var form = RestoredForm.Over(context, filled);
        return Pages.Show<ComposerPage>(await desk.View(me, form, await desk.Read(form, ct), null, NewPath, ct));
    }

    private static async Task<IResult> ShowStored(Guid id, Me me, FormState asked, HttpContext context, CoreDb db, ComposerDesk desk, CancellationToken ct)
    {
        var post = await Visible(db, me, new PostId(id), ct);
        if (post is null) return Pages.Refuse(new PostNotFound());
        if (!me.MayWrite(post)) return Pages.Refuse(new NotYourPost());
        if (PostFlow.Next(post.Status, PostAction.Edit).IsRefused(out var no)) return Pages.Refuse(no);

        var stored = (await desk.Fill(await desk.ContentOf(post, ct), ct))
            .With(ComposerForm.Post, post.Id.Value.ToString())
            .With(ComposerForm.SavedVersion, $"{post.SavedVersion}");
        if (asked.Filled("add")) stored = stored.With(ComposerForm.Media, [.. stored.All(ComposerForm.Media), asked["add"]]);
        var form = RestoredForm.Over(context, stored);
        return Pages.Show<ComposerPage>(await desk.View(me, form, await desk.Read(form, ct), post, EditPath(post.Id), ct));
    }

    /// <summary>A pressed button: go on to the confirm page, save, look again, reset a channel, find an account, overwrite what somebody else saved.</summary>
    private static async Task<IResult> Take(Me me, FormState form, CoreDb db, ComposerDesk desk, SavePostHandler saving, CancellationToken ct)
    {
        var composed = await desk.Read(form, ct);
        var post = await StoredOf(form, db, me, ct);
        var path = post is null ? NewPath : EditPath(post.Id);
        var pressed = form[ComposerForm.Do];
        if (pressed == "compare" && post is not null) return Pages.Show<ComparePage>(await Compare(form, composed, post, desk, ct), StatusCodes.Status409Conflict);
        if (pressed.StartsWith("reset:", StringComparison.Ordinal))
        {
            form = form.With(ComposerForm.OwnText(pressed["reset:".Length..]), "");
            composed = await desk.Read(form, ct);
        }

        if (pressed is not ("save" or "confirm" or "media")) return Pages.Show<ComposerPage>(await desk.View(me, form, composed, post, path, ct));
        if (composed.Faults.Count > 0) return await ShowAgain(new NotAcceptable(composed.Faults));

        var saved = await saving.Handle(await CommandOf(me, form, composed.Content, desk, ct), me, ct);
        if (saved.IsRefused(out var reason))
        {
            return reason is SomebodyElseEdited && post is not null
                ? Pages.ShowAgain<ComparePage>(await Compare(form.With(reason), composed, post, desk, ct), reason)
                : await ShowAgain(reason);
        }

        var id = saved.Value.Post;
        return pressed switch
        {
            "confirm" => Pages.GoTo(ConfirmPages.Path(id)),
            "media" => Pages.GoTo($"/media/new?post={id.Value}"),
            _ => Pages.GoTo(EditPath(id), saved.Value.ApprovalVoided
                ? Notice.Success("下書きに戻して保存しました。", "承認は無効になりました。もう一度、承認を依頼してください。")
                : Notice.Success($"下書きを保存しました（{saved.Value.At.TimeInJapan.InWords}）。")),
        };

        async Task<IResult> ShowAgain(Refusal why) =>
            Pages.ShowAgain<ComposerPage>(await desk.View(me, form.With(why), composed, post, path, ct), why);
    }

    /// <summary>The script's saving. It never undoes an approval, says who was faster, and leaves what it cannot read as it was stored.</summary>
    private static async Task<IResult> SaveByItself(Me me, FormState form, CoreDb db, ComposerDesk desk, SavePostHandler saving, CancellationToken ct)
    {
        var post = await StoredOf(form, db, me, ct);
        if (post is not null && !post.Status.IsDraft) return Pages.Refuse(new NotSavedByItself());
        var composed = await desk.Read(form, ct);

        var saved = await saving.Handle(await CommandOf(me, form, Readable(composed, post), desk, ct), me, ct);
        return saved.IsRefused(out var reason)
            ? Pages.Refuse(reason)
            : TypedResults.Json(new
            {
                version = saved.Value.SavedVersion,
                fields = new Dictionary<string, string> { [ComposerForm.Post] = saved.Value.Post.Value.ToString() },
                address = EditPath(saved.Value.Post),
                said = $"下書きを保存しました（{saved.Value.At.TimeInJapan.InWords}）" + string.Concat(composed.Faults.Select(fault => LeftOut(fault.Field, form))),
            });
    }

    /// <summary>What was typed, with what cannot be read of it as it is stored.</summary>
    private static PostContent Readable(ComposedPost composed, Post? stored)
    {
        var (content, window) = (composed.Content, composed.Content.Window);
        foreach (var fault in composed.Faults)
        {
            if (fault.Field == ComposerForm.NotBefore) window = window with { NotBefore = stored?.NotBefore };
            if (fault.Field == ComposerForm.NotAfter) window = window with { NotAfter = stored?.NotAfter };
            if (fault.Field == ComposerForm.Link) content = content with { Link = stored?.Link };
        }

        return content with { Window = window };
    }

    /// <summary>What the script's saving left as it was; a time whose boxes are still being filled is no fault yet.</summary>
    private static string LeftOut(string field, FormState form) => field switch
    {
        ComposerForm.Link => "。リンク先は、読み取れないため保存していません",
        ComposerForm.When => "。予約の日時は、「予約」を選ぶと保存します",
        _ => (field == ComposerForm.NotBefore ? "。予約の日時は、" : "。発信の期限は、") + (form.HasWholeInstant(field) ? "読み取れないため保存していません" : "年月日と時刻がそろうと保存します"),
    };

    private static async Task<IResult> ShowPreview(FormState form, ComposerDesk desk, CancellationToken ct)
    {
        var composed = await desk.Read(form, ct);
        PostId? post = Guid.TryParse(form[ComposerForm.Post], out var id) ? new PostId(id) : null;
        return Pages.Show<ComposerPreview>((await desk.Preview(composed.Content, post, ct)).With(composed.Faults));
    }

    private static async Task<CompareView> Compare(FormState form, ComposedPost mine, Post stored, ComposerDesk desk, CancellationToken ct)
    {
        var theirs = await desk.ContentOf(stored, ct);
        return CompareView.Of(form.With(ComposerForm.SavedVersion, $"{stored.SavedVersion}"), EditPath(stored.Id), stored, theirs, mine.Content, await desk.AudienceWords(theirs, ct), await desk.AudienceWords(mine.Content, ct));
    }

    private static async Task<SavePost> CommandOf(Me me, FormState form, PostContent content, ComposerDesk desk, CancellationToken ct)
    {
        if (Guid.TryParse(form[ComposerForm.Post], out var id))
            return new SavePost(new PostId(id), int.TryParse(form[ComposerForm.SavedVersion], out var version) ? version : 0, default, content);

        var offices = await desk.WritingOffices(me, ct);
        var office = offices.FirstOrDefault(o => o.Id.Value.ToString() == form[ComposerForm.Office]) ?? offices.FirstOrDefault();
        return new SavePost(null, 0, office?.Id ?? default, content);
    }

    private static async Task<Post?> StoredOf(FormState form, CoreDb db, Me me, CancellationToken ct) =>
        Guid.TryParse(form[ComposerForm.Post], out var id) ? await Visible(db, me, new PostId(id), ct) : null;

    internal static async Task<Post?> Visible(CoreDb db, Me me, PostId id, CancellationToken ct)
    {
        var post = await db.Posts.AsNoTracking().Include(p => p.Channels).Include(p => p.Steps).AsSingleQuery().SingleOrDefaultAsync(p => p.Id == id, ct);
        return post is not null && me.MaySee(post) ? post : null;
    }
}
