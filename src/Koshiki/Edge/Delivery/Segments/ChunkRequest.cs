using System.Buffers;
using System.Security.Cryptography;
using Koshiki.Edge.Platforms;
using Koshiki.Edge.Platforms.Line;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>One chunk under one key, ready to be requested: its body never changes.</summary>
internal sealed class ChunkRequest(Guid delivery, int chunk, int generation, int[] ordinals, byte[] rented, int length)
{
    private bool mayBeRead;

    public int Chunk => chunk;

    public int Generation => generation;

    /// <summary>Whom the body names, in its order: friends who were dropped or erased are not among them.</summary>
    public int[] Ordinals => ordinals;

    public ReadOnlyMemory<byte> Body => rented.AsMemory(0, length);

    public Guid Key { get; } = NameBasedId.RetryKey(delivery, chunk, generation);

    /// <summary>SHA-256 of the body.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>How often it has been put off.</summary>
    public int Tries { get; set; }

    /// <summary>When its key was first used, by the monotonic clock of this process.</summary>
    public long OpenedAt { get; set; }

    /// <summary>The same under the next generation's key, without the friends at these places.</summary>
    /// <returns>Null when nobody is left in it.</returns>
    public ChunkRequest? Without(IReadOnlyList<int> places)
    {
        if (places.Count == ordinals.Length) return null;
        var rest = ArrayPool<byte>.Shared.Rent(length);
        var restLength = MulticastBody.Without(Body.Span, ordinals.Length, places, rest);
        return new ChunkRequest(delivery, chunk, generation + 1, [.. ordinals.Where((_, place) => !places.Contains(place))], rest, restLength)
        {
            Hash = SHA256.HashData(rest.AsSpan(0, restLength)),
        };
    }

    /// <summary>A request with this body did not end well, so that the connection may still read it.</summary>
    public void StillRead() => mayBeRead = true;

    /// <summary>Gives the body back. What may still be read is left to the collector: under a used key no byte may change.</summary>
    public void Return()
    {
        if (!mayBeRead) ArrayPool<byte>.Shared.Return(rented);
    }
}
