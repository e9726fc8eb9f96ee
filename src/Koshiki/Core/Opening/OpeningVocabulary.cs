using Koshiki.Core.Organizations.Logs;

namespace Koshiki.Core.Opening;

/// <summary>This area's words for reading the activity log.</summary>
internal static class OpeningVocabulary
{
    public static LogVocabulary Words { get; } = new(
        new Dictionary<string, string>
        {
            ["Consultation"] = "開設の協議", ["ReviewWord"] = "審査の判断", ["ConsultationEvent"] = "協議の経過", ["DocumentVersion"] = "書類の版", ["EarlierRecord"] = "既存の記録",
            ["PolicyDisclosure"] = "開示の確認", ["Holding"] = "名義と認証マーク", ["StartRecord"] = "開始の記録", ["ConsultationDuty"] = "協議を求めている日",
        },
        new Dictionary<string, string>
        {
            ["Consultation"] = "開設の協議", ["Consultation.Account"] = "アカウント", ["Consultation.Form"] = "事前協議書", ["Consultation.Purpose"] = "目的", ["Consultation.Platform"] = "媒体", ["Consultation.PlatformLabel"] = "媒体の名称",
            ["Need"] = "必要性の検討", ["Joint"] = "3者での検討", ["PlatformIsNew"] = "初めて使う媒体", ["IsLate"] = "開設後の協議", ["Round"] = "提出の回", ["LeftOut"] = "審査しない担当課",
            ["BegunBy"] = "始めた人", ["BegunByName"] = "始めた人", ["BegunAt"] = "始めた日時", ["SubmittedAt"] = "提出日時", ["SubmittedByName"] = "提出した人", ["ApprovedAt"] = "承認日時", ["ChangedAt"] = "最後の動き",
            ["Side"] = "担当課", ["By"] = "した人", ["ByName"] = "した人", ["Desk"] = "所属", ["Opinion"] = "意見", ["Action"] = "したこと", ["DocumentVersion.Number"] = "版", ["DocumentVersion.Kind"] = "書類",
            ["DocumentVersion.Consultation"] = "開設の協議", ["DocumentVersion.Account"] = "アカウント", ["Sections"] = "内容", ["Why"] = "変更した点と理由", ["SavedBy"] = "保存した人", ["SavedByName"] = "保存した人", ["SavedAt"] = "保存日時",
            ["ApprovedBy"] = "承認した人", ["ApprovedByName"] = "承認した人", ["ApprovedOn"] = "承認した日", ["DatedOn"] = "書類の日付", ["Reference"] = "文書番号・保管場所", ["CheckedOn"] = "確かめた日", ["IsDisclosed"] = "開示",
            ["Place"] = "場所", ["LinksToList"] = "一覧へのリンク", ["NamedPerson"] = "名義人", ["NamedPersonName"] = "名義人", ["NamedSince"] = "名義の始まり", ["Badge"] = "認証マーク", ["BadgeOn"] = "認証マークの確認日",
            ["DoneOn"] = "した日", ["ConsultationDuty.Since"] = "協議を求めている日",
        })
    {
        Enums =
        [
            EnumWords.Of<ReviewSide>(side => side.Word),
            EnumWords.Of<ConsultationState>(state => state.Word),
            EnumWords.Of<ConsultationAction>(action => action.Deed),
            EnumWords.Of<DocumentKind>(kind => kind.Word),
            EnumWords.Of<DocumentState>(state => state is DocumentState.Draft ? "下書き" : "承認済み"),
            EnumWords.Of<Lack>(lack => lack.Word),
            EnumWords.Of<Badge>(badge => badge.Word),
            EnumWords.Of<StartItem>(item => item.Word),
        ],
    };
}
