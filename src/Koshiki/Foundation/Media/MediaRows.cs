using Koshiki.Foundation.Activity;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Foundation.Media;

/// <summary>A stored picture or film, named by the SHA-256 of its bytes. ARCHITECTURE 3.14.</summary>
/// <remarks>Both sides keep a copy of what they need; the courier carries the rows ahead of the order that names them.</remarks>
public sealed class MediaObject
{
    /// <summary>Lower-case hexadecimal SHA-256 of the bytes.</summary>
    public required string Sha256 { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Size { get; init; }

    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>From when residents and platforms may fetch it; null while it has never been sent.</summary>
    public DateTimeOffset? OpenedAt { get; set; }
}

/// <summary>One megabyte of an object, in order.</summary>
public sealed class MediaPart
{
    /// <summary>Bytes in every part but the last.</summary>
    public const int PartSize = 1024 * 1024;

    public required string Sha256 { get; init; }

    /// <summary>0 for the first.</summary>
    public required int Number { get; init; }

    public required byte[] Bytes { get; init; }
}

internal static class MediaRows
{
    public static void Build(ModelBuilder model, string schema)
    {
        model.Entity<MediaObject>(media =>
        {
            media.ToTable("object", schema).NotLogged();
            media.HasKey(m => m.Sha256);
        });
        model.Entity<MediaPart>(part =>
        {
            part.ToTable("part", schema).NotLogged();
            part.HasKey(p => new { p.Sha256, p.Number });
            part.HasOne<MediaObject>().WithMany().HasForeignKey(p => p.Sha256);
        });
    }
}
