using Koshiki.Core.Accounts.Controls;
using Koshiki.Core.Organizations.Logs;

namespace Koshiki.Core.Guidelines;

/// <summary>This area's words in the activity log.</summary>
internal static class GuidelineWords
{
    public static LogVocabulary Vocabulary { get; } = new(
        new Dictionary<string, string>
        {
            ["GuidelineVersion"] = "要領の版", ["Acknowledgement"] = "要領の確認", ["PrivateUseCount"] = "私的利用の周知", ["ClauseReport"] = "条項への申出", ["OwnRulebook"] = "独自の定め",
            ["PlatformTerms"] = "媒体の利用規約", ["ChannelRule"] = "媒体ごとのきまり", ["ControlStatement"] = "点検の所属の確認",
        },
        new Dictionary<string, string>
        {
            ["GuidelineVersion.Number"] = "版", ["GuidelineVersion.Note"] = "改正の概要", ["GuidelineVersion.From"] = "施行日", ["GuidelineVersion.Last"] = "最後の日", ["Digest"] = "条項の要約値", ["LastEdit"] = "編集の内容",
            ["ReviewMonths"] = "見直しの間隔（月）", ["SavedAt"] = "保存日時", ["SavedByName"] = "保存した人", ["PublishedAt"] = "公布日時", ["PublishedByName"] = "公布した人", ["Removals"] = "やめた点検", ["ReviewedOn"] = "見直した日", ["ReviewNote"] = "見直しの結果",
            ["Acknowledgement.Version"] = "要領の版", ["PersonName"] = "氏名", ["Day"] = "日", ["Staff"] = "職員の人数", ["Told"] = "確認した人数", ["CountedOn"] = "記録した日",
            ["VersionNumber"] = "版", ["ClauseKey"] = "条項のキー", ["ClauseName"] = "条項", ["Answer"] = "回答", ["AnsweredByName"] = "回答した人", ["AnsweredAt"] = "回答日時",
            ["Document"] = "文書番号・URL", ["Correspondence"] = "要領との対応", ["Platform"] = "媒体", ["Edition"] = "版", ["Address"] = "URL", ["Summary"] = "変更の内容", ["RecordedOn"] = "記録した日", ["IsChange"] = "変更かどうか",
            ["Topic"] = "事柄", ["ControlStatement.Control"] = "点検", ["ControlStatement.By"] = "方法", ["ControlStatement.Outcome"] = "結果", ["ControlStatement.Note"] = "確かめ方", ["GuidelineVersion.State"] = "状態",
        })
    {
        Enums =
        [
            EnumWords.Of<GuidelineState>(state => state is GuidelineState.Draft ? "下書き" : "公布済み"),
            EnumWords.Of<ReportState>(state => state.Word),
            EnumWords.Of<ControlKind>(kind => kind.Word),
            EnumWords.Of<ControlVerdict>(verdict => verdict.Word),
        ],
    };
}
