using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody.Holding;

/// <summary>Who is registered at the platform, and the second factor.</summary>
internal static class HoldingPages
{
    private const string AdministratorPath = "/accounts/{key}/custody/administrator";
    private const string SecondFactorPath = "/accounts/{key}/custody/second-factor";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(AdministratorPath, ShowAdministrator).Requires(Act.ChangeCustody);
        app.MapPost(AdministratorPath, Register).Requires(Act.ChangeCustody);
        app.MapGet(SecondFactorPath, ShowSecondFactor).Requires(Act.ChangeCustody);
        app.MapPost(SecondFactorPath, Secure).Requires(Act.ChangeCustody);
    }

    /// <summary>The people with a posting in the office today: "d1001 髙橋 由紀".</summary>
    public static Task<List<string>> PeopleOf(OfficeId office, CoreDb db, DateOnly today, CancellationToken ct) =>
        db.People.Where(person => person.StaffNumber != null && db.PostingsOn(today).Any(posting => posting.Person == person.Id && posting.Office == office))
            .OrderBy(person => person.StaffNumber).Select(person => person.StaffNumber + " " + person.Name).ToListAsync(ct);

    private static async Task<IResult> ShowAdministrator(string key, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var account = await db.AccountToRecord(key, me, ct);
        if (account.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var today = clock.GetUtcNow().DayInJapan;
        var record = await db.CustodyRecords.AsNoTracking().SingleOrDefaultAsync(r => r.Account == account.Value.Id, ct);
        var number = record?.Administrator is { } person ? await db.People.Where(p => p.Id == person).Select(p => p.StaffNumber).SingleOrDefaultAsync(ct) : null;
        return Pages.Show<AdministratorPage>(AccountFormView.Of(account.Value, FormState.Of([("number", number), .. FormDays.Boxes("since", today)]), await PeopleOf(account.Value.Office, db, today, ct)));
    }

    private static async Task<IResult> Register(string key, FormState form, Me me, CoreDb db, HoldAccountHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var account = await db.AccountToRecord(key, me, ct);
        if (account.IsRefused(out var notFound)) return Pages.Refuse(notFound);

        List<Fault> faults = [];
        var since = form.RequiredDay("since", faults);
        Refusal? refusal = faults.Count > 0 ? new NotAcceptable(faults) : null;
        if (refusal is null && !(await handler.Handle(new RegisterAdministrator(key, form["number"], since), me, ct)).IsRefused(out refusal))
            return Pages.GoTo($"/accounts/{key}/custody", Notice.Success("登録管理者を記録しました。"));
        return Pages.ShowAgain<AdministratorPage>(AccountFormView.Of(account.Value, form.With(refusal), await PeopleOf(account.Value.Office, db, clock.GetUtcNow().DayInJapan, ct)), refusal);
    }

    private static async Task<IResult> ShowSecondFactor(string key, Me me, CoreDb db, CancellationToken ct)
    {
        var account = await db.AccountToRecord(key, me, ct);
        if (account.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var record = await db.CustodyRecords.AsNoTracking().SingleOrDefaultAsync(r => r.Account == account.Value.Id, ct);
        return Pages.Show<SecondFactorPage>(AccountFormView.Of(account.Value, FormState.Of(("kind", record?.SecondFactor?.ToString()), ("place", record?.BackupCodesPlace))));
    }

    private static async Task<IResult> Secure(string key, FormState form, Me me, CoreDb db, HoldAccountHandler handler, CancellationToken ct)
    {
        var account = await db.AccountToRecord(key, me, ct);
        if (account.IsRefused(out var notFound)) return Pages.Refuse(notFound);

        SecondFactorKind? kind = Enum.TryParse<SecondFactorKind>(form["kind"], out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        var done = await handler.Handle(new SecureAccount(key, kind, FreeText.Given(form["place"])), me, ct);
        return done.IsRefused(out var refusal)
            ? Pages.ShowAgain<SecondFactorPage>(AccountFormView.Of(account.Value, form.With(refusal)), refusal)
            : Pages.GoTo($"/accounts/{key}/custody", Notice.Success("二段階認証を記録しました。"));
    }
}
