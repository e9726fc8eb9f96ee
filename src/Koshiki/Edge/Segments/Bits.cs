using System.Numerics;
using System.Runtime.InteropServices;

namespace Koshiki.Edge.Segments;

/// <summary>Set operations on bitmaps of equal length, as wide as the processor's vectors.</summary>
internal static class Bits
{
    public static void Or(Span<ulong> into, ReadOnlySpan<ulong> other)
    {
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var others = MemoryMarshal.Cast<ulong, Vector<ulong>>(other)[..wide.Length];
        for (var i = 0; i < wide.Length; i++) wide[i] |= others[i];
        for (var i = wide.Length * Vector<ulong>.Count; i < into.Length; i++) into[i] |= other[i];
    }

    public static void And(Span<ulong> into, ReadOnlySpan<ulong> other)
    {
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var others = MemoryMarshal.Cast<ulong, Vector<ulong>>(other)[..wide.Length];
        for (var i = 0; i < wide.Length; i++) wide[i] &= others[i];
        for (var i = wide.Length * Vector<ulong>.Count; i < into.Length; i++) into[i] &= other[i];
    }

    /// <summary>Takes the other's members away.</summary>
    public static void Except(Span<ulong> from, ReadOnlySpan<ulong> other)
    {
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(from);
        var others = MemoryMarshal.Cast<ulong, Vector<ulong>>(other)[..wide.Length];
        for (var i = 0; i < wide.Length; i++) wide[i] = Vector.AndNot(wide[i], others[i]);
        for (var i = wide.Length * Vector<ulong>.Count; i < from.Length; i++) from[i] &= ~other[i];
    }

    /// <summary>The one's members where the digit is set, the other's where it is clear.</summary>
    public static void Choose(Span<ulong> into, ReadOnlySpan<ulong> digit, ReadOnlySpan<ulong> ifSet, ReadOnlySpan<ulong> ifClear)
    {
        var wide = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var digits = MemoryMarshal.Cast<ulong, Vector<ulong>>(digit)[..wide.Length];
        var set = MemoryMarshal.Cast<ulong, Vector<ulong>>(ifSet)[..wide.Length];
        var clear = MemoryMarshal.Cast<ulong, Vector<ulong>>(ifClear)[..wide.Length];
        for (var i = 0; i < wide.Length; i++) wide[i] = Vector.ConditionalSelect(digits[i], set[i], clear[i]);
        for (var i = wide.Length * Vector<ulong>.Count; i < into.Length; i++) into[i] = (digit[i] & ifSet[i]) | (~digit[i] & ifClear[i]);
    }

    public static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits) count += BitOperations.PopCount(word);
        return count;
    }
}
