using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;

namespace Koshiki.Core.Reviews.Suspending;

public sealed record SuspensionView(string Key, string Name, FormState Form);

/// <summary>Pausing an account and letting it go on. 休止と再開.</summary>
internal static class SuspensionPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/accounts/{key}/close/suspend", AskSuspension).Requires(Act.DecideReviews);
        app.MapPost("/accounts/{key}/close/suspend", Suspend).Requires(Act.DecideReviews);
        app.MapGet("/accounts/{key}/close/resume", AskResumption).Requires(Act.DecideReviews);
        app.MapPost("/accounts/{key}/close/resume", Resume).Requires(Act.DecideReviews);
    }

    private static async Task<IResult> AskSuspension(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Find(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        if (found.Value.State is not AccountState.Active) return Pages.Refuse(new CannotSuspendNow());
        var today = clock.GetUtcNow().DayInJapan;
        return Pages.Show<SuspendPage>(new SuspensionView(key, found.Value.Name, FormState.Of([.. FormDays.Boxes("from", today), .. FormDays.Boxes("lookAgainOn", today.AddMonths(6))])));
    }

    private static async Task<IResult> Suspend(string key, FormState form, Me me, CoreDb db, SuspensionHandler handler, CancellationToken ct)
    {
        var found = await Find(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var read = new FormReading(form);
        var command = new SuspendAccount(key, read.Needed("reason", "休止する理由"), read.NeededDay("from", "休止を始める日"), read.NeededDay("lookAgainOn", "次に検討する日"));
        var done = read.Refused is { } fault ? fault : await handler.Handle(command, me, ct);
        if (!done.IsRefused(out no)) return Pages.GoTo($"/accounts/{key}/close", Notice.Success($"「{found.Value.Name}」を休止しました。", "次に検討する日を、期限のある作業に加えました。"));
        return no is Invalid ? Pages.ShowAgain<SuspendPage>(new SuspensionView(key, found.Value.Name, form.With(no)), no) : Pages.Refuse(no);
    }

    private static async Task<IResult> AskResumption(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await Find(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        if (found.Value.State is not AccountState.Suspended) return Pages.Refuse(new CannotResumeNow());
        return Pages.Show<ResumePage>(new SuspensionView(key, found.Value.Name, FormState.Of(FormDays.Boxes("resumedOn", clock.GetUtcNow().DayInJapan))));
    }

    private static async Task<IResult> Resume(string key, FormState form, Me me, CoreDb db, SuspensionHandler handler, CancellationToken ct)
    {
        var found = await Find(key, me, db, ct);
        if (found.IsRefused(out var no)) return Pages.Refuse(no);
        var read = new FormReading(form);
        var command = new ResumeAccount(key, read.NeededDay("resumedOn", "再開する日"), read.Needed("how", "再開する理由と進め方"));
        var done = read.Refused is { } fault ? fault : await handler.Handle(command, me, ct);
        if (!done.IsRefused(out no)) return Pages.GoTo($"/accounts/{key}/close", Notice.Success($"「{found.Value.Name}」を再開しました。"));
        return no is Invalid ? Pages.ShowAgain<ResumePage>(new SuspensionView(key, found.Value.Name, form.With(no)), no) : Pages.Refuse(no);
    }

    private static async Task<Result<Account>> Find(string key, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await db.ReviewedAccount(key, me, ct);
        return found.Succeeded && !me.May(Act.DecideReviews, found.Value.Office) ? new OnlyTheHeadDecides() : found;
    }
}
