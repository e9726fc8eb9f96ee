using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Koshiki.Core.Work.Mailing;

/// <param name="Address">Where mail goes; null where none is registered.</param>
/// <param name="IsOn">Whether this installation sends mail at all.</param>
public sealed record NoticesView(FormState Form, string? Address, bool IsOn);

/// <summary>One's own choice of notices by mail.</summary>
internal static class NoticePages
{
    public const string Path = "/me/notices";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.UseOwnDesk);
        app.MapPost(Path, Save).Requires(Act.UseOwnDesk);
    }

    private static async Task<IResult> Show(Me me, CoreDb db, IOptions<SmtpOptions> options, CancellationToken ct)
    {
        var declined = await db.DeclinedNotices.AsNoTracking().Where(d => d.Person == me.Id).Select(d => d.Notice).ToListAsync(ct);
        var address = await db.People.AsNoTracking().Where(p => p.Id == me.Id).Select(p => p.Mail).SingleOrDefaultAsync(ct);
        var form = FormState.Empty.With("notices", [.. Enum.GetValues<MailNotice>().Except(declined).Select(notice => notice.ToString())]);
        return Pages.Show<NoticesPage>(new NoticesView(form, address, options.Value.IsOn));
    }

    private static async Task<IResult> Save(Me me, FormState form, CoreDb db, CancellationToken ct)
    {
        var before = await db.DeclinedNotices.Where(d => d.Person == me.Id).ToListAsync(ct);
        var now = Enum.GetValues<MailNotice>().Where(notice => !form.Has("notices", notice.ToString())).ToList();

        db.DeclinedNotices.RemoveRange(before.Where(d => !now.Contains(d.Notice)));
        db.DeclinedNotices.AddRange(now.Where(notice => before.All(d => d.Notice != notice)).Select(notice => new DeclinedNotice { Person = me.Id, Notice = notice }));
        await db.SaveChangesAsync(ct);
        return Pages.GoTo(Path, Notice.Success("通知の設定を変えました。", "ホームの「あなたの作業」には、これまでどおり表示します。"));
    }
}
