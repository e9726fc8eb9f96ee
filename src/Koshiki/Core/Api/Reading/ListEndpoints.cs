using System.Globalization;
using Koshiki.Core.Accounts;
using Koshiki.Core.Api.Calling;
using Koshiki.Core.Api.Posts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Api.Reading;

/// <summary>The register and the delivery log, page by page, within what the token's person may see.</summary>
internal static class ListEndpoints
{
    public static async Task<IResult> Accounts(HttpRequest request, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        if (Page.Read(request) is var page && page.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var today = clock.GetUtcNow().DayInJapan;
        var accounts = Visible(db, me).OrderBy(a => a.Key).Select(a => new
        {
            a.Key, a.Platform, a.Name, a.Address, a.Handle, a.State, a.Connection,
            Office = db.OfficesOn(today).Where(o => o.Id == a.Office).Select(o => new { o.Code, o.Name }).FirstOrDefault(),
        });
        return await page.Value.Of(accounts, a => new AccountState(a.Key, a.Platform.Key, a.Name, a.Address, a.Handle, a.Office?.Code, a.Office?.Name, a.State, a.Connection), ct);
    }

    public static async Task<IResult> Deliveries(HttpRequest request, Me me, CoreDb db, CancellationToken ct)
    {
        if (Page.Read(request) is var page && page.IsRefused(out var refusal)) return Pages.Refuse(refusal);
        var deliveries = db.ChannelDeliveries.AsNoTracking().VisibleTo(me);
        if (request.Query["account"].ToString() is { Length: > 0 } account) deliveries = deliveries.Where(d => d.AccountKey == account);
        if (request.Query["post"].ToString() is { Length: > 0 } text)
        {
            if (!Guid.TryParse(text, out var id)) return Pages.Refuse(new NotAcceptable([new Fault("post", "投稿のidを入れてください。")]));
            deliveries = deliveries.Where(d => d.Post == new PostId(id));
        }

        return await page.Value.Of(deliveries.OrderByDescending(d => d.At).ThenByDescending(d => d.Id), DeliveryLine.Of, ct);
    }

    private static IQueryable<Account> Visible(CoreDb db, Me me)
    {
        switch (me.ScopeOf(Act.ReadAccounts))
        {
            case Scope.Government: return db.Accounts.AsNoTracking();
            case Scope.Limited limited:
                var (offices, keys) = (limited.Offices.ToArray(), limited.Accounts.ToArray());
                return db.Accounts.AsNoTracking().Where(a => offices.Contains(a.Office) || keys.Contains(a.Key));
            default: return db.Accounts.AsNoTracking().Where(_ => false);
        }
    }

    private sealed record AccountState(string Key, string Platform, string Name, string Address, string? Handle, string? OfficeCode, string? Office, Core.Accounts.AccountState State, ConnectionState Connection);

    private sealed record DeliveryLine(
        Guid Id, Guid Post, string Title, string Account, string Platform, AuthorizationKind Kind, int Attempt, DeliveryState Status, string StatusWord, Outcome? Outcome,
        long? Recipients, long? Planned, object? Segment, string? PlatformPostId, string? Url, string? RequestId, string? Reason, string Seal, DateTimeOffset At)
    {
        public static DeliveryLine Of(ChannelDelivery d) => new(
            d.Id, d.Post.Value, d.Title, d.AccountKey, d.Platform.Key, d.Kind, d.Attempt, d.State, d.State.Word, ChannelState.OutcomeOf(d.State),
            d.Recipients, d.Planned, d.Platform is PlatformFacts.Platform.Line ? SegmentReading.Write(d.Segment) : null, d.PlatformPostId, d.Url, d.RequestId, d.Reason, d.Seal.Hex, d.At);
    }

    /// <summary>Which part of a list is asked for.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="Size">1 to 100.</param>
    private sealed record Page(int Number, int Size)
    {
        public static Result<Page> Read(HttpRequest request)
        {
            var faults = new List<Fault>();
            var page = new Page(Whole("page", 1, 1_000_000), Whole("perPage", 50, 100));
            return faults.Count > 0 ? new NotAcceptable(faults) : page;

            int Whole(string name, int otherwise, int most)
            {
                var text = request.Query[name].ToString();
                if (text.Length == 0) return otherwise;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most) return number;
                faults.Add(new Fault(name, $"1から{most}までの数を入れてください。"));
                return otherwise;
            }
        }

        public async Task<IResult> Of<TRow, TItem>(IQueryable<TRow> rows, Func<TRow, TItem> item, CancellationToken ct)
        {
            var total = await rows.CountAsync(ct);
            var shown = await rows.OnPage(Number, Size).ToListAsync(ct);
            return ApiAnswer.Of(new { Items = shown.Select(item).ToList(), Page = Number, PerPage = Size, Total = total });
        }
    }
}
