using Koshiki.Foundation.Japanese;

namespace Koshiki.Core.Audits.Reporting;

/// <summary>Writes the letter with which a report is handed in, or made public. J9.</summary>
/// <remarks>Source: 地方自治法 第199条第9項 (the report is decided, handed in and made public) and 第14項 (what was done is told to the auditors, who make it public).</remarks>
internal static class LetterWriting
{
    private const string Law = "地方自治法";

    /// <param name="grades">The heaviest first.</param>
    public static CoverLetter Of(Audit audit, PrintedOffices offices, IEnumerable<FindingGrade> grades, string government)
    {
        var (plan, isPublished) = (audit.Plan, offices.AreHidden);
        var bases = plan.Bases.Count > 0 ? plan.WordsOfBases() : "（根拠とする法令は未定）";
        return new CoverLetter(
            audit.NoticeNumber ?? "", audit.ReportedOn?.InWordsWithoutWeekday ?? "（報告前）",
            isPublished ? [] : [.. plan.Recipients.Split('、', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(addressee => $"{addressee}　様")],
            $"{government}監査委員", isPublished ? "監査の結果の公表について" : "監査の結果に関する報告の提出について",
            isPublished
                ? [$"{bases}により監査を行い、{Law}第199条第9項の規定により監査の結果に関する報告を決定したので、公表します。", "措置の内容の通知を受けたときは、同条第14項の規定により公表します。"]
                : [$"{bases}により監査を行い、{Law}第199条第9項の規定により監査の結果に関する報告を決定したので、提出します。", "この結果に基づいて、または結果を参考として措置を講じたときは、同条第14項の規定により、その内容を監査委員に通知してください。通知された内容は公表します。"],
            [
                ("監査の件名", $"{plan.Title}（{audit.Number}）"), ("監査の根拠", bases), ("監査の対象", plan.Targets.Length > 0 ? offices.Words(plan.Targets) : "（未定）"),
                ("措置の通知の期限", Deadlines(audit, grades)), ("公表の方法", $"{(audit.NoticeNumber is { } notice ? $"告示（{notice}）" : "告示")}とウェブページ"),
            ]);
    }

    /// <summary>One day for all, or one for each grade that owes measures.</summary>
    private static string Deadlines(Audit audit, IEnumerable<FindingGrade> grades) => audit.Plan.ReplyDay(audit.ReportedOn) is { } day
        ? day.InWordsWithoutWeekday
        : string.Join('\n', grades.Where(grade => grade is { MeasureDays: not null, IsRetired: false }).Select(grade =>
            $"{grade.Word}：報告から{grade.MeasureDays}日{(audit.ReportedOn is { } reported ? $"（{reported.AddDays(grade.MeasureDays!.Value).InWordsWithoutWeekday}）" : "")}"));
}
