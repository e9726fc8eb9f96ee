using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Looking;

/// <summary>Has the program look at an account now instead of tomorrow.</summary>
public sealed record LookNow(string Key);

public sealed class LookNowHandler(CoreDb db)
{
    /// <returns>Done, or <see cref="AccountNotFound"/>, <see cref="NotConnectedToLook"/>.</returns>
    public async Task<Result<Done>> Handle(LookNow command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        // Read
        var account = await db.Accounts.AsNoTracking().Reached(me, Act.RecordChecks).SingleOrDefaultAsync(account => account.Key == command.Key, ct);
        if (account is null) return new AccountNotFound(command.Key);

        // Decide
        if (account.Connection is ConnectionState.NotConnected) return new NotConnectedToLook();

        // Write
        db.Send(new LookAtAccount(account.Key), account.Key);
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
