using System.Collections.Concurrent;

namespace Koshiki.Edge.PublicSite.Answering;

/// <summary>Ready answers by address, within a set number of bytes. When the younger half is full, it becomes the older one and what nobody asked for since goes.</summary>
/// <param name="bytes">The most that both halves hold together.</param>
internal sealed class AnswerCache(long bytes = AnswerCache.Usual)
{
    /// <summary>64 MB: all pages of a list of some thousand accounts and a good many searches.</summary>
    public const long Usual = 64 * 1024 * 1024;

    private readonly Lock turning = new();
    private ConcurrentDictionary<string, ReadyAnswer> young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, ReadyAnswer> old = new(StringComparer.Ordinal);
    private long youngBytes;

    public ReadyAnswer? Find(string address)
    {
        if (Volatile.Read(ref young).TryGetValue(address, out var found)) return found;
        if (Volatile.Read(ref old).TryGetValue(address, out found)) Keep(address, found);
        return found;
    }

    public void Keep(string address, ReadyAnswer answer)
    {
        lock (turning)
        {
            if (answer.Size > bytes / 2) return;
            if (youngBytes + answer.Size > bytes / 2)
            {
                Volatile.Write(ref old, young);
                Volatile.Write(ref young, new(StringComparer.Ordinal));
                youngBytes = 0;
            }

            if (young.TryAdd(address, answer)) youngBytes += answer.Size;
        }
    }

    /// <summary>How many answers are held, for tests and figures.</summary>
    public int Count => young.Keys.Union(old.Keys).Count();
}
