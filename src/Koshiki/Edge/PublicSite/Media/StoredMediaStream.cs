using Koshiki.Foundation.Media;
using Microsoft.EntityFrameworkCore;

namespace Koshiki.Edge.PublicSite.Media;

/// <summary>A stored picture or film as a stream that reads only the parts it is asked for.</summary>
internal sealed class StoredMediaStream(EdgeDb db, string sha256, long size) : Stream
{
    private byte[] part = [];
    private int partNumber = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= size) return 0;
        var number = (int)(Position / MediaPart.PartSize);
        if (number != partNumber)
        {
            part = await db.MediaParts.AsNoTracking().Where(p => p.Sha256 == sha256 && p.Number == number).Select(p => p.Bytes).SingleAsync(cancellationToken);
            partNumber = number;
        }

        var start = (int)(Position - (long)number * MediaPart.PartSize);
        var count = Math.Min(buffer.Length, part.Length - start);
        part.AsMemory(start, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Parts are read from the database, and that never blocks a thread.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => size + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
