using System.Reflection;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Activity;

namespace Koshiki.Core.Organizations;

/// <summary>The signed-in person with what today's postings make of him: what every page, query and handler asks about rights.</summary>
/// <param name="Roles">One for each posting in force today, and for each deputyship in force (代決).</param>
/// <param name="NamedAccounts">Keys of the accounts named in the postings of a contractor or designated manager.</param>
public sealed record Me(PersonId Id, string Name, IReadOnlyList<RoleInOffice> Roles, IReadOnlyList<string> NamedAccounts)
{
    /// <summary>How the request came in; the log's "via".</summary>
    public string Via { get; init; } = "page";

    /// <summary>The name of the office of the first posting, for the page's frame; empty without a posting.</summary>
    public string Desk { get; init; } = "";

    public Actor AsActor() => new(Id.Value, Name, Via);

    /// <summary>May do it somewhere at least: the question for menus and endpoints.</summary>
    public bool May(Act act) => ScopeOf(act) is not Scope.Nothing;

    /// <summary>May do it to what belongs to this office.</summary>
    public bool May(Act act, OfficeId office) => ScopeOf(act) switch
    {
        Scope.Government => true,
        Scope.Limited limited => limited.Offices.Contains(office),
        _ => false,
    };

    /// <summary>May do it to this account of this office.</summary>
    public bool May(Act act, OfficeId office, string accountKey) =>
        May(act, office) || (ScopeOf(act) is Scope.Limited limited && limited.Accounts.Contains(accountKey));

    /// <summary>Where the person may do it, for the WHERE of a list.</summary>
    public Scope ScopeOf(Act act)
    {
        var offices = new HashSet<OfficeId>();
        var accounts = new HashSet<string>(StringComparer.Ordinal);
        var own = false;
        foreach (var role in Roles)
        {
            switch (AuthorizationTable.For(act, role.Role))
            {
                case Reach.Government: return new Scope.Government();
                case Reach.Department: offices.UnionWith(role.OfficesOfDepartment); break;
                case Reach.Office: offices.Add(role.Office); break;
                case Reach.NamedAccounts: accounts.UnionWith(NamedAccounts); break;
                case Reach.Own: own = true; break;
            }
        }

        return offices.Count > 0 || accounts.Count > 0 || own ? new Scope.Limited(offices, accounts) : new Scope.Nothing();
    }

    /// <summary>Lets an endpoint take the person as a parameter; the sign-in middleware has put him there.</summary>
    public static ValueTask<Me?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(context.Features.Get<Me>());
    }
}

/// <param name="OfficesOfDepartment">All offices of the posting's department today, for heads whose reach is the department.</param>
/// <param name="DeputyFor">The name of the absent person whose authority this is; null for one's own. 代決.</param>
public sealed record RoleInOffice(Role Role, OfficeId Office, IReadOnlyList<OfficeId> OfficesOfDepartment, string? DeputyFor = null);

/// <summary>Where an act is allowed: everywhere, in some offices and accounts, or nowhere.</summary>
public abstract record Scope
{
    private Scope() { }

    public sealed record Government : Scope;

    /// <summary>Both sets may be empty: then only what is the person's own.</summary>
    public sealed record Limited(IReadOnlySet<OfficeId> Offices, IReadOnlySet<string> Accounts) : Scope;

    public sealed record Nothing : Scope;
}
