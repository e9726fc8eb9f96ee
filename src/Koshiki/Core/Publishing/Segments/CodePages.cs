using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Segments;

/// <param name="Came">Friends who came with it so far.</param>
public sealed record CodeRow(RegistrationCode Code, long Came);

/// <param name="CameWithout">Friends who came without any code in the time that was recorded.</param>
public sealed record CodesView(FormState Form, string Key, string Name, IReadOnlyList<CodeRow> Rows, long CameWithout, bool MayChange);

public sealed record PosterView(string Key, string Name, string Government, RegistrationCode Code, string Address, QrDrawing Qr);

/// <summary>Registration codes by place, their posters, and how many friends came by each. K4.</summary>
internal static class CodePages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(SegmentPages.Path + "/{key}/codes", List).Requires(Act.ReadSegments);
        app.MapPost(SegmentPages.Path + "/{key}/codes", Make).Requires(Act.ChangeSegments);
        app.MapGet(SegmentPages.Path + "/{key}/codes/{code}", Poster).Requires(Act.ReadSegments);
    }

    public static string PathOf(string key) => $"{SegmentPages.Path}/{key}/codes";

    private static async Task<IResult> List(string key, Me me, CoreDb db, CancellationToken ct) =>
        await Load(key, FormState.Empty, me, db, ct) is { } view ? Pages.Show<CodesPage>(view) : Pages.Refuse(new LineAccountNotFound(key));

    private static async Task<IResult> Make(string key, FormState form, Me me, CoreDb db, MakeRegistrationCodeHandler handler, CancellationToken ct)
    {
        var made = await handler.Handle(new MakeRegistrationCode(key, form["place"]), me, ct);
        if (!made.IsRefused(out var no)) return Pages.GoTo($"{PathOf(key)}/{made.Value.Code}", Notice.Success("登録コードを作りました。", "このページを印刷すると、A4のポスターになります。"));
        return no is Invalid && await Load(key, form.With(no), me, db, ct) is { } view ? Pages.ShowAgain<CodesPage>(view, no) : Pages.Refuse(no);
    }

    private static async Task<IResult> Poster(string key, string code, CoreDb db, Settings settings, CancellationToken ct)
    {
        var name = await SegmentPages.Lines(db).Where(a => a.Key == key).Select(a => a.Name).SingleOrDefaultAsync(ct);
        if (name is null) return Pages.Refuse(new LineAccountNotFound(key));
        if (await db.RegistrationCodes.AsNoTracking().SingleOrDefaultAsync(c => c.AccountKey == key && c.Code == code, ct) is not { } found) return Pages.Refuse(new RegistrationCodeNotFound());
        var address = found.AddressOn(settings.PublicUrl).ToString();
        return Pages.Show<PosterPage>(new PosterView(key, name, settings.Government, found, address, QrDrawing.Of(address)));
    }

    private static async Task<CodesView?> Load(string key, FormState form, Me me, CoreDb db, CancellationToken ct)
    {
        var name = await SegmentPages.Lines(db).Where(a => a.Key == key).Select(a => a.Name).SingleOrDefaultAsync(ct);
        if (name is null) return null;
        var codes = await db.RegistrationCodes.AsNoTracking().Where(c => c.AccountKey == key).OrderBy(c => c.MadeAt).ToListAsync(ct);
        var sources = await db.FriendsDays.AsNoTracking().Where(d => d.AccountKey == key).Select(d => d.BySource).ToListAsync(ct);
        var came = sources.SelectMany(s => s).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Sum(one => (long)one.Value));
        return new CodesView(form, key, name, [.. codes.Select(c => new CodeRow(c, came.GetValueOrDefault(c.Code)))], came.GetValueOrDefault(""), me.May(Act.ChangeSegments));
    }
}
