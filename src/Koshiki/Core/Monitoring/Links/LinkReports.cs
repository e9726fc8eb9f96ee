using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Links;

/// <summary>Takes note of where addresses stand. One that no post points to any more is left aside. E9.</summary>
internal sealed class LinkReports(CoreDb db) : IReportListener
{
    public bool Takes(Report report) => report is LinksSeen;

    public async Task Handle(Report report, Guid reportId, CancellationToken ct)
    {
        var seen = ((LinksSeen)report).Links.ToDictionary(link => link.Url, StringComparer.Ordinal);
        var urls = seen.Keys.ToArray();
        foreach (var link in await db.CheckedLinks.Where(link => urls.Contains(link.Url)).ToListAsync(ct)) link.Follow(seen[link.Url]);
        await db.SaveChangesAsync(ct);
    }
}
