using Koshiki.Exchange;
using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Queues;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Edge;

/// <summary>What every host of the edge side stands on.</summary>
internal static class EdgeServices
{
    /// <param name="services">The host's container; it never holds anything of core.</param>
    /// <param name="connectionString">The edge database, entered as the edge role.</param>
    public static void AddEdge(this IServiceCollection services, string connectionString, MasterKey master)
    {
        services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        // By its connection string: hosts of one process then share the model and the compiled queries; a data source of each host's own would keep them apart.
        services.AddDbContext<EdgeDb>(options => options.UseNpgsql(connectionString));
        services.AddSingleton(master);
        services.AddKeyRing<EdgeDb>("koshiki-public");
        services.AddSingleton(TimeProvider.System);
    }

    /// <summary>Carries out the orders that the courier brings, one after the other within each aggregate.</summary>
    /// <param name="kinds">The orders this host knows how to carry out; none named: all. Hosts may share a kind.</param>
    public static void AddOrderQueue(this IServiceCollection services, params string[] kinds) =>
        services.AddHostedService(provider => new QueueRunner<EdgeDb, IncomingOrder>(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<NpgsqlDataSource>(),
            MessageTables.IncomingOrders,
            CarryOut,
            provider.GetRequiredService<ILogger<IncomingOrder>>(),
            kinds));

    private static async Task CarryOut(IServiceProvider scope, IncomingOrder row, CancellationToken ct)
    {
        var order = row.Read();
        var listener = scope.GetServices<IOrderListener>().FirstOrDefault(l => l.Takes(order))
            ?? throw new InvalidOperationException($"Nobody on this side carries out {row.Kind}.");
        await listener.Handle(order, row.Id, scope.GetRequiredService<EdgeDb>(), ct);
    }
}
