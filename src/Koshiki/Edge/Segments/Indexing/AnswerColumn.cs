using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Koshiki.Edge.Segments.Indexing;

/// <summary>Which answers to a question with one answer are wanted, looked up for 32 friends at once.</summary>
/// <remarks>
/// A column has one byte a friend: the number of his answer, 0 for none. The wanted answers are a table of 128 bits; a shuffle picks
/// the row of eight by the upper digits of each number, another the bit by the lower ones. However many answers are wanted, it costs the same.
/// </remarks>
internal sealed class AnswerColumn
{
    /// <summary>The highest number that a column can hold.</summary>
    public const int Highest = 127;

    /// <summary>Up to so many answers it is quicker to put their pages together.</summary>
    public const int PagesAreQuickerUpTo = 8;

    private readonly bool[] wanted = new bool[Highest + 1];
    private readonly Vector256<byte> rows;

    public AnswerColumn(IEnumerable<byte> answers)
    {
        Span<byte> table = stackalloc byte[32];
        foreach (var answer in answers)
        {
            wanted[answer] = true;
            table[answer >> 3] |= (byte)(1 << (answer & 7));
        }

        table[..16].CopyTo(table[16..]);
        rows = Vector256.Create<byte>(table);
    }

    /// <summary>Sets the bit of each friend who gave a wanted answer, and clears the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(Span<ulong> members, byte[] column)
    {
        if (!Avx2.IsSupported)
        {
            FillByFriend(members, column);
            return;
        }

        var places = MemoryMarshal.Cast<ulong, uint>(members);
        ref var from = ref MemoryMarshal.GetArrayDataReference(column);
        var bits = Vector256.Create(0x8040201008040201UL).AsByte();
        var low = Vector256.Create((byte)0x0F);
        for (var i = 0; i < places.Length; i++)
        {
            var answers = Vector256.LoadUnsafe(ref from, (nuint)i * 32);
            var row = Avx2.Shuffle(rows, (answers.AsUInt16() >>> 3).AsByte() & low);
            var bit = Avx2.Shuffle(bits, answers);
            places[i] = Vector256.Equals(row & bit, bit).ExtractMostSignificantBits();
        }
    }

    private void FillByFriend(Span<ulong> members, byte[] column)
    {
        members.Clear();
        for (var friend = 0; friend < column.Length; friend++)
        {
            if (wanted[column[friend]]) members[friend >> 6] |= 1UL << friend;
        }
    }
}
