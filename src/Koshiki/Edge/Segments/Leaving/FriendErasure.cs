using Koshiki.Edge.Segments.Applying;
using Npgsql;

namespace Koshiki.Edge.Segments.Leaving;

/// <summary>Forgets residents: who left some time ago, the ids of those who are erased, and what the inbox remembers of applied events. 消去.</summary>
internal sealed class FriendErasure(NpgsqlDataSource source, FriendHash hash, FriendIds ids, IOpenAudiences audiences, SegmentOptions options)
{
    /// <summary>Friends or rows in one transaction, so that nobody waits long for the register.</summary>
    private const int AtOnce = 1_000;

    /// <summary>An id outlives its friend by so long at most, whatever a delivery may still hold.</summary>
    private static readonly TimeSpan IdsStayAtMost = TimeSpan.FromHours(24);

    /// <summary>An applied event's number is kept so long, to know a repetition again.</summary>
    private static readonly TimeSpan EventsStay = TimeSpan.FromDays(7);

    /// <summary>Erases the friends of an account who left longer ago than the setting says.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EraseLeft(string accountKey, DateTimeOffset now, CancellationToken ct)
    {
        var before = now - TimeSpan.FromDays(options.EraseAfterDays);
        for (var all = 0; ;)
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            var register = await RegisterLock.Take(connection, accountKey, ct);
            var left = await FriendTable.ReadLeft(connection, accountKey, before, AtOnce, ct);
            var batch = new FriendBatch(register, hash);
            batch.Erase(left, now);
            await batch.Store(connection, ids, ct);
            await transaction.CommitAsync(ct);
            all += left.Count;
            if (left.Count < AtOnce) return all;
        }
    }

    /// <summary>Empties the places of erased friends' ids that no unfinished delivery holds any more.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EmptyPlaces(string accountKey, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RegisterLock.Take(connection, accountKey, ct);
        var oldest = await audiences.OldestChange(connection, accountKey, ct);
        var places = new List<(int, LineUserId)>();
        await using (var due = new NpgsqlCommand("""
            delete from edge_friends.erased_place where account_key = $1 and (change_number <= $2 or erased_at < clock_timestamp() - $3) returning ordinal
            """, connection)
        {
            Parameters = { new() { Value = accountKey }, new() { Value = oldest ?? long.MaxValue }, new() { Value = IdsStayAtMost } },
        })
        await using (var rows = await due.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct)) places.Add((rows.GetInt32(0), LineUserId.Nobody));
        }

        await ids.Put(connection, accountKey, places, ct);
        await transaction.CommitAsync(ct);
        return places.Count;
    }

    /// <summary>Removes applied items of the inbox after their time.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PurgeInbox(CancellationToken ct)
    {
        await using var command = source.CreateCommand("delete from edge_friends.inbox where applied_at < now() - $1");
        command.Parameters.Add(new() { Value = EventsStay });
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The accounts that have friends.</summary>
    public async Task<List<string>> Accounts(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select account_key from edge_segments.friend_register order by account_key");
        var accounts = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) accounts.Add(rows.GetString(0));
        return accounts;
    }
}
