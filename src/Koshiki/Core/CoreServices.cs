using Koshiki.Exchange;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Database;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Outbox;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Koshiki.Core;

/// <summary>What the core side stands on: its database, the log, the outbox and the courier.</summary>
internal static class CoreServices
{
    /// <param name="services">The host's container; it never holds anything of edge.</param>
    /// <param name="connectionString">Core's database, entered as the core role.</param>
    public static void AddCore(this IServiceCollection services, string connectionString, MasterKey master)
    {
        services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        services.AddScoped<Acting>();
        services.AddSingleton(new DatabaseTime(TimeProvider.System));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<DatabaseTime>());
        // By its connection string and with the container's logs: hosts of one process then share the model and the compiled queries; a data source or
        // a logger factory of each host's own would keep them apart.
        services.AddSingleton(provider => new DbContextOptionsBuilder<CoreDb>()
            .UseNpgsql(PreparedStatements.On(connectionString))
            .UseApplicationServiceProvider(provider)
            // A list counts its first thousand in any order.
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning))
            .Options);
        services.AddScoped(provider => new CoreDb(
            provider.GetRequiredService<DbContextOptions<CoreDb>>(),
            provider.GetRequiredService<Acting>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetServices<FactListening>()));
        services.AddSingleton(master);
        services.AddKeyRing<CoreDb>("koshiki-staff");
    }

    /// <summary>The core side's own unattended work: the time, outbox, reports, mail, courier, sealing the log.</summary>
    /// <param name="edgeAsCourier">The edge database, entered as the courier.</param>
    public static void AddCoreJobs(this IServiceCollection services, string edgeAsCourier)
    {
        services.AddHostedService<DatabaseTimeReader>();
        services.AddHostedService(CoreQueues.Facts);
        services.AddHostedService(CoreQueues.Reports);
        services.AddHostedService(CoreQueues.Mail);
        services.AddHostedService(provider => CoreQueues.Orders(provider, edgeAsCourier));
        services.AddHostedService<LogSealer>();
    }
}
