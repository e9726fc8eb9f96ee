using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;

namespace Koshiki.Core.Accounts;

/// <summary>Who may say that an account is in use. An office must have asked before it opens one, so what it registers by itself enters as 未承認 and stays off the public list. Guideline 2-3(3); decision record 0087.</summary>
internal static class EntryRights
{
    /// <param name="by">Null at the command line, which may do all.</param>
    public static bool MayPutInUse(Me? by) => by is null || by.ScopeOf(Act.ChangeAccounts) is Scope.Government;

    /// <summary>The entry as it enters the register: as written, or as not yet consulted on.</summary>
    public static AccountDraft EnteredBy(this AccountDraft draft, Me? by) =>
        MayPutInUse(by) || draft.Facts.State is AccountState.InConsultation or AccountState.Retired ? draft : draft with { Facts = draft.Facts with { State = AccountState.Unapproved } };
}
