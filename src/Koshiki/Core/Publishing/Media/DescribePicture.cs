using Koshiki.Core.Organizations;
using Koshiki.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Media;

/// <summary>Writes down anew what a picture shows and who agreed.</summary>
internal sealed record DescribePicture(MediaItemId Item, string AltText, bool Decorative, PictureRights Rights);

internal sealed class DescribePictureHandler(CoreDb db)
{
    /// <returns>The picture, or <see cref="PictureNotFound"/>, <see cref="NotYourPicture"/>.</returns>
    public async Task<Result<MediaItem>> Handle(DescribePicture command, Me me, CancellationToken ct)
    {
        // Read
        var item = await db.MediaItems.VisibleTo(me).SingleOrDefaultAsync(m => m.Id == command.Item, ct);
        if (item is null) return new PictureNotFound();

        // Decide
        if (item.AddedBy != me.Id && !me.MayAddFor(item.Office)) return new NotYourPicture();
        item.Describe(command.AltText, command.Decorative, command.Rights);

        // Write
        await db.SaveChangesAsync(ct);
        return item;
    }
}
