using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Organizations.Logs;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.People;

public sealed record PersonRow(Guid Id, string Name, string? Number, string? Employer, IReadOnlyList<string> Postings);

public sealed record PeopleListView(FormState Filter, IReadOnlyList<PersonRow> Rows, int Count, int Page, int Pages, bool MayChange);

public sealed record PostingView(Guid Id, string Office, string OfficeHref, Duty Duty, string Title, string Period, bool Now, string Accounts);

/// <param name="Events">The newest changes of the person's records, from the activity log; empty for whoever may not know.</param>
/// <param name="SignIn">How the person signs in, in words; null for whoever may not know.</param>
public sealed record PersonView(Guid Id, Person Person, IReadOnlyList<PostingView> Postings, IReadOnlyList<DeputyshipView> Deputyships, string? SignIn, bool MayChange, IReadOnlyList<TimelineEvent> Events);

public sealed record PeopleImportView(FormState Form, string? Checked);

/// <summary>People: list, detail, import, export. What changes them is in <see cref="PeopleChangePages"/>.</summary>
internal static class PeoplePages
{
    public const string Path = "/admin/people";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowList).Requires(Act.ReadPeople);
        app.MapGet(Path + ".csv", Export).Requires(Act.ReadPeople);
        app.MapGet(Path + "/{id:guid}", ShowDetail).Requires(Act.ReadPeople);
        app.MapGet(Path + "/import", () => Pages.Show<PeopleImportPage>(new PeopleImportView(FormState.Empty, null))).Requires(Act.ChangePeople);
        app.MapPost(Path + "/import", Import).Requires(Act.ChangePeople).LimitForm(megabytes: 10);
    }

    private static async Task<IResult> ShowList(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var found = Filter(db.PeopleVisibleTo(me), form, db, today);
        var count = await found.CountAsync(ct);
        var page = form.PageOf(count);
        var people = await found.OrderBy(p => p.StaffNumber == null).ThenBy(p => p.StaffNumber).ThenBy(p => p.Id).OnPage(page).ToListAsync(ct);
        var ids = people.Select(p => p.Id).ToArray();
        var postings = (await (
            from posting in db.PostingsOn(today)
            where ids.Contains(posting.Person)
            join office in db.OfficesOn(today) on posting.Office equals office.Id
            orderby posting.From
            select new { posting.Person, office.Name, posting.Duty }).ToListAsync(ct)).ToLookup(p => p.Person, p => $"{p.Name}（{p.Duty.Word}）");
        return Pages.Show<PeopleListPage>(new PeopleListView(
            form, [.. people.Select(p => new PersonRow(p.Id.Value, p.Name, p.StaffNumber, p.Employer, [.. postings[p.Id]]))],
            count, page, PagedLists.Pages(count), me.May(Act.ChangePeople)));
    }

    private static async Task<IResult> Export(FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var found = Filter(db.PeopleVisibleTo(me), form, db, today);
        var rows = await (
            from person in found
            join posting in db.PostingsOn(today) on person.Id equals posting.Person into postings
            from posting in postings.DefaultIfEmpty()
            join office in db.Offices.AsNoTracking().IgnoreAutoIncludes() on posting!.Office equals office.Id into offices
            from office in offices.DefaultIfEmpty()
            orderby person.StaffNumber == null, person.StaffNumber, person.Id, posting!.From
            select new { Person = person, Posting = posting, Code = office == null ? null : office.Code }).ToListAsync(ct);
        return CsvExport.Download($"people-{today:yyyy-MM-dd}.csv", [.. ImportPeopleHandler.Columns.Select(column => column.Name)],
            rows.Select(row => PeopleFile.Row(row.Person, row.Posting, row.Code)));
    }

    private static async Task<IResult> ShowDetail(Guid id, Me me, CoreDb db, LogReader log, TimeProvider clock, CancellationToken ct)
    {
        var wanted = new PersonId(id);
        var person = await db.PeopleVisibleTo(me).SingleOrDefaultAsync(p => p.Id == wanted, ct);
        if (person is null) return Pages.Refuse(new PersonNotFound());

        var now = clock.GetUtcNow();
        var today = now.DayInJapan;
        var postings = await db.Postings.AsNoTracking().Where(p => p.Person == wanted).OrderByDescending(p => p.From).ToListAsync(ct);
        var offices = await PeopleChangePages.OfficesOf(postings, db, ct);
        var mayChange = me.May(Act.ChangePeople);
        var deputyships = await DeputyPages.Of(wanted, givenOnly: false, mayChange ? one => $"{Path}/{id}/deputyships/{one.Value}/end" : null, db, today, ct);
        return Pages.Show<PersonPage>(new PersonView(
            id, person,
            [.. postings.Select(p => new PostingView(
                p.Id.Value, offices[p.Office].NameOn(p.DayToShow(today)), $"/admin/offices/{p.Office.Value}",
                p.Duty, p.Title, PeriodOf(p.From, p.Last), p.Holds(today), string.Join("、", p.Accounts)))],
            [.. deputyships.Select(one => one.View)],
            mayChange ? await SignInOf(wanted, db, now, ct) : null,
            mayChange,
            mayChange || me.May(Act.ReadLog)
                ? await log.HistoryOf([(nameof(Person), id.ToString()), (nameof(Credential), id.ToString()), .. postings.Select(p => (nameof(Posting), p.Id.Value.ToString())), .. deputyships.Select(one => (nameof(Deputyship), one.Id.Value.ToString()))], ct)
                : []));
    }

    private static async Task<IResult> Import(FormState form, ImportPeopleHandler handler, CancellationToken ct)
    {
        if (form.Files is not [{ Length: > 0 } file])
            return Again(new NotAcceptable([new Fault("file", "CSVファイルを1つ選んでください。")]));

        var dryRun = form["act"] != "import";
        var done = await handler.Handle(new ImportPeople(file.OwnName, await file.Bytes(ct), dryRun), ct);
        if (done.IsRefused(out var refusal)) return Again(refusal);

        var words = $"新しい利用者{done.Value.People}人、新しい配属{done.Value.Postings}件、変更{done.Value.Changed}件、変わらない行{done.Value.Unchanged}件";
        return dryRun
            ? Pages.Show<PeopleImportPage>(new PeopleImportView(form, $"誤りはありません。{words}です。まだ取り込んでいません。同じファイルを選んで「取り込む」を押してください。"))
            : Pages.GoTo(Path, Notice.Success("利用者を取り込みました。", words + "です。"));

        IResult Again(Refusal reason) => Pages.ShowAgain<PeopleImportPage>(new PeopleImportView(form.With(reason), null), reason);
    }

    internal static string PeriodOf(DateOnly from, DateOnly? last) => $"{from.InWordsWithoutWeekday}から{(last is { } end ? $"{end.InWordsWithoutWeekday}まで" : "")}";

    private static IQueryable<Person> Filter(IQueryable<Person> people, FormState form, CoreDb db, DateOnly today)
    {
        if (form.Filled("q")) people = people.Holding(form["q"]);
        if (form.Filled("office"))
        {
            var code = InputText.Code(form["office"]);
            people = people.Where(p => db.PostingsOn(today).Any(posting => posting.Person == p.Id && db.Set<Office>().Any(o => o.Id == posting.Office && o.Code == code)));
        }

        if (form.Filled("duty") && Roles.ParseDuty(form["duty"]) is { Succeeded: true, Value: var duty })
            people = people.Where(p => db.PostingsOn(today).Any(posting => posting.Person == p.Id && posting.Duty == duty));
        return people;
    }

    private static async Task<string> SignInOf(PersonId person, CoreDb db, DateTimeOffset now, CancellationToken ct)
    {
        var credential = await db.Credentials.AsNoTracking().SingleOrDefaultAsync(c => c.Person == person, ct);
        if (credential is null) return "サインインできません（パスワードが登録されていません）。";
        var second = credential.HasSecondFactor ? "二段階認証あり" : "二段階認証なし";
        var locked = credential.IsLocked(now) ? $"。{credential.LockedUntil!.Value.InWords}までロック中" : "";
        return $"利用者名 {credential.UserName}、{second}{locked}";
    }
}
