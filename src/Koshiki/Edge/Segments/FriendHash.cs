using System.Collections.Concurrent;
using System.Security.Cryptography;
using Koshiki.Foundation.Keys;

namespace Koshiki.Edge.Segments;

/// <summary>Finds friends by a keyed hash of their id, under a key of each account: two accounts' hashes of one person do not meet. ARCHITECTURE 3.13.</summary>
internal sealed class FriendHash(MasterKey master)
{
    private readonly ConcurrentDictionary<string, byte[]> keys = new();

    /// <summary>HMAC-SHA-256 of the sixteen bytes of the id; <see cref="FriendKey.Hash"/>.</summary>
    public byte[] Of(string accountKey, LineUserId id)
    {
        var key = keys.GetOrAdd(accountKey, static (account, master) => master.Derive($"friends/{account}/hash"), master);
        Span<byte> bytes = stackalloc byte[LineUserId.Size];
        id.Write(bytes);
        return HMACSHA256.HashData(key, bytes);
    }
}
