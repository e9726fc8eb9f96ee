namespace Koshiki.Edge.Segments;

/// <summary>A snapshot in the making: it copies each page of the old one before writing to it for the first time.</summary>
internal sealed class SnapshotDraft
{
    private readonly List<DraftBlock> blocks;
    private readonly bool isNew;
    private IReadOnlyDictionary<short, int> slotOf;
    private Dictionary<short, int>? ownSlots;

    /// <param name="basis">What the changes come on top of; null to begin with nobody, each friend being set once at most.</param>
    public SnapshotDraft(SegmentSnapshot? basis)
    {
        isNew = basis is null;
        blocks = basis is null ? [] : [.. basis.Blocks.Select(block => new DraftBlock(block))];
        slotOf = basis?.SlotOf ?? new Dictionary<short, int>();
    }

    /// <summary>What is to be true of a friend from now on, whatever was before.</summary>
    public void Set(int ordinal, FriendMarks marks, ReadOnlySpan<short> choices)
    {
        while (blocks.Count <= ordinal >> FriendBlock.Shift) blocks.Add(new DraftBlock(FriendBlock.Empty));
        var block = blocks[ordinal >> FriendBlock.Shift];
        var place = ordinal & (FriendBlock.Friends - 1);
        if (!isNew) block.RemoveEverywhere(place);
        if (!marks.HasFlag(FriendMarks.Following)) return;

        block.Add(Slots.Following, place);
        if (marks.HasFlag(FriendMarks.Unanswered)) block.Add(Slots.Unanswered, place);
        if (marks.HasFlag(FriendMarks.EmergencyOnly)) block.Add(Slots.EmergencyOnly, place);
        foreach (var number in choices) block.Add(SlotOf(number), place);
    }

    public SegmentSnapshot Publish(RegisterHead head) => new(head, [.. blocks.Select(block => block.Publish())], slotOf);

    private int SlotOf(short number)
    {
        if (slotOf.TryGetValue(number, out var slot)) return slot;
        if (ownSlots is null) slotOf = ownSlots = new Dictionary<short, int>(slotOf);
        ownSlots.Add(number, slot = Slots.FirstOption + ownSlots.Count);
        return slot;
    }

    private sealed class DraftBlock(FriendBlock old)
    {
        private ulong[]?[] pages = old.Pages;

        /// <summary>Which pages are ours to write to; null while none is.</summary>
        private bool[]? own;

        public void Add(int slot, int place) => Own(slot)[place >> 6] |= 1UL << place;

        public void RemoveEverywhere(int place)
        {
            for (var slot = 0; slot < pages.Length; slot++)
            {
                if (pages[slot] is { } page && (page[place >> 6] & (1UL << place)) != 0) Own(slot)[place >> 6] &= ~(1UL << place);
            }
        }

        public FriendBlock Publish() => own is null ? old : new FriendBlock(pages);

        private ulong[] Own(int slot)
        {
            if (own is null) (pages, own) = ([.. pages], new bool[pages.Length]);
            if (slot >= pages.Length)
            {
                Array.Resize(ref pages, slot + 1);
                Array.Resize(ref own, slot + 1);
            }

            if (own[slot]) return pages[slot]!;
            own[slot] = true;
            return pages[slot] = pages[slot] is { } shared ? [.. shared] : new ulong[FriendBlock.Words];
        }
    }
}

/// <summary>What is counted of a friend beside his choices.</summary>
[Flags]
internal enum FriendMarks : short
{
    /// <summary>Left or erased: he is counted nowhere.</summary>
    None = 0,
    Following = 1,
    Unanswered = 2,
    EmergencyOnly = 4,
}
