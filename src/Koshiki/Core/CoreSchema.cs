using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Koshiki.Core;

/// <summary>What stands in core's database beside the tables of the model: rights, and the functions of core.sql.</summary>
internal static class CoreSchema
{
    public const string HistorySchema = "core_history";

    /// <summary>Keeps the record of core's migrations in a schema of its own, apart from edge's.</summary>
    public static void History(NpgsqlDbContextOptionsBuilder options) => options.MigrationsHistoryTable("migration", HistorySchema);

    /// <summary>Run by the owner after every migration.</summary>
    public static async Task Complete(CoreDb db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlRawAsync(SchemaRights.For(db, DatabaseRole.Core, LogTables.AppendOnly), ct);
        await db.Database.ExecuteSqlRawAsync(await EmbeddedSql.Read("Core.core.sql", ct), ct);
        await db.Database.ExecuteSqlRawAsync(await EmbeddedSql.Read("Core.Organizations.organizations.sql", ct), ct);
    }
}
