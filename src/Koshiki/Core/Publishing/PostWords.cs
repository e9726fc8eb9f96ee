using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web.Elements;
using static Koshiki.Core.Publishing.PostAction;
using static Koshiki.Core.Publishing.PostStatus;

namespace Koshiki.Core.Publishing;

/// <summary>What screens and files call a status.</summary>
public static class PostStatusWords
{
    extension(PostStatus status)
    {
        /// <summary>The word on screens, from the fixed vocabulary of states.</summary>
        public string Word => status switch
        {
            Draft => "下書き",
            AwaitingCheck => "確認待ち",
            AwaitingApproval => "承認待ち",
            Returned => "差戻し",
            Approved => "承認済み・予約",
            Held => "保留",
            Sending => "発信中",
            Sent => "発信済み",
            PartlyFailed => "一部失敗",
            Failed => "失敗",
            Corrected => "訂正済み",
            Deleted => "削除済み",
            _ => "取下げ",
        };

        /// <summary>The tint of the two words that the shared vocabulary does not know; null for the others.</summary>
        public Tone? ExtraTone => status switch
        {
            AwaitingCheck => Tone.Blue,
            Held => Tone.Orange,
            _ => null,
        };

        /// <summary>Whether an approval or a second look is asked.</summary>
        public bool AwaitsAWord => status is AwaitingApproval or AwaitingCheck;

        /// <summary>Whether its content may be changed without undoing an approval.</summary>
        public bool IsDraft => status is Draft or Returned;
    }
}

/// <summary>How far one step of the approval is.</summary>
public static class ApprovalStepWords
{
    extension(Post post)
    {
        /// <summary>An approval is void once the post is a draft again.</summary>
        public string StateOf(ApprovalStep step) => (post.Status, step?.DecidedAt) switch
        {
            (Draft, _) => "無効（引戻しのため）",
            (Returned, not null) => "無効（差戻しのため）",
            (_, null) => "未着手",
            _ => "完了",
        };
    }
}

/// <summary>What screens and the history call the time that was asked for.</summary>
public static class PostWindowWords
{
    extension(PostWindow window)
    {
        public string InWords => (window.NotBefore?.InWords ?? "承認後すぐ") + (window.NotAfter is { } until ? $"（{until.InWords}を過ぎたら発信しない）" : "");
    }
}

/// <summary>What sentences call an act.</summary>
public static class PostActionWords
{
    extension(PostAction action)
    {
        /// <summary>The verb on screens, to be followed by 「する」 or 「できません」.</summary>
        public string Verb => action switch
        {
            Edit => "編集",
            Submit => "承認を依頼",
            SubmitWithinScope => "確認を依頼",
            PublishAsEmergency => "緊急発信",
            TakeBack => "引戻し",
            PassStep or Approve => "承認",
            PostAction.Check => "確認",
            Return => "差戻し",
            Withdraw => "取下げ",
            Hold => "保留",
            Release => "保留を解除",
            Reschedule => "日時を変更",
            Retry => "再試行",
            Correct => "訂正",
            _ => "削除を記録",
        };
    }
}
