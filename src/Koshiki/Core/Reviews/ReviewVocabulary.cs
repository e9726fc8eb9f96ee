using Koshiki.Core.Organizations.Logs;

namespace Koshiki.Core.Reviews;

/// <summary>The Japanese words of this area's records in the activity log.</summary>
internal static class ReviewVocabulary
{
    public static LogVocabulary Words { get; } = new(
        new Dictionary<string, string>
        {
            ["AccountReview"] = "振り返り", ["Judgement"] = "継続の検討", ["Retirement"] = "廃止の手続", ["RetirementEvent"] = "廃止の手続の経過", ["NameLook"] = "廃止した名前の確認", ["Suspension"] = "休止",
            ["Advice"] = "助言", ["SharedCase"] = "好事例・基準", ["ScopeLook"] = "事前承認の範囲の点検",
        },
        new Dictionary<string, string>
        {
            ["AccountReview.Account"] = "アカウント", ["AccountKey"] = "アカウントの番号", ["AccountName"] = "アカウントの名称", ["Year"] = "年度", ["Half"] = "半期", ["Number"] = "版", ["AccountReview.Content"] = "振り返りの内容", ["Figures"] = "発信の実績",
            ["WrittenBy"] = "書いた人", ["WrittenByName"] = "書いた人の氏名", ["WrittenAt"] = "書いた日時", ["Status"] = "状態", ["DecidedBy"] = "判断した人", ["DecidedByName"] = "判断した人の氏名", ["DecidedAt"] = "判断した日時", ["Opinion"] = "意見・理由",
            ["Cause"] = "きっかけ", ["BegunAt"] = "始めた日時", ["Judgement.Content"] = "検討の内容", ["Report"] = "廃止報告書", ["ApprovedByName"] = "承認した所属長", ["ApprovedAt"] = "承認した日時", ["ReceivedByName"] = "受理した人",
            ["NoticeFrom"] = "周知の始まり", ["NoticeUntil"] = "周知の終わり", ["ToldOnAccountOn"] = "アカウントで周知した日", ["ToldOnAccountHow"] = "周知の方法", ["DeletedOn"] = "媒体で削除した日", ["DeletedByName"] = "削除した人", ["HarmReason"] = "直ちに削除した理由",
            ["WatchUntil"] = "名前を見守る最後の日", ["SiteNoticeUntil"] = "サイトのお知らせの最後の日", ["LookAgainOn"] = "次に検討する日", ["ResumedOn"] = "再開した日", ["ResumedByName"] = "再開した人", ["ResumedHow"] = "再開の進め方",
            ["AnswerBy"] = "回答の期限", ["Answer"] = "回答", ["AnswerText"] = "回答の内容", ["DoneBy"] = "対応の期限", ["AnsweredByName"] = "回答した人", ["AnsweredAt"] = "回答した日時", ["FollowUp"] = "その後に確かめたこと",
            ["Finding"] = "結果", ["Remarks"] = "所見", ["Posts"] = "投稿の件数", ["Until"] = "点検した最後の日",
            ["Advice"] = "助言", ["Retirement"] = "廃止の手続", ["GivenAt"] = "助言した日時", ["GivenByName"] = "助言した人", ["FollowedUpAt"] = "その後に確かめた日時", ["FollowedUpByName"] = "その後に確かめた人", ["NameLook.Note"] = "確かめた内容", ["Author"] = "書いた人", ["AuthorName"] = "書いた人の氏名", ["Retirement.Handle"] = "ハンドル", ["ScopeLook.Remarked"] = "意見のある投稿", ["ScopeLook.Scope"] = "事前承認の範囲",
        })
    {
        Enums =
        [
            EnumWords.Of<ReviewStatus>(status => status.Word),
            EnumWords.Of<JudgementCause>(cause => cause.Word),
            EnumWords.Of<RetirementState>(state => state.Word),
            EnumWords.Of<RetirementAction>(action => action.Happened),
            EnumWords.Of<ScopeFinding>(finding => finding.Word),
            EnumWords.Of<NameFinding>(finding => finding.Word),
            EnumWords.Of<AdviceKind>(kind => kind.Word),
            EnumWords.Of<AdviceState>(state => state.Word),
            EnumWords.Of<AdviceAnswer>(answer => answer.Word),
            EnumWords.Of<CaseKind>(kind => kind.Word),
            EnumWords.Of<CaseState>(state => state.Word),
        ],
    };
}
