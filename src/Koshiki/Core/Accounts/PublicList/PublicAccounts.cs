using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts.PublicList;

/// <summary>What residents may see of the register: every account that is or was official. What is only planned, or was never approved, is not on it.</summary>
internal static class PublicAccounts
{
    public static async Task<IReadOnlyList<PublicAccount>> On(CoreDb db, DateOnly today, CancellationToken ct)
    {
        var offices = await db.Offices.AsNoTracking().ToDictionaryAsync(office => office.Id, ct);
        // Only what is shown: the words for searching an account are longer than all of it.
        var accounts = await db.Accounts.AsNoTracking()
            .Where(account => account.State != AccountState.InConsultation && account.State != AccountState.Unapproved)
            .OrderBy(account => account.Key)
            .Select(account => new Registered(
                account.Key, account.Platform, account.PlatformLabel, account.Name, account.Address, account.Handle, account.Office, account.Operator, account.Purpose, account.OpenedOn, account.RetiredOn, account.PermanentId, account.State, account.Since,
                account.Periods.OrderBy(period => period.From).Select(period => new Appearance(period.State, period.From, period.Last, period.Name, period.Address, period.Handle)).ToList()))
            .ToListAsync(ct);
        return [.. accounts.Select(account => Public(account, offices.TryGetValue(account.Office, out var office) ? (office.On(today) ?? office.Periods[^1]) : null))];
    }

    private static PublicAccount Public(Registered account, OfficePeriod? office) => new(
        account.Key,
        account.Platform,
        account.PlatformLabel ?? account.Platform.DisplayName,
        account.Name,
        account.Address,
        account.Handle,
        office?.Name ?? "",
        office?.Department ?? "",
        account.Operator.Word,
        account.Purpose,
        account.OpenedOn,
        account.State is AccountState.Retiring ? OffTheListSince(account) : account.RetiredOn,
        IsSeenInAddresses(account.Platform) ? account.PermanentId : null,
        FormerOf(account),
        account.State is AccountState.Retiring);

    /// <summary>Who is on the way out is off the list already: it is formerly official from the day its announcement began. G2-8(2)ア.</summary>
    private static DateOnly OffTheListSince(Registered account) =>
        account.Periods.LastOrDefault(period => period.State is not AccountState.Retiring)?.Last?.AddDays(1) ?? account.Since;

    /// <summary>The bot's id of a LINE account and the number of an Instagram account stand in no address, so nobody can ask by them.</summary>
    private static bool IsSeenInAddresses(Platform platform) => platform is Platform.X or Platform.Facebook or Platform.YouTube or Platform.Bluesky;

    /// <summary>What it was while it was official and is no longer; null where nothing ever changed.</summary>
    private static List<FormerAppearance>? FormerOf(Registered account)
    {
        var former = new List<FormerAppearance>();
        foreach (var period in account.Periods.Where(period => period.Last is not null && WasOfficial(period.State) && !SameAs(period, account)))
        {
            var from = period.From == DateOnly.MinValue ? (DateOnly?)null : period.From;
            // Periods also change by office or operator: those of one appearance are one.
            if (former is [.., var last] && last.Last.AddDays(1) == from && (last.Name, last.Address, last.Handle) == (period.Name, period.Address, period.Handle))
            {
                former[^1] = last with { Last = period.Last!.Value };
                continue;
            }

            former.Add(new FormerAppearance(period.Name, period.Address, period.Handle, from, period.Last!.Value));
        }

        return former.Count == 0 ? null : former;
    }

    private static bool WasOfficial(AccountState state) => state is AccountState.Active or AccountState.Suspended or AccountState.Retiring;

    private static bool SameAs(Appearance period, Registered account) =>
        (period.Name, period.Address, period.Handle) == (account.Name, account.Address, account.Handle);

    private sealed record Registered(
        string Key, Platform Platform, string? PlatformLabel, string Name, string Address, string? Handle, OfficeId Office, OperatorKind Operator, string? Purpose, DateOnly? OpenedOn, DateOnly? RetiredOn, string? PermanentId,
        AccountState State, DateOnly Since, IReadOnlyList<Appearance> Periods);

    /// <summary>How an account looked from one day to another, both included.</summary>
    private sealed record Appearance(AccountState State, DateOnly From, DateOnly? Last, string Name, string Address, string? Handle);
}
