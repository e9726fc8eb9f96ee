using Koshiki.Edge.Monitoring.Links;
using Koshiki.Edge.Monitoring.Looking;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Facebook;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Platforms.X;
using Koshiki.Foundation;
using Quartz;

namespace Koshiki.Edge.Monitoring;

/// <summary>All that the worker's host needs to know of monitoring.</summary>
internal static class MonitoringArea
{
    /// <summary>A worker that has just started leaves the platforms alone for so long.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(1);

    /// <exception cref="SettingException">A setting is wrong; the message names it, its range and what it is now.</exception>
    public static void AddMonitoring(this IServiceCollection services, IConfiguration settings)
    {
        var options = settings.GetSection(MonitoringOptions.Section).Get<MonitoringOptions>() ?? new MonitoringOptions();
        if (options.Fault() is { } fault) throw new SettingException(fault);
        services.AddSingleton(options);
        services.AddSingleton<IAccountReader, XAccountReader>();
        services.AddSingleton<IAccountReader, FacebookAccountReader>();
        services.AddSingleton<IAccountReader, LineAccountReader>();
        services.AddSingleton<LinkLooker>();
        services.AddScoped<FreshAccess>();
        services.AddScoped<IOrderListener, MonitoringOrders>();
    }

    public static void Schedule(IQuartzBuilder quartz)
    {
        quartz.ScheduleJob<LookAtAccounts>(
            trigger => trigger.WithIdentity("look-at-accounts").StartAt(TimeProvider.System.GetUtcNow() + FirstLook).WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromMinutes(1)).RepeatForever()),
            job => job.WithIdentity("look-at-accounts"));
        quartz.ScheduleJob<CheckLinks>(
            trigger => trigger.WithIdentity("check-links").StartAt(TimeProvider.System.GetUtcNow() + FirstLook).WithSimpleSchedule(every => every.WithInterval(TimeSpan.FromMinutes(5)).RepeatForever()),
            job => job.WithIdentity("check-links"));
    }
}
