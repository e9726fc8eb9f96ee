using Koshiki.Core.Accounts;
using Koshiki.Core.Monitoring.Findings;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Monitoring.Rounds;

/// <summary>One look at one account, item by item. D3.</summary>
/// <param name="Items">What was looked at and found in order, by the keys of <see cref="CheckItems"/>.</param>
/// <param name="Seen">What was unusual.</param>
/// <param name="Done">What was done at once; empty where nothing was.</param>
public sealed record RecordCheck(string Key, CheckOutcome? Outcome, IReadOnlyList<string> Items, string Seen, string Done);

public sealed class RecordCheckHandler(CoreDb db, FindingDesk findings, TimeProvider clock)
{
    private const int LongestText = 2_000;

    /// <returns>The check, or <see cref="AccountNotFound"/>, <see cref="NotLookedAfter"/>, or what is missing in the form.</returns>
    public async Task<Result<AccountCheck>> Handle(RecordCheck command, Me me, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(me);
        // Read
        var now = clock.GetUtcNow();
        var account = await db.Accounts.AsNoTracking().Reached(me, Act.RecordChecks).SingleOrDefaultAsync(account => account.Key == command.Key, ct);
        if (account is null) return new AccountNotFound(command.Key);
        var watch = await db.Watches.SingleOrDefaultAsync(watch => watch.Account == account.Id, ct);

        // Decide
        if (!MonitoringQueries.LookedAfter.Contains(account.State)) return new NotLookedAfter(account.State.Word);
        var faults = Faults(command).ToList();
        if (faults.Count > 0) return new NotAcceptable(faults);
        var unusual = command.Outcome is CheckOutcome.Unusual;
        var (seen, done) = (InputText.Prose(command.Seen).Trim(), InputText.Prose(command.Done).Trim());
        if (watch is null) db.Watches.Add(watch = Watch.Begin(account.Id, account.Key));
        watch.Checked(now.DayInJapan, me.Name, command.Outcome!.Value);
        var finding = unusual ? await findings.Raise(account, FindingKind.SeenByAPerson, Guid.CreateVersion7(now).ToString(), seen, null, me.Name, now, ct) : null;
        if (finding is not null && done.Length > 0) finding.Move(FindingState.InHand, me.Name, done, now);
        var check = new AccountCheck
        {
            Id = AccountCheckId.New(), Account = account.Id, AccountKey = account.Key, Office = account.Office, At = now, Day = now.DayInJapan, By = me.Id, ByName = me.Name,
            Outcome = command.Outcome.Value, Items = [.. CheckItems.Keys.Intersect(command.Items)], Seen = unusual ? seen : null, Done = unusual && done.Length > 0 ? done : null, Finding = finding?.Id,
        };

        // Write
        db.AccountChecks.Add(check);
        await db.SaveChangesAsync(ct);
        return check;
    }

    private static IEnumerable<Fault> Faults(RecordCheck command)
    {
        if (command.Outcome is null) yield return new Fault("outcome", "点検の結果を選んでください。");
        if (command.Outcome is CheckOutcome.NothingUnusual && CheckItems.Keys.Except(command.Items).Any())
            yield return new Fault("items", "「異常なし」と記録するには、すべての項目を確かめてください。確かめられない項目があるときは「異常あり」を選び、その内容を書いてください。");
        if (command.Outcome is CheckOutcome.Unusual && string.IsNullOrWhiteSpace(command.Seen)) yield return new Fault("seen", "何を見つけたかを入力してください。");
        if (command.Seen.Length > LongestText) yield return new Fault("seen", $"{LongestText:N0}文字までにしてください。");
        if (command.Done.Length > LongestText) yield return new Fault("done", $"{LongestText:N0}文字までにしてください。");
        if (SecretText.LooksLikePassword(command.Seen) || SecretText.LooksLikePassword(command.Done)) yield return new Fault("seen", "パスワードのような文字が含まれています。パスワードは書かないでください。");
    }
}
