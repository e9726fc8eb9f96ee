using Npgsql;

namespace Koshiki.Foundation.Database;

/// <summary>The database logins. The program's are far from the owner's: none of them can change a table's shape or rewrite the activity log.</summary>
public enum DatabaseRole
{
    /// <summary>Owns and migrates. <c>serve</c> refuses to run under it.</summary>
    Owner,

    /// <summary>Core's program: reads and writes core's schemas, nothing of edge.</summary>
    Core,

    /// <summary>Edge's program: reads and writes edge's schemas, nothing of core.</summary>
    Edge,

    /// <summary>Core's courier on the edge database: the two tables of messages, media, and live counts.</summary>
    Courier,
}

public static class DatabaseRoles
{
    extension(DatabaseRole role)
    {
        /// <summary>The login's name in PostgreSQL.</summary>
        public string LoginName => role switch
        {
            DatabaseRole.Owner => "koshiki_owner",
            DatabaseRole.Core => "koshiki_core",
            DatabaseRole.Edge => "koshiki_edge",
            _ => "koshiki_courier",
        };
    }

    /// <summary>The same server and database, entered as another role.</summary>
    public static string As(string connectionString, DatabaseRole role) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Username = role.LoginName }.ConnectionString;
}
