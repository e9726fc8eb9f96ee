using Koshiki.Foundation.Activity;
using Koshiki.Foundation.Database;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core;

/// <summary>What stands in core's database beside the tables of the model: rights, and the functions of core.sql.</summary>
internal static class CoreSchema
{
    /// <summary>Run by the owner after every migration.</summary>
    public static async Task Complete(CoreDb db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlRawAsync(SchemaRights.For(db, DatabaseRole.Core, LogTables.AppendOnly), ct);
        await db.Database.ExecuteSqlRawAsync(await EmbeddedSql.Read("Core.core.sql", ct), ct);
    }
}
