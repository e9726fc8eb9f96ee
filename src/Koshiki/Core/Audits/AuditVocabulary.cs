using Koshiki.Core.Organizations.Logs;

namespace Koshiki.Core.Audits;

/// <summary>The Japanese words of this area's records in the activity log. What is secret is told as （秘密） there.</summary>
internal static class AuditVocabulary
{
    public static LogVocabulary Words { get; } = new(
        new Dictionary<string, string>
        {
            ["Audit"] = "監査", ["FrozenAudit"] = "監査の確定した記録", ["AuditTarget"] = "監査の対象", ["FieldworkEntry"] = "実地調査の記録", ["Hearing"] = "監査の聴取", ["WorkingPaper"] = "監査の調書", ["Evidence"] = "監査の証拠",
            ["EvidenceContent"] = "証拠のファイル", ["FindingGrade"] = "指摘の区分", ["AuditFinding"] = "監査の指摘", ["Measure"] = "監査の措置",
        },
        new Dictionary<string, string>
        {
            ["Audit"] = "監査", ["Programme"] = "調査", ["Plan"] = "監査計画", ["Stage"] = "段階", ["Seed"] = "乱数の種", ["FrozenAt"] = "確定した日時", ["FrozenByName"] = "確定した人", ["FrozenHash"] = "確定した記録のSHA-256", ["ReportedOn"] = "報告した日", ["NoticeNumber"] = "告示・公表の番号",
            ["BegunByName"] = "始めた人", ["OfficeCode"] = "所属コード", ["OfficeName"] = "所属", ["Department"] = "部局", ["Why"] = "理由", ["Found"] = "監査の確認", ["Own"] = "所属の回答", ["OwnFrom"] = "所属の回答の出どころ", ["Notes"] = "聴取と確認の記録", ["NotesByName"] = "記録した人", ["NotesAt"] = "記録した日時",
            ["VisitedOn"] = "訪問した日", ["Room"] = "部屋", ["Attendees"] = "出席者", ["About"] = "対象", ["CollectedOn"] = "収集した日", ["PeriodFrom"] = "期間の始まり", ["PeriodUntil"] = "期間の終わり", ["FileName"] = "ファイルの名前", ["ContentType"] = "ファイルの種類", ["Size"] = "大きさ",
            ["Sha256"] = "SHA-256", ["Bytes"] = "内容", ["MeasureDays"] = "措置の期限の日数", ["IsPublished"] = "公表する", ["Use"] = "使う場合", ["IsRetired"] = "使わない", ["AuditFinding.Content"] = "指摘の内容", ["Sent"] = "確認を求めた文", ["ReplyBy"] = "回答の期限", ["Reply"] = "事実確認の回答",
            ["ReplyText"] = "回答の内容", ["RepliedByName"] = "回答した人", ["RepliedAt"] = "回答した日時", ["Considered"] = "監査の判断", ["SettledAt"] = "確定した日時", ["RepeatOf"] = "再指摘の元", ["Measure.Finding"] = "指摘", ["AuditNumber"] = "監査の番号", ["AuditTitle"] = "監査の件名",
            ["GradeKey"] = "区分の記号", ["GradeWord"] = "区分", ["Facts"] = "事実", ["Rule"] = "反した定め", ["IsRepeat"] = "再指摘", ["IsPublic"] = "公表の対象", ["DueOn"] = "期限", ["PlannedOn"] = "予定の日", ["Measure.Report"] = "措置の報告", ["Judgement"] = "監査の判断", ["DoneOn"] = "措置を終えた日", ["PublishedOn"] = "公表した日",
            ["Events"] = "経過",
            ["Evidence.Entry"] = "実地調査の記録", ["Evidence.Source"] = "出どころ", ["FieldworkEntry.Group"] = "区分", ["FindingGrade.Order"] = "順", ["FindingGrade.Word"] = "区分の名称",
        })
    {
        Enums =
        [
            EnumWords.Of<AuditStage>(stage => stage.Word),
            EnumWords.Of<TargetState>(state => state.Word),
            EnumWords.Of<FactReply>(reply => reply.Word),
            EnumWords.Of<FindingState>(state => state.Word),
            EnumWords.Of<MeasureState>(state => state.Word),
            EnumWords.Of<PaperKind>(kind => kind.Word),
        ],
    };
}
