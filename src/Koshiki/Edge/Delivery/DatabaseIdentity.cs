namespace Koshiki.Edge.Delivery;

/// <summary>Tells one database from its copies. ARCHITECTURE 3.8.</summary>
/// <remarks>
/// The cluster's system identifier and timeline change with another server and with a promotion; the database's oid with
/// <c>createdb</c> and a restore beside the old one; the oid of the heartbeat's own table with <c>pg_restore --clean</c>
/// over the same name. See docs/decisions/0020-database-identity.md.
/// </remarks>
internal static class DatabaseIdentity
{
    /// <summary>An SQL expression of type text that any login may evaluate.</summary>
    public const string Sql = """
        ((select system_identifier from pg_control_system()) || '/' || (select timeline_id from pg_control_checkpoint())
        || '/' || (select oid from pg_database where datname = current_database()) || '/' || 'edge_delivery.heartbeat'::regclass::oid)
        """;

    /// <summary>True while nothing speaks against sending: this is the database that beat last, and not long ago.</summary>
    public const string IsTrusted = $"exists (select 1 from edge_delivery.heartbeat h where h.identity = {Sql} and h.beaten_at > clock_timestamp() - interval '5 minutes')";
}
