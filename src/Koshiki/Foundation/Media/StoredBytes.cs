using Microsoft.EntityFrameworkCore;

namespace Koshiki.Foundation.Media;

/// <summary>Keeps bytes in parts and gives them back whole. Equal bytes are kept once, whoever names them. ARCHITECTURE 3.14.</summary>
internal static class StoredBytes
{
    extension(DbContext db)
    {
        /// <summary>Keeps these bytes with the next save, unless they are there.</summary>
        /// <param name="sha256">Lower-case hexadecimal, of the bytes.</param>
        public async Task KeepBytes(string sha256, string contentType, byte[] bytes, DateTimeOffset now, CancellationToken ct)
        {
            if (await db.Set<MediaObject>().FindAsync([sha256], ct) is not null) return;
            db.Add(new MediaObject { Sha256 = sha256, ContentType = contentType, Size = bytes.Length, StoredAt = now });
            db.AddRange(bytes.Chunk(MediaPart.PartSize).Select((part, number) => new MediaPart { Sha256 = sha256, Number = number, Bytes = part }));
        }

        /// <returns>Empty where they are not kept here.</returns>
        public async Task<byte[]> BytesOf(string sha256, CancellationToken ct)
        {
            var parts = await db.Set<MediaPart>().AsNoTracking().Where(p => p.Sha256 == sha256).OrderBy(p => p.Number).Select(p => p.Bytes).ToListAsync(ct);
            return parts is [var only] ? only : [.. parts.SelectMany(part => part)];
        }
    }
}
