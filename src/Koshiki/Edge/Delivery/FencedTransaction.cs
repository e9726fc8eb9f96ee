using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Koshiki.Edge.Delivery;

/// <summary>A transaction in which the clerk's lease is shown to be the newest, and stays so until it ends. ARCHITECTURE 3.6.</summary>
internal sealed class FencedTransaction(IDbContextTransaction transaction, DateTimeOffset now, bool mayOpen) : IAsyncDisposable
{
    /// <summary>Database time at its start.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Whether new requests may be opened: this is the database that beat last. An outcome is written in any case.</summary>
    public bool MayOpen => mayOpen;

    /// <exception cref="LeaseLostException">Somebody else has taken the account.</exception>
    public static async Task<FencedTransaction> Begin(EdgeDb db, AccountLease lease, CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        try
        {
            // A process that is stopped in the middle of this would keep the lease's row locked: the server ends it then.
            await db.Database.ExecuteSqlRawAsync("set local idle_in_transaction_session_timeout = '2s'", ct);
            var rows = await db.Database.SqlQueryRaw<Fence>(
                $$"""select clock_timestamp() as now, {{DatabaseIdentity.IsTrusted}} as trusted from edge_delivery.lease where account_key = {0} and epoch = {1} for key share""",
                lease.Account,
                lease.Epoch).ToListAsync(ct);
            return rows is [var fence] ? new FencedTransaction(transaction, fence.Now, fence.Trusted) : throw new LeaseLostException(lease.Account);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public Task Commit(CancellationToken ct) => transaction.CommitAsync(ct);

    public ValueTask DisposeAsync() => transaction.DisposeAsync();

    private sealed record Fence(DateTimeOffset Now, bool Trusted);
}
