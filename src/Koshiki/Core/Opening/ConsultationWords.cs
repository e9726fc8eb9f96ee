using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Core.Opening;

/// <summary>The words of the screens for where a consultation stands.</summary>
public static class ConsultationStateWords
{
    extension(ConsultationState state)
    {
        public string Word => state switch
        {
            ConsultationState.CheckingNeed => "必要性の検討中",
            ConsultationState.Preparing => "書類の作成中",
            ConsultationState.Submitted => "審査待ち",
            ConsultationState.InReview => "審査中",
            ConsultationState.Returned => "差戻し",
            ConsultationState.Approved => "承認済み",
            ConsultationState.Acquired => "取得済み",
            ConsultationState.Listed => "公開済み",
            _ => "取下げ",
        };

        public Tone Tone => state switch
        {
            ConsultationState.CheckingNeed or ConsultationState.Withdrawn => Tone.Gray,
            ConsultationState.Returned => Tone.Orange,
            ConsultationState.Approved or ConsultationState.Acquired or ConsultationState.Listed => Tone.Green,
            _ => Tone.Blue,
        };
    }
}

public static class ConsultationActionWords
{
    extension(ConsultationAction action)
    {
        /// <summary>As on the button and in sentences: 「…できません」.</summary>
        public string Verb => action switch
        {
            ConsultationAction.CheckNeed => "必要性を検討",
            ConsultationAction.Edit => "書類を変更",
            ConsultationAction.Submit => "提出",
            ConsultationAction.TakeBack => "引戻し",
            ConsultationAction.Comment => "審査の意見を記入",
            ConsultationAction.Reply => "回答を記入",
            ConsultationAction.RecordJointReview => "3者での検討を記録",
            ConsultationAction.ConfirmJointReview => "3者での検討を確認",
            ConsultationAction.Pass => "支障なしと判断",
            ConsultationAction.Approve => "承認",
            ConsultationAction.Return => "差戻し",
            ConsultationAction.Acquire => "取得を登録",
            ConsultationAction.Publish => "公開",
            _ => "取下げ",
        };

        /// <summary>As in the history: what somebody did.</summary>
        public string Deed => action switch
        {
            ConsultationAction.CheckNeed => "必要性を検討し、書類の作成に進みました",
            ConsultationAction.Edit => "書類を変更しました",
            ConsultationAction.Submit => "事前協議書を提出しました",
            ConsultationAction.TakeBack => "提出した協議を引き戻しました",
            ConsultationAction.Comment => "審査の意見を記入しました",
            ConsultationAction.Reply => "回答を記入しました",
            ConsultationAction.RecordJointReview => "3者での検討を記録しました",
            ConsultationAction.ConfirmJointReview => "3者での検討の記録を確認しました",
            ConsultationAction.Pass => "支障なしと判断しました",
            ConsultationAction.Approve => "支障なしと判断し、開設を承認しました",
            ConsultationAction.Return => "差し戻しました",
            ConsultationAction.Acquire => "アカウントの取得を登録しました",
            ConsultationAction.Publish => "運用を開始し、公開一覧に掲載しました",
            _ => "取り下げました",
        };
    }
}

public static class TwoWayUseWords
{
    extension(TwoWayUse use)
    {
        public string Word => use switch
        {
            TwoWayUse.Replies => "コメントに返信する",
            TwoWayUse.Listens => "返信はしないが、反応や閲覧の状況を見て内容に生かす",
            _ => "見込まない（知らせるだけ）",
        };
    }
}
