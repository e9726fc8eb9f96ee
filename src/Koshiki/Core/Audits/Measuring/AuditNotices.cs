using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Audits.Reporting;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Measuring;

/// <summary>What residents read of audits: from the day of the report its findings as far as their grades are published, and each measure from the day of its public notice. No office is named. 監査の公表. J9.</summary>
/// <remarks>Source: 地方自治法 第199条第9項 (the report) and 第14項 (the measures).</remarks>
internal sealed class AuditNotices(CoreDb db) : IPublicDocuments
{
    public async Task<IReadOnlyList<PublicDocument>> On(DateOnly day, CancellationToken ct)
    {
        var audits = await db.Audits.AsNoTracking().Where(audit => audit.ReportedOn != null && audit.ReportedOn <= day).OrderBy(audit => audit.Number).ToListAsync(ct);
        if (audits.Count == 0) return [];
        var grades = await db.Grades(ct);
        var ids = audits.Select(audit => audit.Id).ToArray();
        var findings = (await db.AuditFindings.AsNoTracking().Where(finding => ids.Contains(finding.Audit) && finding.State == FindingState.Settled).OrderBy(finding => finding.Number).ToListAsync(ct))
            .Where(finding => grades.GetValueOrDefault(finding.Content.Grade)?.IsPublished == true).ToLookup(finding => finding.Audit);
        var measures = await db.Measures.AsNoTracking().Where(measure => ids.Contains(measure.Audit) && measure.PublishedOn != null && measure.PublishedOn <= day).ToDictionaryAsync(measure => measure.Finding, ct);
        var lookedAt = await PrintedOffices.LookedAt(db, ids, ct);
        return [.. audits.Select(audit => Notice(audit, [.. findings[audit.Id]], new PrintedOffices(ReportEdition.Published, [.. findings[audit.Id].Select(finding => finding.OfficeName), .. lookedAt[audit.Id]]), grades, measures))];
    }

    private static PublicDocument Notice(Audit audit, IReadOnlyList<AuditFinding> findings, PrintedOffices offices, IReadOnlyDictionary<string, FindingGrade> grades, IReadOnlyDictionary<AuditFindingId, Measure> measures)
    {
        List<PublicSection> sections =
        [
            new("監査のあらまし", string.Join('\n', [$"・根拠：{audit.Plan.WordsOfBases()}", $"・テーマ：{offices.Words(audit.Plan.Theme)}", $"・報告した日：{audit.ReportedOn?.InWordsWithoutWeekday}", $"・公表の番号：{audit.NoticeNumber}"])),
        ];
        if (findings.Count == 0) sections.Add(new("監査の結果", "指摘する事項はありませんでした。"));
        foreach (var finding in findings)
        {
            var done = measures.GetValueOrDefault(finding.Id) is { } measure
                ? $"措置（{measure.NoticeNumber}、{measure.PublishedOn?.InWordsWithoutWeekday}に公表）\n{offices.Words(measure.Report ?? "")}"
                : grades[finding.Content.Grade].MeasureDays is null ? "措置の報告を求めない指摘です。" : "措置は、報告を受けて確かめた後に公表します。";
            sections.Add(new(
                $"{offices.Words(finding.Content.Title)}（{grades[finding.Content.Grade].Word}、{offices.Name(finding.OfficeName)}）", $"{offices.Words(finding.Content.Facts)}\n\n{offices.Words(finding.Content.Rule)}\n\n{done}"));
        }

        return new PublicDocument(PublicDocumentKind.AuditNotice, audit.Number, $"{audit.Plan.Title}（{audit.Number}）", sections, audit.ReportedOn!.Value, null);
    }
}
