using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Listing;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Scheduling;

/// <summary>An account with its hours.</summary>
/// <param name="Hours">Null when it posts at any time.</param>
public sealed record HoursRow(string Key, string Name, OfficeId Office, PostingHours? Hours);

public sealed record HoursListView(FormState Form, IReadOnlyList<HoursRow> Rows, int Total, int Page, IReadOnlyDictionary<OfficeId, string> Offices, Func<OfficeId, bool> MayChange)
{
    public int Pages => PagedLists.Pages(Total);
}

public sealed record HoursFormView(HoursRow Row, FormState Form);

/// <summary>The posting hours of accounts: list and form.</summary>
internal static class HoursPages
{
    public const string Path = "/hours";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, List).Requires(Act.ReadPostingRules);
        app.MapGet("/hours/{key}", Show).Requires(Act.ChangePostingRules);
        app.MapPost("/hours/{key}", Save).Requires(Act.ChangePostingRules);
    }

    private static async Task<IResult> List(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var accounts = Visible(db, me);
        if (form.Filled("account")) accounts = accounts.Where(a => a.Key == form["account"].Trim());
        var hours = db.PostingHours.AsNoTracking();
        if (form["set"] == "yes") accounts = accounts.Where(a => hours.Any(h => h.AccountKey == a.Key));
        var total = await accounts.CountAsync(ct);
        var page = form.PageOf(total);
        var shown = await Rows(db, accounts.OrderBy(a => a.Key).OnPage(page), ct);
        return Pages.Show<HoursListPage>(new HoursListView(form, shown, total, page, await OfficeNames.Of(db, shown.Select(r => r.Office), ct), office => me.May(Act.ChangePostingRules, office)));
    }

    private static async Task<IResult> Show(string key, Me me, CoreDb db, CancellationToken ct)
    {
        if (await Find(key, me, db, ct) is not { } row) return Pages.Refuse(new AccountNotFound(key));
        var form = FormState.Of(("strict", row.Hours is { Strict: true } ? "yes" : "no"), ("version", row.Hours?.Version.ToString(CultureInfo.InvariantCulture)));
        return Pages.Show<HoursFormPage>(new HoursFormView(row, form.With(row.Hours?.Times ?? PostingTimesForm.OfficeHours)));
    }

    private static async Task<IResult> Save(string key, FormState form, Me me, CoreDb db, SetHoursHandler handler, CancellationToken ct)
    {
        if (await Find(key, me, db, ct) is not { } row) return Pages.Refuse(new AccountNotFound(key));
        var faults = new List<Fault>();
        var lift = form["do"] == "lift";
        var times = lift ? null : PostingTimesForm.Read(form, faults);
        if (!lift && form["strict"] is not ("yes" or "no")) faults.Add(new Fault("strict", "時間の外の投稿をどうするかが選ばれていません。"));
        Refusal? no = faults.Count > 0 ? new NotAcceptable(faults) : null;
        if (no is null)
        {
            uint? version = uint.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;
            var saved = await handler.Handle(new SetHours(row.Key, version, times, form["strict"] == "yes"), me, ct);
            if (!saved.IsRefused(out no)) return Pages.GoTo(Path, Notice.Success(lift ? "投稿時間の定めをなくしました。" : "投稿時間を定めました。"));
        }

        return Pages.ShowAgain<HoursFormPage>(new HoursFormView(row, form.With(no)), no);
    }

    /// <summary>The account, where the person may change its hours.</summary>
    private static async Task<HoursRow?> Find(string key, Me me, CoreDb db, CancellationToken ct) =>
        (await Rows(db, Visible(db, me).Where(a => a.Key == key), ct)).SingleOrDefault(row => me.May(Act.ChangePostingRules, row.Office));

    private static async Task<List<HoursRow>> Rows(CoreDb db, IQueryable<Account> accounts, CancellationToken ct)
    {
        var shown = await accounts.Select(a => new { a.Key, a.Name, a.Office }).ToListAsync(ct);
        var keys = shown.ConvertAll(a => a.Key);
        var hours = await db.PostingHours.AsNoTracking().Where(h => keys.Contains(h.AccountKey)).ToDictionaryAsync(h => h.AccountKey, ct);
        return shown.ConvertAll(a => new HoursRow(a.Key, a.Name, a.Office, hours.GetValueOrDefault(a.Key)));
    }

    private static IQueryable<Account> Visible(CoreDb db, Me me)
    {
        var accounts = db.Accounts.AsNoTracking().Where(a => a.State != AccountState.Retired);
        if (me.ScopeOf(Act.ReadPostingRules) is Scope.Government) return accounts;
        var own = me.ScopeOf(Act.ReadPostingRules) is Scope.Limited limited ? limited.Offices.ToArray() : [];
        return accounts.Where(a => own.Contains(a.Office));
    }
}
