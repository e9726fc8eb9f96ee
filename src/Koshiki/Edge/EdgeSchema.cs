using Koshiki.Edge.Delivery.Schedule;
using Koshiki.Edge.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Koshiki.Edge;

/// <summary>What stands in edge's database beside the tables of the model: rights.</summary>
internal static class EdgeSchema
{
    public const string HistorySchema = "edge_history";

    /// <summary>Keeps the record of edge's migrations in a schema of its own, apart from core's.</summary>
    public static void History(NpgsqlDbContextOptionsBuilder options) => options.MigrationsHistoryTable("migration", HistorySchema);

    /// <summary>Run by the owner after every migration.</summary>
    public static async Task Complete(EdgeDb db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlRawAsync(SchemaRights.For(db, DatabaseRole.Edge, appendOnly: []), ct);
        await db.Database.ExecuteSqlRawAsync(
            SchemaRights.ForCourier(MessageTables.EdgeSchema, MessageTables.IncomingOrders, MessageTables.OutgoingReports, "edge_media", SegmentsModel.Schema), ct);
        await db.Database.ExecuteSqlRawAsync(await EmbeddedSql.Read("Edge.edge.sql", ct), ct);
        await ScheduleTables.Provision(db.Database.GetConnectionString()!, DatabaseRole.Edge.LoginName, ct);
    }
}
