using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Organizations.SigningIn;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Organizations.People;

public sealed record AddPersonView(FormState Form, IReadOnlyList<string> Offices);

public sealed record TransferView(FormState Form, Guid Id, string Name, IReadOnlyList<Choice> Postings, IReadOnlyList<string> Offices);

public sealed record ResetView(FormState Form, Guid Id, string Name, string UserName);

/// <summary>Adding people, moving them, resetting their sign-in.</summary>
internal static class PeopleChangePages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(PeoplePages.Path + "/new", async (CoreDb db, TimeProvider clock, CancellationToken ct) =>
            Pages.Show<AddPersonPage>(new AddPersonView(FormState.Empty, await Offices(db, clock, ct)))).Requires(Act.ChangePeople);
        app.MapPost(PeoplePages.Path + "/new", Add).Requires(Act.ChangePeople);
        app.MapGet(PeoplePages.Path + "/{id:guid}/transfer", ShowTransfer).Requires(Act.ChangePeople);
        app.MapPost(PeoplePages.Path + "/{id:guid}/transfer", Transfer).Requires(Act.ChangePeople);
        app.MapGet(PeoplePages.Path + "/{id:guid}/reset", ShowReset).Requires(Act.ChangePeople);
        app.MapPost(PeoplePages.Path + "/{id:guid}/reset", Reset).Requires(Act.ChangePeople);
    }

    private static async Task<IResult> Add(FormState form, AddUserHandler handler, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var duty = Roles.ParseDuty(form["duty"]);
        var done = await handler.Handle(new AddUser(form["name"], form["office"], duty.Succeeded ? duty.Value : null, form["user"], form["password"], MustChange: true, form["title"], form["employer"], form["reading"], AccountKeys.Split(form["accounts"])), ct);
        if (!done.IsRefused(out var refusal))
            return Pages.GoTo($"{PeoplePages.Path}/{done.Value.Value}", Notice.Success("利用者を登録しました。", form["password"].Length > 0 ? "初めてサインインするときに、本人がパスワードを変更します。" : null));

        return Pages.ShowAgain<AddPersonPage>(new AddPersonView(form.With(refusal), await Offices(db, clock, ct)), refusal);
    }

    private static async Task<IResult> ShowTransfer(Guid id, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        return await TransferOf(id, FormState.Of([("duty", Duty.Staff.FileWord), .. FormDays.Boxes("day", today)]), db, clock, ct) is { } view
            ? Pages.Show<TransferPage>(view)
            : Pages.Refuse(new PersonNotFound());
    }

    private static async Task<IResult> Transfer(Guid id, FormState form, TransferPersonHandler handler, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await TransferOf(id, form, db, clock, ct) is not { } view) return Pages.Refuse(new PersonNotFound());
        List<Fault> faults = [];
        var day = form.DayIn("day");
        if (day.IsRefused(out var refusal)) faults.Add(new Fault("day", refusal.Sentence));
        var duty = Roles.ParseDuty(form["duty"]);
        if (form.Filled("to") && !duty.Succeeded) faults.Add(new Fault("duty", "職務を選んでください。"));
        if (faults.Count > 0) return Again(new NotAcceptable(faults));

        var ending = form.All("ending").Select(text => Guid.TryParse(text, out var posting) ? posting : Guid.Empty).Select(guid => new PostingId(guid)).ToList();
        var done = await handler.Handle(new TransferPerson(new PersonId(id), day.Value, ending, NullIfBlank(form["to"]), duty.Succeeded ? duty.Value : Duty.Staff, form["title"], AccountKeys.Split(form["accounts"])), ct);
        return done.IsRefused(out refusal)
            ? Again(refusal switch { OfficeNotFound => At("to", refusal), NeedsNamedAccounts or UnknownAccounts => At("accounts", refusal), LastBeforeFirst => At("day", refusal), _ => refusal })
            : Pages.GoTo($"{PeoplePages.Path}/{id}", Notice.Success("異動を登録しました。", ending.Count > 0 ? "引き継ぐアカウントがあるときは、前の所属のホームに引継ぎの作業が出ます。" : null));

        IResult Again(Refusal reason) => Pages.ShowAgain<TransferPage>(view with { Form = form.With(reason) }, reason);
    }

    private static async Task<IResult> ShowReset(Guid id, CoreDb db, CancellationToken ct) => await ResetOf(id, FormState.Empty, db, ct) is { } view
        ? Pages.Show<ResetSignInPage>(view)
        : Pages.Refuse(new PersonNotFound());

    private static async Task<IResult> Reset(Guid id, FormState form, ResetSignInHandler handler, CoreDb db, CancellationToken ct)
    {
        if (await ResetOf(id, form, db, ct) is not { } view) return Pages.Refuse(new PersonNotFound());
        var done = await handler.Handle(new ResetSignIn(new PersonId(id), form["user"], form["password"], form.Has("drop", "yes")), ct);
        if (!done.IsRefused(out var refusal)) return Pages.GoTo($"{PeoplePages.Path}/{id}", Notice.Success("サインインを再設定しました。", "開いていたサインインはすべて終了しました。次に入るときに、本人がパスワードを変更します。"));

        var shown = refusal switch { WeakPassword => At("password", refusal), UserNameTaken => At("user", refusal), _ => refusal };
        return Pages.ShowAgain<ResetSignInPage>(view with { Form = form.With(shown) }, shown);
    }

    internal static NotAcceptable At(string field, Refusal refusal) => new([new Fault(field, refusal.Sentence)]);

    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    internal static Task<string?> NameOf(Guid id, CoreDb db, CancellationToken ct)
    {
        var wanted = new PersonId(id);
        return db.People.AsNoTracking().Where(p => p.Id == wanted).Select(p => p.Name).SingleOrDefaultAsync(ct);
    }

    private static Task<List<string>> Offices(CoreDb db, TimeProvider clock, CancellationToken ct) =>
        db.OfficesOn(clock.GetUtcNow().DayInJapan).OrderBy(o => o.Code).Select(o => o.Code).ToListAsync(ct);

    /// <summary>The offices that there are today or will be, for a posting on a day to come.</summary>
    private static Task<List<string>> OfficesFrom(DateOnly today, CoreDb db, CancellationToken ct) =>
        db.Offices.AsNoTracking().IgnoreAutoIncludes().Where(o => o.Periods.Any(period => period.Last == null || period.Last >= today)).OrderBy(o => o.Code).Select(o => o.Code).ToListAsync(ct);

    /// <summary>The offices of these postings with all their names.</summary>
    internal static Task<Dictionary<OfficeId, Office>> OfficesOf(IReadOnlyCollection<Posting> postings, CoreDb db, CancellationToken ct)
    {
        var asked = postings.Select(p => p.Office).Distinct().ToArray();
        return db.Offices.AsNoTracking().Where(o => asked.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
    }

    private static async Task<TransferView?> TransferOf(Guid id, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var wanted = new PersonId(id);
        if (await NameOf(id, db, ct) is not { } name) return null;
        var postings = await db.PostingsFrom(today).AsNoTracking().Where(p => p.Person == wanted).OrderBy(p => p.From).ToListAsync(ct);
        var offices = await OfficesOf(postings, db, ct);
        return new TransferView(form, id, name,
            [.. postings.Select(p => new Choice(p.Id.Value.ToString(), $"{offices[p.Office].NameOn(p.DayToShow(today))}（{p.Duty.Word}）", PeoplePages.PeriodOf(p.From, p.Last)))], await OfficesFrom(today, db, ct));
    }

    private static async Task<ResetView?> ResetOf(Guid id, FormState form, CoreDb db, CancellationToken ct)
    {
        var wanted = new PersonId(id);
        if (await NameOf(id, db, ct) is not { } name) return null;
        var user = await db.Credentials.Where(c => c.Person == wanted).Select(c => c.UserName).SingleOrDefaultAsync(ct);
        return new ResetView(form.Filled("user") ? form : form.With("user", user ?? ""), id, name, user ?? "");
    }
}
