using Npgsql;

namespace Koshiki.Foundation.Database;

/// <summary>What pages ask again and again is prepared on its connection, so that PostgreSQL does not parse it anew; each time it is planned for what is asked for. Decision 0109.</summary>
public static class PreparedStatements
{
    /// <summary>So many statements a connection keeps prepared, the last used ones; each takes some tens of kilobytes of the server's memory.</summary>
    private const int Kept = 100;

    /// <summary>A plan for any values would serve one office well and another badly, and would outlive the day on which its table was empty.</summary>
    private const string PlannedEachTime = "-c plan_cache_mode=force_custom_plan";

    /// <returns>The same connection with statements prepared from their fifth use on. What it says itself (<c>Max Auto Prepare</c>, 0 for none; <c>Options</c>) stays.</returns>
    public static string On(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (!connection.ShouldSerialize("Max Auto Prepare")) connection.MaxAutoPrepare = Kept;
        if (!connection.ShouldSerialize("Options")) connection.Options = PlannedEachTime;
        return connection.ConnectionString;
    }
}
