using Koshiki.Exchange;
using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Outbox;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;
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
        services.AddSingleton(TimeProvider.System);
        // By its connection string: hosts of one process then share the model and the compiled queries; a data source of each host's own would keep them apart.
        services.AddSingleton(provider => new DbContextOptionsBuilder<CoreDb>()
            .UseNpgsql(connectionString)
            .UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>())
            .Options);
        services.AddScoped(provider => new CoreDb(
            provider.GetRequiredService<DbContextOptions<CoreDb>>(),
            provider.GetRequiredService<Acting>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetServices<FactListening>()));
        services.AddSingleton(master);
        services.AddKeyRing<CoreDb>("koshiki-staff");
    }

    /// <summary>The core side's own unattended work: outbox, reports, courier, sealing the log.</summary>
    /// <param name="edgeAsCourier">The edge database, entered as the courier.</param>
    public static void AddCoreJobs(this IServiceCollection services, string edgeAsCourier)
    {
        services.AddHostedService(provider => Queue<OutboxRow>(provider, "outbox_message", HearFact));
        services.AddHostedService(provider => Queue<IncomingReport>(provider, MessageTables.IncomingReports, TakeNote));
        services.AddHostedService(provider => new Courier(
            provider.GetRequiredService<NpgsqlDataSource>(),
            NpgsqlDataSource.Create(edgeAsCourier),
            provider.GetRequiredService<ILogger<Courier>>()));
        services.AddHostedService<LogSealer>();
    }

    private static QueueRunner<CoreDb, TRow> Queue<TRow>(IServiceProvider provider, string channel, Func<IServiceProvider, TRow, CancellationToken, Task> handle)
        where TRow : QueueRow =>
        new(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<NpgsqlDataSource>(), channel, handle, provider.GetRequiredService<ILogger<TRow>>());

    private static async Task HearFact(IServiceProvider scope, OutboxRow row, CancellationToken ct)
    {
        scope.GetRequiredService<Acting>().As(Actor.Program(row.Listener));
        var listening = scope.GetServices<FactListening>().FirstOrDefault(l => l.Listener == row.Listener && l.Fact.Name == row.Kind)
            ?? throw new InvalidOperationException($"The listener {row.Listener} of {row.Kind} is not registered.");
        await listening.Hear(scope, row.Body, row.Id, ct);
    }

    private static async Task TakeNote(IServiceProvider scope, IncomingReport row, CancellationToken ct)
    {
        scope.GetRequiredService<Acting>().As(Actor.Program("reports"));
        var report = row.Read();
        foreach (var listener in scope.GetServices<IReportListener>().Where(l => l.Takes(report)))
        {
            await listener.Handle(report, row.Id, ct);
        }
    }
}
