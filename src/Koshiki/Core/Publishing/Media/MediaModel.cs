using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Core.Publishing.Media;

internal static class MediaModel
{
    public static void Build(ModelBuilder model, string schema)
    {
        model.Entity<MediaItem>(item =>
        {
            item.ToTable("media_item", schema);
            item.HasKey(m => m.Id);
            item.Property(m => m.Version).IsRowVersion();
            item.Property(m => m.Rights).HasColumnType("jsonb").HasConversion(
                rights => JsonSerializer.Serialize(rights, JsonSerializerOptions.Default),
                json => JsonSerializer.Deserialize<PictureRights>(json, JsonSerializerOptions.Default) ?? PictureRights.NotRecorded);
            item.Ignore(m => m.Name);
            item.HasMany(m => m.Variants).WithOne().HasForeignKey(v => v.Item).OnDelete(DeleteBehavior.Cascade);
            item.HasIndex(m => new { m.AddedAt, m.Id });
            item.HasIndex(m => new { m.Office, m.AddedAt });
            item.HasIndex(m => m.OriginalSha256);
        });
        model.Entity<MediaVariant>(variant =>
        {
            variant.ToTable("media_variant", schema);
            variant.HasKey(v => new { v.Item, v.Platform });
            variant.HasIndex(v => v.Sha256);
            variant.HasIndex(v => v.PreviewSha256);
        });
    }
}
