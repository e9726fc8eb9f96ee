namespace Koshiki.Foundation.PrivateDatabase;

/// <summary>The four login roles of the database. None of them is a superuser; each may do only what its side needs.</summary>
public enum DatabaseRole
{
    /// <summary>Owns the databases and their schemas; migrates, backs up and restores. No running host signs in with it.</summary>
    Owner,

    /// <summary>The staff side: reads and writes core's schemas.</summary>
    Core,

    /// <summary>The public pages and the delivery workers: reads and writes edge's schemas.</summary>
    Edge,

    /// <summary>Carries orders and reports between the two sides.</summary>
    Courier,
}

/// <summary>How a <see cref="DatabaseRole"/> is called inside PostgreSQL.</summary>
public static class DatabaseRoleNames
{
    extension(DatabaseRole role)
    {
        /// <summary>The role's login name, for example <c>koshiki_core</c>.</summary>
        public string LoginName => role switch
        {
            DatabaseRole.Owner => "koshiki_owner",
            DatabaseRole.Core => "koshiki_core",
            DatabaseRole.Edge => "koshiki_edge",
            DatabaseRole.Courier => "koshiki_courier",
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
        };
    }
}
