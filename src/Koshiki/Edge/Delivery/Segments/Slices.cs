using System.Collections.Concurrent;
using System.Diagnostics;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Npgsql;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>Cuts slices of work: all that they need of this process beside the tables.</summary>
/// <param name="publicUrl">The public host, where LINE fetches pictures.</param>
internal sealed class Slices(NpgsqlDataSource source, FriendIds ids, LineMulticasts line, DeliveryOptions options, Uri publicUrl, ILogger<Slice> logger)
{
    private readonly ConcurrentDictionary<string, Pace> paces = new();
    private readonly SegmentStore store = new(source);

    /// <returns>The slice, or why the content cannot be sent.</returns>
    public Result<Slice> Cut(SegmentCase segment, SealedChannel channel, LineSecret secret, AccountLease lease, TimeSpan untilNotAfter)
    {
        var body = MulticastBody.For(channel, segment.Frozen.StatisticsUnit, publicUrl);
        if (body.IsRefused(out var refusal)) return refusal;
        var maker = new ChunkMaker(source, ids, lease.Account, segment.Frozen.DeliveryId.Value, segment.Chunks, body.Value);
        var notAfter = Stopwatch.GetTimestamp() + (long)(untilNotAfter.TotalSeconds * Stopwatch.Frequency);
        var pace = paces.GetOrAdd(lease.Account, _ => new Pace(options.MulticastsPerSecond));
        return new Slice(segment, maker, line, store, new SliceTerms(lease, secret, pace, options.MulticastsInFlight, notAfter), logger);
    }
}
