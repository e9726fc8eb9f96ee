using Npgsql;

namespace Koshiki.Edge.Segments.Applying;

/// <summary>The items of the inbox that are not applied yet. One that commits late under a lower number is simply in the next batch: nobody reads "all after n".</summary>
internal static class WaitingItems
{
    public static async Task<List<(long Id, byte[] Wrapped)>> Read(NpgsqlConnection connection, string accountKey, int atMost, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select id, wrapped from edge_friends.inbox where account_key = $1 and applied_at is null order by id limit $2", connection)
        {
            Parameters = { new() { Value = accountKey }, new() { Value = atMost } },
        };
        var items = new List<(long, byte[])>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) items.Add((rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)));
        return items;
    }

    /// <summary>Marks items as applied and empties them: only the event's own number stays, so that a repetition is known again.</summary>
    public static async Task Settle(NpgsqlConnection connection, IEnumerable<(long Id, byte[] Wrapped)> items, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("update edge_friends.inbox set applied_at = now(), wrapped = '' where id = any($1)", connection)
        {
            Parameters = { new() { Value = items.Select(item => item.Id).ToArray() } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The accounts that have something waiting; a leap from one to the next, whatever the length of the queue.</summary>
    public static async Task<List<string>> Accounts(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand("""
            with recursive waiting as (
              (select account_key from edge_friends.inbox where applied_at is null order by account_key limit 1)
              union all
              select (select i.account_key from edge_friends.inbox i where i.applied_at is null and i.account_key > w.account_key order by i.account_key limit 1)
              from waiting w where w.account_key is not null
            )
            select account_key from waiting where account_key is not null
            """);
        var accounts = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) accounts.Add(rows.GetString(0));
        return accounts;
    }
}
