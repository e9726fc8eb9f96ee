using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;

namespace Koshiki.Core.Monitoring;

/// <summary>The authorisation table's answers, asked of what is looked after.</summary>
public static class MonitoringQueries
{
    /// <summary>Accounts in these states are looked after. A suspended or retiring account can be hijacked too.</summary>
    public static readonly AccountState[] LookedAfter = [AccountState.Active, AccountState.Suspended, AccountState.Retiring, AccountState.Unapproved];

    /// <summary>The accounts whose monitoring the person may see, or may work on.</summary>
    public static IQueryable<Account> Reached(this IQueryable<Account> accounts, Me me, Act act)
    {
        ArgumentNullException.ThrowIfNull(me);
        switch (me.ScopeOf(act))
        {
            case Scope.Government:
                return accounts;
            case Scope.Limited limited:
                var (offices, keys) = (limited.Offices.ToArray(), limited.Accounts.ToArray());
                return accounts.Where(account => offices.Contains(account.Office) || keys.Contains(account.Key));
            default:
                return accounts.Where(account => false);
        }
    }

    public static IQueryable<AccountCheck> Reached(this IQueryable<AccountCheck> checks, Me me)
    {
        ArgumentNullException.ThrowIfNull(me);
        switch (me.ScopeOf(Act.ReadMonitoring))
        {
            case Scope.Government:
                return checks;
            case Scope.Limited limited:
                var (offices, keys) = (limited.Offices.ToArray(), limited.Accounts.ToArray());
                return checks.Where(check => offices.Contains(check.Office) || keys.Contains(check.AccountKey));
            default:
                return checks.Where(check => false);
        }
    }

    public static IQueryable<Finding> Reached(this IQueryable<Finding> findings, Me me)
    {
        ArgumentNullException.ThrowIfNull(me);
        switch (me.ScopeOf(Act.ReadMonitoring))
        {
            case Scope.Government:
                return findings;
            case Scope.Limited limited:
                var (offices, keys) = (limited.Offices.ToArray(), limited.Accounts.ToArray());
                return findings.Where(finding => offices.Contains(finding.Office) || keys.Contains(finding.AccountKey));
            default:
                return findings.Where(finding => false);
        }
    }

    public static IQueryable<PublishedLink> Reached(this IQueryable<PublishedLink> links, Me me)
    {
        ArgumentNullException.ThrowIfNull(me);
        switch (me.ScopeOf(Act.ReadMonitoring))
        {
            case Scope.Government:
                return links;
            case Scope.Limited limited:
                var (offices, keys) = (limited.Offices.ToArray(), limited.Accounts.ToArray());
                return links.Where(link => offices.Contains(link.Office) || keys.Contains(link.AccountKey));
            default:
                return links.Where(link => false);
        }
    }
}
