using Koshiki.Edge.Segments;
using Koshiki.Foundation;
using Npgsql;

namespace Koshiki.Edge;

/// <summary>Keeps the index of a node that runs staff pages and no worker: the one thing of edge that such a node reads.</summary>
internal static class SegmentHost
{
    /// <param name="connectionString">Edge's database, entered as the courier, who may read choices and nothing that names a person.</param>
    public static IHost Build(string connectionString, SegmentIndex index)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        HostLogging.Configure(builder.Logging);
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        builder.Services.AddSingleton(index);
        builder.Services.AddHostedService<SegmentIndexKeeper>();
        return builder.Build();
    }
}
