using Koshiki.Foundation;
using static Koshiki.Core.Reviews.ReviewAction;
using static Koshiki.Core.Reviews.ReviewStatus;

namespace Koshiki.Core.Reviews;

/// <summary>Where a review, or a judgement on going on, stands between who writes it and the office head.</summary>
public enum ReviewStatus
{
    /// <summary>作成中</summary>
    Draft,

    /// <summary>所属長確認中</summary>
    AwaitingHead,

    /// <summary>差戻し</summary>
    Returned,

    /// <summary>完了</summary>
    Confirmed,
}

public enum ReviewAction
{
    Edit,
    Submit,
    Return,
    Confirm,
}

/// <summary>Every move of a review. What is not written here cannot happen; what is confirmed is never changed, a later version takes its place.</summary>
public static class ReviewFlow
{
    public static Result<ReviewStatus> Next(ReviewStatus from, ReviewAction action) => (from, action) switch
    {
        (Draft or Returned, Edit) => from,
        (Draft or Returned, Submit) => AwaitingHead,
        (AwaitingHead, Return) => Returned,
        (AwaitingHead, Confirm) => Confirmed,
        _ => new ReviewNotPossibleNow(from),
    };

    extension(ReviewStatus status)
    {
        public string Word => status switch
        {
            Draft => "作成中",
            AwaitingHead => "所属長確認中",
            Returned => "差戻し",
            _ => "完了",
        };
    }
}
