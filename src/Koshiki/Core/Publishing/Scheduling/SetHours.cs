using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Scheduling;

/// <summary>Sets, changes or lifts the posting hours of an account. 投稿時間. G2-4(6).</summary>
/// <param name="SeenVersion">The version on the screen; null when there were none.</param>
/// <param name="Times">Null lifts them: the account posts at any time.</param>
/// <param name="Strict">True to refuse posts outside; false to ask for a reason.</param>
public sealed record SetHours(string AccountKey, uint? SeenVersion, PostingTimes? Times, bool Strict);

public sealed class SetHoursHandler(CoreDb db)
{
    /// <returns>Nothing, or <see cref="AccountNotFound"/>, <see cref="MayNotChangeHours"/>, <see cref="NotAcceptable"/>.</returns>
    public async Task<Result<Done>> Handle(SetHours command, Me me, CancellationToken ct)
    {
        // Read
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Key == command.AccountKey, ct);
        var hours = await db.PostingHours.SingleOrDefaultAsync(h => h.AccountKey == command.AccountKey, ct);

        // Decide
        if (account is null) return new AccountNotFound(command.AccountKey);
        if (!me.May(Act.ChangePostingRules, account.Office)) return new MayNotChangeHours(account.Name);
        if (command.Times is not null && PostingTimesForm.Faults(command.Times).ToList() is { Count: > 0 } faults) return new NotAcceptable(faults);

        // Write
        if (hours is not null && command.SeenVersion is { } seen) db.Entry(hours).Property(h => h.Version).OriginalValue = seen;
        if (command.Times is not { } times)
        {
            if (hours is not null) db.PostingHours.Remove(hours);
        }
        else if (hours is null)
        {
            db.PostingHours.Add(new PostingHours { AccountKey = account.Key, Times = times, Strict = command.Strict });
        }
        else
        {
            (hours.Times, hours.Strict) = (times, command.Strict);
        }

        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
