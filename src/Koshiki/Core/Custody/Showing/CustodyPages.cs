using Koshiki.Core.Accounts;
using Koshiki.Core.Accounts.Showing;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Elements;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Custody.Showing;

/// <param name="Standings">One for each matter.</param>
/// <param name="HandOvers">Those that are not confirmed yet.</param>
/// <param name="History">What was recorded, the newest first.</param>
public sealed record CustodyView(
    string Key, string Name, AccountState State, IReadOnlyList<MatterStanding> Standings, IReadOnlyList<HandOver> HandOvers, IReadOnlyList<string> Applications, IReadOnlyList<TimelineEvent> History, bool MayChange, DateOnly Today);

/// <summary>An account's custody on one page: how each matter stands, what is next, and what was recorded.</summary>
internal static class CustodyPages
{
    private const int MostEvents = 50;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/accounts/{key}/custody", Show).Requires(Act.ReadCustody);

    /// <summary>The page on which a matter is recorded.</summary>
    public static string PageOf(CustodyMatter matter, string key) => $"/accounts/{key}/custody" + matter switch
    {
        CustodyMatter.PasswordChange or CustodyMatter.PasswordComposition => "/password",
        CustodyMatter.Administrator => "/administrator",
        CustodyMatter.SecondFactor => "/second-factor",
        CustodyMatter.ConnectedApplications => "/applications",
        CustodyMatter.FunctionSettings => "/settings",
        _ => "",
    };

    private static async Task<IResult> Show(string key, Me me, CoreDb db, CustodyReader reader, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.AccountInCustody(key, me, ct);
        if (found.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var (account, today) = (found.Value, clock.GetUtcNow().DayInJapan);

        var facts = (await reader.Read([account.Id], today, ct))[0];
        var handOvers = await db.HandOvers.AsNoTracking().Where(h => h.Account == account.Id && h.State != HandOverState.Confirmed).OrderBy(h => h.DueOn).ToListAsync(ct);
        var applications = await db.ConnectedApplications.Where(a => a.Account == account.Id && a.WithdrawnOn == null).OrderBy(a => a.Name).Select(a => a.Name).ToListAsync(ct);
        return Pages.Show<CustodyPage>(new CustodyView(
            key, account.Name, account.State, CustodyStanding.Of(facts, CustodyTerms.Usual, today), handOvers, applications, await History(account.Id, db, ct),
            me.May(Act.ChangeCustody, account.Office, key), today));
    }

    private static async Task<IReadOnlyList<TimelineEvent>> History(AccountId account, CoreDb db, CancellationToken ct)
    {
        var attestations = await db.PasswordAttestations.AsNoTracking().Where(a => a.Account == account).OrderByDescending(a => a.At).Take(MostEvents).ToListAsync(ct);
        var reviews = await db.CustodyReviews.AsNoTracking().Where(r => r.Account == account).OrderByDescending(r => r.At).Take(MostEvents).ToListAsync(ct);
        var handedOver = await db.HandOvers.AsNoTracking().Where(h => h.Account == account && h.ConfirmedAt != null).OrderByDescending(h => h.ConfirmedAt).Take(MostEvents).ToListAsync(ct);
        return
        [
            .. attestations.Select(a => new TimelineEvent(a.At, a.At.InWords, a.ByName,
                    a.ChangedOn is { } on ? $"パスワードの変更を記録しました（{on.InWordsWithoutWeekday}）" : "パスワードの構成を確かめました",
                    Comment: a.Rules == PasswordRules.All ? "5つの条件をすべて満たしています。" : $"満たしていない条件：{a.Rules.Missing}{(a.PlatformLimit is { } limit ? $"（媒体の制約：{limit}）" : "")}"))
                .Concat(reviews.Select(r => new TimelineEvent(r.At, r.At.InWords, r.ByName, $"{r.Kind.Word}を記録しました（{r.On.InWordsWithoutWeekday}）", Comment: r.Findings)))
                .Concat(handedOver.Select(h => new TimelineEvent(h.ConfirmedAt!.Value, h.ConfirmedAt.Value.InWords, h.ConfirmedByName!, $"{h.LeaverName}さんの異動に伴う引継ぎを確認しました")))
                .OrderByDescending(one => one.At).Take(MostEvents),
        ];
    }
}

/// <summary>What the account's own page shows of its custody: what is not in order, and what is next.</summary>
internal sealed class CustodySection(CustodyReader reader) : IAccountSection
{
    public int Order => 20;

    public async Task<AccountSection?> For(Me me, Account account, DateTimeOffset now, CancellationToken ct)
    {
        if (account.State is AccountState.InConsultation or AccountState.Retired || !me.May(Act.ReadCustody, account.Office, account.Key)) return null;
        var today = now.DayInJapan;
        var standings = CustodyStanding.Of((await reader.Read([account.Id], today, ct))[0], CustodyTerms.Usual, today);
        var mayChange = me.May(Act.ChangeCustody, account.Office, account.Key);
        var lacking = standings.Where(one => !one.IsMet).Select(one => new AccountLine(one.Matter.Word, one.Why, one.WordOn(today), mayChange ? CustodyPages.PageOf(one.Matter, account.Key) : null)).ToList();
        var next = standings.Where(one => one is { IsMet: true, DueOn: not null }).MinBy(one => one.DueOn);
        if (lacking.Count == 0) lacking.Add(new AccountLine("点検", "記録はそろっています。", "適合"));
        if (next is { DueOn: { } due }) lacking.Add(new AccountLine("次の期限", $"{due.InWords}までに{next.Matter.Word}", next.ComesNear(today) ? "注意" : null));
        return new AccountSection("管理情報", lacking, new Link("管理情報を開く", $"/accounts/{account.Key}/custody"));
    }
}
