using Koshiki.Exchange;

namespace Koshiki.Edge.Segments;

/// <summary>A snapshot in the making: it copies each page of the old one before writing to it for the first time.</summary>
internal sealed class SnapshotDraft
{
    private readonly List<DraftBlock> blocks;
    private readonly bool isNew;
    private OptionLayout layout;

    /// <param name="basis">What the changes come on top of; null to begin with nobody, each friend being set once at most.</param>
    /// <param name="asked">Says which options can be numbered instead of having a page each.</param>
    public SnapshotDraft(SegmentSnapshot? basis, Questionnaire? asked)
    {
        isNew = basis is null;
        blocks = basis is null ? [] : [.. basis.Blocks.Select(block => new DraftBlock(block))];
        layout = (basis?.Layout ?? OptionLayout.Empty).Covering(asked);
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
        Choose(block, place, choices);
    }

    public SegmentSnapshot Publish(RegisterHead head) => new(head, [.. blocks.Select(block => block.Publish())], layout);

    private void Choose(DraftBlock block, int place, ReadOnlySpan<short> choices)
    {
        Span<int> answers = stackalloc int[layout.Coded.Count];
        foreach (var number in choices)
        {
            if (layout.CodeOf(number) is { } code && (answers[code.Question] is 0 || answers[code.Question] == code.Value)) answers[code.Question] = code.Value;
            else block.Add(PageOf(number), place);
        }

        for (var question = 0; question < answers.Length; question++)
        {
            var planes = layout.Coded[question].Planes;
            for (var digit = 0; digit < planes.Length; digit++)
            {
                if ((answers[question] & (1 << digit)) != 0) block.Add(planes[digit], place);
            }
        }
    }

    private int PageOf(short number)
    {
        if (!layout.SlotOf.ContainsKey(number)) layout = layout.WithPageFor(number);
        return layout.SlotOf[number];
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
