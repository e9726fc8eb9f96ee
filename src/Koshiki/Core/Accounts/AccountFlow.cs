using Koshiki.Foundation;
using static Koshiki.Core.Accounts.AccountAction;
using static Koshiki.Core.Accounts.AccountState;

namespace Koshiki.Core.Accounts;

/// <summary>Who runs an account day by day. Table 3's columns.</summary>
public enum OperatorKind
{
    /// <summary>直営</summary>
    Direct,

    /// <summary>業務委託</summary>
    Outsourced,

    /// <summary>県・市が事務局を務める団体（実行委員会等）</summary>
    Association,

    /// <summary>指定管理者</summary>
    DesignatedManager,
}

/// <summary>The fixed words of the screens for where an account stands.</summary>
public enum AccountState
{
    /// <summary>協議中</summary>
    InConsultation,

    /// <summary>運用中</summary>
    Active,

    /// <summary>休止</summary>
    Suspended,

    /// <summary>廃止手続中</summary>
    Retiring,

    /// <summary>廃止</summary>
    Retired,

    /// <summary>未承認</summary>
    Unapproved,
}

/// <summary>What can be done to an account's state. C8, D5, D6.</summary>
public enum AccountAction
{
    /// <summary>運用開始</summary>
    Open,

    /// <summary>休止</summary>
    Suspend,

    /// <summary>再開</summary>
    Resume,

    /// <summary>廃止手続の開始</summary>
    AnnounceRetirement,

    /// <summary>廃止手続の中止: the account goes on after all. 0083.</summary>
    CallOffRetirement,

    /// <summary>廃止</summary>
    Retire,
}

public enum ConnectionState
{
    /// <summary>No token was ever handed over.</summary>
    NotConnected,

    /// <summary>A token was handed over, and the platform has not been spoken to yet.</summary>
    HandedOver,

    Works,

    /// <summary>It worked once; the reason says what to do.</summary>
    Broken,
}

/// <summary>Every move an account's state can make. What is not written here cannot happen.</summary>
public static class AccountFlow
{
    public static Result<AccountState> Next(AccountState from, AccountAction action) => (from, action) switch
    {
        (InConsultation or Unapproved, Open) => Active,
        (Active, Suspend) => Suspended,
        (Suspended, Resume) => Active,
        (Active or Suspended, AnnounceRetirement) => Retiring,
        (Retiring, CallOffRetirement) => Active,
        (Active or Suspended or Retiring or Unapproved, Retire) => Retired,
        _ => new StateDoesNotAllow(from, action),
    };

    /// <summary>What can be done now, for the buttons of the page.</summary>
    public static IEnumerable<AccountAction> PossibleFrom(AccountState state) =>
        Enum.GetValues<AccountAction>().Where(action => Next(state, action).Succeeded);
}
