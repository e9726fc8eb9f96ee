using Koshiki.Foundation.Queues;
using Npgsql;

namespace Koshiki.Edge.Segments.Applying;

/// <summary>Applies what comes in, woken by the inbox's bell and each second. Runs on every worker; a batch is done by one of them.</summary>
internal sealed class ApplierService(FriendApplier applier, NpgsqlDataSource source, ILogger<ApplierService> logger) : BackgroundService
{
    /// <summary>NOTIFY rings here when something is stored.</summary>
    public const string Bell = "friend_inbox";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

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
                logger.LogError("The friends' inbox could not be applied ({Kind}, {Place}); trying again.", accident.GetType().Name, accident.TargetSite?.Name);
                await Task.Delay(LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ApplyAll(CancellationToken ct)
    {
        foreach (var account in await WaitingItems.Accounts(source, ct))
        {
            while (await applier.Step(account, ct) is FriendApplier.BatchSize) { }
        }
    }
}
