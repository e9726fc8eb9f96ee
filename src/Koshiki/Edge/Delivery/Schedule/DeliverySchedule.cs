using Koshiki.Edge.Segments.Leaving;
using Koshiki.Edge.Segments.Reading;
using Koshiki.Edge.Segments.Reporting;
using Npgsql;
using Quartz;

namespace Koshiki.Edge.Delivery.Schedule;

/// <summary>The cluster that calls jobs at their time. Nothing rests on it: exclusion is the lease's business, and the desk looks twice a second anyway.</summary>
internal static class DeliverySchedule
{
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);

    /// <summary>A worker that has just started, perhaps on a restored backup, leaves the platforms alone for so long.</summary>
    private static readonly TimeSpan FirstCheck = TimeSpan.FromMinutes(5);

    /// <param name="connection">The edge database, entered as the edge role.</param>
    /// <param name="more">The jobs of areas above delivery.</param>
    public static void AddDeliverySchedule(this IServiceCollection services, string connection, Action<IQuartzBuilder> more)
    {
        services.AddQuartz(quartz =>
        {
            // Two schedulers of one name share the work; each must have an id of its own, or it takes the other for dead.
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "koshiki-edge";
                scheduler.InstanceId = $"{Environment.MachineName}-{Guid.CreateVersion7():n}";
            });
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(NpgsqlFactory.Instance, ScheduleTables.In(connection));
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = CheckIn;
                    cluster.CheckinMisfireThreshold = CheckIn * 2;
                });
            });
            quartz.ScheduleJob<LookForDueDeliveries>(
                trigger => trigger.WithIdentity("look-for-due-deliveries").StartNow().WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromSeconds(10)).RepeatForever()),
                job => job.WithIdentity("look-for-due-deliveries"));
            quartz.ScheduleJob<ReportNodes>(
                trigger => trigger.WithIdentity("report-nodes").StartNow().WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromSeconds(10)).RepeatForever()),
                job => job.WithIdentity("report-nodes"));
            quartz.ScheduleJob<CheckConnections>(
                trigger => trigger.WithIdentity("check-connections").StartAt(TimeProvider.System.GetUtcNow() + FirstCheck).WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromHours(6)).RepeatForever()),
                job => job.WithIdentity("check-connections"));
            quartz.ScheduleJob<ReadEffects>(
                trigger => trigger.WithIdentity("read-effects").StartAt(TimeProvider.System.GetUtcNow() + FirstCheck).WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromHours(1)).RepeatForever()),
                job => job.WithIdentity("read-effects"));
            quartz.ScheduleJob<ReportFriends>(
                trigger => trigger.WithIdentity("report-friends").StartNow().WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromMinutes(1)).RepeatForever()),
                job => job.WithIdentity("report-friends"));
            quartz.ScheduleJob<TidyFriends>(
                trigger => trigger.WithIdentity("tidy-friends").StartAt(TimeProvider.System.GetUtcNow() + FirstCheck).WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromHours(1)).RepeatForever()),
                job => job.WithIdentity("tidy-friends"));
            // 3:30 in Japan, which has no summer time.
            quartz.ScheduleJob<ReadFollowers>(
                trigger => trigger.WithIdentity("read-followers").WithCronSchedule("0 30 18 * * ?", cron => cron.InTimeZone(TimeZoneInfo.Utc)),
                job => job.WithIdentity("read-followers"));
            more(quartz);
        });
        services.AddSingleton<ToldNodes>();
        services.AddSingleton<ScheduleGate>();
        services.AddHostedService(provider => provider.GetRequiredService<ScheduleGate>());
    }
}

/// <summary>Starts the scheduler once the heartbeat has judged this database: jobs of a restored schedule are gone by then.</summary>
internal sealed class ScheduleGate(ISchedulerFactory schedulers, Heartbeat heartbeat, ILogger<ScheduleGate> logger) : BackgroundService
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await heartbeat.Beat(stoppingToken);
                var scheduler = await schedulers.GetScheduler(stoppingToken);
                await scheduler.Start(stoppingToken);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken) when (Persist.IsTheDatabase(broken) || broken is SchedulerException)
            {
                logger.LogWarning("The scheduler did not start yet: {Reason}", broken.Message);
                await Task.Delay(TryAgain, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var scheduler in await schedulers.GetAllSchedulers(cancellationToken)) await scheduler.Shutdown(waitForJobsToComplete: false, cancellationToken);
    }
}
