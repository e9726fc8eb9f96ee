using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;

namespace Koshiki.Core.Audits.Fieldwork;

/// <summary>One thing that the fieldwork asks of an office, answered from the register's own facts. 実地調査の項目.</summary>
/// <remarks>The names and values are those of the fieldwork checklist (<c>guideline_known</c>: known, unknown, own-rules), so that the same recipes serve live facts and what auditors found on the spot.</remarks>
internal interface IAccountFact
{
    /// <summary>The checklist's item, such as <c>password_changed_yearly</c>.</summary>
    string Attribute { get; }

    /// <summary>All its values, the worst first. An office with several accounts has the worst of theirs; one whose accounts are not answered for has the first.</summary>
    IReadOnlyList<string> Values { get; }

    /// <param name="accounts">The accounts in use on that day.</param>
    /// <returns>The value of each account of which something is known.</returns>
    Task<IReadOnlyDictionary<AccountId, string>> Read(CoreDb db, IReadOnlyList<FieldworkAccount> accounts, DateOnly asOf, CancellationToken ct);
}

/// <summary>An account in use, and the office that answers for it on that day.</summary>
internal sealed record FieldworkAccount(AccountId Id, OfficeId Office, OperatorKind Operator, DateOnly? OpenedOn);
