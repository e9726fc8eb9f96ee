using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Routing;

/// <summary>Makes a route, or changes the name and the steps of one. 承認経路.</summary>
/// <param name="Route">The one to change; null makes a new one.</param>
/// <param name="SeenVersion">The version on the screen; null for a new one.</param>
/// <param name="Office">Whose posts take a new one; null for all offices.</param>
/// <param name="Purpose">Which posts take a new one; null for all purposes.</param>
public sealed record SaveRoute(ApprovalRouteId? Route, uint? SeenVersion, string Name, OfficeId? Office, Purpose? Purpose, bool AsksDepartmentHead, bool AsksPrOffice);

public sealed class SaveRouteHandler(CoreDb db)
{
    /// <returns>The route, or <see cref="RouteNotFound"/>, <see cref="MayNotChangeRoute"/>, <see cref="RouteExists"/>, <see cref="OnlyPrOfficeTakesStepsAway"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<ApprovalRouteId>> Handle(SaveRoute command, Me me, CancellationToken ct)
    {
        // Read
        var routes = await db.ApprovalRoutes.ToListAsync(ct);
        var stored = routes.Find(r => r.Id == command.Route);

        // Decide
        if (command.Route is not null && stored is null) return new RouteNotFound();
        var changed = new ApprovalRoute
        {
            Id = stored?.Id ?? ApprovalRouteId.New(),
            Office = stored is null ? command.Office : stored.Office,
            Purpose = stored is null ? command.Purpose : stored.Purpose,
            Name = InputText.Name(command.Name), AsksDepartmentHead = command.AsksDepartmentHead, AsksPrOffice = command.AsksPrOffice,
        };
        if (!RouteRights.MayChange(me, changed)) return new MayNotChangeRoute();
        if (changed.Name.Length == 0) return new NotAcceptable([new("name", "経路の名前が入力されていません。一覧で見分けられる名前を入力してください。")]);
        if (stored is null && routes.Find(r => r.Office == changed.Office && r.Purpose == changed.Purpose) is { } same) return new RouteExists(same.Name);
        if (!RouteRights.MayReplace(me, routes, [.. routes.Where(r => r.Id != changed.Id), changed], changed)) return new OnlyPrOfficeTakesStepsAway();

        // Write
        if (stored is null)
        {
            db.ApprovalRoutes.Add(changed);
        }
        else
        {
            (stored.Name, stored.AsksDepartmentHead, stored.AsksPrOffice) = (changed.Name, changed.AsksDepartmentHead, changed.AsksPrOffice);
            if (command.SeenVersion is { } seen) db.Entry(stored).Property(r => r.Version).OriginalValue = seen;
        }

        await db.SaveChangesAsync(ct);
        return changed.Id;
    }
}

/// <summary>Takes a route away: posts then take the next wider one, or the office head alone decides.</summary>
public sealed record RemoveRoute(ApprovalRouteId Route, uint? SeenVersion);

public sealed class RemoveRouteHandler(CoreDb db)
{
    /// <returns>Nothing, or <see cref="RouteNotFound"/>, <see cref="MayNotChangeRoute"/>, <see cref="OnlyPrOfficeTakesStepsAway"/>.</returns>
    public async Task<Result<Done>> Handle(RemoveRoute command, Me me, CancellationToken ct)
    {
        // Read
        var routes = await db.ApprovalRoutes.ToListAsync(ct);
        var route = routes.Find(r => r.Id == command.Route);

        // Decide
        if (route is null) return new RouteNotFound();
        if (!RouteRights.MayChange(me, route)) return new MayNotChangeRoute();
        if (!RouteRights.MayReplace(me, routes, [.. routes.Where(r => r != route)], route)) return new OnlyPrOfficeTakesStepsAway();

        // Write
        if (command.SeenVersion is { } seen) db.Entry(route).Property(r => r.Version).OriginalValue = seen;
        db.ApprovalRoutes.Remove(route);
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}

/// <summary>Who may change which route. An office may ask itself for more; asking for less is the PR office's decision. Our decision.</summary>
internal static class RouteRights
{
    public static bool MayChange(Me me, ApprovalRoute route) =>
        me.ScopeOf(Act.ChangePostingRules) is Scope.Government || (route.Office is { } office && me.May(Act.ChangePostingRules, office));

    public static bool MayReplace(Me me, IReadOnlyCollection<ApprovalRoute> before, IReadOnlyCollection<ApprovalRoute> after, ApprovalRoute changed) =>
        me.ScopeOf(Act.ChangePostingRules) is Scope.Government || (changed.Office is { } office && ApprovalRoute.AsksNoLess(before, after, office));
}
