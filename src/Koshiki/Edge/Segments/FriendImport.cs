using Koshiki.Edge.Segments.Applying;
using Npgsql;
using NpgsqlTypes;

namespace Koshiki.Edge.Segments;

/// <summary>Takes over many friends at once: a whole file or nothing of it, in one transaction under the register's lock. A million take some seconds.</summary>
internal sealed class FriendImport(FriendHash hash, FriendIds ids)
{
    /// <summary>Friends looked up with one statement.</summary>
    private const int LookUpAtOnce = 20_000;

    /// <summary>Writes the friends and commits. One who is known keeps his state and whatever he answered here himself; nobody may be named twice.</summary>
    /// <param name="connection">Open and without a transaction.</param>
    public Task<ImportedFriends> Write(NpgsqlConnection connection, string accountKey, IReadOnlyList<FriendToImport> friends, CancellationToken ct) =>
        Write(connection, accountKey, friends, dryRun: false, ct);

    /// <param name="dryRun">Only says what it would do.</param>
    public async Task<ImportedFriends> Write(NpgsqlConnection connection, string accountKey, IReadOnlyList<FriendToImport> friends, bool dryRun, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(friends);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var register = await RegisterLock.Take(connection, accountKey, ct);
        var known = await LookUp(connection, register, friends, ct);
        var next = register.ChangeNumber + 1;
        var strangers = new List<(Friend Friend, FriendToImport Row)>();
        var changed = new List<Friend>();
        foreach (var row in friends)
        {
            if (known.TryGetValue(row.Id, out var friend))
            {
                if (Replace(friend, row)) changed.Add(friend);
                continue;
            }

            strangers.Add((New(accountKey, ++register.LastOrdinal, row, next), row));
        }

        var done = new ImportedFriends(strangers.Count, changed.Count, friends.Count - strangers.Count - changed.Count, strangers.Count + changed.Count > 0 ? next : register.ChangeNumber);
        if (dryRun) return done;
        if (strangers.Count + changed.Count > 0)
        {
            register.ChangeNumber = next;
            foreach (var friend in changed) friend.ChangeNumber = next;
            await Copy(connection, accountKey, strangers, ct);
            await FriendTable.Write(connection, register, changed, ct);
        }

        await transaction.CommitAsync(ct);
        return done;
    }

    private async Task<Dictionary<LineUserId, Friend>> LookUp(NpgsqlConnection connection, FriendRegister register, IReadOnlyList<FriendToImport> rows, CancellationToken ct)
    {
        var known = new Dictionary<LineUserId, Friend>();
        if (register.LastOrdinal < 0) return known;
        foreach (var some in rows.Chunk(LookUpAtOnce))
        {
            var ids = some.ToDictionary(row => Convert.ToHexString(hash.Of(register.AccountKey, row.Id)), row => row.Id);
            await foreach (var (friend, key) in FriendTable.Read(connection, register.AccountKey, ids.Keys.Select(Convert.FromHexString), [], ct))
            {
                known[ids[Convert.ToHexString(key!)]] = friend;
            }
        }

        return known;
    }

    private static Friend New(string accountKey, int ordinal, FriendToImport row, long changeNumber) => new()
    {
        AccountKey = accountKey,
        Ordinal = ordinal,
        Choices = row.Choices,
        EmergencyOnly = row.EmergencyOnly,
        AnsweredAt = row.AnsweredAt,
        FollowedAt = row.FollowedAt,
        ChangeNumber = changeNumber,
    };

    /// <summary>What he answered here under an edition of our own questionnaire is newer than any file.</summary>
    private static bool Replace(Friend friend, FriendToImport row)
    {
        if (friend.Edition is not null || row.AnsweredAt is null) return false;
        if (friend.AnsweredAt is not null && friend.EmergencyOnly == row.EmergencyOnly && friend.Choices.AsSpan().SequenceEqual(row.Choices)) return false;
        (friend.Choices, friend.EmergencyOnly, friend.AnsweredAt) = (row.Choices, row.EmergencyOnly, row.AnsweredAt);
        return true;
    }

    private async Task Copy(NpgsqlConnection connection, string accountKey, List<(Friend Friend, FriendToImport Row)> strangers, CancellationToken ct)
    {
        if (strangers.Count == 0) return;
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy edge_segments.friend (account_key, ordinal, state, choices, emergency_only, answered_at, followed_at, change_number) from stdin (format binary)", ct))
        {
            foreach (var (friend, _) in strangers)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(accountKey, NpgsqlDbType.Text, ct);
                await copy.WriteAsync(friend.Ordinal, NpgsqlDbType.Integer, ct);
                await copy.WriteAsync((short)friend.State, NpgsqlDbType.Smallint, ct);
                await copy.WriteAsync(friend.Choices, NpgsqlDbType.Array | NpgsqlDbType.Smallint, ct);
                await copy.WriteAsync(friend.EmergencyOnly, NpgsqlDbType.Boolean, ct);
                if (friend.AnsweredAt is { } answered) await copy.WriteAsync(answered, NpgsqlDbType.TimestampTz, ct);
                else await copy.WriteNullAsync(ct);
                await copy.WriteAsync(friend.FollowedAt, NpgsqlDbType.TimestampTz, ct);
                await copy.WriteAsync(friend.ChangeNumber, NpgsqlDbType.Bigint, ct);
            }

            await copy.CompleteAsync(ct);
        }

        // In the order of the hashes the index is filled from one end to the other.
        var keys = strangers.Select(s => (Hash: hash.Of(accountKey, s.Row.Id), s.Friend.Ordinal)).ToArray();
        Array.Sort(keys, static (a, b) => a.Hash.AsSpan().SequenceCompareTo(b.Hash));
        await using (var copy = await connection.BeginBinaryImportAsync("copy edge_friends.friend_key (account_key, hash, ordinal) from stdin (format binary)", ct))
        {
            foreach (var (key, ordinal) in keys)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(accountKey, NpgsqlDbType.Text, ct);
                await copy.WriteAsync(key, NpgsqlDbType.Bytea, ct);
                await copy.WriteAsync(ordinal, NpgsqlDbType.Integer, ct);
            }

            await copy.CompleteAsync(ct);
        }

        foreach (var some in strangers.Chunk(64 * FriendIdBlock.Size))
        {
            await ids.Put(connection, accountKey, [.. some.Select(s => (s.Friend.Ordinal, s.Row.Id))], ct);
        }
    }
}

/// <summary>One friend as a file or a test gives him.</summary>
/// <param name="Choices">Numbers of options, ascending.</param>
/// <param name="AnsweredAt">Null for somebody who never answered.</param>
internal sealed record FriendToImport(LineUserId Id, DateTimeOffset FollowedAt, short[] Choices, bool EmergencyOnly, DateTimeOffset? AnsweredAt);

/// <summary>What an import has done.</summary>
/// <param name="Kept">Known friends whom the file did not change.</param>
internal sealed record ImportedFriends(int Added, int Changed, int Kept, long ChangeNumber);
