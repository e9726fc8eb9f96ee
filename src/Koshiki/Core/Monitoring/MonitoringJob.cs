using Koshiki.Core.Monitoring.Frequency;
using Koshiki.Core.Monitoring.Links;
using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Core.Monitoring;

/// <summary>Once an hour on every staff node: raises reviews of quiet accounts, and lets go of links that no post carries any more. Doing it twice changes nothing.</summary>
internal sealed class MonitoringJob(IServiceScopeFactory scopes, ILogger<MonitoringJob> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>A host that has just started has more urgent things to do.</summary>
    private static readonly TimeSpan FirstAfter = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = FirstAfter;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(wait, stoppingToken);
                wait = Pause;
                await Once(scopes, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception accident) when (accident is NpgsqlException or InvalidOperationException or TimeoutException or DbUpdateException)
            {
                logger.LogWarning(accident, "Quiet accounts and links could not be gone through; trying again in an hour.");
            }
        }
    }

    private static async Task Once(IServiceScopeFactory scopes, CancellationToken ct)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Acting>().As(Actor.Program("monitoring"));
            await scope.ServiceProvider.GetRequiredService<QuietAccounts>().RaiseReviews(ct);
        }

        await using (var scope = scopes.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<Acting>().As(Actor.Program("monitoring"));
            await scope.ServiceProvider.GetRequiredService<LinkForgetting>().ForgetDeleted(ct);
        }
    }
}
