using Koshiki.Foundation.Queues;
using Npgsql;

namespace Koshiki.Edge.Segments.Applying;

/// <summary>Applies what comes in, woken by the inbox's bell and each second. Runs on every worker; a batch is done by one of them.</summary>
/// <remarks>An account whose batch fails rests for a while, longer each time; the others go on.</remarks>
internal sealed class ApplierService(FriendApplier applier, NpgsqlDataSource source, TimeProvider clock, ILogger<ApplierService> logger) : BackgroundService
{
    /// <summary>NOTIFY rings here when something is stored.</summary>
    public const string Bell = "friend_inbox";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Rest> resting = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var bell = new NotificationBell(source, Bell, logger);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ApplyAll(stoppingToken);
                await bell.Wait(LookEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception accident) when (accident is not OutOfMemoryException)
            {
                // The kind alone: what failed may have named a resident.
                logger.LogError("The friends' inbox could not be looked through ({Kind}, {Place}); trying again.", accident.GetType().Name, accident.TargetSite?.Name);
                await Task.Delay(LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Applies what waits, account by account.</summary>
    internal async Task ApplyAll(CancellationToken ct)
    {
        foreach (var account in await WaitingItems.Accounts(source, ct))
        {
            if (resting.TryGetValue(account, out var rest) && clock.GetUtcNow() < rest.Until) continue;
            try
            {
                while (await applier.Step(account, ct) is FriendApplier.BatchSize) { }
                resting.Remove(account);
            }
            catch (Exception accident) when (accident is not OutOfMemoryException && !ct.IsCancellationRequested)
            {
                var failures = (rest?.Failures ?? 0) + 1;
                var pause = QueueRow.PauseAfter(failures) is var next && next < LongestRest ? next : LongestRest;
                resting[account] = new Rest(failures, clock.GetUtcNow() + pause);
                // The kind alone: what failed may have named a resident.
                logger.LogError("The inbox of {Account} could not be applied for the {Count}. time ({Kind}, {Place}); trying again in {Pause}.", account, failures, accident.GetType().Name, accident.TargetSite?.Name, pause);
            }
        }
    }

    /// <param name="Failures">In a row.</param>
    private sealed record Rest(int Failures, DateTimeOffset Until);
}
