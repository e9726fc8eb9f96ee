using Koshiki.Edge.Platforms;
using Koshiki.Foundation.Keys;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Delivery;

/// <summary>Stores a renewed secret. Who asks for a renewal holds the account's lease: a refresh token is good for one.</summary>
internal static class RenewedSecrets
{
    /// <summary>Not bound to the lease: whoever was given the new secret holds the only good one. A connection made anew meanwhile is left alone.</summary>
    public static async Task Keep(EdgeDb db, MasterKey master, AccountAccess used, SecretRenewal.Renewed renewed)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var rows = await db.ConnectedAccounts
            .FromSql($"select * from edge_platforms.connected_account where account_key = {used.Key} for update").ToListAsync(CancellationToken.None);
        if (rows is [var account] && account.Open(master).Secret.Span.SequenceEqual(used.Secret.Span)) account.Keep(renewed.Secret.Span, master);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
