using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing.Listing;
using Koshiki.Exchange;
using Koshiki.Foundation;
using Koshiki.Foundation.Csv;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Delivering;

/// <summary>What the delivery log shows. 配信履歴. E8.</summary>
public sealed record DeliveryLogView(FormState Form, IReadOnlyList<ChannelDelivery> Rows, int Total, int Page, IReadOnlyList<Choice> Accounts, IReadOnlyDictionary<OfficeId, string> Offices, int Waiting)
{
    public int Pages => PagedLists.Pages(Total);
}

/// <summary>What waits for a person's word. 確認待ち.</summary>
public sealed record WaitingDeliveriesView(IReadOnlyList<ChannelDelivery> Rows, bool MaySteer);

/// <param name="Chosen">The verdict on its confirm page; null while it is being chosen.</param>
public sealed record DecideDeliveryView(ChannelDelivery Line, Verdict? Chosen, FormState Form);

internal static class DeliveryLog
{
    public const string Path = "/deliveries";

    private static readonly DeliveryState[] AsksAPerson = [DeliveryState.AskingAPerson, DeliveryState.Unknown, DeliveryState.Held, DeliveryState.TooLate];

    public static async Task<IResult> Show(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var faults = new List<Fault>();
        var lines = Filter(db, form, me, faults);
        if (faults.Count > 0) form = form.With(new NotAcceptable(faults));

        var newestFirst = lines.OrderByDescending(d => d.At).ThenByDescending(d => d.Id);
        var (rows, total, page) = await Conditions.OnPage(form, lines, asked => newestFirst.OnPage(asked).ToListAsync(ct), ct);
        var waiting = await Waiting(db, me).CountAsync(ct);
        return Pages.Show<DeliveryLogPage>(new DeliveryLogView(form, rows, total, page, await PostList.AccountChoices(db, me, ct), await OfficeNames.Of(db, rows.Select(r => r.Office), ct), waiting));
    }

    public static async Task<IResult> Csv(FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var rows = await Filter(db, form, me, []).OrderByDescending(d => d.At).ThenByDescending(d => d.Id).ToListAsync(ct);
        var offices = await OfficeNames.Of(db, rows.Select(r => r.Office), ct);
        return CsvExport.Download(
            "deliveries.csv",
            ["日時", "件名", "媒体", "アカウント", "結果", "人数", "根拠", "所属", "媒体の投稿ID", "URL", "理由", "回", "受付ID", "照合番号", "受付番号"],
            rows.Select(d => (IReadOnlyList<string?>)
            [
                d.At.InJapan.ToString("yyyy-MM-dd HH:mm:ss"), d.Title, d.Platform.DisplayName, d.AccountKey, d.State.Word, d.Recipients?.ToString(), d.Kind.Word, offices.GetValueOrDefault(d.Office),
                d.PlatformPostId, d.Url, d.Reason, d.Attempt.ToString(), d.RequestId, d.Seal.Hex, Receipt.Of(d.Post),
            ]));
    }

    public static async Task<IResult> ShowWaiting(Me me, CoreDb db, CancellationToken ct) =>
        Pages.Show<WaitingDeliveriesPage>(new WaitingDeliveriesView(await Waiting(db, me).OrderBy(d => d.At).Take(Conditions.MostRows).ToListAsync(ct), me.May(Organizations.Authorization.Act.SteerDeliveries)));

    public static async Task<IResult> AskDecision(Guid id, FormState form, Me me, CoreDb db, CancellationToken ct) =>
        await db.ChannelDeliveries.AsNoTracking().VisibleTo(me).SingleOrDefaultAsync(d => d.Id == id, ct) is { } line
            ? Pages.Show<DecideDeliveryPage>(new DecideDeliveryView(line, Conditions.Choice<Verdict>(form, "verdict"), form))
            : Pages.Refuse(new DeliveryNotFound());

    public static async Task<IResult> Decide(Guid id, FormState form, Me me, CoreDb db, DecideOnDeliveryHandler handler, CancellationToken ct)
    {
        if (Conditions.Choice<Verdict>(form, "verdict") is not { } verdict) return Pages.Refuse(new NoDecisionNeeded());
        _ = long.TryParse(form["number"], out var number);
        var decided = await handler.Handle(new DecideOnDelivery(id, verdict, form["platformPostId"], number), me, ct);
        if (!decided.IsRefused(out var no)) return Pages.GoTo($"/posts/{decided.Value.Value}", Notice.Success("判断を伝えました。", "結果は数秒で変わります。"));
        var line = no is Invalid ? await db.ChannelDeliveries.AsNoTracking().VisibleTo(me).SingleOrDefaultAsync(d => d.Id == id, ct) : null;
        return line is null ? Pages.Refuse(no) : Pages.ShowAgain<DecideDeliveryPage>(new DecideDeliveryView(line, verdict, form.With(no)), no);
    }

    /// <summary>What a person has to settle; test messages are left aside.</summary>
    public static IQueryable<ChannelDelivery> Waiting(CoreDb db, Me me) => db.ChannelDeliveries.AsNoTracking().VisibleTo(me).Where(d => AsksAPerson.Contains(d.State) && d.Kind != AuthorizationKind.Test);

    private static IQueryable<ChannelDelivery> Filter(CoreDb db, FormState form, Me me, List<Fault> faults)
    {
        var lines = db.ChannelDeliveries.AsNoTracking().VisibleTo(me);
        if (Conditions.Choice<DeliveryState>(form, "state") is { } state) lines = lines.Where(d => d.State == state);
        if (Conditions.Choice<Platform>(form, "platform") is { } platform) lines = lines.Where(d => d.Platform == platform);
        if (Conditions.Choice<AuthorizationKind>(form, "kind") is { } kind) lines = lines.Where(d => d.Kind == kind);
        if (form["account"] is { Length: > 0 } account) lines = lines.Where(d => d.AccountKey == account);
        var (from, until) = (Conditions.Day(form, "from", faults)?.Beginning, Conditions.Day(form, "to", faults)?.AddDays(1).Beginning);
        if (from is not null) lines = lines.Where(d => d.At >= from);
        if (until is not null) lines = lines.Where(d => d.At < until);
        if (form.Filled("q"))
        {
            var key = SearchKey.Of(form["q"]);
            var bigrams = key.Bigrams;
            lines = lines.Where(d => bigrams.All(b => d.SearchBigrams.Contains(b)));
            foreach (var word in key.Words) lines = lines.Where(d => d.SearchText.Contains(word));
        }

        return lines;
    }
}
