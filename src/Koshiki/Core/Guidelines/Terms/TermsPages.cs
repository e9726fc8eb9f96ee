using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Work;
using Koshiki.Core.Work.News;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Terms;

public sealed record TermsListView(FormState Form, IReadOnlyList<PlatformTerms> Rows, bool MayRecord);

/// <summary>Takes note of a platform's new rules. 規約の記録. B7.</summary>
internal sealed record RecordTerms(Platform? Platform, string Title, string Edition, DateOnly From, string Address, string Summary);

internal sealed class RecordTermsHandler(CoreDb db, TimeProvider clock)
{
    public const string ReviewTask = "platform-terms";

    /// <summary>Days in which the PR office looks whether guideline and channel rules must follow.</summary>
    public const int ReviewDays = 30;

    /// <summary>Days for which the offices concerned see the notice.</summary>
    public const int NoticeDays = 30;

    /// <returns><see cref="NotAllowed"/>, or what <see cref="PlatformTerms.Record"/> says.</returns>
    public async Task<Result<PlatformTerms>> Handle(RecordTerms command, Me me, CancellationToken ct)
    {
        // Read
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        if (!me.May(Act.RecordTerms)) return new NotAllowed();
        if (command.Platform is not { } platform) return new NotAcceptable([new Fault("platform", "媒体を選んでください。")]);
        var now = clock.GetUtcNow();
        var today = now.DayInJapan;
        var known = await db.PlatformTerms.AnyAsync(t => t.Platform == platform && t.Title == command.Title, ct);
        var reviewing = await db.OfficesOn(today).Where(o => o.Function == OfficeFunction.PublicRelations).Select(o => o.Id).ToListAsync(ct);
        var concerned = await db.Accounts.Where(a => a.Platform == platform && a.State != AccountState.Retired && a.State != AccountState.InConsultation).Select(a => a.Office).Distinct().ToListAsync(ct);

        // Decide
        var recorded = PlatformTerms.Record(platform, command.Title, command.Edition, command.From, command.Address, command.Summary, isChange: known, me.Name, now);
        if (recorded.IsRefused(out var no)) return no;

        // Write: the first version on record has changed nothing
        db.PlatformTerms.Add(recorded.Value);
        if (known)
        {
            var what = $"{platform.DisplayName}の{command.Title}";
            db.Tasks.AddRange(reviewing.Select(office => WorkTask.For(
                office, null, ReviewTask, $"{recorded.Value.Id}/{office.Value}", $"{what}の変更（{command.Edition}）に合わせて、要領と媒体ごとのきまりを見直す", TermsPages.Path, today.AddDays(ReviewDays), now)));
            foreach (var office in concerned)
            {
                var heading = $"{what}が変わりました（{command.Edition}）";
                var notice = StaffNews.Publish(heading[..Math.Min(heading.Length, StaffNews.LongestHeading)], command.Summary[..Math.Min(command.Summary.Length, StaffNews.LongestText)], TermsPages.Path, office, today.AddDays(NoticeDays), me.Name, today, now);
                if (notice.Succeeded) db.News.Add(notice.Value);
            }
        }

        await db.SaveChangesAsync(ct);
        return recorded;
    }
}

/// <summary>Platforms' terms by version and date; a change is reviewed here and told to the offices concerned.</summary>
internal static class TermsPages
{
    public const string Path = "/rules/terms";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Requires(Act.ReadRules);
        app.MapPost(Path, Record).Requires(Act.RecordTerms);
    }

    private static async Task<IResult> Show(Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        return Pages.Show<TermsPage>(await View(FormState.Of(FormDays.Boxes("from", today)), me, db, ct));
    }

    private static async Task<IResult> Record(FormState form, Me me, CoreDb db, RecordTermsHandler handler, CancellationToken ct)
    {
        var from = form.DayIn("from");
        Result<PlatformTerms> done = from.IsRefused(out var notADay)
            ? new NotAcceptable([new Fault("from", notADay.Sentence)])
            : await handler.Handle(new RecordTerms(PlatformNames.FromKey(form["platform"]), InputText.Name(form["title"]), InputText.Name(form["edition"]), from.Value, InputText.Url(form["address"]), InputText.Prose(form["summary"]).Trim()), me, ct);
        if (!done.IsRefused(out var no))
        {
            return Pages.GoTo(Path, Notice.Success("規約を記録しました。", done.Value.IsChange ? "この媒体を使う所属に知らせ、要領の再確認を求めます。広報担当課に見直しの作業を加えました。" : "この規約の最初の版です。次の版から、変更を所属に知らせます。"));
        }

        return no is Invalid ? Pages.ShowAgain<TermsPage>(await View(form.With(no), me, db, ct), no) : Pages.Refuse(no);
    }

    private static async Task<TermsListView> View(FormState form, Me me, CoreDb db, CancellationToken ct) =>
        new(form, await db.PlatformTerms.AsNoTracking().OrderByDescending(t => t.RecordedOn).ThenByDescending(t => t.At).Take(200).ToListAsync(ct), me.May(Act.RecordTerms));
}
