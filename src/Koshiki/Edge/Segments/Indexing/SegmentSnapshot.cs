using System.Runtime.InteropServices;
using Koshiki.Exchange;

namespace Koshiki.Edge.Segments.Indexing;

/// <summary>All friends of an account as they were after one change. It never changes, so whoever reads it sees no half of a change.</summary>
/// <param name="Head">The change, and what was asked of residents then.</param>
internal sealed record SegmentSnapshot(RegisterHead Head, IReadOnlyList<FriendBlock> Blocks, OptionLayout Layout)
{
    /// <summary>From so many blocks on, four million friends, a count is shared among the processors.</summary>
    public const int BlocksWorthSharing = 128;

    private SegmentOverview? overview;

    /// <summary>The friends by option. Counted once.</summary>
    public SegmentOverview Overview => overview ??= new SegmentOverview(
        CountOf(Slots.Following),
        CountOf(Slots.Unanswered),
        CountOf(Slots.EmergencyOnly),
        Layout.SlotOf.ToDictionary(slot => slot.Key, slot => CountOf(slot.Value)),
        Head.ChangeNumber);

    public long Count(ChosenOptions chosen)
    {
        if (Blocks.Count < BlocksWorthSharing) return Count(chosen, 0, Blocks.Count);

        var parts = Environment.ProcessorCount;
        var counts = new long[parts];
        Parallel.For(0, parts, part => counts[part] = Count(chosen, part * Blocks.Count / parts, (part + 1) * Blocks.Count / parts));
        return counts.Sum();
    }

    /// <summary>A bit for each ordinal ever given, least significant first.</summary>
    public byte[] Select(ChosenOptions chosen)
    {
        var plan = new SegmentPlan(chosen, Layout);
        var bytes = new byte[(Head.LastOrdinal + 8) / 8];
        for (var i = 0; i < Blocks.Count; i++)
        {
            var place = bytes.AsSpan(i * FriendBlock.Friends / 8);
            MemoryMarshal.AsBytes(plan.Members(Blocks[i]))[..Math.Min(place.Length, FriendBlock.Friends / 8)].CopyTo(place);
        }

        return bytes;
    }

    private long Count(ChosenOptions chosen, int from, int to)
    {
        var plan = new SegmentPlan(chosen, Layout);
        long count = 0;
        for (var i = from; i < to; i++) count += plan.Count(Blocks[i]);
        return count;
    }

    private long CountOf(int slot) => Blocks.Sum(block => (long)(block.Page(slot) is { } page ? Bits.Count(page) : 0));
}
