using System.Globalization;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Listing;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Routing;

/// <param name="MayChange">Whether the person may open it to change it.</param>
public sealed record RouteRow(ApprovalRoute Route, bool MayChange);

public sealed record RouteListView(IReadOnlyList<RouteRow> Rows, IReadOnlyDictionary<OfficeId, string> Offices, bool MayAdd);

/// <param name="Route">The stored one; null on the page for a new one.</param>
/// <param name="Offices">For whose posts a new one may be made; empty where only <paramref name="ForAll"/> or nothing is possible.</param>
/// <param name="ForAll">Whether a new one may be made for all offices.</param>
public sealed record RouteFormView(ApprovalRoute? Route, string OfficeName, IReadOnlyList<Choice> Offices, bool ForAll, FormState Form);

/// <summary>The routes of approval: list, form, removal. E3.</summary>
internal static class RoutePages
{
    public const string Path = "/routes";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, List).Requires(Act.ReadPostingRules);
        app.MapGet("/routes/new", Ask).Requires(Act.ChangePostingRules);
        app.MapPost("/routes/new", Add).Requires(Act.ChangePostingRules);
        app.MapGet("/routes/{id:guid}", Show).Requires(Act.ChangePostingRules);
        app.MapPost("/routes/{id:guid}", Save).Requires(Act.ChangePostingRules);
        app.MapGet("/routes/{id:guid}/remove", AskRemoval).Requires(Act.ChangePostingRules);
        app.MapPost("/routes/{id:guid}/remove", Remove).Requires(Act.ChangePostingRules);
    }

    private static async Task<IResult> List(Me me, CoreDb db, CancellationToken ct)
    {
        var routes = db.ApprovalRoutes.AsNoTracking();
        if (me.ScopeOf(Act.ReadPostingRules) is Scope.Limited limited)
        {
            var own = limited.Offices.Select(o => (OfficeId?)o).ToArray();
            routes = routes.Where(r => r.Office == null || own.Contains(r.Office));
        }

        var found = await routes.OrderBy(r => r.Id).Take(Conditions.MostRows).ToListAsync(ct);
        var names = await OfficeNames.Of(db, found.Select(r => r.Office).OfType<OfficeId>(), ct);
        var rows = found.OrderBy(r => r.Office is { } o ? names.GetValueOrDefault(o, "") : "", StringComparer.Ordinal).ThenBy(r => r.Purpose ?? (Purpose)(-1)).Select(r => new RouteRow(r, RouteRights.MayChange(me, r)));
        return Pages.Show<RouteListPage>(new RouteListView([.. rows], names, me.May(Act.ChangePostingRules)));
    }

    private static async Task<IResult> Ask(Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        Pages.Show<RouteFormPage>(await View(null, me, db, clock, FormState.Empty, ct));

    private static async Task<IResult> Add(FormState form, Me me, CoreDb db, TimeProvider clock, SaveRouteHandler handler, CancellationToken ct)
    {
        OfficeId? office = Guid.TryParse(form["office"], out var id) ? new OfficeId(id) : null;
        var saved = await handler.Handle(new SaveRoute(null, null, form["name"], office, Conditions.Choice<Purpose>(form, "purpose"), form.Has("steps", nameof(RouteStepKind.DepartmentHead)), form.Has("steps", nameof(RouteStepKind.PrOffice))), me, ct);
        return saved.IsRefused(out var no)
            ? Pages.ShowAgain<RouteFormPage>(await View(null, me, db, clock, form.With(no), ct), no)
            : Pages.GoTo(Path, Notice.Success("承認経路を作りました。", "これから承認を依頼する投稿に使います。"));
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } route) return Pages.Refuse(new RouteNotFound());
        var form = FormState.Of(("name", route.Name), ("version", route.Version.ToString(CultureInfo.InvariantCulture)))
            .With("steps", [.. Steps(route).Select(s => s.ToString())]);
        return Pages.Show<RouteFormPage>(await View(route, me, db, clock, form, ct));
    }

    private static async Task<IResult> Save(Guid id, FormState form, Me me, CoreDb db, TimeProvider clock, SaveRouteHandler handler, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } route) return Pages.Refuse(new RouteNotFound());
        var saved = await handler.Handle(new SaveRoute(route.Id, Version(form), form["name"], null, null, form.Has("steps", nameof(RouteStepKind.DepartmentHead)), form.Has("steps", nameof(RouteStepKind.PrOffice))), me, ct);
        return saved.IsRefused(out var no)
            ? Pages.ShowAgain<RouteFormPage>(await View(route, me, db, clock, form.With(no), ct), no)
            : Pages.GoTo(Path, Notice.Success("承認経路を変えました。", "これから承認を依頼する投稿に使います。段階を増やしたときは、承認待ちの投稿も依頼し直します。"));
    }

    private static async Task<IResult> AskRemoval(Guid id, Me me, CoreDb db, CancellationToken ct) =>
        await Find(id, me, db, ct) is { } route ? Pages.Show<RemoveRoutePage>(route) : Pages.Refuse(new RouteNotFound());

    private static async Task<IResult> Remove(Guid id, FormState form, Me me, CoreDb db, RemoveRouteHandler handler, CancellationToken ct)
    {
        if (await Find(id, me, db, ct) is not { } route) return Pages.Refuse(new RouteNotFound());
        var removed = await handler.Handle(new RemoveRoute(route.Id, Version(form)), me, ct);
        return removed.IsRefused(out var no) ? Pages.Refuse(no) : Pages.GoTo(Path, Notice.Success("承認経路をなくしました。"));
    }

    /// <summary>The steps that the route adds to the office head's.</summary>
    internal static IEnumerable<RouteStepKind> Steps(ApprovalRoute route)
    {
        if (route.AsksDepartmentHead) yield return RouteStepKind.DepartmentHead;
        if (route.AsksPrOffice) yield return RouteStepKind.PrOffice;
    }

    private static uint? Version(FormState form) => uint.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>The route, where the person may change it.</summary>
    private static async Task<ApprovalRoute?> Find(Guid id, Me me, CoreDb db, CancellationToken ct) =>
        await db.ApprovalRoutes.AsNoTracking().SingleOrDefaultAsync(r => r.Id == new ApprovalRouteId(id), ct) is { } route && RouteRights.MayChange(me, route) ? route : null;

    private static async Task<RouteFormView> View(ApprovalRoute? route, Me me, CoreDb db, TimeProvider clock, FormState form, CancellationToken ct)
    {
        if (route is not null)
        {
            var name = route.Office is { } of ? (await OfficeNames.Of(db, [of], ct)).GetValueOrDefault(of, "") : "すべての所属";
            return new RouteFormView(route, name, [], false, form);
        }

        var scope = me.ScopeOf(Act.ChangePostingRules);
        var offices = db.OfficesOn(clock.GetUtcNow().DayInJapan);
        if (scope is Scope.Limited limited)
        {
            var own = limited.Offices.ToArray();
            offices = offices.Where(o => own.Contains(o.Id));
        }

        var choices = (await offices.ToListAsync(ct)).Select(o => new Choice(o.Id.Value.ToString(), o.Name));
        return new RouteFormView(null, "", [.. choices], scope is Scope.Government, form);
    }
}
