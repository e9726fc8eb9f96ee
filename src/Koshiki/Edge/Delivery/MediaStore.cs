using Koshiki.Exchange;
using Koshiki.Foundation.Media;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.Delivery;

/// <summary>The stored pictures, as delivery needs them.</summary>
internal static class MediaStore
{
    /// <summary>Lets the world fetch a channel's pictures from now on. ARCHITECTURE 3.14.</summary>
    public static async Task Open(EdgeDb db, SealedChannel channel, DateTimeOffset now, CancellationToken ct)
    {
        string[] named = [.. channel.Media.SelectMany(m => m.PreviewSha256 is { } preview ? [m.Sha256, preview] : new[] { m.Sha256 })];
        if (named.Length == 0) return;
        await db.MediaObjects.Where(m => named.Contains(m.Sha256) && m.OpenedAt == null).ExecuteUpdateAsync(set => set.SetProperty(m => m.OpenedAt, now), ct);
    }

    /// <exception cref="MediaMissingException">The object is not here.</exception>
    public static async Task<byte[]> Read(EdgeDb db, string sha256, CancellationToken ct) =>
        await db.BytesOf(sha256, ct) is { Length: > 0 } bytes ? bytes : throw new MediaMissingException(sha256);
}

internal sealed class MediaMissingException(string sha256) : Exception($"The media object {sha256} is not stored on this side.");
