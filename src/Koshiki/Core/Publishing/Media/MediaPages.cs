using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Core.Publishing.Drafting;
using Koshiki.Foundation;
using Koshiki.Foundation.Japanese;
using Koshiki.Foundation.Media;
using Koshiki.Foundation.Web;
using Koshiki.Foundation.Web.Forms;
using Koshiki.Foundation.Web.Frames;
using Koshiki.Foundation.Web.Serving;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Media;

/// <param name="WhyNot">Why it cannot go out today; null where it can.</param>
public sealed record MediaCard(Guid Item, string Name, string AltText, string PreviewSha256, string Office, string AddedOn, string? WhyNot);

public sealed record MediaListView(IReadOnlyList<MediaCard> Pictures, int Page, int PageCount, int Total, bool MayAdd);

/// <param name="ForPost">The draft that waits for the picture; null when it is only added.</param>
public sealed record NewPictureView(FormState Form, Guid? ForPost);

public sealed record PictureView(FormState Form, MediaItem Item, string Office, string? WhyNot, bool MayChange);

/// <summary>Pictures: the list, adding one, its record, and its bytes.</summary>
internal static class MediaPages
{
    public const string ListPath = "/media";
    private const int PageSize = 20;

    /// <summary>Larger than the largest picture, so that a somewhat larger one is answered by a sentence beside the field.</summary>
    private const int UploadMegabytes = 40;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(ListPath, List).Requires(Act.ReadMedia);
        app.MapGet("/media/new", ShowNew).Requires(Act.AddMedia);
        app.MapPost("/media/new", Add).Requires(Act.AddMedia).WithMetadata(new FormLimits(UploadMegabytes, 30));
        app.MapGet("/media/items/{id:guid}", ShowOne).Requires(Act.ReadMedia);
        app.MapPost("/media/items/{id:guid}", Change).Requires(Act.AddMedia);
        app.MapGet("/media/{sha256}", Serve).Requires(Act.ReadMedia);
    }

    public static string PathOf(MediaItemId item) => $"/media/items/{item.Value}";

    private static async Task<IResult> List(Me me, FormState asked, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var visible = db.MediaItems.AsNoTracking().VisibleTo(me);
        var total = await visible.CountAsync(ct);
        var pages = PagedLists.Pages(total, PageSize);
        var page = asked.PageOf(total, PageSize);
        var items = await visible.Include(m => m.Variants).OrderByDescending(m => m.AddedAt).ThenBy(m => m.Id).OnPage(page, PageSize).ToListAsync(ct);
        var offices = await db.OfficesOn(today).ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        return Pages.Show<MediaListPage>(new MediaListView(
            [.. items.Select(m => new MediaCard(m.Id.Value, m.Name, m.AltText, PreviewOf(m), offices.GetValueOrDefault(m.Office, ""), m.AddedAt.DayInJapan.InWords, WhyNot(m, today)))],
            page, pages, total, me.May(Act.AddMedia)));
    }

    private static IResult ShowNew(FormState asked) =>
        Pages.Show<NewPicturePage>(new NewPictureView(FormState.Of((PictureForm.Source, nameof(PictureSource.Staff))), PostOf(asked)));

    private static async Task<IResult> Add(Me me, FormState form, ComposerDesk desk, AddPictureHandler handler, CancellationToken ct)
    {
        var described = PictureForm.Read(form);
        var post = PostOf(form);
        if (described.Faults.Count > 0) return Again(new NotAcceptable(described.Faults));
        if (form.Files?.GetFile(PictureForm.File) is not { Length: > 0 } file) return Again(new NoPictureChosen());
        if (file.Length > PictureConverter.MaxBytes) return Again(new PictureTooLarge(file.Length));

        var office = (await desk.WritingOffices(me, ct)).FirstOrDefault()?.Id ?? me.Roles.Select(r => r.Office).FirstOrDefault();
        var added = await handler.Handle(new AddPicture(file.OwnName, await file.Bytes(ct), office, described.AltText, described.Decorative, described.Rights), me, ct);
        if (added.IsRefused(out var reason)) return Again(reason);

        return post is { } id
            ? Pages.GoTo($"{ComposerPages.EditPath(new PostId(id))}?add={added.Value.Id.Value}", Notice.Success("画像を登録し、投稿に加えました。", "投稿を保存すると、画像も保存されます。"))
            : Pages.GoTo(PathOf(added.Value.Id), Notice.Success("画像を登録しました。"));

        IResult Again(Refusal why) => Pages.ShowAgain<NewPicturePage>(new NewPictureView(form.With(why), post), why);
    }

    private static async Task<IResult> ShowOne(Guid id, Me me, CoreDb db, TimeProvider clock, CancellationToken ct) =>
        await Find(db, me, id, ct) is { } item ? Pages.Show<PicturePage>(await View(item, PictureForm.Fill(item), me, db, clock, ct)) : Pages.Refuse(new PictureNotFound());

    private static async Task<IResult> Change(Guid id, Me me, FormState form, CoreDb db, DescribePictureHandler handler, TimeProvider clock, CancellationToken ct)
    {
        if (await Find(db, me, id, ct) is not { } item) return Pages.Refuse(new PictureNotFound());
        var described = PictureForm.Read(form);
        Result<MediaItem> changed = described.Faults.Count > 0
            ? new NotAcceptable(described.Faults)
            : await handler.Handle(new DescribePicture(item.Id, described.AltText, described.Decorative, described.Rights), me, ct);
        return changed.IsRefused(out var reason)
            ? reason is Forbidden or NotFound ? Pages.Refuse(reason) : Pages.ShowAgain<PicturePage>(await View(item, form.With(reason), me, db, clock, ct), reason)
            : Pages.GoTo(PathOf(item.Id), Notice.Success("画像の記録を変えました。", "この画像を使う下書きは、開いて保存すると新しい代替テキストになります。"));
    }

    /// <summary>The bytes, for whoever may see the picture. They never change, so browsers keep them.</summary>
    private static async Task<IResult> Serve(string sha256, Me me, HttpContext context, CoreDb db, CancellationToken ct)
    {
        var visible = await db.MediaItems.AsNoTracking().VisibleTo(me)
            .AnyAsync(m => m.OriginalSha256 == sha256 || m.Variants.Any(v => v.Sha256 == sha256 || v.PreviewSha256 == sha256), ct);
        var stored = visible ? await db.MediaObjects.AsNoTracking().SingleOrDefaultAsync(m => m.Sha256 == sha256, ct) : null;
        if (stored is null) return Pages.Refuse(new PictureNotFound());

        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(await db.BytesOf(sha256, ct), stored.ContentType, entityTag: new($"\"{sha256}\""));
    }

    internal static string PreviewOf(MediaItem item) => item.Variants.FirstOrDefault(v => v.PreviewSha256 is not null)?.PreviewSha256 ?? item.OriginalSha256;

    internal static string? WhyNot(MediaItem item, DateOnly day) => item.FaultOn(day) is { } fault ? fault.Why + fault.WhatToDo : null;

    private static Guid? PostOf(FormState form) => Guid.TryParse(form["post"], out var post) ? post : null;

    private static Task<MediaItem?> Find(CoreDb db, Me me, Guid id, CancellationToken ct) =>
        db.MediaItems.AsNoTracking().VisibleTo(me).Include(m => m.Variants).SingleOrDefaultAsync(m => m.Id == new MediaItemId(id), ct);

    private static async Task<PictureView> View(MediaItem item, FormState form, Me me, CoreDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.GetUtcNow().DayInJapan;
        var office = await db.OfficesOn(today).Where(o => o.Id == item.Office).Select(o => o.Name).FirstOrDefaultAsync(ct);
        return new PictureView(form, item, office ?? "", WhyNot(item, today), item.AddedBy == me.Id || me.MayAddFor(item.Office));
    }
}
