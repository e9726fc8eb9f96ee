using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Rounds;

/// <summary>「異常なし」 for several accounts in one act; each keeps a record of its own with who and when. D3.</summary>
public sealed record RecordRound(IReadOnlyList<string> Keys);

/// <param name="Recorded">How many accounts.</param>
public sealed record RoundRecorded(int Recorded, IReadOnlyList<SkippedAccount> Skipped);

public sealed class RecordRoundHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>What was recorded and what was left out, or <see cref="NothingToRecord"/>, <see cref="TooManyAtOnce"/>.</returns>
    public async Task<Result<RoundRecorded>> Handle(RecordRound command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        // Read
        var now = clock.GetUtcNow();
        var today = now.DayInJapan;
        if (command.Keys.Distinct().Count() > RoundProposal.Most) return new TooManyAtOnce(RoundProposal.Most);
        var proposal = await RoundProposal.For(db, me, command.Keys, today, ct);
        var ids = proposal.Ready.Select(account => account.Id).ToArray();
        var watches = await db.Watches.Where(watch => ids.Contains(watch.Account)).ToDictionaryAsync(watch => watch.Account, ct);

        // Decide
        if (proposal.Ready.Count == 0) return new NothingToRecord();
        foreach (var account in proposal.Ready)
        {
            if (!watches.TryGetValue(account.Id, out var watch)) db.Watches.Add(watch = Watch.Begin(account.Id, account.Key));
            watch.Checked(today, me.Name, CheckOutcome.NothingUnusual);
            db.AccountChecks.Add(new AccountCheck
            {
                Id = AccountCheckId.New(), Account = account.Id, AccountKey = account.Key, Office = account.Office, At = now, Day = today,
                By = me.Id, ByName = me.Name, Outcome = CheckOutcome.NothingUnusual, Items = [.. CheckItems.Keys],
            });
        }

        // Write
        await db.SaveChangesAsync(ct);
        return new RoundRecorded(proposal.Ready.Count, proposal.Skipped);
    }
}
