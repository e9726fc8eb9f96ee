using Koshiki.Foundation;
using static Koshiki.Core.Custody.HandOverAction;
using static Koshiki.Core.Custody.HandOverState;

namespace Koshiki.Core.Custody;

/// <summary>What has to be done to an account when somebody who held it leaves.</summary>
public enum HandOverStepKind
{
    /// <summary>登録管理者の変更. Guideline 2-3(4)ア.</summary>
    Administrator,

    /// <summary>パスワードの変更</summary>
    Password,

    /// <summary>媒体側の権限の取消し</summary>
    Rights,
}

public enum HandOverState
{
    /// <summary>未対応</summary>
    Open,

    /// <summary>対応中</summary>
    InProgress,

    /// <summary>確認待ち: all is done, and a second person has not yet looked.</summary>
    AwaitingConfirmation,

    /// <summary>完了</summary>
    Confirmed,
}

public enum HandOverAction
{
    /// <summary>A step is done, and another is left.</summary>
    DoStep,

    /// <summary>The last step is done.</summary>
    DoLastStep,

    /// <summary>確認</summary>
    Confirm,

    /// <summary>差戻し: a step was not done as it should.</summary>
    SendBack,
}

/// <summary>Every move a hand-over can make. What is not written here cannot happen.</summary>
public static class HandOverFlow
{
    public static Result<HandOverState> Next(HandOverState from, HandOverAction action) => (from, action) switch
    {
        (Open or InProgress, DoStep) => InProgress,
        (Open or InProgress, DoLastStep) => AwaitingConfirmation,
        (AwaitingConfirmation, Confirm) => Confirmed,
        (AwaitingConfirmation, SendBack) => InProgress,
        _ => new HandOverNotPossibleNow(from),
    };
}
