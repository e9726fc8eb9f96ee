using Koshiki.Foundation.Keys;
using Koshiki.Foundation.Queues;
using Npgsql;

namespace Koshiki.Edge.Segments;

/// <summary>The one way into the register: what is stored here is applied, whatever dies in between. 受付箱.</summary>
internal sealed class FriendInbox(MasterKey master)
{
    /// <summary>A change of our own making, such as a choice: stored when the caller's transaction commits.</summary>
    /// <param name="connection">Open; in the caller's transaction if it has one.</param>
    public Task Add(NpgsqlConnection connection, string accountKey, FriendChange change, CancellationToken ct) => Store(connection, [Seal(accountKey, null, change)], ct);

    /// <param name="eventId">LINE's webhookEventId; null for our own.</param>
    public InboxEntry Seal(string accountKey, string? eventId, FriendChange change) =>
        new(accountKey, eventId, master.Wrap(MessageJson.ToBytes(change), Context(accountKey)));

    public FriendChange Open(string accountKey, ReadOnlySpan<byte> wrapped) =>
        MessageJson.FromBytes<FriendChange>(master.Unwrap(wrapped, Context(accountKey)));

    /// <summary>Stores entries in their order with one statement; an event that is here already is passed over.</summary>
    public static async Task Store(NpgsqlConnection connection, IReadOnlyCollection<InboxEntry> entries, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            insert into edge_friends.inbox (account_key, event_id, received_at, wrapped)
            select account_key, event_id, now(), wrapped from unnest($1, $2, $3) with ordinality as entry(account_key, event_id, wrapped, place) order by place
            on conflict (account_key, event_id) do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = entries.Select(entry => entry.AccountKey).ToArray() },
                new() { Value = entries.Select(entry => entry.EventId).ToArray(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text },
                new() { Value = entries.Select(entry => entry.Wrapped).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Context(string accountKey) => $"inbox/{accountKey}";
}

/// <summary>A change, wrapped and ready to be stored.</summary>
internal readonly record struct InboxEntry(string AccountKey, string? EventId, byte[] Wrapped);
