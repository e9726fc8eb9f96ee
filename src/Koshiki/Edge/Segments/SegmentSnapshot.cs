using System.Runtime.InteropServices;
using Koshiki.Exchange;

namespace Koshiki.Edge.Segments;

/// <summary>All friends of an account as they were after one change. It never changes, so whoever reads it sees no half of a change.</summary>
/// <param name="Head">The change, and what was asked of residents then.</param>
/// <param name="SlotOf">The set of each option number that somebody chose.</param>
internal sealed record SegmentSnapshot(RegisterHead Head, IReadOnlyList<FriendBlock> Blocks, IReadOnlyDictionary<short, int> SlotOf)
{
    private SegmentOverview? overview;

    /// <summary>The friends by option. Counted once.</summary>
    public SegmentOverview Overview => overview ??= new SegmentOverview(
        CountOf(Slots.Following),
        CountOf(Slots.Unanswered),
        CountOf(Slots.EmergencyOnly),
        SlotOf.ToDictionary(slot => slot.Key, slot => CountOf(slot.Value)),
        Head.ChangeNumber);

    public long Count(ChosenOptions chosen)
    {
        Span<ulong> members = stackalloc ulong[FriendBlock.Words];
        long count = 0;
        foreach (var block in Blocks)
        {
            Fill(members, block, chosen);
            count += Bits.Count(members);
        }

        return count;
    }

    /// <summary>A bit for each ordinal ever given, least significant first.</summary>
    public byte[] Select(ChosenOptions chosen)
    {
        var bytes = new byte[(Head.LastOrdinal + 8) / 8];
        Span<ulong> members = stackalloc ulong[FriendBlock.Words];
        for (var i = 0; i < Blocks.Count; i++)
        {
            Fill(members, Blocks[i], chosen);
            var place = bytes.AsSpan(i * FriendBlock.Friends / 8);
            MemoryMarshal.AsBytes(members)[..Math.Min(place.Length, FriendBlock.Friends / 8)].CopyTo(place);
        }

        return bytes;
    }

    /// <summary>The semantics of a rule, for one block. ARCHITECTURE 3.3.</summary>
    private void Fill(Span<ulong> members, FriendBlock block, ChosenOptions chosen)
    {
        members.Clear();
        Span<ulong> fitting = stackalloc ulong[FriendBlock.Words];
        for (var i = 0; i < chosen.Questions.Count; i++)
        {
            var question = chosen.Questions[i];
            fitting.Clear();
            foreach (var number in question.Numbers)
            {
                if (SlotOf.TryGetValue(number, out var slot) && block.Page(slot) is { } chose) Bits.Or(fitting, chose);
            }

            // Who wants emergencies alone has, in an emergency, chosen every topic; an empty question stays nobody.
            if (chosen.IsEmergency && !question.IsSingle && question.Numbers.Count > 0 && block.Page(Slots.EmergencyOnly) is { } alarmed) Bits.Or(fitting, alarmed);
            if (i == 0) fitting.CopyTo(members);
            else Bits.And(members, fitting);
        }

        if (chosen.WithUnanswered && block.Page(Slots.Unanswered) is { } silent) Bits.Or(members, silent);
        if (!chosen.IsEmergency && block.Page(Slots.EmergencyOnly) is { } onlyEmergencies) Bits.Except(members, onlyEmergencies);
    }

    private long CountOf(int slot) => Blocks.Sum(block => (long)(block.Page(slot) is { } page ? Bits.Count(page) : 0));
}
