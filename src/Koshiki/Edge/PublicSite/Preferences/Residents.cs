using Koshiki.Edge.Segments;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>Reads what the register knows of a friend, and tells it news by way of the inbox.</summary>
internal sealed class Residents(EdgeDb db, FriendHash hash, FriendInbox inbox)
{
    /// <summary>How long a page waits for what it has put into the inbox to be applied.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <returns>Null while the register does not know him, or not any more.</returns>
    public async Task<Friend?> Find(string account, LineUserId who, CancellationToken ct)
    {
        var key = hash.Of(account, who);
        return await db.FriendKeys.Where(k => k.AccountKey == account && k.Hash == key)
            .Join(db.Friends, k => new { k.AccountKey, k.Ordinal }, f => new { f.AccountKey, f.Ordinal }, (_, friend) => friend)
            .AsNoTracking().SingleOrDefaultAsync(ct);
    }

    /// <returns>Null when he has been erased.</returns>
    public Task<Friend?> Read(string account, int ordinal, CancellationToken ct) =>
        db.Friends.AsNoTracking().SingleOrDefaultAsync(f => f.AccountKey == account && f.Ordinal == ordinal && f.State != FriendState.Erased, ct);

    /// <summary>Stores a change; it commits with the caller's transaction, if there is one.</summary>
    public async Task Tell(string account, FriendChange change, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await inbox.Add((NpgsqlConnection)db.Database.GetDbConnection(), account, change, ct);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Waits a moment for the register to show what was told.</summary>
    /// <returns>False when it does not yet; the inbox keeps it.</returns>
    public static async Task<bool> Applied(Func<Task<bool>> shows, CancellationToken ct)
    {
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < Patience;)
        {
            if (await shows()) return true;
            await Task.Delay(LookAgain, ct);
        }

        return await shows();
    }
}
