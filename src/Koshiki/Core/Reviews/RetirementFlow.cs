using Koshiki.Foundation;
using static Koshiki.Core.Reviews.RetirementAction;
using static Koshiki.Core.Reviews.RetirementState;

namespace Koshiki.Core.Reviews;

/// <summary>Where an account's way out stands. 廃止の手続. D6.</summary>
public enum RetirementState
{
    /// <summary>作成中</summary>
    Drafted,

    /// <summary>承認待ち</summary>
    AwaitingHead,

    /// <summary>差戻し</summary>
    Returned,

    /// <summary>Approved and on the PR office's desk. 報告済み.</summary>
    Reported,

    /// <summary>Off the list; residents are told, in the account and on the site. 周知中.</summary>
    Announcing,

    /// <summary>Deleted at once because harm threatened; the head's word follows. 事後承認待ち.</summary>
    AwaitingLaterWord,

    /// <summary>廃止</summary>
    Retired,

    /// <summary>Deleted at once, and the head would not have done so. 事後承認されず.</summary>
    Disputed,

    /// <summary>取下げ</summary>
    Withdrawn,
}

public enum RetirementAction
{
    /// <summary>報告書を直す</summary>
    Edit,

    /// <summary>承認を依頼する</summary>
    Submit,

    /// <summary>承認する</summary>
    Approve,

    /// <summary>差し戻す: the head, or the PR office.</summary>
    Return,

    /// <summary>受理する: the PR office takes it off the list and the announcement begins.</summary>
    Receive,

    /// <summary>アカウントでの周知を記録する</summary>
    RecordNotice,

    /// <summary>削除を記録する</summary>
    Delete,

    /// <summary>直ちに削除する</summary>
    DeleteAtOnce,

    /// <summary>事後承認する</summary>
    ApproveLater,

    /// <summary>事後承認しない</summary>
    Dispute,

    /// <summary>取り下げる</summary>
    Withdraw,

    /// <summary>中止する: the head takes back what residents were already told; the account goes on.</summary>
    CallOff,
}

/// <summary>Every move of a retirement. What is not written here cannot happen. G2-8(2).</summary>
public static class RetirementFlow
{
    public static Result<RetirementState> Next(RetirementState from, RetirementAction action) => (from, action) switch
    {
        (Drafted or Returned, Edit)                        => from,
        (Drafted or Returned, Submit)                      => AwaitingHead,
        (AwaitingHead, Approve)                            => Reported,
        (AwaitingHead or Reported, Return)                 => Returned,
        (Reported, Receive)                                => Announcing,
        (Announcing, RecordNotice)                         => Announcing,
        (Announcing, Delete)                               => Retired,
        (Announcing, CallOff)                              => Withdrawn,
        (Drafted or Returned or AwaitingHead or Reported or Announcing, DeleteAtOnce) => AwaitingLaterWord,
        (AwaitingLaterWord, ApproveLater)                  => Retired,
        (AwaitingLaterWord, Dispute)                       => Disputed,
        (Drafted or Returned or AwaitingHead or Reported, Withdraw) => Withdrawn,
        _                                                  => new RetirementNotPossibleNow(from),
    };

    /// <summary>Neither ended nor withdrawn: there is one such at most for each account.</summary>
    public static bool IsOpen(this RetirementState state) => state is not (Retired or Disputed or Withdrawn);

    /// <summary>The platform's account is gone.</summary>
    public static bool IsGone(this RetirementState state) => state is AwaitingLaterWord or Retired or Disputed;

    extension(RetirementState state)
    {
        public string Word => state switch
        {
            Drafted => "作成中",
            AwaitingHead => "承認待ち",
            Returned => "差戻し",
            Reported => "報告済み",
            Announcing => "周知中",
            AwaitingLaterWord => "事後承認待ち",
            Retired => "廃止",
            Disputed => "事後承認されず",
            _ => "取下げ",
        };

        public Foundation.Web.Elements.Tone Tone => state switch
        {
            AwaitingHead or Reported or Drafted => Foundation.Web.Elements.Tone.Blue,
            Returned or Announcing or AwaitingLaterWord => Foundation.Web.Elements.Tone.Orange,
            Disputed => Foundation.Web.Elements.Tone.Red,
            _ => Foundation.Web.Elements.Tone.Gray,
        };
    }
}

public static class RetirementActionWords
{
    extension(RetirementAction action)
    {
        /// <summary>As in the history.</summary>
        public string Happened => action switch
        {
            Edit => "廃止報告書を保存しました",
            Submit => "所属長に承認を依頼しました",
            Approve => "所属長が承認し、広報担当課へ報告しました",
            Return => "差し戻しました",
            Receive => "広報担当課が受理し、公式一覧から外して周知を始めました",
            RecordNotice => "アカウントでの周知を記録しました",
            Delete => "媒体での削除を記録し、廃止しました",
            DeleteAtOnce => "直ちに削除しました",
            ApproveLater => "事後承認しました",
            Dispute => "事後承認しませんでした",
            CallOff => "所属長が廃止を中止し、公式一覧に戻しました",
            _ => "取り下げました",
        };

        /// <summary>As in the README's table.</summary>
        public string Word => action switch
        {
            Edit => "編集",
            Submit => "承認を依頼",
            Approve => "承認",
            Return => "差戻し",
            Receive => "受理",
            RecordNotice => "周知を記録",
            Delete => "削除を記録",
            DeleteAtOnce => "直ちに削除",
            ApproveLater => "事後承認",
            Dispute => "事後承認しない",
            CallOff => "中止",
            _ => "取下げ",
        };
    }
}
