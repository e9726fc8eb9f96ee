using Koshiki.Core.Organizations.Logs;

namespace Koshiki.Core.Surveys;

/// <summary>The Japanese words of this area's records in the activity log.</summary>
internal static class SurveyVocabulary
{
    public static LogVocabulary Words { get; } = new(
        new Dictionary<string, string>
        {
            ["QuestionnaireVersion"] = "調査票の版", ["Survey"] = "調書", ["SurveyResponse"] = "調書の回答", ["ResponseEvent"] = "調書の回答の経過", ["SurveyInquiry"] = "調書についての質問", ["SurveyEvidence"] = "調書の根拠資料", ["TextGroup"] = "自由記述の分類",
        },
        new Dictionary<string, string>
        {
            ["QuestionnaireVersion.Key"] = "調査票の番号", ["QuestionnaireVersion.Number"] = "版", ["QuestionnaireVersion.Content"] = "調査票の内容", ["WrittenByName"] = "書いた人の氏名", ["WrittenAt"] = "書いた日時", ["PublishedAt"] = "確定した日時", ["PublishedByName"] = "確定した人",
            ["Survey.Key"] = "調書の番号", ["Questionnaire"] = "調査票", ["Purpose"] = "目的", ["ReferenceDay"] = "基準日", ["Deadline"] = "回答の期限", ["Previous"] = "比べる調書", ["DistributedAt"] = "配布した日時", ["DistributedByName"] = "配布した人", ["ClosedAt"] = "締め切った日時", ["ClosedByName"] = "締め切った人", ["MadeAt"] = "作った日時",
            ["Survey"] = "調書", ["OfficeCode"] = "所属コード", ["OfficeName"] = "所属の名称", ["OfficeKind"] = "所属の種別", ["Status"] = "状態", ["Answers"] = "回答", ["OwnDeadline"] = "この所属の期限", ["SavedByName"] = "保存した人", ["SavedAt"] = "保存した日時", ["SubmittedByName"] = "提出した人", ["SubmittedAt"] = "提出した日時",
            ["ResponseEvent.Response"] = "回答", ["Action"] = "したこと", ["By"] = "した人", ["Comment"] = "意見・理由", ["Questions"] = "設問ごとの指摘", ["AskedByName"] = "質問した人", ["AskedAt"] = "質問した日時", ["Answer"] = "回答", ["AnsweredByName"] = "回答した人", ["AnsweredAt"] = "回答した日時",
            ["Response"] = "回答", ["Question"] = "設問", ["FileName"] = "ファイル名", ["Sha256"] = "ハッシュ値", ["Size"] = "大きさ（バイト）", ["AddedByName"] = "登録した人", ["Heading"] = "見出し", ["Field"] = "設問",
        })
    {
        Enums =
        [
            EnumWords.Of<ResponseStatus>(status => status.Word),
            EnumWords.Of<ResponseAction>(action => action.Happened),
            EnumWords.Of<SurveyStatus>(status => status.Word),
        ],
    };
}
