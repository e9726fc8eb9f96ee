using Koshiki.Core.Organizations;
using Koshiki.Core.Organizations.Authorization;
using Koshiki.Foundation;
using Koshiki.Foundation.Media;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing.Media;

/// <summary>Adds a picture: converts it for each platform and keeps the original and what will be sent, each under its hash.</summary>
/// <param name="Office">The office that answers for its rights.</param>
internal sealed record AddPicture(string FileName, byte[] Bytes, OfficeId Office, string AltText, bool Decorative, PictureRights Rights);

internal sealed class AddPictureHandler(CoreDb db, TimeProvider clock)
{
    /// <returns>The picture, or <see cref="NotYourPicture"/>, or why the file cannot be taken (<see cref="PictureConverter.Convert"/>).</returns>
    public async Task<Result<MediaItem>> Handle(AddPicture command, Me me, CancellationToken ct)
    {
        // Decide
        if (!me.MayAddFor(command.Office)) return new NotYourPicture();
        var converted = await PictureConverter.Convert(command.Bytes, ct);
        if (converted.IsRefused(out var unusable)) return unusable;

        // Write
        var now = clock.GetUtcNow();
        var made = converted.Value;
        var original = new Picture(command.Bytes, made.OriginalType, 0, 0);
        foreach (var picture in (Picture[])[original, made.Preview, .. made.ByPlatform.Values]) await db.KeepBytes(picture.Sha256, picture.ContentType, picture.Bytes, now, ct);
        var item = new MediaItem
        {
            Id = MediaItemId.New(), Office = command.Office, AddedBy = me.Id, AddedByName = me.Name, AddedAt = now,
            FileName = command.FileName, OriginalSha256 = original.Sha256, OriginalType = original.ContentType,
        };
        item.Describe(command.AltText, command.Decorative, command.Rights);
        item.Variants.AddRange(made.ByPlatform.Select(one => new MediaVariant
        {
            Item = item.Id, Platform = one.Key, Sha256 = one.Value.Sha256, PreviewSha256 = one.Key is Platform.Line ? made.Preview.Sha256 : null,
            ContentType = one.Value.ContentType, Width = one.Value.Width, Height = one.Value.Height, Bytes = one.Value.Bytes.Length,
        }));
        db.MediaItems.Add(item);
        await db.SaveChangesAsync(ct);
        return item;
    }
}
