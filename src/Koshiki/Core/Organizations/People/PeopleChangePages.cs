using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Organizations.Offices;
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

/// <param name="Back">The page to which one goes back.</param>
public sealed record DeputyView(FormState Form, string Name, Link Back);

public sealed record ResetView(FormState Form, Guid Id, string Name, string UserName);

/// <summary>Adding people, moving them, naming their deputies, resetting their sign-in.</summary>
internal static class PeopleChangePages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(PeoplePages.Path + "/new", async (CoreDb db, TimeProvider clock, CancellationToken ct) =>
            Pages.Show<AddPersonPage>(new AddPersonView(FormState.Empty, await Offices(db, clock, ct)))).Requires(Act.ChangePeople);
        app.MapPost(PeoplePages.Path + "/new", Add).Requires(Act.ChangePeople);
        app.MapGet(PeoplePages.Path + "/{id:guid}/transfer", ShowTransfer).Requires(Act.ChangePeople);
        app.MapPost(PeoplePages.Path + "/{id:guid}/transfer", Transfer).Requires(Act.ChangePeople);
        app.MapGet(PeoplePages.Path + "/{id:guid}/deputy", ShowDeputy).Requires(Act.ChangePeople);
        app.MapPost(PeoplePages.Path + "/{id:guid}/deputy", AppointFor).Requires(Act.ChangePeople);
        app.MapGet("/me/deputy", (Me me) => Pages.Show<DeputyPage>(new DeputyView(FormState.Empty, me.Name, new Link("自分の設定", "/me")))).Requires(Act.UseOwnDesk);
        app.MapPost("/me/deputy", AppointOwn).Requires(Act.UseOwnDesk);
        app.MapGet(PeoplePages.Path + "/{id:guid}/reset", ShowReset).Requires(Act.ChangePeople);
        app.MapPost(PeoplePages.Path + "/{id:guid}/reset", Reset).Requires(Act.ChangePeople);
    }

    private static async Task<IResult> Add(FormState form, AddUserHandler handler, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var duty = Roles.ParseDuty(form["duty"]);
        Result<PersonId> done = duty.Succeeded
            ? await handler.Handle(new AddUser(form["name"], form["office"], duty.Value, form["user"], form["password"], MustChange: true, form["title"], NullIfBlank(form["employer"]), form["reading"], Accounts(form)), ct)
            : new NotAcceptable([new Fault("duty", "職務を選んでください。")]);
        if (!done.IsRefused(out var refusal))
            return Pages.GoTo($"{PeoplePages.Path}/{done.Value.Value}", Notice.Success("利用者を登録しました。", form["password"].Length > 0 ? "初めてサインインするときに、本人がパスワードを変更します。" : null));

        var shown = refusal switch
        {
            OfficeNotFound => At("office", refusal),
            UserNameTaken => At("user", refusal),
            WeakPassword => At("password", refusal),
            NeedsNamedAccounts => At("accounts", refusal),
            _ => refusal,
        };
        return Pages.ShowAgain<AddPersonPage>(new AddPersonView(form.With(shown), await Offices(db, clock, ct)), shown);
    }

    private static async Task<IResult> ShowTransfer(Guid id, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        return await TransferOf(id, FormState.Of([("duty", Duty.Staff.FileWord), .. OfficeForm.DayFields("day", today)]), db, clock, ct) is { } view
            ? Pages.Show<TransferPage>(view)
            : Pages.Refuse(new PersonNotFound());
    }

    private static async Task<IResult> Transfer(Guid id, FormState form, TransferPersonHandler handler, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await TransferOf(id, form, db, clock, ct) is not { } view) return Pages.Refuse(new PersonNotFound());
        List<Fault> faults = [];
        var day = OfficeForm.ReadDay(form, "day");
        if (day.IsRefused(out var refusal)) faults.Add(new Fault("day", refusal.Sentence));
        var duty = Roles.ParseDuty(form["duty"]);
        if (form.Filled("to") && !duty.Succeeded) faults.Add(new Fault("duty", "職務を選んでください。"));
        if (faults.Count > 0) return Again(new NotAcceptable(faults));

        var ending = form.All("ending").Select(text => Guid.TryParse(text, out var posting) ? posting : Guid.Empty).Select(guid => new PostingId(guid)).ToList();
        var done = await handler.Handle(new TransferPerson(new PersonId(id), day.Value, ending, NullIfBlank(form["to"]), duty.Succeeded ? duty.Value : Duty.Staff, form["title"], Accounts(form)), ct);
        return done.IsRefused(out refusal)
            ? Again(refusal switch { OfficeNotFound => At("to", refusal), NeedsNamedAccounts => At("accounts", refusal), LastBeforeFirst => At("day", refusal), _ => refusal })
            : Pages.GoTo($"{PeoplePages.Path}/{id}", Notice.Success("異動を登録しました。", ending.Count > 0 ? "前の所属に、アカウントの引継ぎの作業を作りました。" : null));

        IResult Again(Refusal reason) => Pages.ShowAgain<TransferPage>(view with { Form = form.With(reason) }, reason);
    }

    private static async Task<IResult> ShowDeputy(Guid id, CoreDb db, CancellationToken ct) => await NameOf(id, db, ct) is { } name
        ? Pages.Show<DeputyPage>(new DeputyView(FormState.Empty, name, new Link(name, $"{PeoplePages.Path}/{id}")))
        : Pages.Refuse(new PersonNotFound());

    private static async Task<IResult> AppointFor(Guid id, FormState form, AppointDeputyHandler handler, CoreDb db, CancellationToken ct) => await NameOf(id, db, ct) is { } name
        ? await Appoint(new PersonId(id), form, handler, new DeputyView(form, name, new Link(name, $"{PeoplePages.Path}/{id}")), ct)
        : Pages.Refuse(new PersonNotFound());

    private static Task<IResult> AppointOwn(FormState form, Me me, AppointDeputyHandler handler, CancellationToken ct) =>
        Appoint(me.Id, form, handler, new DeputyView(form, me.Name, new Link("自分の設定", "/me")), ct);

    private static async Task<IResult> Appoint(PersonId absent, FormState form, AppointDeputyHandler handler, DeputyView view, CancellationToken ct)
    {
        List<Fault> faults = [];
        var from = OfficeForm.ReadDay(form, "from");
        if (from.IsRefused(out var refusal)) faults.Add(new Fault("from", refusal.Sentence));
        var last = OfficeForm.ReadDay(form, "last");
        if (last.IsRefused(out refusal)) faults.Add(new Fault("last", refusal.Sentence));
        if (!form.Filled("deputy")) faults.Add(new Fault("deputy", "代決する人の職員番号かメールアドレスを入力してください。"));
        if (!form.Filled("reason")) faults.Add(new Fault("reason", "不在の理由を入力してください（例：出張）。"));
        if (faults.Count > 0) return Again(new NotAcceptable(faults));

        var done = await handler.Handle(new AppointDeputy(absent, form["deputy"], from.Value, last.Value, form["reason"]), ct);
        return done.IsRefused(out refusal)
            ? Again(refusal switch { PersonNotFound or CannotBeOwnDeputy => At("deputy", refusal), LastBeforeFirst or DeputyshipTooLong => At("last", refusal), _ => refusal })
            : Pages.GoTo(view.Back.Href, Notice.Success("代決を登録しました。", $"{PeoplePages.PeriodOf(from.Value, last.Value)}、代わりに決裁できます。"));

        IResult Again(Refusal reason) => Pages.ShowAgain<DeputyPage>(view with { Form = form.With(reason) }, reason);
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

    private static NotAcceptable At(string field, Refusal refusal) => new([new Fault(field, refusal.Sentence)]);

    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string[] Accounts(FormState form) => InputText.Code(form["accounts"]).ToUpperInvariant().Split([' ', ',', '、'], StringSplitOptions.RemoveEmptyEntries);

    private static Task<string?> NameOf(Guid id, CoreDb db, CancellationToken ct)
    {
        var wanted = new PersonId(id);
        return db.People.AsNoTracking().Where(p => p.Id == wanted).Select(p => p.Name).SingleOrDefaultAsync(ct);
    }

    private static Task<List<string>> Offices(CoreDb db, TimeProvider clock, CancellationToken ct) =>
        db.OfficesOn(clock.GetUtcNow().DayInJapan).OrderBy(o => o.Code).Select(o => o.Code).ToListAsync(ct);

    private static async Task<TransferView?> TransferOf(Guid id, FormState form, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var wanted = new PersonId(id);
        if (await NameOf(id, db, ct) is not { } name) return null;
        var postings = await (
            from posting in db.Postings.AsNoTracking()
            where posting.Person == wanted && (posting.Last == null || posting.Last >= today)
            join office in db.OfficesOn(today) on posting.Office equals office.Id
            orderby posting.From
            select new { posting.Id, office.Name, posting.Duty, posting.From, posting.Last }).ToListAsync(ct);
        return new TransferView(form, id, name,
            [.. postings.Select(p => new Choice(p.Id.Value.ToString(), $"{p.Name}（{p.Duty.Word}）", PeoplePages.PeriodOf(p.From, p.Last)))], await Offices(db, clock, ct));
    }

    private static async Task<ResetView?> ResetOf(Guid id, FormState form, CoreDb db, CancellationToken ct)
    {
        var wanted = new PersonId(id);
        if (await NameOf(id, db, ct) is not { } name) return null;
        var user = await db.Credentials.Where(c => c.Person == wanted).Select(c => c.UserName).SingleOrDefaultAsync(ct);
        return new ResetView(form.Filled("user") ? form : form.With("user", user ?? ""), id, name, user ?? "");
    }
}
