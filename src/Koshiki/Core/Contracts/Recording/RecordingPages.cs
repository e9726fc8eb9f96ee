using System.Globalization;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Contracts.Recording;

/// <param name="Id">Null for a new one.</param>
public sealed record AgreementFormView(Guid? Id, string Title, FormState Form, IReadOnlyList<string> Offices);

public sealed record OneAgreementView(Guid Id, string Title, FormState Form);

public sealed record ClausesView(Guid Id, string Title, AgreementKind Kind, FormState Form);

public sealed record LoginsView(Guid Id, string Title, FormState Form, IReadOnlyList<PartnerLogin> Logins, IReadOnlyList<Choice> Accounts);

/// <summary>Registering an agreement, its clauses, its logins and its document.</summary>
internal static class RecordingPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/contracts/new", AskNew).Requires(Act.ChangeContracts);
        app.MapPost("/contracts/new", Register).Requires(Act.ChangeContracts);
        app.MapGet("/contracts/{id:guid}/edit", AskChange).Requires(Act.ChangeContracts);
        app.MapPost("/contracts/{id:guid}/edit", Change).Requires(Act.ChangeContracts);
        app.MapGet("/contracts/{id:guid}/clauses", ShowClauses).Requires(Act.ChangeContracts);
        app.MapPost("/contracts/{id:guid}/clauses", Prove).Requires(Act.ChangeContracts);
        app.MapGet("/contracts/{id:guid}/logins", ShowLogins).Requires(Act.ChangeContracts);
        app.MapPost("/contracts/{id:guid}/logins", AddLogin).Requires(Act.ChangeContracts);
        app.MapPost("/contracts/{id:guid}/logins/{login:guid}/remove", RemoveLogin).Requires(Act.ChangeContracts);
        app.MapGet("/contracts/{id:guid}/document", ShowDocument).Requires(Act.ChangeContracts);
        app.MapPost("/contracts/{id:guid}/document", TakeDocument).Requires(Act.ChangeContracts);
    }

    private static async Task<IResult> AskNew(FormState asked, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var offices = await Offices(db, clock, ct);
        if (!Guid.TryParse(asked["of"], out var of)) return Pages.Show<AgreementFormPage>(new AgreementFormView(null, "", FormState.Of(("months", Agreement.UsualCheckMonths.ToString(CultureInfo.InvariantCulture))), offices));
        var before = await db.AgreementToRecord(new AgreementId(of), me, ct);
        if (before.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var next = before.Value.End.AddDays(1);
        var form = (await Filled(before.Value, db, clock, ct)).With("of", asked["of"]).With("version", "").With("kind", before.Value.Kind.ToString());
        foreach (var (name, value) in FormDays.Boxes("from", next).Concat(FormDays.Boxes("last", next.AddYears(1).AddDays(-1))).Concat(FormDays.Boxes("signed", null))) form = form.With(name, value ?? "");
        return Pages.Show<AgreementFormPage>(new AgreementFormView(null, "", form, offices));
    }

    private static async Task<IResult> Register(FormState form, Me me, CoreDb db, SaveAgreementHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var done = await Save(null, form, me, handler, ct);
        return done.IsRefused(out var refusal)
            ? Pages.ShowAgain<AgreementFormPage>(new AgreementFormView(null, "", form.With(refusal), await Offices(db, clock, ct)), refusal)
            : Pages.GoTo($"/contracts/{done.Value.Value}", Notice.Success("契約・協定を登録しました。", "続けて、条項・書類・ログインを記録してください。"));
    }

    private static async Task<IResult> AskChange(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.AgreementToRecord(new AgreementId(id), me, ct);
        return found.IsRefused(out var refusal)
            ? Pages.Refuse(refusal)
            : Pages.Show<AgreementFormPage>(new AgreementFormView(id, found.Value.Title, await Filled(found.Value, db, clock, ct), await Offices(db, clock, ct)));
    }

    private static async Task<IResult> Change(Guid id, FormState form, Me me, CoreDb db, SaveAgreementHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.AgreementToRecord(new AgreementId(id), me, ct);
        if (found.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        var title = found.Value.Title;
        var done = await Save(new AgreementId(id), form, me, handler, ct);
        return done.IsRefused(out var refusal)
            ? Pages.ShowAgain<AgreementFormPage>(new AgreementFormView(id, title, form.With(refusal), await Offices(db, clock, ct)), refusal)
            : Pages.GoTo($"/contracts/{id}", Notice.Success("登録内容を変更しました。"));
    }

    private static async Task<Result<AgreementId>> Save(AgreementId? id, FormState form, Me me, SaveAgreementHandler handler, CancellationToken ct)
    {
        List<Fault> faults = [];
        var (signed, from, last) = (form.RequiredDay("signed", faults), form.RequiredDay("from", faults), form.RequiredDay("last", faults));
        if (faults.Count > 0) return new NotAcceptable(faults);
        AgreementKind? kind = Enum.TryParse<AgreementKind>(form["kind"], out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        AgreementId? succeeds = id is null && Guid.TryParse(form["of"], out var of) ? new AgreementId(of) : null;
        string[] parties = [.. InputText.Prose(form["parties"]).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        string[] accounts = [.. form["accounts"].Split([' ', '　', '、', ',', ';'], StringSplitOptions.RemoveEmptyEntries)];
        int? months = int.TryParse(InputText.Number(form["months"]), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        uint? seen = uint.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
        return await handler.Handle(new SaveAgreement(id, succeeds, kind, form["title"], parties, FirstWord(form["office"]), FirstWord(form["facility"]), accounts, signed, from, last, months, seen), me, ct);
    }

    private static async Task<IResult> ShowClauses(Guid id, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await db.AgreementToRecord(new AgreementId(id), me, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var form = FormState.Of(found.Value.Clauses.SelectMany(clause => new (string, string?)[] { ($"article.{clause.Kind}", clause.Article), ($"text.{clause.Kind}", clause.Text) }))
            .With("points", [.. ContractWords.Points.Where(one => found.Value.Clause(ClauseKind.Logins)?.Points.HasFlag(one.Point) == true).Select(one => one.Point.ToString())]);
        return Pages.Show<ClausesPage>(new ClausesView(id, found.Value.Title, found.Value.Kind, form));
    }

    private static async Task<IResult> Prove(Guid id, FormState form, Me me, CoreDb db, ProveClausesHandler handler, CancellationToken ct)
    {
        var found = await db.AgreementToRecord(new AgreementId(id), me, ct);
        if (found.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        var points = form.All("points").Aggregate(LoginPoints.None, (all, one) => Enum.TryParse<LoginPoints>(one, out var point) ? all | (point & LoginPoints.All) : all);
        var proofs = Agreement.Needed(found.Value.Kind)
            .Select(kind => new ClauseProof(kind, FreeText.Given(form[$"article.{kind}"]), FreeText.Given(form[$"text.{kind}"]), kind is ClauseKind.Logins ? points : LoginPoints.None)).ToList();
        var done = await handler.Handle(new ProveClauses(new AgreementId(id), proofs), me, ct);
        return done.IsRefused(out var refusal)
            ? Pages.ShowAgain<ClausesPage>(new ClausesView(id, found.Value.Title, found.Value.Kind, form.With(refusal)), refusal)
            : Pages.GoTo($"/contracts/{id}", done.Value == 0 ? Notice.Success("条項を記録しました。", "必要な条項がすべてあります。") : Notice.Information("条項を記録しました。", $"確かめられていない条項が{done.Value}つあります。変更契約や覚書で定めてください。"));
    }

    private static async Task<IResult> ShowLogins(Guid id, Me me, CoreDb db, CancellationToken ct)
    {
        var found = await db.AgreementToRecord(new AgreementId(id), me, ct);
        return found.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.Show<LoginsPage>(await Logins(found.Value, FormState.Empty, db, ct));
    }

    private static async Task<IResult> AddLogin(Guid id, FormState form, Me me, CoreDb db, RecordPartnerHandler handler, CancellationToken ct)
    {
        var found = await db.AgreementToRecord(new AgreementId(id), me, ct);
        if (found.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        LoginOwner? owner = Enum.TryParse<LoginOwner>(form["owner"], out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        var done = await handler.Handle(new AddLogin(new AgreementId(id), form["account"], owner, form["name"], form.Filled("no-other-site")), me, ct);
        return done.IsRefused(out var refusal)
            ? Pages.ShowAgain<LoginsPage>(await Logins(found.Value, form.With(refusal), db, ct), refusal)
            : Pages.GoTo($"/contracts/{id}/logins", Notice.Success("ログインを加えました。"));
    }

    private static async Task<IResult> RemoveLogin(Guid id, Guid login, Me me, RecordPartnerHandler handler, CancellationToken ct)
    {
        var done = await handler.Handle(new RemoveLogin(new AgreementId(id), login), me, ct);
        return done.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.GoTo($"/contracts/{id}/logins", Notice.Success("ログインの記録を消しました。"));
    }

    private static async Task<IResult> ShowDocument(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.AgreementToRecord(new AgreementId(id), me, ct);
        return found.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.Show<DocumentPage>(new OneAgreementView(id, found.Value.Title, FormState.Of(FormDays.Boxes("received", clock.GetUtcNow().DayInJapan))));
    }

    private static async Task<IResult> TakeDocument(Guid id, FormState form, Me me, CoreDb db, RecordPartnerHandler handler, CancellationToken ct)
    {
        var found = await db.AgreementToRecord(new AgreementId(id), me, ct);
        if (found.IsRefused(out var notFound)) return Pages.Refuse(notFound);
        List<Fault> faults = [];
        var received = form.RequiredDay("received", faults);
        Refusal? refusal = faults.Count > 0 ? new NotAcceptable(faults) : null;
        if (refusal is null && !(await handler.Handle(new TakeStaffDocument(new AgreementId(id), received, FreeText.Given(form["staff"]), FreeText.Given(form["devices"]), FreeText.Given(form["reference"])), me, ct)).IsRefused(out refusal))
            return Pages.GoTo($"/contracts/{id}", Notice.Success("書類を記録しました。"));
        return Pages.ShowAgain<DocumentPage>(new OneAgreementView(id, found.Value.Title, form.With(refusal)), refusal);
    }

    private static async Task<LoginsView> Logins(Agreement agreement, FormState form, CoreDb db, CancellationToken ct) => new(
        agreement.Id.Value, agreement.Title, form, await db.PartnerLogins.AsNoTracking().Where(l => l.Agreement == agreement.Id).OrderBy(l => l.AccountKey).ThenBy(l => l.Owner).ToListAsync(ct),
        [.. agreement.AccountKeys.Select(key => new Choice(key, key))]);

    private static async Task<FormState> Filled(Agreement agreement, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var codes = await db.OfficesOn(clock.GetUtcNow().DayInJapan).Where(o => o.Id == agreement.Office || o.Id == agreement.Facility).ToDictionaryAsync(o => o.Id, o => o.Code, ct);
        return FormState.Of(
        [
            ("kind", agreement.Kind.ToString()), ("title", agreement.Title), ("parties", string.Join('\n', agreement.Parties)), ("office", codes.GetValueOrDefault(agreement.Office)),
            ("facility", agreement.Facility is { } facility ? codes.GetValueOrDefault(facility) : null), ("accounts", string.Join(' ', agreement.AccountKeys)),
            ("months", agreement.CheckMonths.ToString(CultureInfo.InvariantCulture)), ("version", agreement.Version.ToString(CultureInfo.InvariantCulture)),
            .. FormDays.Boxes("signed", agreement.SignedOn), .. FormDays.Boxes("from", agreement.From), .. FormDays.Boxes("last", agreement.Last),
        ]);
    }

    private static Task<List<string>> Offices(CoreDb db, TimeProvider clock, CancellationToken ct) =>
        db.OfficesOn(clock.GetUtcNow().DayInJapan).OrderBy(office => office.Code).Select(office => office.Code + " " + office.Name).ToListAsync(ct);

    private static string FirstWord(string text) => text.Trim().Split(' ', '　')[0];
}
