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
        var form = FormState.Of([("version", post.SavedVersion.ToString()), .. Boxes("goesAt", post.GoesAt ?? post.NotBefore), .. Boxes("notAfter", post.NotAfter)]);
        return Pages.Show<ReschedulePage>(new RescheduleView(post.Id, post.Title, await Window(db, post, ct), form));
    }

    public static async Task<IResult> Do(Guid id, FormState form, Me me, CoreDb db, ReschedulePostHandler handler, CancellationToken ct)
    {
        if (await Load(new PostId(id), me, db, ct) is not { } post) return Pages.Refuse(new PostNotFound());
        var faults = new List<Fault>();
        var goesAt = Instant(form, "goesAt", required: true, faults);
        var notAfter = Instant(form, "notAfter", required: false, faults);
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

    /// <summary>The day and time of four boxes; all empty is none.</summary>
    internal static DateTimeOffset? Instant(FormState form, string name, bool required, List<Fault> faults)
    {
        string[] boxes = [name + ".year", name + ".month", name + ".day", name + ".time"];
        if (!required && boxes.All(box => !form.Filled(box))) return null;
        var day = JapaneseDate.Parse(form[boxes[0]], form[boxes[1]], form[boxes[2]]);
        var time = JapaneseDate.ParseTime(form[boxes[3]]);
        if (day.IsRefused(out var noDay)) faults.Add(new Fault(name, noDay.Sentence));
        else if (time.IsRefused(out var noTime)) faults.Add(new Fault(name, noTime.Sentence));
        else return day.Value.At(time.Value);
        return null;
    }

    private static IEnumerable<(string Name, string? Value)> Boxes(string name, DateTimeOffset? instant)
    {
        if (instant?.InJapan is not { } given) return [];
        return [(name + ".year", given.Year.ToString()), (name + ".month", given.Month.ToString()), (name + ".day", given.Day.ToString()), (name + ".time", given.TimeInJapan.InWords)];
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
