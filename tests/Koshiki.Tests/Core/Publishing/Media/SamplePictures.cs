using System.Buffers.Binary;
using System.IO.Compression;
using Koshiki.Core.Publishing.Media;

namespace Koshiki.Tests.Core.Publishing.Media;

/// <summary>Pictures made on the spot.</summary>
internal static class SamplePictures
{
    /// <summary>A black picture of this size; a large one is a small file that unpacks to much.</summary>
    public static byte[] Png(int width, int height)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        head[8] = 8;
        head[9] = 2;
        Chunk(file, "IHDR"u8, head);
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + width * 3];
            for (var y = 0; y < height; y++) zlib.Write(row);
        }

        Chunk(file, "IDAT"u8, pixels.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>The head of a picture of this size, with hardly anything behind it.</summary>
    public static byte[] Bomb(int width, int height)
    {
        var small = Png(1, 1);
        BinaryPrimitives.WriteInt32BigEndian(small.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(small.AsSpan(20), height);
        WriteCheck(small.AsSpan(12, 17), small.AsSpan(29));
        return small;
    }

    /// <summary>A JPEG that lies on its side and says where it was taken.</summary>
    public static async Task<byte[]> JpegOnItsSide(int width, int height)
    {
        var converted = await PictureConverter.Convert(Png(width, height), TestContext.Current.CancellationToken);
        var jpeg = converted.Value.Preview.Bytes;
        byte[] exif = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, .. "35.0N 139.0E"u8];
        var length = exif.Length + 2;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg.AsSpan(2)];
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> contents)
    {
        var chunk = new byte[4 + contents.Length];
        name.CopyTo(chunk);
        contents.CopyTo(chunk.AsSpan(4));
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, contents.Length);
        file.Write(number);
        file.Write(chunk);
        WriteCheck(chunk, number);
        file.Write(number);
    }

    private static void WriteCheck(ReadOnlySpan<byte> chunk, Span<byte> into)
    {
        var sum = 0xFFFFFFFFu;
        foreach (var one in chunk)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320u;
        }

        BinaryPrimitives.WriteUInt32BigEndian(into, ~sum);
    }
}
