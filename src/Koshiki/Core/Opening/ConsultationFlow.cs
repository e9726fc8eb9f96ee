using Koshiki.Foundation;
using static Koshiki.Core.Opening.ConsultationAction;
using static Koshiki.Core.Opening.ConsultationState;

namespace Koshiki.Core.Opening;

/// <summary>Where the opening of an account stands, from the first idea to the public list. 開設の事前協議の状態.</summary>
public enum ConsultationState
{
    /// <summary>必要性の検討中</summary>
    CheckingNeed,

    /// <summary>書類の作成中</summary>
    Preparing,

    /// <summary>審査待ち</summary>
    Submitted,

    /// <summary>審査中</summary>
    InReview,

    /// <summary>差戻し</summary>
    Returned,

    /// <summary>承認済み</summary>
    Approved,

    /// <summary>取得済み</summary>
    Acquired,

    /// <summary>公開済み</summary>
    Listed,

    /// <summary>取下げ</summary>
    Withdrawn,
}

/// <summary>What people do to a consultation.</summary>
public enum ConsultationAction
{
    /// <summary>The office judges that the account is needed. 必要性の検討.</summary>
    CheckNeed,

    /// <summary>Changes documents or the form.</summary>
    Edit,

    Submit,
    TakeBack,

    /// <summary>A reviewer asks or remarks.</summary>
    Comment,

    /// <summary>The office answers.</summary>
    Reply,

    /// <summary>The three-party review of a platform new to the government is written down. 3者での検討.</summary>
    RecordJointReview,

    /// <summary>The office head confirms what the three parties found.</summary>
    ConfirmJointReview,

    /// <summary>One of two reviewing offices has nothing against it; the other's word is still to come.</summary>
    Pass,

    /// <summary>The last word that was missing.</summary>
    Approve,

    Return,

    /// <summary>The account was made at the platform and stands in the register. 取得.</summary>
    Acquire,

    /// <summary>The account begins, and with it its entry in the public list. 公開.</summary>
    Publish,

    Withdraw,
}

/// <summary>Every move a consultation can make. What is not written here cannot happen; the README shows the same as a table. Guideline 2-3.</summary>
public static class ConsultationFlow
{
    public static Result<ConsultationState> Next(ConsultationState from, ConsultationAction action) => (from, action) switch
    {
        (CheckingNeed or Preparing, CheckNeed) => Preparing,
        (Returned, CheckNeed) => Returned,
        (Preparing or Returned, Edit) => from,
        (Preparing or Returned, Submit) => Submitted,
        (Submitted, TakeBack) => Preparing,
        (Submitted or InReview, Comment) => InReview,
        (Submitted or InReview or Returned or Approved, Reply) => from,
        (Submitted or InReview, RecordJointReview) => InReview,
        (InReview, ConfirmJointReview) => InReview,
        (Submitted or InReview, Pass) => InReview,
        (Submitted or InReview, Approve) => Approved,
        (Submitted or InReview, Return) => Returned,
        (Approved, Acquire) => Acquired,
        (Acquired, Publish) => Listed,
        (not (Acquired or Listed or Withdrawn), Withdraw) => Withdrawn,
        _ => new ConsultationNotReady(from, action),
    };

    /// <summary>What can be done now, for the buttons of the page.</summary>
    public static bool Allows(ConsultationState from, ConsultationAction action) => Next(from, action).Succeeded;
}
