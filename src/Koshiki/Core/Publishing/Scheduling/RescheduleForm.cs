using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Scheduling;

/// <param name="Approved">The window that was approved, in words; null when nothing is.</param>
public sealed record RescheduleView(PostId Post, string PostTitle, string? Approved, FormState Form);

/// <summary>The page on which a post gets another time.</summary>
internal static class RescheduleForm
{
    public static async Task<IResult> Ask(Guid id, Me me, CoreDb db, CancellationToken ct)
    {
        if (await Load(new PostId(id), me, db, ct) is not { } post) return Pages.Refuse(new PostNotFound());
        var form = FormState.Of([("version", post.SavedVersion.ToString()), .. FormDays.InstantBoxes("goesAt", post.GoesAt ?? post.NotBefore), .. FormDays.InstantBoxes("notAfter", post.NotAfter)]);
        return Pages.Show<ReschedulePage>(new RescheduleView(post.Id, post.Title, await Window(db, post, ct), form));
    }

    public static async Task<IResult> Do(Guid id, FormState form, Me me, CoreDb db, ReschedulePostHandler handler, CancellationToken ct)
    {
        if (await Load(new PostId(id), me, db, ct) is not { } post) return Pages.Refuse(new PostNotFound());
        var faults = new List<Fault>();
        var goesAt = form.Instant("goesAt", faults);
        var notAfter = form.HasInstant("notAfter") ? form.Instant("notAfter", faults) : null;
        Refusal? no = faults.Count > 0 ? new NotAcceptable(faults) : null;
        if (no is null)
        {
            _ = int.TryParse(form["version"], out var version);
            var moved = await handler.Handle(new ReschedulePost(post.Id, version, goesAt!.Value, notAfter, form.Filled("hoursReason") ? form["hoursReason"] : null), me, ct);
            if (!moved.IsRefused(out no))
            {
                return Pages.GoTo($"/posts/{id}", moved.Value.ApprovalStays
                    ? Notice.Success("日時を変えました。", "承認された時間の範囲なので、承認はそのまま有効です。")
                    : Notice.Information("日時を変えました。", "承認された時間や範囲の外なので、もう一度承認を受けます。"));
            }
        }

        return no is Invalid ? Pages.ShowAgain<ReschedulePage>(new RescheduleView(post.Id, post.Title, await Window(db, post, ct), form.With(no)), no) : Pages.Refuse(no);
    }

    private static async Task<Post?> Load(PostId id, Me me, CoreDb db, CancellationToken ct)
    {
        var post = await db.Posts.AsNoTracking().Include(p => p.Steps).Include(p => p.Channels).AsSingleQuery().SingleOrDefaultAsync(p => p.Id == id, ct);
        return post is not null && me.MaySee(post) ? post : null;
    }

    private static async Task<string?> Window(CoreDb db, Post post, CancellationToken ct)
    {
        var leave = await db.GivenAuthorizations.AsNoTracking().Where(a => a.Post == post.Id && a.Seal == post.Seal && a.Kind != Exchange.AuthorizationKind.Test).OrderByDescending(a => a.GivenAt).FirstOrDefaultAsync(ct);
        return leave is null || post.Status is PostStatus.AwaitingApproval ? null
            : $"{leave.NotBefore.InWords}から{leave.NotAfter.InWords}まで" + (leave.Kind is Exchange.AuthorizationKind.WithinScope ? "のうち、事前承認の範囲に入る日時" : "");
    }
}
