using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Findings;

/// <summary>Says how it stands with a finding. 対応中, 不要と判断, 完了.</summary>
public sealed record SettleFinding(FindingId Finding, FindingState To, string? Words);

public sealed class SettleFindingHandler(CoreDb db, FindingDesk desk, TimeProvider clock)
{
    /// <returns>The finding, or <see cref="FindingNotFound"/>, <see cref="MayNotMonitor"/>, <see cref="FindingIsSettled"/>, <see cref="SayWhatWasDone"/>.</returns>
    public async Task<Result<Finding>> Handle(SettleFinding command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        // Read
        var now = clock.GetUtcNow();
        var finding = await db.Findings.Include(f => f.Events).Reached(me).SingleOrDefaultAsync(f => f.Id == command.Finding, ct);
        if (finding is null) return new FindingNotFound();

        // Decide
        if (!me.May(Act.SettleFindings, finding.Office, finding.AccountKey)) return new MayNotMonitor();
        if (finding.Move(command.To, me.Name, command.Words, now).IsRefused(out var no)) return no;

        // Write
        if (finding.ClosedAt is not null) await desk.CloseTask(finding, me.Id, command.Words, now, ct);
        await db.SaveChangesAsync(ct);
        return finding;
    }
}
