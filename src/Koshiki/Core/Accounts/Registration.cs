using Koshiki.Foundation;

namespace Koshiki.Core.Accounts;

/// <summary>Turns what was understood into the register's record.</summary>
internal static class Registration
{
    public static Account Of(AccountDraft draft)
    {
        var account = Account.Register(draft.Key, draft.Platform, FirstFacts(draft), draft.OpenedOn);
        if (draft.RetiredOn is { } retiredOn) account.Change(draft.Facts, retiredOn, retiredOn);
        Describe(account, draft);
        return account;
    }

    /// <summary>Brings an account to what was written, from a day on; an account that retires, from its day of retirement.</summary>
    /// <returns>Whether anything changed, or why it cannot.</returns>
    public static Result<bool> Update(Account account, AccountDraft draft, DateOnly changedOn, DateOnly today)
    {
        var described = Describe(account, draft);
        if (draft.OpenedOn != account.OpenedOn)
        {
            if (account.CorrectOpening(draft.OpenedOn).IsRefused(out var notThen)) return notThen;
            described = true;
        }

        if (account.State == AccountState.Retired && draft.Facts.State == AccountState.Retired && draft.RetiredOn is { } retiredOn && retiredOn != account.RetiredOn)
        {
            if (account.CorrectRetirement(retiredOn).IsRefused(out var notThen)) return notThen;
            described = true;
        }

        if (draft.Facts == account.Facts) return described;
        var from = draft.Facts.State == AccountState.Retired && account.State != AccountState.Retired ? draft.RetiredOn ?? changedOn : changedOn;
        var changed = account.Change(draft.Facts, from, today);
        return changed.IsRefused(out var refusal) ? refusal : true;
    }

    /// <summary>A retired account was in use until its last day, unless both days are the same.</summary>
    private static AccountFacts FirstFacts(AccountDraft draft) =>
        draft.RetiredOn is null || draft.RetiredOn == draft.OpenedOn ? draft.Facts : draft.Facts with { State = AccountState.Active };

    /// <summary>What is not dated.</summary>
    private static bool Describe(Account account, AccountDraft draft)
    {
        var before = (account.PlatformLabel, account.PermanentId, account.Purpose, account.ResponsibleHead);
        var after = (draft.PlatformLabel, draft.PermanentId, draft.Purpose, draft.ResponsibleHead);
        if (before == after) return false;
        (account.PlatformLabel, account.PermanentId, account.Purpose, account.ResponsibleHead) = after;
        account.BeFound();
        return true;
    }
}
