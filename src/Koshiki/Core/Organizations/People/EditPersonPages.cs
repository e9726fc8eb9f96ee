using System.Globalization;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.People;

/// <param name="Name">As it is stored.</param>
/// <param name="Titles">One field for each posting that goes on or is to come, with its office and duty.</param>
public sealed record EditPersonView(FormState Form, Guid Id, string Name, IReadOnlyList<(string Field, string Label)> Titles);

/// <summary>Correcting what is written down of a person. Where he works is changed by a transfer.</summary>
internal static class EditPersonPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(PeoplePages.Path + "/{id:guid}/edit", Show).Requires(Act.ChangePeople);
        app.MapPost(PeoplePages.Path + "/{id:guid}/edit", Save).Requires(Act.ChangePeople);
    }

    private static async Task<IResult> Show(Guid id, CoreDb db, TimeProvider clock, CancellationToken ct) => await View(id, null, db, clock, ct) is { } view
        ? Pages.Show<EditPersonPage>(view)
        : Pages.Refuse(new PersonNotFound());

    private static async Task<IResult> Save(Guid id, FormState form, CorrectPersonHandler handler, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        uint? seen = uint.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
        var done = await handler.Handle(CorrectPerson.Of(new PersonId(id), form, seen), ct);
        if (!done.IsRefused(out var refusal)) return Pages.GoTo($"{PeoplePages.Path}/{id}", Notice.Success("登録内容を変更しました。", "前の内容は「登録の経過」に残ります。"));
        return refusal is Invalid && await View(id, form.With(refusal), db, clock, ct) is { } view ? Pages.ShowAgain<EditPersonPage>(view, refusal) : Pages.Refuse(refusal);
    }

    /// <param name="form">What was typed; null fills the fields from what is stored.</param>
    private static async Task<EditPersonView?> View(Guid id, FormState? form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var (wanted, today) = (new PersonId(id), clock.GetUtcNow().DayInJapan);
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == wanted, ct) is not { } person) return null;
        var postings = await db.PostingsFrom(today).AsNoTracking().Where(p => p.Person == wanted).OrderBy(p => p.From).ThenBy(p => p.Id).ToListAsync(ct);
        var offices = await PeopleChangePages.OfficesOf(postings, db, ct);
        form ??= FormState.Of(
        [
            ("name", person.Name), ("reading", person.Reading), ("mail", person.Mail), ("employer", person.Employer), ("version", person.Version.ToString(CultureInfo.InvariantCulture)),
            .. postings.Select(p => (CorrectPerson.TitleField(p.Id), (string?)p.Title)),
        ]);
        return new EditPersonView(form, id, person.Name, [.. postings.Select(p => (CorrectPerson.TitleField(p.Id), $"職名：{offices[p.Office].NameOn(p.DayToShow(today))}（{p.Duty.Word}）"))]);
    }
}
