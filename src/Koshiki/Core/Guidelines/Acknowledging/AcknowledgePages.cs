using System.Globalization;
using Koshiki.Core.Guidelines.Versions;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Guidelines.Acknowledging;

/// <param name="Own">Where the person stands; null where he is not asked.</param>
public sealed record AcknowledgeView(FormState Form, GuidelineVersion Version, Standing? Own, IReadOnlyList<(OfficeId Office, string Name, Standing Standing)> Offices);

/// <param name="Asked">People of the office who are asked, and those of them who have read it.</param>
public sealed record CoverageRow(string Department, string Office, string Code, Standing Standing, int Asked, int Read, string? OwnRules);

public sealed record CoverageView(
    FormState Filter, IReadOnlyList<CoverageRow> Rows, IReadOnlyDictionary<StandingState, int> Counts, int People, int PeopleRead, int Count, int Page, int Pages, Func<int, string> HrefOf, string CsvHref, IReadOnlyList<string> Departments, string Day, bool Asks);

public sealed record PrivateUseRow(string Office, int? Staff, int? Told, string? Counted);

public sealed record PrivateUseView(FormState Form, string Year, IReadOnlyList<Choice> Mine, IReadOnlyList<PrivateUseRow> Rows, int Offices, int Reported, int Staff, int Told);

/// <summary>Reading and saying so; who has, and who has not.</summary>
internal static class AcknowledgePages
{
    public const string Path = "/rules/acknowledge";
    public const string CoveragePath = "/rules/coverage";
    public const string PrivatePath = "/rules/private-use";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Ask).Requires(Act.ReadRules);
        app.MapPost(Path, Acknowledge).Requires(Act.ReadRules);
        app.MapGet(CoveragePath, ShowCoverage).Requires(Act.ReadCoverage);
        app.MapGet(CoveragePath + ".csv", ExportCoverage).Requires(Act.ReadCoverage);
        app.MapGet(PrivatePath, ShowPrivate).Requires(Act.ReadCoverage);
        app.MapPost(PrivatePath, CountPrivate).Requires(Act.AcknowledgeForOffice);
    }

    private static async Task<IResult> Ask(Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await View(FormState.Empty, me, db, clock, ct) is { } view
            ? Pages.Show<AcknowledgePage>(view with { Form = FormState.Of([("as", "me"), .. view.Offices.Where(one => one.Standing.State is not (StandingState.Current or StandingState.OwnRules)).Select(one => ("as", (string?)one.Office.Value.ToString()))]) })
            : Pages.GoTo(VersionPages.Path);

    private static async Task<IResult> Acknowledge(FormState form, Me me, CoreDb db, AcknowledgeHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var offices = form.All("as").Where(one => Guid.TryParse(one, out _)).Select(one => new OfficeId(Guid.Parse(one))).ToList();
        var done = await handler.Handle(new AcknowledgeGuideline(form.Filled("read"), form.Has("as", "me"), offices), me, ct);
        if (!done.IsRefused(out var no)) return Pages.GoTo("/home", Notice.Success("要領の確認を記録しました。"));
        return no is Invalid && await View(form.With(no), me, db, clock, ct) is { } view ? Pages.ShowAgain<AcknowledgePage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<IResult> ShowCoverage(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var all = await Rows(me, db, today, ct);
        var found = Filtered(all, form);
        var page = form.PageOf(found.Count);
        return Pages.Show<CoveragePage>(new CoverageView(
            form, [.. found.OnPage(page)], all.GroupBy(row => row.Standing.State).ToDictionary(group => group.Key, group => group.Count()),
            all.Sum(row => row.Asked), all.Sum(row => row.Read), found.Count, page, PagedLists.Pages(found.Count),
            to => form.AddressOf(CoveragePath, to), form.AddressOf(CoveragePath + ".csv"), [.. all.Select(row => row.Department).Distinct()], today.InWords, await db.GuidelineOn(today, ct) is not null));
    }

    private static async Task<IResult> ExportCoverage(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var rows = Filtered(await Rows(me, db, clock.GetUtcNow().DayInJapan, ct), form);
        return CsvExport.Download(
            "coverage.csv", ["部局", "所属コード", "所属", "状況", "最後の確認", "期限", "確認を求める理由", "対象の人", "確認した人", "独自の定め"],
            rows.Select(row => (IReadOnlyList<string?>)
            [
                row.Department, row.Code, row.Office, row.Standing.State.Word, row.Standing.LastRead?.Iso, row.Standing.DueOn?.Iso, string.Join("、", row.Standing.Open.Select(asking => asking.Words)),
                row.Asked.ToString(CultureInfo.InvariantCulture), row.Read.ToString(CultureInfo.InvariantCulture), row.OwnRules,
            ]));
    }

    private static async Task<IResult> ShowPrivate(Me me, CoreDb db, TimeProvider clock, CancellationToken ct) => Pages.Show<PrivateUsePage>(await PrivateView(FormState.Empty, me, db, clock, ct));

    private static async Task<IResult> CountPrivate(FormState form, Me me, CoreDb db, AcknowledgeHandler handler, TimeProvider clock, CancellationToken ct)
    {
        Result<Done> done = Guid.TryParse(form["office"], out var office)
            ? await handler.Handle(new CountPrivateUse(new OfficeId(office), Number(form["staff"]), Number(form["told"])), me, ct)
            : new NotAcceptable([new Fault("office", "所属を選んでください。")]);
        if (!done.IsRefused(out var no)) return Pages.GoTo(PrivatePath, Notice.Success("人数を記録しました。"));
        return no is Invalid ? Pages.ShowAgain<PrivateUsePage>(await PrivateView(form.With(no), me, db, clock, ct), no) : Pages.Refuse(no);
    }

    private static int? Number(string text) => int.TryParse(InputText.Number(text), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static async Task<AcknowledgeView?> View(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        if (await db.GuidelineOn(today, ct) is not { } version) return null;
        var mine = await MyStanding.Of(me, db, today, ct);
        return new AcknowledgeView(form, version, mine.Own, mine.Offices);
    }

    private static async Task<List<CoverageRow>> Rows(Me me, CoreDb db, DateOnly day, CancellationToken ct)
    {
        var only = me.ScopeOf(Act.ReadCoverage) is Scope.Limited limited ? limited.Offices.ToArray() : null;
        var book = await AcknowledgementBook.Read(db, day, only, ct);
        var asked = book.Offices.ToArray();
        var offices = await db.OfficesOn(day).Where(o => asked.Contains(o.Id)).OrderBy(o => o.Code).Select(o => new { o.Id, o.Code, o.Name, o.Department }).ToListAsync(ct);
        var posted = await db.PostingsOn(day).Where(p => asked.Contains(p.Office) && p.Duty != Duty.Administrator).Select(p => new { p.Person, p.Office, p.From }).ToListAsync(ct);
        var people = posted.GroupBy(p => p.Person).Select(group => (group.First().Office, Standing: book.Of(group.Key, group.Select(p => (p.Office, p.From))))).Where(one => one.Standing is not null).ToLookup(one => one.Office, one => one.Standing!);
        return
        [
            .. from office in offices
               let standing = book.Of(office.Id)
               where standing is not null
               select new CoverageRow(office.Department, office.Name, office.Code, standing, people[office.Id].Count(), people[office.Id].Count(one => one.State is StandingState.Current), book.RulebookOf(office.Id)?.Title),
        ];
    }

    private static List<CoverageRow> Filtered(List<CoverageRow> rows, FormState form) =>
        [.. rows.Where(row => (!form.Filled("state") || row.Standing.State.Key == form["state"]) && (!form.Filled("department") || row.Department == form["department"]))
            .OrderBy(row => row.Standing.State is not StandingState.Overdue).ThenBy(row => row.Standing.DueOn ?? DateOnly.MaxValue)];

    private static async Task<PrivateUseView> PrivateView(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var year = today.FiscalYear;
        var scope = me.ScopeOf(Act.ReadCoverage);
        var offices = (await db.OfficesOn(today).OrderBy(o => o.Code).Select(o => new { o.Id, o.Name }).ToListAsync(ct)).Where(o => scope is Scope.Government || me.May(Act.ReadCoverage, o.Id)).ToList();
        var counts = await db.PrivateUseCounts.AsNoTracking().Where(c => c.FiscalYear == year.Year).ToDictionaryAsync(c => c.Office, ct);
        var rows = offices.Select(o => counts.TryGetValue(o.Id, out var count) ? new PrivateUseRow(o.Name, count.Staff, count.Told, $"{count.CountedOn.InWordsWithoutWeekday} {count.ByName}") : new PrivateUseRow(o.Name, null, null, null)).ToList();
        return new PrivateUseView(
            form, year.Name, [.. offices.Where(o => me.May(Act.AcknowledgeForOffice, o.Id)).Select(o => new Choice(o.Id.Value.ToString(), o.Name))], rows,
            rows.Count, rows.Count(row => row.Staff is not null), rows.Sum(row => row.Staff ?? 0), rows.Sum(row => row.Told ?? 0));
    }
}
