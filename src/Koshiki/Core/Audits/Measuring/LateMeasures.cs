using Koshiki.Core.Work;
using Koshiki.Core.Work.Duties;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Measuring;

/// <summary>Tells the audit office of offices that have not answered or reported by their day, once for each day that was set. J5.</summary>
internal sealed class LateMeasures(CoreDb db) : IDailyDuty
{
    private const int DaysToAct = 7;

    public string Name => "audits";

    public async Task Look(DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var measures = await db.Measures.AsNoTracking().Where(measure => (measure.State == MeasureState.Asked || measure.State == MeasureState.AskedAgain) && measure.DueOn < today)
            .Select(measure => new { measure.Id, measure.AuditNumber, measure.OfficeName, measure.DueOn }).ToListAsync(ct);
        foreach (var late in measures)
            await db.TellAuditOffices(AuditTasks.Late, $"{late.Id.Value}/{late.DueOn.Iso}", $"期限を過ぎた措置の報告を催促する（監査 {late.AuditNumber}、{late.OfficeName}）", $"/audits/measures/{late.Id.Value}", today.AddDays(DaysToAct), today, now, ct);
        var findings = await db.AuditFindings.AsNoTracking().Where(finding => finding.State == FindingState.Asked && finding.ReplyBy < today)
            .Select(finding => new { finding.Id, finding.Audit, finding.ReplyBy }).ToListAsync(ct);
        foreach (var late in findings)
            await db.TellAuditOffices(AuditTasks.Late, $"{late.Id.Value}/{late.ReplyBy!.Value.Iso}", "期限を過ぎた事実確認の回答を催促する", $"{AuditAddress.Of(late.Audit)}/findings/{late.Id.Value}", today.AddDays(DaysToAct), today, now, ct);
        await db.SaveChangesAsync(ct);
    }
}
