using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace Koshiki.Edge.Segments.Applying;

/// <summary>Friends in the tables, many at a time: one statement for a whole batch.</summary>
internal static class FriendTable
{
    private const string Columns = "f.ordinal, f.state, f.choices, f.emergency_only, f.answered_at, f.edition, f.followed_at, f.left_at, f.source, f.change_number";

    /// <summary>Reads the friends with these hashes or ordinals; a hash comes along where it was asked for.</summary>
    public static async IAsyncEnumerable<(Friend Friend, byte[]? Hash)> Read(
        NpgsqlConnection connection, string accountKey, IEnumerable<byte[]> hashes, IEnumerable<int> ordinals, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"""
            select {Columns}, k.hash from edge_friends.friend_key k
            join edge_segments.friend f on f.account_key = k.account_key and f.ordinal = k.ordinal
            where k.account_key = $1 and (k.hash = any($2) or k.ordinal = any($3))
            """, connection)
        {
            Parameters = { new() { Value = accountKey }, new() { Value = hashes.ToArray() }, new() { Value = ordinals.ToArray() } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) yield return (Friend(accountKey, rows), rows.GetFieldValue<byte[]>(10));
    }

    /// <summary>The friends who left before an instant, the lowest ordinals first.</summary>
    public static async Task<List<Friend>> ReadLeft(NpgsqlConnection connection, string accountKey, DateTimeOffset before, int atMost, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select {Columns} from edge_segments.friend f where f.account_key = $1 and f.state = 1 and f.left_at < $2 order by f.ordinal limit $3", connection)
        {
            Parameters = { new() { Value = accountKey }, new() { Value = before }, new() { Value = atMost } },
        };
        var friends = new List<Friend>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) friends.Add(Friend(accountKey, rows));
        return friends;
    }

    /// <summary>Writes new and changed friends, and the register with its number.</summary>
    public static async Task Write(NpgsqlConnection connection, FriendRegister register, IReadOnlyCollection<Friend> friends, CancellationToken ct)
    {
        // A friend's choices differ in length, and PostgreSQL's arrays of arrays do not: they travel as text.
        await using var command = new NpgsqlCommand("""
            insert into edge_segments.friend (account_key, ordinal, state, choices, emergency_only, answered_at, edition, followed_at, left_at, source, change_number)
            select $1, ordinal, state, choices::smallint[], emergency_only, answered_at, edition, followed_at, left_at, source, $2
            from unnest($3, $4, $5, $6, $7, $8, $9, $10, $11) as f(ordinal, state, choices, emergency_only, answered_at, edition, followed_at, left_at, source)
            on conflict (account_key, ordinal) do update set state = excluded.state, choices = excluded.choices, emergency_only = excluded.emergency_only,
              answered_at = excluded.answered_at, edition = excluded.edition, followed_at = excluded.followed_at, left_at = excluded.left_at,
              source = excluded.source, change_number = excluded.change_number
            """, connection)
        {
            Parameters =
            {
                new() { Value = register.AccountKey },
                new() { Value = register.ChangeNumber },
                Array(NpgsqlDbType.Integer, friends.Select(f => f.Ordinal)),
                Array(NpgsqlDbType.Smallint, friends.Select(f => (short)f.State)),
                Array(NpgsqlDbType.Text, friends.Select(f => $"{{{string.Join(',', f.Choices)}}}")),
                Array(NpgsqlDbType.Boolean, friends.Select(f => f.EmergencyOnly)),
                Array(NpgsqlDbType.TimestampTz, friends.Select(f => f.AnsweredAt)),
                Array(NpgsqlDbType.Integer, friends.Select(f => f.Edition)),
                Array(NpgsqlDbType.TimestampTz, friends.Select(f => f.FollowedAt)),
                Array(NpgsqlDbType.TimestampTz, friends.Select(f => f.LeftAt)),
                Array(NpgsqlDbType.Text, friends.Select(f => f.Source)),
            },
        };
        await command.ExecuteNonQueryAsync(ct);
        await WriteRegister(connection, register, ct);
    }

    public static async Task WriteRegister(NpgsqlConnection connection, FriendRegister register, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("update edge_segments.friend_register set change_number = $2, last_ordinal = $3 where account_key = $1", connection)
        {
            Parameters = { new() { Value = register.AccountKey }, new() { Value = register.ChangeNumber }, new() { Value = register.LastOrdinal } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task WriteKeys(NpgsqlConnection connection, string accountKey, IReadOnlyCollection<(int Ordinal, byte[] Hash)> keys, CancellationToken ct)
    {
        if (keys.Count == 0) return;
        await using var command = new NpgsqlCommand("insert into edge_friends.friend_key (account_key, hash, ordinal) select $1, * from unnest($2, $3)", connection)
        {
            Parameters =
            {
                new() { Value = accountKey },
                Array(NpgsqlDbType.Bytea, keys.Select(k => k.Hash)),
                Array(NpgsqlDbType.Integer, keys.Select(k => k.Ordinal)),
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Removes the way from a person to his ordinal at once, and puts the place of his id on the list of those to be emptied.</summary>
    public static async Task Forget(NpgsqlConnection connection, FriendRegister register, IReadOnlyCollection<int> ordinals, CancellationToken ct)
    {
        if (ordinals.Count == 0) return;
        await using var command = new NpgsqlCommand("""
            with gone as (delete from edge_friends.friend_key where account_key = $1 and ordinal = any($2))
            insert into edge_friends.erased_place (account_key, ordinal, change_number, erased_at)
            select $1, ordinal, $3, clock_timestamp() from unnest($2) as ordinal on conflict do nothing
            """, connection)
        {
            Parameters = { new() { Value = register.AccountKey }, Array(NpgsqlDbType.Integer, ordinals), new() { Value = register.ChangeNumber } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Adds to the figures of days.</summary>
    public static async Task Count(NpgsqlConnection connection, string accountKey, IReadOnlyDictionary<(DateOnly Day, string Source), (int Followed, int Left)> days, CancellationToken ct)
    {
        if (days.Count == 0) return;
        await using var command = new NpgsqlCommand("""
            insert into edge_segments.friend_day (account_key, day, source, followed, "left", changed_at)
            select $1, day, source, followed, gone, clock_timestamp() from unnest($2, $3, $4, $5) as d(day, source, followed, gone)
            on conflict (account_key, day, source) do update
            set followed = friend_day.followed + excluded.followed, "left" = friend_day."left" + excluded."left", changed_at = excluded.changed_at
            """, connection)
        {
            Parameters =
            {
                new() { Value = accountKey },
                Array(NpgsqlDbType.Date, days.Keys.Select(d => d.Day)),
                Array(NpgsqlDbType.Text, days.Keys.Select(d => d.Source)),
                Array(NpgsqlDbType.Integer, days.Values.Select(d => d.Followed)),
                Array(NpgsqlDbType.Integer, days.Values.Select(d => d.Left)),
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Array<T>(NpgsqlDbType of, IEnumerable<T> values) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | of };

    private static Friend Friend(string accountKey, NpgsqlDataReader row) => new()
    {
        AccountKey = accountKey,
        Ordinal = row.GetInt32(0),
        State = (FriendState)row.GetInt16(1),
        Choices = row.GetFieldValue<short[]>(2),
        EmergencyOnly = row.GetBoolean(3),
        AnsweredAt = row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4),
        Edition = row.IsDBNull(5) ? null : row.GetInt32(5),
        FollowedAt = row.GetFieldValue<DateTimeOffset>(6),
        LeftAt = row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7),
        Source = row.IsDBNull(8) ? null : row.GetString(8),
        ChangeNumber = row.GetInt64(9),
    };
}
