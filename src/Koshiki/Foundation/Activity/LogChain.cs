using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Koshiki.Foundation.Activity;

/// <summary>The arithmetic of the chain: leaves, Merkle root, block hash. Pure, so that anyone can write it again and check ours.</summary>
internal static class LogChain
{
    /// <summary>What the first block names as the one before it.</summary>
    public static byte[] Genesis { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>SHA-256 of 0x00, the entry's id (big-endian) and its commitment.</summary>
    public static byte[] Leaf(Guid entry, ReadOnlySpan<byte> commitment)
    {
        Span<byte> bytes = stackalloc byte[1 + 16 + SHA256.HashSizeInBytes];
        bytes[0] = 0;
        entry.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        commitment.CopyTo(bytes[17..]);
        return SHA256.HashData(bytes);
    }

    /// <summary>Pairs are hashed with 0x01 in front; an odd one out moves up as it is.</summary>
    public static byte[] Root(IReadOnlyList<byte[]> leaves)
    {
        var level = leaves.ToList();
        while (level.Count > 1)
        {
            var next = new List<byte[]>((level.Count + 1) / 2);
            for (var i = 0; i < level.Count; i += 2)
            {
                next.Add(i + 1 < level.Count ? SHA256.HashData([1, .. level[i], .. level[i + 1]]) : level[i]);
            }

            level = next;
        }

        return level[0];
    }

    /// <summary>SHA-256 of number, previous hash, root, count and time (microseconds since 1970), all big-endian.</summary>
    public static byte[] BlockHash(long number, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> root, int count, DateTimeOffset sealedAt)
    {
        Span<byte> bytes = stackalloc byte[8 + 32 + 32 + 4 + 8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        previous.CopyTo(bytes[8..]);
        root.CopyTo(bytes[40..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[72..], count);
        BinaryPrimitives.WriteInt64BigEndian(bytes[76..], (sealedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        return SHA256.HashData(bytes);
    }
}
