using Koshiki.Core.Accounts.PublicList;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.LookAlikes;

/// <summary>Warns residents of a look-alike, ends the warning, or finds it harmless. G2.</summary>
/// <param name="How">How it ended, or why it is not needed.</param>
public sealed record DecideLookAlike(LookAlikeId Id, LookAlikeAction Action, string? How);

public sealed class DecideLookAlikeHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The look-alike, or <see cref="LookAlikeNotFound"/>, <see cref="LookAlikeDoesNotAllow"/>, <see cref="SayHowItEnded"/>, <see cref="MayNotReportLookAlikes"/>.</returns>
    public async Task<Result<LookAlike>> Handle(DecideLookAlike command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        // Read
        var now = clock.GetUtcNow();
        var alike = await db.LookAlikes.SingleOrDefaultAsync(alike => alike.Id == command.Id, ct);
        if (alike is null) return new LookAlikeNotFound();

        // Decide
        if (!me.May(Act.WarnOfLookAlikes)) return new MayNotReportLookAlikes();
        if (alike.Do(command.Action, command.How, me.Name, now.DayInJapan, now).IsRefused(out var no)) return no;

        // Write
        db.RenewPublicList();
        await db.SaveChangesAsync(ct);
        return alike;
    }
}
