using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Organizations.Logs;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.Offices;

/// <summary>The organisation as it is or was on a day: list, detail, import, export. What changes it is in <see cref="OfficeChangePages"/>.</summary>
internal static class OfficePages
{
    public const string Path = "/admin/offices";
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowList).Requires(Act.ReadOffices);
        app.MapGet(Path + ".csv", Export).Requires(Act.ReadOffices);
        app.MapGet(Path + "/{id:guid}", ShowDetail).Requires(Act.ReadOffices);
        app.MapGet(Path + "/import", () => Pages.Show<OfficeImportPage>(new OfficeImportView(FormState.Empty, null))).Requires(Act.ChangeOffices);
        app.MapPost(Path + "/import", Import).Requires(Act.ChangeOffices).LimitForm(megabytes: 10);
    }

    private static async Task<IResult> ShowList(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var (day, shown) = DayOf(form, clock);
        var found = Filter(db, form, day);
        var count = await found.CountAsync(ct);
        var page = form.PageOf(count, PageSize);
        var rows = await found.OrderBy(o => o.Code).OnPage(page, PageSize)
            .Select(o => new OfficeRow(o.Id.Value, o.Code, o.Name, o.Division, o.Department, o.Kind, o.Function)).ToListAsync(ct);
        var divisions = await db.OfficesOn(day).GroupBy(o => o.Division).Select(g => new { g.Key, First = g.Min(o => o.Code) }).OrderBy(g => g.First).Select(g => g.Key).ToListAsync(ct);
        return Pages.Show<OfficeListPage>(new OfficeListView(shown, day.InWords, rows, count, page, PagedLists.Pages(count, PageSize), divisions, me.May(Act.ChangeOffices)));
    }

    private static async Task<IResult> Export(FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var (day, _) = DayOf(form, clock);
        var offices = await Filter(db, form, day).OrderBy(o => o.Code).ToListAsync(ct);
        var codes = await db.OfficesOn(day).ToDictionaryAsync(o => o.Id, o => o.Code, ct);
        return CsvExport.Download($"offices-{day:yyyy-MM-dd}.csv", [.. ImportOfficesHandler.Columns.Select(column => column.Name)],
            offices.Select(o => new[]
            {
                o.Code, o.Name, o.Division, o.Department, o.Kind.FileWord, o.Function.FileWord, o.Parent is { } parent ? codes.GetValueOrDefault(parent) : "", o.Since.ToString("yyyy-MM-dd"),
            }));
    }

    private static async Task<IResult> ShowDetail(Guid id, Me me, CoreDb db, LogReader log, IAccountRegister register, TimeProvider clock, CancellationToken ct)
    {
        var wanted = new OfficeId(id);
        var office = await db.Offices.AsNoTracking().SingleOrDefaultAsync(o => o.Id == wanted, ct);
        if (office is null) return Pages.Refuse(new OfficeNotFound());

        var today = clock.GetUtcNow().DayInJapan;
        var people = me.May(Act.ReadPeople, wanted)
            ? await (from posting in db.PostingsOn(today)
                     where posting.Office == wanted
                     join person in db.People on posting.Person equals person.Id
                     orderby posting.From
                     select new OfficePerson(person.Id.Value, person.Name, posting.Title, posting.Duty)).ToListAsync(ct)
            : null;
        var before = await Related(db, db.OfficeSuccessions.Where(s => s.Successor == wanted).Select(s => new Kin(s.Predecessor, s.From)), daysAfter: -1, ct);
        var after = await Related(db, db.OfficeSuccessions.Where(s => s.Predecessor == wanted).Select(s => new Kin(s.Successor, s.From)), daysAfter: 0, ct);
        var parent = (office.On(today) ?? office.Periods[^1]).Parent is { } above ? await db.Offices.AsNoTracking().SingleOrDefaultAsync(o => o.Id == above, ct) : null;
        return Pages.Show<OfficePage>(new OfficeView(
            id, office.Code, office.On(today) ?? office.Periods[^1], office.LastDay is { } last && last < today, [.. office.Periods.Reverse()],
            parent is null ? null : new Link(parent.NameOn(today), $"{Path}/{parent.Id.Value}"),
            people, before, after, me.May(Act.ChangeOffices) && office.LastDay is null,
            await db.OfficeContacts.AsNoTracking().Where(c => c.Office == wanted).OrderBy(c => c.Key).Select(c => c.Written).ToListAsync(ct),
            me.May(Act.ChangeContacts, wanted),
            await log.HistoryOf([(nameof(Office), id.ToString()), .. office.Periods.Select(p => (nameof(OfficePeriod), p.Id.ToString()))], ct),
            office.LastDay is null ? [] : await register.HeldBy(wanted, ct)));
    }

    private static async Task<IResult> Import(FormState form, ImportOfficesHandler handler, CancellationToken ct)
    {
        if (form.Files is not [{ Length: > 0 } file])
            return Again(new NotAcceptable([new Fault("file", "CSVファイルを1つ選んでください。")]));

        var dryRun = form["act"] != "import";
        var done = await handler.Handle(new ImportOffices(file.OwnName, await file.Bytes(ct), dryRun), ct);
        if (done.IsRefused(out var refusal)) return Again(refusal);

        var words = $"新しい所属{done.Value.Opened}件、変更{done.Value.Changed}件、変わらない所属{done.Value.Unchanged}件";
        return dryRun
            ? Pages.Show<OfficeImportPage>(new OfficeImportView(form, $"誤りはありません。{words}です。まだ取り込んでいません。同じファイルを選んで「取り込む」を押してください。"))
            : Pages.GoTo(Path, Notice.Success("所属を取り込みました。", words + "です。"));

        IResult Again(Refusal reason) => Pages.ShowAgain<OfficeImportPage>(new OfficeImportView(form.With(reason), null), reason);
    }

    /// <summary>The day asked for; today where none or none that can be read is given.</summary>
    private static (DateOnly Day, FormState Shown) DayOf(FormState form, TimeProvider clock)
    {
        var today = clock.GetUtcNow().DayInJapan;
        if (!form.Filled("day")) return (today, form);
        var given = JapaneseDate.Parse(form["day"]);
        return given.Succeeded ? (given.Value, form) : (today, form.With(new NotAcceptable([new Fault("day", given.Refusal.Sentence)])));
    }

    private static IQueryable<OfficeOnDay> Filter(CoreDb db, FormState form, DateOnly day)
    {
        var offices = db.OfficesOn(day);
        if (form.Filled("q"))
        {
            var (name, code) = (InputText.Name(form["q"]), InputText.Code(form["q"]));
            offices = offices.Where(o => o.Name.Contains(name) || o.Department.Contains(name) || o.Code.StartsWith(code));
        }

        if (form.Filled("division"))
        {
            var division = form["division"];
            offices = offices.Where(o => o.Division == division);
        }

        if (form.Filled("kind") && OfficeKindWords.Parse(form["kind"]) is { Succeeded: true, Value: var kind }) offices = offices.Where(o => o.Kind == kind);
        return offices;
    }

    /// <param name="daysAfter">From the first day of the succession to the day whose name is shown: a predecessor has its last one, a successor its first.</param>
    private static async Task<IReadOnlyList<OfficeKin>> Related(CoreDb db, IQueryable<Kin> kin, int daysAfter, CancellationToken ct)
    {
        var links = await kin.ToListAsync(ct);
        var ids = links.Select(link => link.Office).ToArray();
        var offices = await db.Offices.AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(ct);
        return [.. links.Select(link => new OfficeKin(link.Office.Value, offices.Single(o => o.Id == link.Office).NameOn(link.From.AddDays(daysAfter)), link.From.InWordsWithoutWeekday))];
    }

    private sealed record Kin(OfficeId Office, DateOnly From);
}

public sealed record OfficeRow(Guid Id, string Code, string Name, string Division, string Department, OfficeKind Kind, OfficeFunction Function);

public sealed record OfficeListView(FormState Filter, string Day, IReadOnlyList<OfficeRow> Rows, int Count, int Page, int Pages, IReadOnlyList<string> Divisions, bool MayChange);

public sealed record OfficePerson(Guid Id, string Name, string Title, Duty Duty);

public sealed record OfficeKin(Guid Id, string Name, string From);

/// <param name="Contacts">What it publishes to be reached at.</param>
/// <param name="Events">The newest changes of its record, from the activity log.</param>
/// <param name="Stranded">The accounts that a closed office, or one that will be closed, still answers for.</param>
/// <param name="People">Those with a posting today; null for whoever may not see them.</param>
public sealed record OfficeView(Guid Id, string Code, OfficePeriod Now, bool Closed, IReadOnlyList<OfficePeriod> Periods, Link? Parent, IReadOnlyList<OfficePerson>? People, IReadOnlyList<OfficeKin> Before, IReadOnlyList<OfficeKin> After, bool MayChange,
    IReadOnlyList<string> Contacts, bool MayChangeContacts, IReadOnlyList<TimelineEvent> Events, IReadOnlyList<Link> Stranded);

/// <param name="Checked">What a check without storing found.</param>
public sealed record OfficeImportView(FormState Form, string? Checked);
