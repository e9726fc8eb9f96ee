using System.Buffers.Binary;
using System.Numerics;
using Koshiki.Edge.Platforms.Line;

namespace Koshiki.Edge.Delivery.Segments;

/// <summary>Frozen recipients, cut into chunks: chunk k is the k-th 500 set bits. It never changes. ARCHITECTURE 3.5.</summary>
internal sealed class Chunks
{
    /// <summary>People in a chunk; the last one may hold fewer.</summary>
    public const int Size = MulticastBody.MostRecipients;

    private readonly ulong[] words;

    /// <summary>The ordinal of each chunk's first recipient.</summary>
    private readonly List<int> firsts = [];

    /// <param name="recipients">A bit for each ordinal, least significant first.</param>
    public Chunks(ReadOnlySpan<byte> recipients)
    {
        words = new ulong[(recipients.Length + 7) / 8];
        Span<byte> eight = stackalloc byte[8];
        for (var i = 0; i < words.Length; i++)
        {
            eight.Clear();
            recipients[(i * 8)..Math.Min(recipients.Length, (i * 8) + 8)].CopyTo(eight);
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(eight);
            for (var inWord = BitOperations.PopCount(words[i]); firsts.Count * (long)Size < People + inWord;) firsts.Add((i * 64) + Place(words[i], (int)((firsts.Count * (long)Size) - People)));
            People += BitOperations.PopCount(words[i]);
        }
    }

    public long People { get; }

    public int Count => firsts.Count;

    public int PeopleIn(int chunk) => (int)Math.Min(Size, People - ((long)chunk * Size));

    /// <summary>The ordinals of a chunk, ascending.</summary>
    public int[] Ordinals(int chunk)
    {
        var ordinals = new int[PeopleIn(chunk)];
        var (word, found) = (firsts[chunk] / 64, 0);
        for (var rest = words[word] & (ulong.MaxValue << (firsts[chunk] % 64)); found < ordinals.Length; rest = words[++word])
        {
            for (; rest != 0 && found < ordinals.Length; rest &= rest - 1) ordinals[found++] = (word * 64) + BitOperations.TrailingZeroCount(rest);
            if (found == ordinals.Length) break;
        }

        return ordinals;
    }

    /// <summary>Where the n-th set bit stands, counted from 0.</summary>
    private static int Place(ulong word, int n)
    {
        for (; n > 0; n--) word &= word - 1;
        return BitOperations.TrailingZeroCount(word);
    }
}
