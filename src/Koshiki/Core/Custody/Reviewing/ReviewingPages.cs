using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody.Reviewing;

/// <param name="Changes">The changes of the account's platform since the last review.</param>
public sealed record SettingsView(AccountFormView Account, IReadOnlyList<PlatformChange> Changes);

public sealed record ApplicationsView(AccountFormView Account, IReadOnlyList<ConnectedApplication> Applications);

public sealed record PlatformChangesView(FormState Form, IReadOnlyList<PlatformChange> Changes, bool MayNote);

/// <summary>Looking through function settings and connected applications, and what platforms changed.</summary>
internal static class ReviewingPages
{
    public const string ChangesPath = "/custody/platform-changes";
    private const string SettingsPath = "/accounts/{key}/custody/settings";
    private const string ApplicationsPath = "/accounts/{key}/custody/applications";
    private const int MostChanges = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(SettingsPath, ShowSettings).Requires(Act.ChangeCustody);
        app.MapPost(SettingsPath, ReviewSettings).Requires(Act.ChangeCustody);
        app.MapGet(ApplicationsPath, ShowApplications).Requires(Act.ChangeCustody);
        app.MapPost(ApplicationsPath, ReviewApplications).Requires(Act.ChangeCustody);
        app.MapPost(ApplicationsPath + "/add", Add).Requires(Act.ChangeCustody);
        app.MapPost(ApplicationsPath + "/{application:guid}/end", Withdraw).Requires(Act.ChangeCustody);
        app.MapGet(ChangesPath, ShowChanges).Requires(Act.ReadCustody);
        app.MapPost(ChangesPath, Note).Requires(Act.NotePlatformChanges);
    }

    private static async Task<IResult> ShowSettings(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var account = await db.AccountToRecord(key, me, ct);
        return account.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.Show<SettingsPage>(await Settings(account.Value, Today(clock), db, ct));
    }

    private static async Task<IResult> ReviewSettings(string key, FormState form, Me me, CoreDb db, ReviewAccountHandler handler, CancellationToken ct)
    {
        var account = await db.AccountToRecord(key, me, ct);
        if (account.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        if (await Review(key, ReviewKind.FunctionSettings, form, me, handler, ct) is not { } refusal) return Pages.GoTo($"/accounts/{key}/custody", Notice.Success("機能の設定の点検を記録しました。"));
        return Pages.ShowAgain<SettingsPage>(await Settings(account.Value, form.With(refusal), db, ct), refusal);
    }

    private static async Task<IResult> ShowApplications(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var account = await db.AccountToRecord(key, me, ct);
        return account.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.Show<ApplicationsPage>(await Applications(account.Value, Today(clock), db, ct));
    }

    private static async Task<IResult> ReviewApplications(string key, FormState form, Me me, CoreDb db, ReviewAccountHandler handler, CancellationToken ct)
    {
        var account = await db.AccountToRecord(key, me, ct);
        if (account.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        if (await Review(key, ReviewKind.ConnectedApplications, form, me, handler, ct) is not { } refusal) return Pages.GoTo($"/accounts/{key}/custody", Notice.Success("連携アプリの点検を記録しました。"));
        return Pages.ShowAgain<ApplicationsPage>(await Applications(account.Value, form.With(refusal), db, ct), refusal);
    }

    private static async Task<IResult> Add(string key, FormState form, Me me, CoreDb db, ReviewAccountHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var account = await db.AccountToRecord(key, me, ct);
        if (account.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        var added = await handler.Handle(new AddApplication(key, form["name"], FreeText.Given(form["purpose"]), clock.GetUtcNow().DayInJapan), me, ct);
        return added.IsRefused(out var refusal)
            ? Pages.ShowAgain<ApplicationsPage>(await Applications(account.Value, form.With(refusal), db, ct), refusal)
            : Pages.GoTo($"/accounts/{key}/custody/applications", Notice.Success($"「{added.Value.Name}」を加えました。"));
    }

    private static async Task<IResult> Withdraw(string key, Guid application, Me me, ReviewAccountHandler handler, CancellationToken ct)
    {
        var done = await handler.Handle(new WithdrawApplication(key, application), me, ct);
        return done.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.GoTo($"/accounts/{key}/custody/applications", Notice.Success("連携の解除を記録しました。"));
    }

    private static async Task<IResult> ShowChanges(Me me, CoreDb db, TimeProvider clock, CancellationToken ct) => Pages.Show<PlatformChangesPage>(await Changes(Today(clock), me, db, ct));

    private static async Task<IResult> Note(FormState form, Me me, CoreDb db, ReviewAccountHandler handler, CancellationToken ct)
    {
        List<Fault> faults = [];
        var on = form.RequiredDay("on", faults);
        Refusal? refusal = faults.Count > 0 ? new NotAcceptable(faults) : null;
        if (refusal is null && !(await handler.Handle(new NotePlatformChange(PlatformNames.FromKey(form["platform"]), on, FreeText.Given(form["what"])), me, ct)).IsRefused(out refusal))
            return Pages.GoTo(ChangesPath, Notice.Success("媒体の機能の変更を登録しました。", "この媒体のアカウントは、30日以内に点検し直すことになります。"));
        return Pages.ShowAgain<PlatformChangesPage>(await Changes(form.With(refusal), me, db, ct), refusal);
    }

    private static async Task<Refusal?> Review(string key, ReviewKind kind, FormState form, Me me, ReviewAccountHandler handler, CancellationToken ct)
    {
        List<Fault> faults = [];
        var on = form.RequiredDay("on", faults);
        if (faults.Count > 0) return new NotAcceptable(faults);
        return (await handler.Handle(new ReviewAccount(key, kind, on, FreeText.Given(form["findings"])), me, ct)).IsRefused(out var refusal) ? refusal : null;
    }

    private static FormState Today(TimeProvider clock) => FormState.Of(FormDays.Boxes("on", clock.GetUtcNow().DayInJapan));

    private static async Task<SettingsView> Settings(Account account, FormState form, CoreDb db, CancellationToken ct)
    {
        var last = await db.CustodyReviews.Where(r => r.Account == account.Id && r.Kind == ReviewKind.FunctionSettings).MaxAsync(r => (DateOnly?)r.On, ct) ?? DateOnly.MinValue;
        var changes = await db.PlatformChanges.AsNoTracking().Where(c => c.Platform == account.Platform && c.On > last).OrderByDescending(c => c.On).Take(MostChanges).ToListAsync(ct);
        return new SettingsView(AccountFormView.Of(account, form), changes);
    }

    private static async Task<ApplicationsView> Applications(Account account, FormState form, CoreDb db, CancellationToken ct) =>
        new(AccountFormView.Of(account, form), await db.ConnectedApplications.AsNoTracking().Where(a => a.Account == account.Id).OrderBy(a => a.WithdrawnOn != null).ThenBy(a => a.Name).ToListAsync(ct));

    private static async Task<PlatformChangesView> Changes(FormState form, Me me, CoreDb db, CancellationToken ct) =>
        new(form, await db.PlatformChanges.AsNoTracking().OrderByDescending(c => c.On).ThenByDescending(c => c.Id).Take(MostChanges).ToListAsync(ct), me.May(Act.NotePlatformChanges));
}
