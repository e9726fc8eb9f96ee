using Koshiki.Edge.Segments.Applying;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Edge.Segments;

/// <summary>Turns what waits in the inbox into friends: one batch of one account is one transaction under the register's row lock. ARCHITECTURE 3.3.</summary>
/// <remarks>Any node may do it at any time: the lock is the exclusion, and a batch that was cut off is simply done again.</remarks>
internal sealed class FriendApplier(
    FriendInbox inbox,
    FriendHash hash,
    FriendIds ids,
    IEnumerable<IFriendMessageListener> listeners,
    IServiceScopeFactory scopes,
    ILogger<FriendApplier> logger)
{
    /// <summary>Items in one transaction.</summary>
    public const int BatchSize = 2_000;

    /// <summary>Applies one batch in a transaction of its own, and then does what was put off until the commit.</summary>
    /// <returns>The number of items applied; null when another node holds the account just now.</returns>
    public async Task<int?> Step(string accountKey, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EdgeDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await RegisterLock.Try(Connection(db), accountKey, ct) is not { } register) return null;
        var applied = await Apply(db, register, ct);
        await transaction.CommitAsync(ct);
        await Finish(applied, ct);
        return applied.Items;
    }

    /// <summary>Applies all that waits, within the caller's transaction, and leaves the register locked: the first part of freezing.</summary>
    /// <returns>What was applied; the caller calls <see cref="Finish"/> after his commit.</returns>
    public async Task<AppliedBatch> Drain(EdgeDb db, string accountKey, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var register = await RegisterLock.Take(Connection(db), accountKey, ct);
        var all = new AppliedBatch(0, register.ChangeNumber, []);
        while (true)
        {
            var applied = await Apply(db, register, ct);
            all = new AppliedBatch(all.Items + applied.Items, applied.ChangeNumber, [.. all.Afterwards, .. applied.Afterwards]);
            if (applied.Items < BatchSize) return all;
        }
    }

    /// <summary>Does what listeners have put off until the commit. A failure is logged: the friends are as they should be.</summary>
    public async Task Finish(AppliedBatch applied, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(applied);
        foreach (var afterwards in applied.Afterwards)
        {
            try
            {
                await afterwards(ct);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogWarning("What was to follow a friend's message failed: {Kind}.", failure.GetType().Name);
            }
        }
    }

    private async Task<AppliedBatch> Apply(EdgeDb db, FriendRegister register, CancellationToken ct)
    {
        // Read
        var connection = Connection(db);
        var items = await WaitingItems.Read(connection, register.AccountKey, BatchSize, ct);
        if (items.Count == 0) return new AppliedBatch(0, register.ChangeNumber, []);
        var batch = new FriendBatch(register, hash);
        var changes = items.Select(item => inbox.Open(register.AccountKey, item.Wrapped)).ToList();
        await batch.Load(connection, changes, ct);

        // Decide
        var afterwards = new List<Func<CancellationToken, Task>>();
        foreach (var change in changes)
        {
            foreach (var friend in batch.Take(change))
            {
                if (await Hear(new FriendMessage(register.AccountKey, friend, change), db, ct) is not { } answer) continue;
                foreach (var further in answer.Changes) batch.Take(further);
                if (answer.Afterwards is not null) afterwards.Add(answer.Afterwards);
            }
        }

        // Write
        await batch.Store(connection, ids, ct);
        await WaitingItems.Settle(connection, items, ct);
        return new AppliedBatch(items.Count, register.ChangeNumber, afterwards);
    }

    private async Task<FriendAnswer?> Hear(FriendMessage message, EdgeDb db, CancellationToken ct)
    {
        if (message.Said is not (FriendChange.Wrote or FriendChange.PostedBack) || message.Friend.State != FriendState.Following) return null;
        foreach (var listener in listeners)
        {
            if (await listener.Hear(message, db, ct) is { } answer) return answer;
        }

        return null;
    }

    private static NpgsqlConnection Connection(EdgeDb db) => (NpgsqlConnection)db.Database.GetDbConnection();
}

/// <summary>What one transaction has applied.</summary>
/// <param name="Items">From the inbox.</param>
/// <param name="ChangeNumber">The account's, after it.</param>
/// <param name="Afterwards">To be run after the commit.</param>
internal sealed record AppliedBatch(int Items, long ChangeNumber, IReadOnlyList<Func<CancellationToken, Task>> Afterwards);
