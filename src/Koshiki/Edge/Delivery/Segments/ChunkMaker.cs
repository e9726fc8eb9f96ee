using System.Buffers;
using System.Security.Cryptography;
using Koshiki.Edge.Platforms.Line;
using Koshiki.Edge.Segments;
using Npgsql;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>Makes the requests of one delivery from the frozen bits and the wrapped ids. The same chunk gives the same bytes on every node.</summary>
/// <remarks>Chunks that follow each other read each block of ids once. Not for use by two at a time.</remarks>
internal sealed class ChunkMaker(NpgsqlDataSource source, FriendIds ids, string account, Guid delivery, Chunks chunks, MulticastBody body)
{
    private static readonly HashSet<int> Nobody = [];

    private readonly Dictionary<int, FriendIdsOfBlock> opened = [];

    public Chunks Chunks => chunks;

    /// <summary>Opens the ids that these chunks need, and forgets those before them.</summary>
    public async Task Open(int firstChunk, int lastChunk, CancellationToken ct)
    {
        var first = chunks.Ordinals(firstChunk)[0] / FriendIdBlock.Size;
        var last = chunks.Ordinals(lastChunk)[^1] / FriendIdBlock.Size;
        foreach (var old in opened.Keys.Where(number => number < first || number > last).ToArray()) opened.Remove(old);
        while (first <= last && opened.ContainsKey(first)) first++;
        if (first > last) return;
        await using var connection = await source.OpenConnectionAsync(ct);
        await foreach (var block in ids.Read(connection, account, first * FriendIdBlock.Size, last * FriendIdBlock.Size, ct)) opened[block.Number] = block;
    }

    /// <summary>Makes the first requests of neighbouring opened chunks; null stands where nobody is left in one.</summary>
    public ChunkRequest?[] MakeAll(int firstChunk, int lastChunk)
    {
        var requests = new ChunkRequest?[lastChunk - firstChunk + 1];
        for (var i = 0; i < requests.Length; i++) requests[i] = Make(firstChunk + i, generation: 0, Nobody);
        return requests;
    }

    /// <summary>Makes one request of an opened chunk.</summary>
    /// <param name="without">Ordinals that LINE does not take.</param>
    /// <returns>Null when nobody is left in it.</returns>
    public ChunkRequest? Make(int chunk, int generation, IReadOnlySet<int> without)
    {
        var ordinals = chunks.Ordinals(chunk);
        var bytes = ArrayPool<byte>.Shared.Rent(ordinals.Length * LineUserId.Size);
        try
        {
            var named = 0;
            foreach (var ordinal in ordinals)
            {
                if ((without.Count > 0 && without.Contains(ordinal)) || !opened.TryGetValue(ordinal / FriendIdBlock.Size, out var block)) continue;
                var id = block.Bytes.Span.Slice(ordinal % FriendIdBlock.Size * LineUserId.Size, LineUserId.Size);
                if (!id.ContainsAnyExcept((byte)0)) continue;
                id.CopyTo(bytes.AsSpan(named * LineUserId.Size));
                ordinals[named++] = ordinal;
            }

            if (named == 0) return null;
            var rented = ArrayPool<byte>.Shared.Rent(body.Length(named));
            var length = body.Write(bytes.AsSpan(0, named * LineUserId.Size), rented);
            return new ChunkRequest(delivery, chunk, generation, named == ordinals.Length ? ordinals : ordinals[..named], rented, length) { Hash = SHA256.HashData(rented.AsSpan(0, length)) };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
