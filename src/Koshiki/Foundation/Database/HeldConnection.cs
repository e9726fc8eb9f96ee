using Microsoft.EntityFrameworkCore;

namespace Koshiki.Foundation.Database;

/// <summary>For a page that asks many things: one connection for all of them. Decision 0110.</summary>
internal static class HeldConnection
{
    extension(DbContext db)
    {
        /// <summary>Keeps the context's connection until what is returned is disposed. Otherwise each question takes one from the pool and has it cleaned, which costs as much as a small answer.</summary>
        /// <remarks>Only around questions to the database: nothing that waits for somebody else may stand within.</remarks>
        public async Task<IAsyncDisposable> HoldConnection(CancellationToken ct)
        {
            await db.Database.OpenConnectionAsync(ct);
            return new Hold(db);
        }
    }

    private sealed class Hold(DbContext db) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(db.Database.CloseConnectionAsync());
    }
}
