using Koshiki.Exchange;
using Koshiki.Foundation;
using static Koshiki.Core.Publishing.PostAction;
using static Koshiki.Core.Publishing.PostStatus;

namespace Koshiki.Core.Publishing;

/// <summary>Where a post stands.</summary>
public enum PostStatus
{
    /// <summary>下書き</summary>
    Draft,

    /// <summary>Within a scope approved beforehand; a second person has to look at it. 確認待ち.</summary>
    AwaitingCheck,

    /// <summary>承認待ち</summary>
    AwaitingApproval,

    /// <summary>差戻し</summary>
    Returned,

    /// <summary>Authorised; waits for its time. 承認済み・予約.</summary>
    Approved,

    /// <summary>Stopped by a person, a restore or a long stop. 保留.</summary>
    Held,

    /// <summary>At least one channel has begun and not all have ended. 発信中.</summary>
    Sending,

    /// <summary>発信済み</summary>
    Sent,

    /// <summary>一部失敗</summary>
    PartlyFailed,

    /// <summary>失敗</summary>
    Failed,

    /// <summary>Another post has corrected it. 訂正済み.</summary>
    Corrected,

    /// <summary>It was deleted on the platforms; the record stays. 削除済み.</summary>
    Deleted,

    /// <summary>取下げ</summary>
    Withdrawn,
}

/// <summary>What people do to a post.</summary>
public enum PostAction
{
    Edit,
    Submit,
    SubmitWithinScope,
    PublishAsEmergency,
    TakeBack,
    PassStep,
    Approve,
    Check,
    Return,
    Withdraw,
    Hold,
    Release,
    Reschedule,
    Retry,
    Correct,
    RecordDeletion,
}

/// <summary>Every move a post can make by a person's act, and what the channels' deliveries make of it.</summary>
public static class PostFlow
{
    /// <summary>What is not written here cannot happen. The README shows the same as a table.</summary>
    public static Result<PostStatus> Next(PostStatus from, PostAction action) => (from, action) switch
    {
        (Draft, Edit) => Draft,
        (Returned, Edit) => Returned,
        (AwaitingApproval or AwaitingCheck or Approved or Held, Edit or TakeBack) => Draft,
        (Draft or Returned, Submit) => AwaitingApproval,
        (Draft or Returned, SubmitWithinScope) => AwaitingCheck,
        (Draft or Returned, PublishAsEmergency) => Approved,
        (AwaitingApproval, PassStep) => AwaitingApproval,
        (AwaitingApproval, Approve) => Approved,
        (AwaitingCheck, Check) => Approved,
        (AwaitingApproval or AwaitingCheck, Return) => Returned,
        (Draft or Returned or AwaitingApproval or AwaitingCheck or Approved or Held or Failed, Withdraw) => Withdrawn,
        (Approved or Sending, Hold) => Held,
        (Held, Release) => Approved,
        (AwaitingApproval or AwaitingCheck or Approved or Held, Reschedule) => from,
        (Failed or PartlyFailed, Reschedule) => AwaitingApproval,
        (Failed or PartlyFailed, Retry) => Sending,
        (Sent or PartlyFailed, Correct) => Corrected,
        (Sent or PartlyFailed or Corrected, RecordDeletion) => Deleted,
        _ => new NotPossibleNow(from, action),
    };

    /// <summary>What the deliveries of a post's channels make of it; the newest delivery of each channel counts.</summary>
    /// <remarks>A post with a channel in doubt is still being sent: neither a success nor a failure is claimed before it is known. ARCHITECTURE 3.2.</remarks>
    public static PostStatus After(IReadOnlyCollection<DeliveryState> channels)
    {
        if (channels.All(c => c is DeliveryState.Sent)) return Sent;
        if (channels.Any(c => c is DeliveryState.Sending or DeliveryState.Unknown or DeliveryState.AskingAPerson)) return Sending;
        if (channels.Any(c => c is DeliveryState.Held)) return Held;

        var sent = channels.Any(c => c is DeliveryState.Sent);
        if (channels.Any(c => c is DeliveryState.Waiting)) return sent ? Sending : Approved;
        if (sent) return PartlyFailed;
        return channels.All(c => c is DeliveryState.Withdrawn) ? Withdrawn : Failed;
    }
}
