using Koshiki.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>Counts a post's segments and keeps the numbers beside what was done with it.</summary>
internal static class CountKeeping
{
    /// <summary>How many people each segment of the post reaches now; channels for everyone are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, SegmentCount>> Count(this ISegmentCounts counts, Post post, CancellationToken ct)
    {
        var counted = new Dictionary<string, SegmentCount>();
        foreach (var channel in post.Channels)
        {
            if (channel.SegmentFor(post.Purpose) is { IsNobody: false } rule) counted[channel.AccountKey] = await counts.Count(channel.AccountKey, rule, ct);
        }

        return counted;
    }

    /// <summary>Keeps what could be counted; the same moment again replaces its number.</summary>
    public static async Task Keep(this CoreDb db, Post post, IReadOnlyDictionary<string, SegmentCount> counted, CountMoment moment, int step, DateTimeOffset now, CancellationToken ct)
    {
        if (counted.Count == 0) return;
        var kept = await db.AudienceCounts.Where(c => c.Post == post.Id && c.Round == post.Round && c.Moment == moment && c.Step == step).ToDictionaryAsync(c => c.AccountKey, ct);
        foreach (var (account, count) in counted)
        {
            if (count is not SegmentCount.Counted people) continue;
            if (!kept.TryGetValue(account, out var row)) db.AudienceCounts.Add(row = new AudienceCount { Post = post.Id, AccountKey = account, Round = post.Round, Moment = moment, Step = step });
            row.Take(people, now);
        }
    }
}
