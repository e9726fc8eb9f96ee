using Koshiki.Exchange;

namespace Koshiki.Edge.Platforms;

/// <summary>Takes over the tokens that core hands out, and forgets them when told to.</summary>
internal sealed class AccountConnections(TimeProvider clock) : IOrderListener
{
    public bool Takes(Order order) => order is ConnectAccount or DisconnectAccount;

    public async Task Handle(Order order, Guid orderId, EdgeDb db, CancellationToken ct)
    {
        switch (order)
        {
            case ConnectAccount connect:
                await Connect(connect, db, ct);
                break;
            case DisconnectAccount disconnect when await db.ConnectedAccounts.FindAsync([disconnect.AccountKey], ct) is { } known:
                db.ConnectedAccounts.Remove(known);
                break;
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task Connect(ConnectAccount connect, EdgeDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.ConnectedAccounts.FindAsync([connect.AccountKey], ct) is { } known)
        {
            known.ConnectAgain(connect.Platform, connect.PlatformAccountId, connect.WrappedSecret, now);
            return;
        }

        db.ConnectedAccounts.Add(new ConnectedAccount
        {
            AccountKey = connect.AccountKey,
            Platform = connect.Platform,
            PlatformAccountId = connect.PlatformAccountId,
            WrappedSecret = connect.WrappedSecret,
            ConnectedAt = now,
        });
    }
}
