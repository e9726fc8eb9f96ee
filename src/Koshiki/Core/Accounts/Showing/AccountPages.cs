using Koshiki.Core.Accounts.Connecting;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Accounts.Showing;

/// <summary>One account: what it is, what it was, what happened to it.</summary>
internal static class AccountPages
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/accounts/{key}", Show).Requires(Act.ReadAccounts);

    private static async Task<IResult> Show(
        string key, Me me, CoreDb db, IEnumerable<IAccountSection> areas, IEnumerable<IAccountAttention> attentions, TimeProvider clock, CancellationToken ct)
    {
        var account = await db.AccountsVisibleTo(me).Include(account => account.Periods).SingleOrDefaultAsync(account => account.Key == key, ct);
        if (account is null) return Pages.Refuse(new AccountNotFound(key));

        var officeIds = account.Periods.Select(period => period.Office).Append(account.Office).Distinct().ToArray();
        var offices = await db.Offices.AsNoTracking().Where(office => officeIds.Contains(office.Id)).ToDictionaryAsync(office => office.Id, ct);
        var head = account.ResponsibleHead is { } person ? await db.People.Where(one => one.Id == person).Select(one => one.Name).SingleOrDefaultAsync(ct) : null;
        var events = await AccountHistory.Read(db, account, offices, ct);
        var now = clock.GetUtcNow();
        var sections = new List<AccountSection>();
        foreach (var area in areas.OrderBy(area => area.Order))
        {
            if (await area.For(me, account, now, ct) is { } section) sections.Add(section);
        }

        var attention = await attentions.Together([account.Id], now.DayInJapan, ct);
        var mayChange = me.May(Act.ChangeAccounts, account.Office, account.Key);
        return Pages.Show<AccountPage>(new AccountView(
            account,
            NameOf(account.Office, offices),
            $"/admin/offices/{account.Office.Value}",
            me.May(Act.ReadOffices),
            head,
            [.. account.Periods.Reverse().Select(period => new AccountPeriodRow(period, NameOf(period.Office, offices)))],
            events,
            mayChange,
            mayChange && EntryRights.MayPutInUse(me) ? [.. AccountFlow.PossibleFrom(account.State)] : [],
            me.May(Act.ConnectAccounts) && TokenShape.For(account.Platform) is not null,
            me.May(Act.ReadPostingRules, account.Office),
            me.May(Act.ReadReviews, account.Office),
            sections,
            attention.GetValueOrDefault(account.Id)));
    }

    private static string NameOf(OfficeId id, Dictionary<OfficeId, Office> offices) => offices.TryGetValue(id, out var office) ? office.Periods[^1].Name : "（不明）";
}

public sealed record AccountPeriodRow(AccountPeriod Period, string Office);

/// <param name="Possible">What the state allows now to whoever looks; empty for whoever may not change it.</param>
/// <param name="Attention">Why it needs attention (要対応); null where it needs none.</param>
public sealed record AccountView(
    Account Account, string Office, string OfficeHref, bool MayOpenOffice, string? Head, IReadOnlyList<AccountPeriodRow> Periods, IReadOnlyList<TimelineEvent> Events,
    bool MayChange, IReadOnlyList<AccountAction> Possible, bool MayConnect, bool MayReadHours, bool MayReadReviews,
    IReadOnlyList<AccountSection> Sections, string? Attention)
{
    public string PlatformName => Account.PlatformLabel ?? Account.Platform.DisplayName;
}
