using System.Runtime.CompilerServices;
using Koshiki.Foundation.Keys;
using Npgsql;

namespace Koshiki.Edge.Segments;

/// <summary>Keeps the LINE user ids for sending: 1,024 neighbouring ordinals in one block, wrapped under the master key. Opening a million takes well under a second.</summary>
internal sealed class FriendIds(MasterKey master)
{
    /// <summary>Opens the blocks that hold the ordinals from <paramref name="first"/> to <paramref name="last"/>, in their order; a block that does not exist is left out.</summary>
    /// <param name="connection">Open; its transaction, if there is one, is what is read.</param>
    public async IAsyncEnumerable<FriendIdsOfBlock> Read(
        NpgsqlConnection connection, string accountKey, int first, int last, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select number, wrapped from edge_friends.friend_id_block where account_key = $1 and number between $2 and $3 order by number", connection)
        {
            Parameters = { new() { Value = accountKey }, new() { Value = first / FriendIdBlock.Size }, new() { Value = last / FriendIdBlock.Size } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var number = rows.GetInt32(0);
            yield return new FriendIdsOfBlock(number, master.Unwrap(rows.GetFieldValue<byte[]>(1), Context(accountKey, number)));
        }
    }

    /// <summary>Puts ids in their places; <see cref="LineUserId.Nobody"/> empties one. The caller holds the account's register locked.</summary>
    /// <param name="connection">Open, in the transaction that changes the friends.</param>
    public async Task Put(NpgsqlConnection connection, string accountKey, IReadOnlyCollection<(int Ordinal, LineUserId Id)> places, CancellationToken ct)
    {
        if (places.Count == 0) return;
        var blocks = new Dictionary<int, byte[]>();
        await using (var command = new NpgsqlCommand("select number, wrapped from edge_friends.friend_id_block where account_key = $1 and number = any($2)", connection)
        {
            Parameters = { new() { Value = accountKey }, new() { Value = places.Select(p => p.Ordinal / FriendIdBlock.Size).Distinct().ToArray() } },
        })
        await using (var rows = await command.ExecuteReaderAsync(ct))
        {
            while (await rows.ReadAsync(ct)) blocks[rows.GetInt32(0)] = master.Unwrap(rows.GetFieldValue<byte[]>(1), Context(accountKey, rows.GetInt32(0)));
        }

        foreach (var (ordinal, id) in places)
        {
            var number = ordinal / FriendIdBlock.Size;
            if (!blocks.TryGetValue(number, out var ids)) blocks[number] = ids = new byte[FriendIdBlock.Size * LineUserId.Size];
            id.Write(ids.AsSpan(ordinal % FriendIdBlock.Size * LineUserId.Size));
        }

        await using var store = new NpgsqlCommand("""
            insert into edge_friends.friend_id_block (account_key, number, wrapped) select $1, * from unnest($2, $3)
            on conflict (account_key, number) do update set wrapped = excluded.wrapped
            """, connection)
        {
            Parameters =
            {
                new() { Value = accountKey },
                new() { Value = blocks.Keys.ToArray() },
                new() { Value = blocks.Select(block => master.Wrap(block.Value, Context(accountKey, block.Key))).ToArray() },
            },
        };
        await store.ExecuteNonQueryAsync(ct);
    }

    private static string Context(string accountKey, int block) => $"friends/{accountKey}/{block}";
}

/// <summary>One opened block.</summary>
/// <param name="Number">The first ordinal divided by <see cref="FriendIdBlock.Size"/>.</param>
/// <param name="Bytes"><see cref="FriendIdBlock.Size"/> ids of sixteen bytes, one after the other.</param>
internal readonly record struct FriendIdsOfBlock(int Number, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The id of an ordinal of this block; <see cref="LineUserId.Nobody"/> for an erased friend and for an empty place.</summary>
    public LineUserId this[int ordinal] => LineUserId.Read(Bytes.Span[(ordinal % FriendIdBlock.Size * LineUserId.Size)..]);
}
