using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Koshiki.Edge.Platforms;

/// <summary>Ids that follow from what they name: the same thing gets the same id on every node and after every crash. UUID version 5.</summary>
/// <remarks>Source: RFC 9562, section 5.5.</remarks>
internal static class NameBasedId
{
    /// <summary>The namespace of deliveries; chosen once, never to be changed.</summary>
    private static readonly Guid Deliveries = new("5f0c5ad2-6f0e-4b55-9f59-9be6f0f8a3c1");

    /// <summary>The id of one account's delivery of a seal.</summary>
    public static Guid Delivery(string sealHex, string accountKey, int attempt) => Make(Deliveries, $"{sealHex}/{accountKey}/{attempt}");

    /// <summary>The key under which LINE knows a request again.</summary>
    public static Guid RetryKey(Guid delivery, int chunk, int generation) => Make(delivery, $"{chunk}/{generation}");

    private static Guid Make(Guid space, string name)
    {
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        space.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
#pragma warning disable CA5350 // The RFC fixes SHA-1 for version 5; it names things here and protects nothing.
        var hash = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], (ushort)((BinaryPrimitives.ReadUInt16BigEndian(hash[6..]) & 0x0FFF) | 0x5000));
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
