using Koshiki.Core.Organizations;
using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Core.Accounts.Showing;

/// <summary>What an area above shows on an account's page, with the way to its own. Registered with <c>services.AddScoped&lt;IAccountSection, …&gt;()</c>.</summary>
public interface IAccountSection
{
    /// <summary>The smaller, the further up.</summary>
    int Order { get; }

    /// <returns>Null where it has nothing to say to this person about this account.</returns>
    Task<AccountSection?> For(Me me, Account account, DateTimeOffset now, CancellationToken ct);
}

/// <summary>One part of an account's page.</summary>
/// <param name="Heading">Such as 管理情報.</param>
/// <param name="Lines">The facts in the order of their weight.</param>
/// <param name="Page">The area's own page about this account.</param>
public sealed record AccountSection(string Heading, IReadOnlyList<AccountLine> Lines, Link Page);

/// <summary>One fact.</summary>
/// <param name="State">A status word for a tag; null for none.</param>
public sealed record AccountLine(string Term, string Text, string? State = null, string? Href = null);

/// <summary>Why an account needs attention (要対応), as the list and the account's page show it. Registered with <c>services.AddScoped&lt;IAccountAttention, …&gt;()</c>.</summary>
public interface IAccountAttention
{
    /// <summary>In a fixed number of queries.</summary>
    /// <returns>A short reason, such as 異動に伴う引継ぎ, for each of these accounts that needs attention.</returns>
    Task<IReadOnlyDictionary<AccountId, string>> Of(IReadOnlyCollection<AccountId> accounts, DateOnly today, CancellationToken ct);
}

public static class AccountAttentions
{
    /// <summary>The reasons of all areas together, 「、」 between them.</summary>
    public static async Task<IReadOnlyDictionary<AccountId, string>> Together(this IEnumerable<IAccountAttention> areas, IReadOnlyCollection<AccountId> accounts, DateOnly today, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(areas);
        var all = new Dictionary<AccountId, string>();
        foreach (var area in areas)
        {
            foreach (var (account, reason) in await area.Of(accounts, today, ct)) all[account] = all.TryGetValue(account, out var other) ? $"{other}、{reason}" : reason;
        }

        return all;
    }
}
