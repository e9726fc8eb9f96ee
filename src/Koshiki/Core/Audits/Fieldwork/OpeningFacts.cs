using Koshiki.Core.Accounts;
using Koshiki.Core.Opening;

namespace Koshiki.Core.Audits.Fieldwork;

/// <summary>Whether the PR office was asked. Table 7; an account older than the duty is exempt.</summary>
internal sealed class ConsultedFact : IAccountFact
{
    public string Attribute => "consulted";

    public IReadOnlyList<string> Values { get; } = ["no", "yes", "exempt"];

    public async Task<IReadOnlyDictionary<AccountId, string>> Read(CoreDb db, IReadOnlyList<FieldworkAccount> accounts, DateOnly asOf, CancellationToken ct)
    {
        var papers = await Papers.Read(db, [.. accounts.Select(account => account.Id)], asOf, ct);
        var since = await GuidelineStart.Of(db, ct);
        return accounts.ToDictionary(
            account => account.Id,
            account => papers[account.Id].Consultation is not null ? "yes" : GuidelineStart.MustHaveAsked(account.OpenedOn, since) ? "no" : "exempt");
    }
}

/// <summary>Whether a document is in force. Tables 8 and 9.</summary>
internal sealed class DocumentFact(string attribute, DocumentKind kind) : IAccountFact
{
    public string Attribute => attribute;

    public IReadOnlyList<string> Values { get; } = ["no", "yes"];

    public async Task<IReadOnlyDictionary<AccountId, string>> Read(CoreDb db, IReadOnlyList<FieldworkAccount> accounts, DateOnly asOf, CancellationToken ct)
    {
        var papers = await Papers.Read(db, [.. accounts.Select(account => account.Id)], asOf, ct);
        return accounts.ToDictionary(account => account.Id, account => papers[account.Id].Document(kind) is null ? "no" : "yes");
    }
}

/// <summary>Whether the account policy exists and can be read on the account itself; only that counts as disclosed. Table 10.</summary>
internal sealed class AccountPolicyFact : IAccountFact
{
    public string Attribute => "account_policy";

    public IReadOnlyList<string> Values { get; } = ["none", "undisclosed", "disclosed"];

    public async Task<IReadOnlyDictionary<AccountId, string>> Read(CoreDb db, IReadOnlyList<FieldworkAccount> accounts, DateOnly asOf, CancellationToken ct)
    {
        var papers = await Papers.Read(db, [.. accounts.Select(account => account.Id)], asOf, ct);
        return accounts.ToDictionary(account => account.Id, account => papers[account.Id] switch
        {
            var has when has.Document(DocumentKind.AccountPolicy) is null => "none",
            { Disclosure.IsDisclosed: true } => "disclosed",
            _ => "undisclosed",
        });
    }
}
