using System.Collections.Concurrent;
using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Koshiki.Edge.Monitoring.Links;

/// <summary>Every five minutes, on one node: checks the addresses that are due, one request at a time for each host, and tells core how they stand. E9.</summary>
[DisallowConcurrentExecution]
internal sealed class CheckLinks(EdgeDb db, LinkLooker looker, MonitoringOptions options, TimeProvider clock, ILogger<CheckLinks> logger) : IJob
{
    private const int MostInACall = 200;
    private const int MostOfAHost = 20;
    private const int HostsAtATime = 4;
    private const int LinksInAReport = 100;

    /// <summary>Where so many hosts stay silent together, it is our own network.</summary>
    private const int HostsThatCannotAllBeGone = 4;

    /// <summary>No new check is begun after this: the next call goes on.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan WhenCutOff = TimeSpan.FromMinutes(30);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await CheckDue(cancellationToken);

    public async Task CheckDue(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.WatchedLinks.Where(link => link.DueAt <= now).OrderBy(link => link.DueAt).Take(MostInACall).ToListAsync(ct);
        if (due.Count == 0) return;
        var looks = await Look(due, ct);
        if (IsCutOff(looks))
        {
            logger.LogWarning("None of {Count} hosts answered: the links are left as they are.", looks.Keys.Select(link => link.Host).Distinct().Count());
            foreach (var link in looks.Keys) link.DueAt = now + WhenCutOff;
            await db.SaveChangesAsync(ct);
            return;
        }

        var seen = looks.Select(look => Follow(look.Key, look.Value, clock.GetUtcNow())).ToList();
        foreach (var part in seen.Chunk(LinksInAReport)) db.OutgoingReports.Add(OutgoingReport.For(new LinksSeen(part), "links", now));
        await db.SaveChangesAsync(ct);
    }

    private async Task<Dictionary<WatchedLink, LinkLook>> Look(IReadOnlyList<WatchedLink> due, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        var looks = new ConcurrentDictionary<WatchedLink, LinkLook>();
        await Parallel.ForEachAsync(due.GroupBy(link => link.Host), new ParallelOptions { MaxDegreeOfParallelism = HostsAtATime, CancellationToken = ct }, async (host, stop) =>
        {
            foreach (var link in host.Take(MostOfAHost))
            {
                if (clock.GetElapsedTime(began) > Longest) return;
                looks[link] = await looker.Look(link.Url, stop);
            }
        });
        return new Dictionary<WatchedLink, LinkLook>(looks);
    }

    private static bool IsCutOff(Dictionary<WatchedLink, LinkLook> looks) =>
        looks.Values.All(look => look is LinkLook.Missing { Status: null } or LinkLook.CannotTell { Status: null })
        && looks.Keys.Select(link => link.Host).Distinct().Count() >= HostsThatCannotAllBeGone;

    private SeenLink Follow(WatchedLink link, LinkLook look, DateTimeOffset at)
    {
        var step = LinkFlow.After(link.State, link.Misses, look, options);
        if (step.State != link.State) link.Since = at;
        (link.State, link.Misses, link.DueAt, link.Number) = (step.State, step.Misses, at + step.Wait, link.Number + 1);
        var (status, reason) = look switch
        {
            LinkLook.Answers answers => ((int?)answers.Status, (string?)null),
            LinkLook.Missing missing => (missing.Status, missing.Reason),
            LinkLook.CannotTell unknown => (unknown.Status, unknown.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new SeenLink(link.Url, link.Number, link.State, at, link.Since, status, reason);
    }
}
