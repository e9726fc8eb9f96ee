using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;

namespace Koshiki.Core.Publishing;

/// <summary>Who has to decide on a post before it goes, in which order: data that an administrator keeps. 承認経路. E3.</summary>
/// <remarks>G2-5(3)イ asks for the office head's consent beforehand as the rule; a route may add the department head and the PR office, never leave the office head out.</remarks>
public sealed class ApprovalRoute
{
    public required ApprovalRouteId Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The office whose posts take it; null for all offices.</summary>
    public OfficeId? Office { get; init; }

    /// <summary>The purpose of posts that take it; null for all purposes.</summary>
    public Purpose? Purpose { get; init; }

    public bool AsksDepartmentHead { get; set; }

    public bool AsksPrOffice { get; set; }

    public uint Version { get; init; }

    /// <summary>The steps for a post: the office head; the heads of other offices whose accounts it uses; then what the closest route adds.</summary>
    /// <param name="routes">All routes of the government.</param>
    /// <param name="accountOffices">The offices of the post's accounts.</param>
    public static IReadOnlyList<RouteStep> StepsFor(IEnumerable<ApprovalRoute> routes, OfficeId office, Purpose purpose, IEnumerable<OfficeId> accountOffices)
    {
        var route = routes
            .Where(r => (r.Office is null || r.Office == office) && (r.Purpose is null || r.Purpose == purpose))
            .OrderByDescending(r => (r.Office is null ? 0 : 2) + (r.Purpose is null ? 0 : 1))
            .FirstOrDefault();
        return
        [
            new RouteStep(RouteStepKind.OfficeHead, office),
            .. accountOffices.Where(o => o != office).Distinct().OrderBy(o => o.Value).Select(o => new RouteStep(RouteStepKind.AccountOffice, o)),
            .. route is { AsksDepartmentHead: true } ? [new RouteStep(RouteStepKind.DepartmentHead, office)] : (RouteStep[])[],
            .. route is { AsksPrOffice: true } ? [new RouteStep(RouteStepKind.PrOffice, office)] : (RouteStep[])[],
        ];
    }

    /// <summary>Whether an office's posts, purpose by purpose, are asked for everything that they were asked for before.</summary>
    public static bool AsksNoLess(IReadOnlyCollection<ApprovalRoute> before, IReadOnlyCollection<ApprovalRoute> after, OfficeId office) =>
        PurposeWords.All.All(purpose => StepsFor(before, office, purpose, []).All(StepsFor(after, office, purpose, []).Contains));
}

/// <summary>One step to be decided.</summary>
/// <param name="Office">The office it concerns: whose head, whose department's head, whose account.</param>
public sealed record RouteStep(RouteStepKind Kind, OfficeId Office);

public enum RouteStepKind
{
    /// <summary>所属長</summary>
    OfficeHead,

    /// <summary>Another office whose account is used: its head, or the PR office for its own accounts. 運用所属.</summary>
    AccountOffice,

    /// <summary>部局長</summary>
    DepartmentHead,

    /// <summary>広報担当課</summary>
    PrOffice,
}

public static class RouteStepWords
{
    extension(RouteStepKind kind)
    {
        public string Word => kind switch
        {
            RouteStepKind.OfficeHead => "所属長",
            RouteStepKind.AccountOffice => "運用所属",
            RouteStepKind.DepartmentHead => "部局長",
            _ => "広報担当課",
        };
    }
}

/// <summary>Which of a person's postings lets him decide.</summary>
public static class Deciders
{
    extension(Me me)
    {
        /// <summary>By which of his postings the person may decide a step; null when by none.</summary>
        /// <remarks>A department's head may decide in place of the head of an office below; nobody decides upwards.</remarks>
        public Decider? DeciderOf(RouteStepKind kind, OfficeId office)
        {
            var role = me.Roles.Where(r => Decides(r, kind, office)).OrderBy(r => r.DeputyFor is not null).FirstOrDefault();
            return role is null ? null : new Decider(me.Id, me.Name, role.DeputyFor);
        }

        /// <summary>The person as the author or doer of something that needs no place in a route.</summary>
        public Decider AsDecider => new(me.Id, me.Name, null);
    }

    private static bool Decides(RoleInOffice role, RouteStepKind kind, OfficeId office) => kind switch
    {
        RouteStepKind.OfficeHead => (role.Role is Role.OfficeHead && role.Office == office) || HeadsDepartmentOf(role, office),
        RouteStepKind.AccountOffice => (role.Role is Role.OfficeHead or Role.PrOffice && role.Office == office) || HeadsDepartmentOf(role, office),
        RouteStepKind.DepartmentHead => HeadsDepartmentOf(role, office),
        _ => role.Role is Role.PrOffice,
    };

    private static bool HeadsDepartmentOf(RoleInOffice role, OfficeId office) =>
        role.Role is Role.DepartmentHead && (role.OfficesOfDepartment.Contains(office) || role.Office == office);
}
