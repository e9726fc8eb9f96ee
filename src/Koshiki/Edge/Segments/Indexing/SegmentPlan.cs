namespace Koshiki.Edge.Segments.Indexing;

/// <summary>A segment rule made ready for one snapshot: what a segment means stands here. ARCHITECTURE 3.3. One thread at a time.</summary>
internal sealed class SegmentPlan
{
    private readonly ChosenOptions chosen;
    private readonly QuestionPlan[] questions;
    private readonly PairPlan? pair;
    private readonly ulong[][] found;
    private readonly ulong[] first = new ulong[FriendBlock.Words];
    private readonly ulong[] next = new ulong[FriendBlock.Words];

    /// <param name="Pages">The options' slots.</param>
    /// <param name="Column">The place of the column that has all the options; -1 where the pages are quicker or there is none.</param>
    /// <param name="TakesEmergencyOnly">Who wants emergencies alone counts as having chosen.</param>
    private sealed record QuestionPlan(int[] Pages, int Column, AnswerColumn? Answers, bool TakesEmergencyOnly);

    /// <summary>Some answers to the first question with one answer, together with one option of another.</summary>
    private sealed record PairPlan(byte[] Answers, int Slot);

    public SegmentPlan(ChosenOptions chosen, OptionLayout layout)
    {
        this.chosen = chosen;
        pair = Pair(chosen, layout);
        questions = [.. chosen.Questions.Select(question => Plan(question, chosen.IsEmergency, layout))];
        found = new ulong[questions.Select(question => question.Pages.Length + 1).DefaultIfEmpty(0).Max()][];
    }

    /// <summary>How many of a block are in the segment.</summary>
    public int Count(FriendBlock block)
    {
        if (pair is not null && block.HasPairs) return Count(pair, block);
        if (chosen.WithUnanswered || questions.Length is 0 or > 2) return Bits.Count(Members(block));

        var hidden = chosen.IsEmergency ? null : block.Page(Slots.EmergencyOnly);
        var one = Choose(first, questions[0], block);
        return Bits.CountBoth(one, questions.Length == 1 ? one : Choose(next, questions[1], block), hidden ?? FriendBlock.Nobody);
    }

    /// <summary>Who of a block is in the segment: one bit a friend, good until the next call.</summary>
    public ReadOnlySpan<ulong> Members(FriendBlock block)
    {
        var members = first.AsSpan();
        if (questions.Length == 0) members.Clear();
        else Choose(members, questions[0], block).CopyTo(members);
        foreach (var question in questions.AsSpan(Math.Min(1, questions.Length))) Bits.And(members, Choose(next, question, block));
        if (chosen.WithUnanswered && block.Page(Slots.Unanswered) is { } silent) Bits.Or(members, silent);
        if (!chosen.IsEmergency && block.Page(Slots.EmergencyOnly) is { } onlyEmergencies) Bits.Except(members, onlyEmergencies);
        return members;
    }

    /// <summary>Any of the options is enough.</summary>
    /// <returns>A page of the block itself, or the given room.</returns>
    private ReadOnlySpan<ulong> Choose(Span<ulong> room, QuestionPlan question, FriendBlock block)
    {
        var alarmed = question.TakesEmergencyOnly ? block.Page(Slots.EmergencyOnly) : null;
        if (question.Answers is { } answers && block.Column(question.Column) is { } column)
        {
            answers.Fill(room, column);
            if (alarmed is not null) Bits.Or(room, alarmed);
            return room;
        }

        var count = 0;
        foreach (var slot in question.Pages)
        {
            if (block.Page(slot) is { } page) found[count++] = page;
        }

        if (alarmed is not null) found[count++] = alarmed;
        if (count == 0) return FriendBlock.Nobody;
        if (count == 1) return found[0];
        Bits.Any(room, found.AsSpan(0, count));
        return room;
    }

    private static int Count(PairPlan pair, FriendBlock block)
    {
        if (block.Pairs(pair.Slot) is not { } counts) return 0;

        var count = 0;
        foreach (var answer in pair.Answers) count += counts[answer];
        return count;
    }

    /// <returns>Null where the rule asks for anything else than what <see cref="OptionPairs"/> counts.</returns>
    private static PairPlan? Pair(ChosenOptions chosen, OptionLayout layout)
    {
        if (chosen.WithUnanswered || chosen.IsEmergency || chosen.Questions is not [var one, var other]) return null;

        var (answers, options) = one.Numbers.Count == 1 && layout.CodeOf(one.Numbers[0]) is null ? (other, one) : (one, other);
        if (options.Numbers is not [var option] || layout.CodeOf(option) is not null || !layout.FindPage(option, out var slot)) return null;
        var codes = answers.Numbers.Distinct().Select(layout.CodeOf).ToList();
        return codes.TrueForAll(code => code is { Column: 0 }) ? new PairPlan([.. codes.Select(code => code!.Value.Value)], slot) : null;
    }

    private static QuestionPlan Plan(ChosenOptions.OfQuestion question, bool isEmergency, OptionLayout layout)
    {
        int[] pages = [.. question.Numbers.Where(layout.SlotOf.ContainsKey).Select(number => layout.SlotOf[number])];
        List<OptionCode> codes = [.. question.Numbers.Select(layout.CodeOf).OfType<OptionCode>()];
        var hasColumn = pages.Length > AnswerColumn.PagesAreQuickerUpTo && codes.Count == question.Numbers.Count && codes.DistinctBy(code => code.Column).Count() == 1;
        return new QuestionPlan(
            pages,
            hasColumn ? codes[0].Column : -1,
            hasColumn ? new AnswerColumn(codes.Select(code => code.Value)) : null,
            // In an emergency he has chosen every topic; an empty question stays nobody.
            isEmergency && !question.IsSingle && question.Numbers.Count > 0);
    }
}
