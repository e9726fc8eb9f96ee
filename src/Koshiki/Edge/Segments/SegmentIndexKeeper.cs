using Koshiki.Edge.Segments.Indexing;
using Koshiki.Foundation.Queues;
using Npgsql;

namespace Koshiki.Edge.Segments;

/// <summary>Brings a node's index to what the registers say: at a notification, each second, and after a lost connection. ARCHITECTURE 3.3.</summary>
/// <param name="source">Edge's database, as anybody who may read the schema of segments.</param>
internal sealed class SegmentIndexKeeper(SegmentIndex index, NpgsqlDataSource source, ILogger<SegmentIndexKeeper> logger) : BackgroundService
{
    /// <summary>Rung by the database at each committed change of a register.</summary>
    public const string Bell = "friend_change";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>A stream of notifications is answered this often at most.</summary>
    private static readonly TimeSpan LookAtMostEvery = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, Task> bringing = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var bell = new NotificationBell(source, Bell, logger);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await Look(stoppingToken);
                }
                catch (Exception broken) when (IsTheDatabase(broken))
                {
                    logger.LogWarning("The registers of friends could not be read: {Reason}", broken.Message);
                }

                await Task.Delay(LookAtMostEvery, stoppingToken);
                await bell.Wait(LookEvery - LookAtMostEvery, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(bringing.Values);
        }
    }

    /// <summary>Compares once, and returns when every account is where the registers were.</summary>
    public async Task LookOnce(CancellationToken ct)
    {
        await Look(ct);
        await Task.WhenAll(bringing.Values);
    }

    /// <summary>Compares once; accounts that lag are brought forward meanwhile, so that one account's rebuild keeps no other waiting.</summary>
    private async Task Look(CancellationToken ct)
    {
        var seenAt = index.Now;
        await using var connection = await source.OpenConnectionAsync(ct);
        var heads = await RegisterHead.ReadAll(connection, ct);
        index.KeepOnly(heads.Select(head => head.Account).ToHashSet(StringComparer.Ordinal));
        foreach (var head in heads)
        {
            if (index.Latest(head.Account) is { } latest && IsAt(latest.Head, head)) index.Put(latest, seenAt);
            else if (bringing.GetValueOrDefault(head.Account) is not { IsCompleted: false }) bringing[head.Account] = Task.Run(() => Bring(head.Account, ct), CancellationToken.None);
        }
    }

    private async Task Bring(string account, CancellationToken ct)
    {
        try
        {
            var seenAt = index.Now;
            if (await FriendRows.Newest(source, account, index.Latest(account), ct) is { } newest) index.Put(newest, seenAt);
        }
        catch (Exception broken) when (IsTheDatabase(broken))
        {
            logger.LogWarning("The friends of {Account} could not be read: {Reason}", account, broken.Message);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The program stops.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            logger.LogError(fault, "The friends of {Account} could not be understood: its counts stay not ready.", account);
        }
    }

    private static bool IsAt(RegisterHead ours, RegisterHead theirs) =>
        (ours.ChangeNumber, ours.Edition, ours.Table) == (theirs.ChangeNumber, theirs.Edition, theirs.Table);

    private static bool IsTheDatabase(Exception failure) => failure is NpgsqlException or TimeoutException or IOException or InvalidOperationException { InnerException: NpgsqlException };
}
