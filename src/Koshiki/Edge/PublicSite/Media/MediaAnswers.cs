using Koshiki.Foundation.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Koshiki.Edge.PublicSite.Media;

/// <summary>Pictures and films that have been sent at least once, under the hash of their bytes. ARCHITECTURE 3.14.</summary>
internal static class MediaAnswers
{
    public static async Task<IResult> Show(string sha256, HttpContext context, EdgeDb db, CancellationToken ct)
    {
        var media = await db.MediaObjects.AsNoTracking().SingleOrDefaultAsync(m => m.Sha256 == sha256 && m.OpenedAt != null, ct);
        if (media is null) return Pages.Refuse(new MediaNotHere());

        // The address names the bytes, so they can never be others.
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Stream(
            new StoredMediaStream(db, media.Sha256, media.Size), media.ContentType, lastModified: media.OpenedAt,
            entityTag: new EntityTagHeaderValue($"\"{media.Sha256}\""), enableRangeProcessing: true);
    }
}
