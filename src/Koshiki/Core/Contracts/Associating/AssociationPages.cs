using System.Globalization;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Contracts.Associating;

public sealed record AssociationRow(Guid Id, string Name, string Office, int Members, IReadOnlyList<string> Keys);

public sealed record AssociationListView(IReadOnlyList<AssociationRow> Rows, bool MayChange);

/// <param name="Id">Null for a new one.</param>
public sealed record AssociationFormView(Guid? Id, FormState Form, IReadOnlyList<string> Offices);

public sealed record AssociationView(FormState Form, Association Association, string Office, IReadOnlyList<AssociationMember> Members, bool MayChange);

/// <summary>Associations whose secretariat is the government, and their members. A6.</summary>
internal static class AssociationPages
{
    public const string Path = "/contracts/associations";
    private const string One = Path + "/{id:guid}";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowList).Requires(Act.ReadContracts);
        app.MapGet(Path + "/new", AskNew).Requires(Act.ChangeContracts);
        app.MapPost(Path + "/new", Register).Requires(Act.ChangeContracts);
        app.MapGet(One, Show).Requires(Act.ReadContracts);
        app.MapGet(One + "/edit", AskChange).Requires(Act.ChangeContracts);
        app.MapPost(One + "/edit", Change).Requires(Act.ChangeContracts);
        app.MapPost(One + "/members", Add).Requires(Act.ChangeContracts);
        app.MapPost(One + "/members/{member:guid}/end", End).Requires(Act.ChangeContracts);
    }

    private static async Task<IResult> ShowList(Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var offices = await db.OfficesOn(today).ToDictionaryAsync(office => office.Id, office => office.Name, ct);
        var members = db.AssociationMembers;
        var rows = await Visible(db, me).OrderBy(a => a.Name)
            .Select(a => new { a.Id, a.Name, a.Secretariat, a.AccountKeys, Members = members.Count(m => m.Association == a.Id && (m.Last == null || m.Last >= today)) }).ToListAsync(ct);
        return Pages.Show<AssociationListPage>(new AssociationListView([.. rows.Select(a => new AssociationRow(a.Id.Value, a.Name, offices.GetValueOrDefault(a.Secretariat, "（廃止された所属）"), a.Members, a.AccountKeys))], me.May(Act.ChangeContracts)));
    }

    private static async Task<IResult> AskNew(CoreDb db, TimeProvider clock, CancellationToken ct) => Pages.Show<AssociationFormPage>(new AssociationFormView(null, FormState.Empty, await Offices(db, clock, ct)));

    private static async Task<IResult> Register(FormState form, Me me, CoreDb db, AssociationHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var done = await handler.Handle(Command(null, form), me, ct);
        return done.IsRefused(out var refusal)
            ? Pages.ShowAgain<AssociationFormPage>(new AssociationFormView(null, form.With(refusal), await Offices(db, clock, ct)), refusal)
            : Pages.GoTo($"{Path}/{done.Value.Value}", Notice.Success("団体を登録しました。", "続けて、構成員を加えてください。"));
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await View(id, FormState.Of(FormDays.Boxes("from", clock.GetUtcNow().DayInJapan)), me, db, clock, ct) is { } view ? Pages.Show<AssociationPage>(view) : Pages.Refuse(new AssociationNotFound());

    private static async Task<IResult> AskChange(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await View(id, FormState.Empty, me, db, clock, ct) is not { } view) return Pages.Refuse(new AssociationNotFound());
        if (!view.MayChange) return Pages.Refuse(new MayNotChangeContracts());
        var code = await db.OfficesOn(clock.GetUtcNow().DayInJapan).Where(o => o.Id == view.Association.Secretariat).Select(o => o.Code).SingleOrDefaultAsync(ct);
        return Pages.Show<AssociationFormPage>(new AssociationFormView(
            id, FormState.Of(("name", view.Association.Name), ("office", code), ("accounts", string.Join(' ', view.Association.AccountKeys)), ("version", view.Association.Version.ToString(CultureInfo.InvariantCulture))), await Offices(db, clock, ct)));
    }

    private static async Task<IResult> Change(Guid id, FormState form, Me me, CoreDb db, AssociationHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var done = await handler.Handle(Command(new AssociationId(id), form), me, ct);
        if (!done.IsRefused(out var refusal)) return Pages.GoTo($"{Path}/{id}", Notice.Success("登録内容を変更しました。"));
        return refusal is Invalid ? Pages.ShowAgain<AssociationFormPage>(new AssociationFormView(id, form.With(refusal), await Offices(db, clock, ct)), refusal) : Pages.Refuse(refusal);
    }

    private static async Task<IResult> Add(Guid id, FormState form, Me me, CoreDb db, AssociationHandler handler, TimeProvider clock, CancellationToken ct)
    {
        List<Fault> faults = [];
        var from = form.RequiredDay("from", faults);
        Refusal? refusal = faults.Count > 0 ? new NotAcceptable(faults) : null;
        if (refusal is null && !(await handler.Handle(new AddMember(new AssociationId(id), form["member"], form["duty"], from), me, ct)).IsRefused(out refusal)) return Pages.GoTo($"{Path}/{id}", Notice.Success("構成員を加えました。"));
        return refusal is Invalid && await View(id, form.With(refusal), me, db, clock, ct) is { } view ? Pages.ShowAgain<AssociationPage>(view, refusal) : Pages.Refuse(refusal);
    }

    private static async Task<IResult> End(Guid id, Guid member, Me me, AssociationHandler handler, TimeProvider clock, CancellationToken ct)
    {
        var done = await handler.Handle(new EndMember(new AssociationId(id), member, clock.GetUtcNow().DayInJapan), me, ct);
        return done.IsRefused(out var refusal) ? Pages.Refuse(refusal) : Pages.GoTo($"{Path}/{id}", Notice.Success("構成員の終わりの日を記録しました。"));
    }

    private static SaveAssociation Command(AssociationId? id, FormState form) => new(
        id, form["name"], form["office"].Trim().Split(' ', '　')[0], [.. form["accounts"].Split([' ', '　', '、', ',', ';'], StringSplitOptions.RemoveEmptyEntries)],
        uint.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null);

    private static async Task<AssociationView?> View(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var wanted = new AssociationId(id);
        if (await Visible(db, me).SingleOrDefaultAsync(a => a.Id == wanted, ct) is not { } association) return null;
        var office = await db.OfficesOn(clock.GetUtcNow().DayInJapan).Where(o => o.Id == association.Secretariat).Select(o => o.Name).SingleOrDefaultAsync(ct);
        var members = await db.AssociationMembers.AsNoTracking().Where(m => m.Association == wanted).OrderBy(m => m.Last != null).ThenBy(m => m.From).ThenBy(m => m.Id).ToListAsync(ct);
        return new AssociationView(form, association, office ?? "（廃止された所属）", members, me.May(Act.ChangeContracts, association.Secretariat));
    }

    private static IQueryable<Association> Visible(CoreDb db, Me me)
    {
        var all = db.Associations.AsNoTracking();
        switch (me.ScopeOf(Act.ReadContracts))
        {
            case Scope.Government: return all;
            case Scope.Limited limited:
                var (offices, keys) = (limited.Offices.ToArray(), limited.Accounts.ToArray());
                return all.Where(a => offices.Contains(a.Secretariat) || a.AccountKeys.Any(key => keys.Contains(key)));
            default: return all.Where(_ => false);
        }
    }

    private static Task<List<string>> Offices(CoreDb db, TimeProvider clock, CancellationToken ct) =>
        db.OfficesOn(clock.GetUtcNow().DayInJapan).OrderBy(office => office.Code).Select(office => office.Code + " " + office.Name).ToListAsync(ct);
}
