using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Listing;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.PlatformFacts;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Delivering;

/// <summary>One delivery to friends of a LINE account.</summary>
/// <param name="Effect">What came of it; null before anything was reported.</param>
/// <param name="Audience">For whom it was, in words.</param>
public sealed record LineDeliveryRow(ChannelDelivery Line, string Audience, DeliveryEffect? Effect);

public sealed record LineDeliveriesView(FormState Form, IReadOnlyList<LineDeliveryRow> Rows, int Total, int Page, IReadOnlyList<Choice> Accounts)
{
    public int Pages => PagedLists.Pages(Total);
}

/// <param name="MaySteer">The person may stop it, let it go on and decide what hangs.</param>
public sealed record LineDeliveryView(LineDeliveryRow Row, DeliveryProgress Progress, string AccountName, bool MaySteer, PostStatus Status);

/// <summary>What went to friends of LINE accounts and how far it is. 配信履歴・配信の進み. E8, F4, F5.</summary>
internal static class LineDeliveries
{
    public const string Path = "/line/deliveries";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, List).Requires(Act.ReadDeliveries);
        app.MapGet(Path + "/{id:guid}", Show).Requires(Act.ReadDeliveries);
        app.MapGet(Path + "/{id:guid}/now", ShowNow).Requires(Act.ReadDeliveries);
    }

    public static string PathOf(ChannelDelivery line) => $"{Path}/{line.Id}";

    private static async Task<IResult> List(FormState form, Me me, CoreDb db, AudienceDesk audiences, CancellationToken ct)
    {
        var lines = Visible(db, me);
        if (form["account"] is { Length: > 0 } account) lines = lines.Where(d => d.AccountKey == account);
        if (form["to"] == "segment") lines = lines.Where(d => d.Segment != null);
        if (form["to"] == "everyone") lines = lines.Where(d => d.Segment == null);
        var newestFirst = lines.OrderByDescending(d => d.At).ThenByDescending(d => d.Id);
        var (rows, total, page) = await Conditions.OnPage(form, lines, asked => newestFirst.OnPage(asked).ToListAsync(ct), ct);
        var accounts = await db.Accounts.AsNoTracking().Where(a => a.Platform == Platform.Line).OrderBy(a => a.Key).Select(a => new Choice(a.Key, a.Key + " " + a.Name)).ToListAsync(ct);
        return Pages.Show<LineDeliveriesPage>(new LineDeliveriesView(form, await RowsOf(rows, db, audiences, ct), total, page, accounts));
    }

    private static async Task<IResult> Show(Guid id, Me me, CoreDb db, AudienceDesk audiences, CancellationToken ct) =>
        await Load(id, me, db, audiences, ct) is { } view ? Pages.Show<LineDeliveryPage>(view) : Pages.Refuse(new DeliveryNotFound());

    private static async Task<IResult> ShowNow(Guid id, Me me, CoreDb db, AudienceDesk audiences, CancellationToken ct) =>
        await Load(id, me, db, audiences, ct) is { } view ? Pages.Show<LineDeliveryNow>(view) : Pages.Refuse(new DeliveryNotFound());

    private static async Task<LineDeliveryView?> Load(Guid id, Me me, CoreDb db, AudienceDesk audiences, CancellationToken ct)
    {
        if (await Visible(db, me).SingleOrDefaultAsync(d => d.Id == id, ct) is not { } line) return null;
        var post = await db.Posts.AsNoTracking().Include(p => p.Channels).SingleAsync(p => p.Id == line.Post, ct);
        var name = await db.Accounts.AsNoTracking().Where(a => a.Key == line.AccountKey).Select(a => a.Name).FirstOrDefaultAsync(ct);
        return new LineDeliveryView((await RowsOf([line], db, audiences, ct))[0], DeliveryProgress.Of(line), name ?? line.AccountKey, me.MaySteer(post), post.Status);
    }

    private static async Task<IReadOnlyList<LineDeliveryRow>> RowsOf(IReadOnlyList<ChannelDelivery> lines, CoreDb db, AudienceDesk audiences, CancellationToken ct)
    {
        var questions = await audiences.QuestionsOf([.. lines.Select(l => l.AccountKey).Distinct()], ct);
        var ids = lines.Select(l => l.DeliveryId).OfType<Guid>().ToList();
        var effects = await db.DeliveryEffects.AsNoTracking().Where(e => ids.Contains(e.DeliveryId)).ToDictionaryAsync(e => e.DeliveryId, ct);
        return [.. lines.Select(l => new LineDeliveryRow(l, SegmentWords.InWords(l.Segment, questions[l.AccountKey]), l.DeliveryId is { } known ? effects.GetValueOrDefault(known) : null))];
    }

    private static IQueryable<ChannelDelivery> Visible(CoreDb db, Me me) =>
        db.ChannelDeliveries.AsNoTracking().VisibleTo(me).Where(d => d.Platform == Platform.Line && d.Kind != AuthorizationKind.Test);
}
