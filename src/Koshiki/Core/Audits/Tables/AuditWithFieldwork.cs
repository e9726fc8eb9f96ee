using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Audits.Tables;

public static class AuditWithFieldwork
{
    /// <summary>The audit of this number or id; without either the latest begun one with anything found on the spot.</summary>
    public static async Task<Audit?> Find(CoreDb db, Programme programme, string? numberOrId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(programme);
        var audits = db.Audits.AsNoTracking().Where(audit => audit.Programme == programme.Key && audit.Stage != AuditStage.Dropped);
        if (numberOrId is { } named) return Guid.TryParse(named, out var id) ? await audits.SingleOrDefaultAsync(audit => audit.Id == AuditId.From(id), ct) : await audits.SingleOrDefaultAsync(audit => audit.Number == named, ct);
        return await audits.Where(audit => db.Set<Fieldwork.FieldworkEntry>().Any(entry => entry.Audit == audit.Id)).OrderByDescending(audit => audit.BegunAt).FirstOrDefaultAsync(ct);
    }
}
