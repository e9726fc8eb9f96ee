using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts.Connecting;

/// <summary>Notes what the edge found when it spoke to a platform. A report about an account that was disconnected meanwhile changes nothing.</summary>
internal sealed class ConnectionReports(CoreDb db) : IReportListener
{
    public bool Takes(Report report) => report is ConnectionReported;

    public async Task Handle(Report report, Guid reportId, CancellationToken ct)
    {
        var seen = (ConnectionReported)report;
        var account = await db.Accounts.SingleOrDefaultAsync(account => account.Key == seen.AccountKey, ct);
        if (account is null || account.Connection == ConnectionState.NotConnected) return;
        account.Saw(seen.Works, seen.Reason);
        await db.SaveChangesAsync(ct);
    }
}
