using Koshiki.Exchange;

namespace Koshiki.Edge.Segments.Indexing;

/// <summary>A snapshot in the making: it copies each page of the old one before writing to it for the first time.</summary>
internal sealed class SnapshotDraft
{
    private readonly List<DraftBlock> blocks;
    private readonly bool isNew;
    private OptionLayout layout;

    /// <param name="basis">What the changes come on top of; null to begin with nobody, each friend being set once at most.</param>
    /// <param name="asked">Says which questions have one answer.</param>
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
        if (!isNew) block.Remove(place);
        if (!marks.HasFlag(FriendMarks.Following)) return;

        block.Add(Slots.Following, place);
        if (marks.HasFlag(FriendMarks.Unanswered)) block.Add(Slots.Unanswered, place);
        if (marks.HasFlag(FriendMarks.EmergencyOnly)) block.Add(Slots.EmergencyOnly, place);
        foreach (var number in choices)
        {
            block.Add(PageOf(number), place);
            if (layout.CodeOf(number) is { } code) block.Answer(code, place);
        }
    }

    public SegmentSnapshot Publish(RegisterHead head)
    {
        int[] paired = [.. layout.SlotOf.Where(option => layout.CodeOf(option.Key) is null).Select(option => option.Value)];
        return new SegmentSnapshot(head, [.. blocks.Select(block => block.Publish(paired))], layout);
    }

    private int PageOf(short number)
    {
        if (layout.FindPage(number, out var slot)) return slot;
        layout = layout.WithPageFor(number);
        return PageOf(number);
    }

    private sealed class DraftBlock(FriendBlock old)
    {
        private ulong[]?[] pages = old.Pages;
        private byte[]?[] columns = old.Columns;

        /// <summary>Which pages are ours to write to; null while none is.</summary>
        private bool[]? own;
        private bool[] ownColumns = [];

        public void Add(int slot, int place) => Own(slot)[place >> 6] |= 1UL << place;

        public void Answer(OptionCode code, int place)
        {
            OwnColumns(code.Column);
            switch (columns[code.Column])
            {
                case []:
                    break;
                case { } answers when answers[place] != 0 && answers[place] != code.Value:
                    // A second answer does not fit: this block has no shortcut for the question from now on.
                    columns[code.Column] = [];
                    break;
                default:
                    OwnColumn(code.Column)[place] = code.Value;
                    break;
            }
        }

        public void Remove(int place)
        {
            for (var slot = 0; slot < pages.Length; slot++)
            {
                if (pages[slot] is { } page && (page[place >> 6] & (1UL << place)) != 0) Own(slot)[place >> 6] &= ~(1UL << place);
            }

            for (var column = 0; column < columns.Length; column++)
            {
                if (columns[column] is not { Length: > 0 } answers || answers[place] == 0) continue;
                OwnColumns(column);
                OwnColumn(column)[place] = 0;
            }
        }

        /// <param name="paired">The slots that <see cref="OptionPairs"/> counts.</param>
        public FriendBlock Publish(int[] paired) => own is null ? old : new FriendBlock(pages, columns, OptionPairs.Of(pages, columns, paired));

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

        private byte[] OwnColumn(int column)
        {
            if (ownColumns[column]) return columns[column]!;
            ownColumns[column] = true;
            return columns[column] = columns[column] is { } shared ? [.. shared] : new byte[FriendBlock.Friends];
        }

        /// <summary>Makes the list of columns our own, and as long as needed.</summary>
        private void OwnColumns(int last)
        {
            if (last < ownColumns.Length) return;
            var grown = new byte[]?[Math.Max(last + 1, columns.Length)];
            columns.CopyTo(grown, 0);
            columns = grown;
            Array.Resize(ref ownColumns, grown.Length);
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
