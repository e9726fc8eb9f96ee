using Npgsql;

namespace Koshiki.Edge.Segments.Applying;

/// <summary>The lock under which an account's friends change: its register's row, held to the end of the transaction.</summary>
internal static class RegisterLock
{
    /// <summary>Waits for the lock.</summary>
    public static async Task<FriendRegister> Take(NpgsqlConnection connection, string accountKey, CancellationToken ct) =>
        await Lock(connection, accountKey, "", ct) ?? await Open(connection, accountKey, "", ct) ?? throw new InvalidOperationException("The register vanished while it was being locked.");

    /// <returns>Null when another node has it.</returns>
    public static async Task<FriendRegister?> Try(NpgsqlConnection connection, string accountKey, CancellationToken ct) =>
        await Lock(connection, accountKey, "skip locked", ct) ?? await Open(connection, accountKey, "skip locked", ct);

    private static async Task<FriendRegister?> Open(NpgsqlConnection connection, string accountKey, string how, CancellationToken ct)
    {
        // Only where there is none: against a row that is being changed an insert would wait, conflict or not.
        await using var command = new NpgsqlCommand("""
            insert into edge_segments.friend_register (account_key, change_number, last_ordinal) select $1, 0, -1
            where not exists (select 1 from edge_segments.friend_register where account_key = $1) on conflict do nothing
            """, connection)
        {
            Parameters = { new() { Value = accountKey } },
        };
        await command.ExecuteNonQueryAsync(ct);
        return await Lock(connection, accountKey, how, ct);
    }

    private static async Task<FriendRegister?> Lock(NpgsqlConnection connection, string accountKey, string how, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select change_number, last_ordinal from edge_segments.friend_register where account_key = $1 for update {how}", connection)
        {
            Parameters = { new() { Value = accountKey } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct)
            ? new FriendRegister { AccountKey = accountKey, ChangeNumber = rows.GetInt64(0), LastOrdinal = rows.GetInt32(1) }
            : null;
    }
}
