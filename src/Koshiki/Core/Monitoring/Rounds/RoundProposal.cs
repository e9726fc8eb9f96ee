using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Rounds;

/// <summary>An account that is left out of a round, and why.</summary>
public sealed record SkippedAccount(string Key, string Name, string Why);

/// <summary>What would be recorded for the accounts that somebody has ticked. The confirm page shows it, the handler does it.</summary>
internal sealed record RoundProposal(IReadOnlyList<Account> Ready, IReadOnlyList<SkippedAccount> Skipped)
{
    /// <summary>A round of more is taken in parts.</summary>
    public const int Most = 200;

    /// <summary>Reads the accounts within the person's reach; a key outside it is as one that is not there.</summary>
    public static async Task<RoundProposal> For(CoreDb db, Me me, IReadOnlyCollection<string> keys, DateOnly today, CancellationToken ct)
    {
        var accounts = await db.Accounts.AsNoTracking().Reached(me, Act.RecordChecks).Where(account => keys.Contains(account.Key)).OrderBy(account => account.Key).ToListAsync(ct);
        var ids = accounts.Select(account => account.Id).ToArray();
        var checkedToday = await db.Watches.AsNoTracking().Where(watch => ids.Contains(watch.Account) && watch.LastCheckedOn == today).ToDictionaryAsync(watch => watch.Account, watch => watch.LastCheckedBy, ct);
        var open = await db.Findings.AsNoTracking()
            .Where(finding => ids.Contains(finding.Account) && (finding.State == FindingState.Open || finding.State == FindingState.InHand))
            .Select(finding => finding.Account).Distinct().ToListAsync(ct);

        var (ready, skipped) = (new List<Account>(), new List<SkippedAccount>());
        foreach (var account in accounts)
        {
            if (WhyNot(account) is { } why) skipped.Add(new SkippedAccount(account.Key, account.Name, why));
            else ready.Add(account);
        }

        return new RoundProposal(ready, skipped);

        string? WhyNot(Account account) =>
            !MonitoringQueries.LookedAfter.Contains(account.State) ? $"「{account.State.Word}」のアカウントは見守りの対象ではありません。"
            : checkedToday.TryGetValue(account.Id, out var by) ? $"今日、{by}さんが点検を記録しています。"
            : open.Contains(account.Id) ? "終わっていない気づきがあります。1件ずつ点検してください。"
            : null;
    }
}
