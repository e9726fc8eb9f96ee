using Quartz;

namespace Koshiki.Edge.Segments.Leaving;

/// <summary>Every hour, on one node: erases friends who left, empties the places of erased ids, purges the inbox.</summary>
[DisallowConcurrentExecution]
internal sealed class TidyFriends(FriendErasure erasure, TimeProvider clock, ILogger<TidyFriends> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await TidyAll(cancellationToken);

    public async Task TidyAll(CancellationToken ct)
    {
        foreach (var account in await erasure.Accounts(ct))
        {
            var erased = await erasure.EraseLeft(account, clock.GetUtcNow(), ct);
            var emptied = await erasure.EmptyPlaces(account, ct);
            if (erased + emptied > 0) logger.LogInformation("{Account}: {Erased} friends who left are erased, the places of {Emptied} ids are empty.", account, erased, emptied);
        }

        await erasure.PurgeInbox(ct);
    }
}
