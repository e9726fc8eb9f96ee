using Koshiki.Edge.Delivery;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.X;
using Koshiki.Foundation.Keys;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.Monitoring.Looking;

/// <summary>Opens an account's secret, and renews it first where it has ended.</summary>
internal sealed class FreshAccess(EdgeDb db, Connectors connectors, LeaseKeeper leases, MasterKey master, TimeProvider clock, ILogger<FreshAccess> logger)
{
    /// <returns>Null when it would have to be renewed and cannot be now.</returns>
    public async Task<AccountAccess?> Of(ConnectedAccount account, CancellationToken ct)
    {
        var access = account.Open(master);
        if (account.Platform is not Platform.X || XSecret.Read(access.Secret.Span)?.ShouldBeRenewed(clock.GetUtcNow()) is not true) return access;

        // Renewals of one account never overlap: who renews holds its lease, as its clerk does.
        using var lease = await leases.Take(account.AccountKey, ct);
        if (lease is null) return null;
        try
        {
            // No stop cuts it off: its answer holds the only good refresh token.
            switch (await connectors.For(account.Platform)!.Renew(access, CancellationToken.None))
            {
                case SecretRenewal.Renewed renewed:
                    await Persist.UntilWritten(() => RenewedSecrets.Keep(db, master, access, renewed), logger, lease);
                    return access with { Secret = renewed.Secret };
                case SecretRenewal.Failed:
                    return null;
                default:
                    return access;
            }
        }
        finally
        {
            await leases.Release(lease);
        }
    }
}
