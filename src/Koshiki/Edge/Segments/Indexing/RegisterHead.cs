using Koshiki.Exchange;
using Koshiki.Foundation.Queues;
using Npgsql;

namespace Koshiki.Edge.Segments.Indexing;

/// <summary>How far an account's register is: the change, the edition, and the very database it stands in.</summary>
/// <param name="LastOrdinal">-1 while there is nobody.</param>
/// <param name="Edition">0 while nothing is asked of residents.</param>
/// <param name="Table">Changes with a restored, replaced or emptied table, whose change numbers mean something else.</param>
internal sealed record RegisterHead(string Account, long ChangeNumber, int LastOrdinal, int Edition, string Table, Questionnaire? Questionnaire)
{
    /// <summary>An SQL expression of type text that any login may evaluate: server, timeline, database, table and its file.</summary>
    private const string TableSql = """
        ((select system_identifier from pg_control_system()) || '/' || (select timeline_id from pg_control_checkpoint())
        || '/' || (select oid from pg_database where datname = current_database())
        || '/' || 'edge_segments.friend'::regclass::oid || '/' || pg_relation_filenode('edge_segments.friend'))
        """;

    /// <summary>All registers, without their questionnaires: what a node looks at each second.</summary>
    public static async Task<List<RegisterHead>> ReadAll(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"""
            select r.account_key, r.change_number, r.last_ordinal,
                   coalesce((select max(q.edition) from edge_segments.questionnaire q where q.account_key = r.account_key), 0), {TableSql}
            from edge_segments.friend_register r
            """, connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var heads = new List<RegisterHead>();
        while (await rows.ReadAsync(ct)) heads.Add(new RegisterHead(rows.GetString(0), rows.GetInt64(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetString(4), null));
        return heads;
    }

    /// <returns>Null when the account has no register.</returns>
    public static async Task<RegisterHead?> Read(NpgsqlConnection connection, string account, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"""
            select r.change_number, r.last_ordinal, q.edition, {TableSql}, q.body
            from edge_segments.friend_register r
            left join lateral (select edition, body from edge_segments.questionnaire where account_key = r.account_key order by edition desc limit 1) q on true
            where r.account_key = $1
            """, connection) { Parameters = { new() { Value = account } } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        if (!await rows.ReadAsync(ct)) return null;
        var asked = rows.IsDBNull(4) ? null : MessageJson.FromBytes<Questionnaire>(rows.GetFieldValue<byte[]>(4));
        return new RegisterHead(account, rows.GetInt64(0), rows.GetInt32(1), asked is null ? 0 : rows.GetInt32(2), rows.GetString(3), asked);
    }
}
