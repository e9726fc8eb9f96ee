using Koshiki.Core.Accounts;
using Koshiki.Core.Monitoring;
using Koshiki.Core.Publishing;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Fieldwork;

/// <summary>Since when the account is used, by fiscal years as the checklist groups them. 表6.</summary>
internal sealed class StartedFact : IAccountFact
{
    private const string NotKnown = "unknown";

    /// <summary>The first fiscal year of each group but the first, which takes everything before.</summary>
    private static readonly (int From, string Word)[] Groups = [(2014, "H26-H27"), (2016, "H28-H29"), (2018, "H30-R1"), (2020, "R2"), (2021, "R3")];

    public string Attribute => "started";

    /// <summary>The earliest first; an account of which nothing is known says nothing of its office while another does.</summary>
    public IReadOnlyList<string> Values { get; } = ["H21-H25", "H26-H27", "H28-H29", "H30-R1", "R2", "R3", NotKnown];

    public Task<IReadOnlyDictionary<AccountId, string>> Read(CoreDb db, IReadOnlyList<FieldworkAccount> accounts, DateOnly asOf, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<AccountId, string>>(accounts.ToDictionary(account => account.Id, account => account.OpenedOn is { } day ? GroupOf(day.FiscalYear.Year) : NotKnown));

    private static string GroupOf(int year) => Groups.LastOrDefault(group => group.From <= year) is { Word: { } word } ? word : "H21-H25";
}

/// <summary>Who approves what is posted. An account connected to this system posts only with the head's word or within a scope that he signed; of others the register knows no approval. 表13; guideline 2-5(3)イ.</summary>
internal sealed class ApprovalFact : IAccountFact
{
    public string Attribute => "approval";

    public IReadOnlyList<string> Values { get; } = ["none", "pre-approved", "each-post"];

    public async Task<IReadOnlyDictionary<AccountId, string>> Read(CoreDb db, IReadOnlyList<FieldworkAccount> accounts, DateOnly asOf, CancellationToken ct)
    {
        var ids = accounts.Select(account => account.Id).ToArray();
        var connected = await db.Accounts.AsNoTracking().IgnoreAutoIncludes().Where(account => ids.Contains(account.Id) && account.Connection != ConnectionState.NotConnected).Select(account => new { account.Id, account.Key }).ToListAsync(ct);
        var scopes = await db.PostingScopes.AsNoTracking().Where(scope => scope.State == ScopeState.InForce && scope.ValidFrom <= asOf && scope.ExpiresOn >= asOf).Select(scope => scope.AccountKeys).ToListAsync(ct);
        var within = scopes.SelectMany(keys => keys).ToHashSet(StringComparer.Ordinal);
        return connected.ToDictionary(account => account.Id, account => within.Contains(account.Key) ? "pre-approved" : "each-post");
    }
}

/// <summary>Whether somebody was found who passes himself off as the account, within the year before the day. 表15; guideline 2-6.</summary>
internal sealed class TroubleFact : IAccountFact
{
    public string Attribute => "trouble";

    public IReadOnlyList<string> Values { get; } = ["yes", "no"];

    public async Task<IReadOnlyDictionary<AccountId, string>> Read(CoreDb db, IReadOnlyList<FieldworkAccount> accounts, DateOnly asOf, CancellationToken ct)
    {
        var since = asOf.AddYears(-1);
        var imitated = await db.LookAlikes.AsNoTracking().Where(one => one.Imitates != null && one.State != LookAlikeState.Dismissed && one.FoundOn > since && one.FoundOn <= asOf).Select(one => one.Imitates!.Value).Distinct().ToListAsync(ct);
        return accounts.ToDictionary(account => account.Id, account => imitated.Contains(account.Id) ? "yes" : "no");
    }
}
