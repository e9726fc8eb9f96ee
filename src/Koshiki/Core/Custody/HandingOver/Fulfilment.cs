using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody.HandingOver;

/// <summary>What is recorded of an account counts for its open hand-overs too, so that nobody records the same thing twice.</summary>
internal sealed class Fulfilment(CoreDb db)
{
    /// <summary>The account's open hand-overs that want this step, tracked.</summary>
    private Task<List<HandOver>> Wanting(HandOverStepKind kind, AccountId account, CancellationToken ct) =>
        db.HandOvers.Where(h => h.Account == account && (h.State == HandOverState.Open || h.State == HandOverState.InProgress) && h.Steps.Any(s => s.Kind == kind && s.DoneAt == null)).ToListAsync(ct);

    /// <summary>Does the step in each of them for which the day is late enough; those who leave cannot be followed by themselves.</summary>
    public async Task Fulfil(HandOverStepKind kind, AccountId account, Me me, DateOnly on, string how, DateTimeOffset now, CancellationToken ct, PersonId? successor = null)
    {
        foreach (var handOver in await Wanting(kind, account, ct))
        {
            if (on >= handOver.LeftOn && successor != handOver.Leaver) handOver.Do(kind, me.Id, me.Name, on, how, now);
        }
    }
}
