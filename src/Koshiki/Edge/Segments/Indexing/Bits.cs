using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Koshiki.Edge.Segments.Indexing;

/// <summary>Set operations on pages of bits, as wide as the processor's vectors. Every page has <see cref="FriendBlock.Words"/> words.</summary>
/// <remarks>Source of the vector count: W. Muła, N. Kurz, D. Lemire, "Faster Population Counts Using AVX2 Instructions" (2016).</remarks>
internal static class Bits
{
    private const int Wide = 4;

    /// <summary>The members of any of the pages.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Any(Span<ulong> into, ReadOnlySpan<ulong[]> pages)
    {
        ref var target = ref MemoryMarshal.GetReference(into);
        for (nuint word = 0; word < FriendBlock.Words; word += 4 * Wide)
        {
            Vector256<ulong> first = default, second = default, third = default, fourth = default;
            foreach (var page in pages)
            {
                ref var from = ref MemoryMarshal.GetArrayDataReference(page);
                first |= Vector256.LoadUnsafe(ref from, word);
                second |= Vector256.LoadUnsafe(ref from, word + Wide);
                third |= Vector256.LoadUnsafe(ref from, word + (2 * Wide));
                fourth |= Vector256.LoadUnsafe(ref from, word + (3 * Wide));
            }

            first.StoreUnsafe(ref target, word);
            second.StoreUnsafe(ref target, word + Wide);
            third.StoreUnsafe(ref target, word + (2 * Wide));
            fourth.StoreUnsafe(ref target, word + (3 * Wide));
        }
    }

    public static void Or(Span<ulong> into, ReadOnlySpan<ulong> other)
    {
        ref var target = ref MemoryMarshal.GetReference(into);
        ref var from = ref MemoryMarshal.GetReference(other[..FriendBlock.Words]);
        for (nuint word = 0; word < FriendBlock.Words; word += Wide) (Vector256.LoadUnsafe(ref target, word) | Vector256.LoadUnsafe(ref from, word)).StoreUnsafe(ref target, word);
    }

    public static void And(Span<ulong> into, ReadOnlySpan<ulong> other)
    {
        ref var target = ref MemoryMarshal.GetReference(into);
        ref var from = ref MemoryMarshal.GetReference(other[..FriendBlock.Words]);
        for (nuint word = 0; word < FriendBlock.Words; word += Wide) (Vector256.LoadUnsafe(ref target, word) & Vector256.LoadUnsafe(ref from, word)).StoreUnsafe(ref target, word);
    }

    /// <summary>Takes the other's members away.</summary>
    public static void Except(Span<ulong> from, ReadOnlySpan<ulong> other)
    {
        ref var target = ref MemoryMarshal.GetReference(from);
        ref var taken = ref MemoryMarshal.GetReference(other[..FriendBlock.Words]);
        for (nuint word = 0; word < FriendBlock.Words; word += Wide) Vector256.AndNot(Vector256.LoadUnsafe(ref target, word), Vector256.LoadUnsafe(ref taken, word)).StoreUnsafe(ref target, word);
    }

    public static int Count(ReadOnlySpan<ulong> page) => CountBoth(page, page, FriendBlock.Nobody);

    /// <summary>How many are in the one and the other and not in the third, in one pass without writing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountBoth(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other, ReadOnlySpan<ulong> except)
    {
        if (!Avx2.IsSupported) return CountBothByWord(one, other, except);

        ref var first = ref MemoryMarshal.GetReference(one[..FriendBlock.Words]);
        ref var second = ref MemoryMarshal.GetReference(other[..FriendBlock.Words]);
        ref var third = ref MemoryMarshal.GetReference(except[..FriendBlock.Words]);
        var nibble = Vector256.Create((byte)0x0F);
        var ofNibble = Vector256.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
        var sums = Vector256<ulong>.Zero;
        for (nuint word = 0; word < FriendBlock.Words; word += 4 * Wide)
        {
            // Four vectors add up to 32 at most in a byte; the sums are taken before a byte could overflow.
            var bytes = Vector256<byte>.Zero;
            for (nuint part = 0; part < 4; part++)
            {
                var at = word + (part * Wide);
                var members = Vector256.AndNot(Vector256.LoadUnsafe(ref first, at) & Vector256.LoadUnsafe(ref second, at), Vector256.LoadUnsafe(ref third, at)).AsByte();
                bytes += Avx2.Shuffle(ofNibble, members & nibble);
                bytes += Avx2.Shuffle(ofNibble, (members.AsUInt16() >>> 4).AsByte() & nibble);
            }

            sums += Avx2.SumAbsoluteDifferences(bytes, Vector256<byte>.Zero).AsUInt64();
        }

        return (int)Vector256.Sum(sums);
    }

    private static int CountBothByWord(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other, ReadOnlySpan<ulong> except)
    {
        var count = 0;
        for (var word = 0; word < FriendBlock.Words; word++) count += BitOperations.PopCount(one[word] & other[word] & ~except[word]);
        return count;
    }
}
