namespace Koshiki.Edge.Segments;

/// <summary>How many friends chose each option.</summary>
internal static class OptionCounts
{
    public static Dictionary<short, long> Of(SegmentSnapshot snapshot)
    {
        var counts = new Dictionary<short, long>();
        foreach (var (number, slot) in snapshot.Layout.SlotOf) counts[number] = snapshot.Blocks.Sum(block => (long)(block.Page(slot) is { } page ? Bits.Count(page) : 0));
        for (var question = 0; question < snapshot.Layout.Coded.Count; question++)
        {
            var answers = OfAnswers(snapshot, snapshot.Layout.Coded[question]);
            foreach (var (number, value) in snapshot.Layout.CodesOf(question))
            {
                if (answers[value] > 0) counts[number] = counts.GetValueOrDefault(number) + answers[value];
            }
        }

        return counts;
    }

    /// <summary>By the answer's number.</summary>
    private static long[] OfAnswers(SegmentSnapshot snapshot, CodedQuestion question)
    {
        var counts = new long[1 << question.Planes.Length];
        var scratch = new ulong[(question.Planes.Length + 1) * FriendBlock.Words];
        foreach (var block in snapshot.Blocks)
        {
            if (block.Page(Slots.Following) is not { } all) continue;
            all.CopyTo(scratch, question.Planes.Length * FriendBlock.Words);
            Split(block, question, question.Planes.Length, 0, scratch, counts);
        }

        return counts;
    }

    /// <summary>Parts those with the upper digits of <paramref name="code"/> by the next lower digit, down to single answers.</summary>
    private static void Split(FriendBlock block, CodedQuestion question, int level, int code, Span<ulong> scratch, long[] counts)
    {
        var those = scratch.Slice(level * FriendBlock.Words, FriendBlock.Words);
        if (level == 0)
        {
            counts[code] += Bits.Count(those);
            return;
        }

        var part = scratch.Slice((level - 1) * FriendBlock.Words, FriendBlock.Words);
        var digit = block.Page(question.Planes[level - 1]);
        those.CopyTo(part);
        if (digit is not null) Bits.Except(part, digit);
        Split(block, question, level - 1, code, scratch, counts);
        if (digit is null) return;
        those.CopyTo(part);
        Bits.And(part, digit);
        Split(block, question, level - 1, code | (1 << (level - 1)), scratch, counts);
    }
}
