using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Testing;

/// <summary>Agrees to get test messages of a LINE account on one's own LINE, or takes that back. 試験の宛先.</summary>
/// <param name="LineUserId">Empty to take it back.</param>
internal sealed record RegisterTestRecipient(string AccountKey, string LineUserId);

internal sealed class RegisterTestRecipientHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The account, or <see cref="TestAccountNotFound"/>, <see cref="NotALineUserId"/>, <see cref="MayNotWriteTo"/>.</returns>
    public async Task<Result<Account>> Handle(RegisterTestRecipient command, Me me, CancellationToken ct)
    {
        // Read
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Key == command.AccountKey && a.Platform == Platform.Line, ct);
        var known = await db.TestRecipients.SingleOrDefaultAsync(r => r.Person == me.Id && r.AccountKey == command.AccountKey, ct);

        // Decide
        if (account is null) return new TestAccountNotFound();
        if (me.MayAddress(account).IsRefused(out var no)) return no;
        var id = InputText.Code(command.LineUserId);
        if (id.Length > 0 && !TestRecipient.LooksLikeUserId(id)) return new NotALineUserId();

        // Write
        if (id.Length == 0 && known is not null) db.TestRecipients.Remove(known);
        else if (known is not null) (known.LineUserId, known.Name) = (id, me.Name);
        else if (id.Length > 0) db.TestRecipients.Add(new TestRecipient { Person = me.Id, AccountKey = account.Key, Name = me.Name, LineUserId = id, AgreedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        return account;
    }
}
