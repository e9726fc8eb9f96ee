using System.Runtime.InteropServices;
using Koshiki.Exchange;

namespace Koshiki.Edge.Segments;

/// <summary>All friends of an account as they were after one change. It never changes, so whoever reads it sees no half of a change.</summary>
/// <param name="Head">The change, and what was asked of residents then.</param>
internal sealed record SegmentSnapshot(RegisterHead Head, IReadOnlyList<FriendBlock> Blocks, OptionLayout Layout)
{
    private SegmentOverview? overview;

    /// <summary>The friends by option. Counted once.</summary>
    public SegmentOverview Overview => overview ??= new SegmentOverview(
        CountOf(Slots.Following),
        CountOf(Slots.Unanswered),
        CountOf(Slots.EmergencyOnly),
        OptionCounts.Of(this),
        Head.ChangeNumber);

    public long Count(ChosenOptions chosen)
    {
        var plan = new SegmentPlan(chosen, Layout);
        Span<ulong> members = stackalloc ulong[FriendBlock.Words];
        long count = 0;
        foreach (var block in Blocks)
        {
            plan.Fill(members, block);
            count += Bits.Count(members);
        }

        return count;
    }

    /// <summary>A bit for each ordinal ever given, least significant first.</summary>
    public byte[] Select(ChosenOptions chosen)
    {
        var plan = new SegmentPlan(chosen, Layout);
        var bytes = new byte[(Head.LastOrdinal + 8) / 8];
        Span<ulong> members = stackalloc ulong[FriendBlock.Words];
        for (var i = 0; i < Blocks.Count; i++)
        {
            plan.Fill(members, Blocks[i]);
            var place = bytes.AsSpan(i * FriendBlock.Friends / 8);
            MemoryMarshal.AsBytes(members)[..Math.Min(place.Length, FriendBlock.Friends / 8)].CopyTo(place);
        }

        return bytes;
    }

    private long CountOf(int slot) => Blocks.Sum(block => (long)(block.Page(slot) is { } page ? Bits.Count(page) : 0));
}
