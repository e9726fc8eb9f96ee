namespace Koshiki.Edge.Segments;

/// <summary>A segment rule made ready for one snapshot's pages: what a segment means stands here. ARCHITECTURE 3.3.</summary>
internal sealed class SegmentPlan
{
    private readonly ChosenOptions chosen;
    private readonly QuestionPlan[] questions;
    private readonly ulong[] scratch;

    /// <param name="Pages">The options that have a page.</param>
    /// <param name="Formulas">The answers that are numbers, by question.</param>
    /// <param name="TakesEmergencyOnly">Who wants emergencies alone counts as having chosen.</param>
    private sealed record QuestionPlan(int[] Pages, AnswerFormula[] Formulas, bool TakesEmergencyOnly);

    public SegmentPlan(ChosenOptions chosen, OptionLayout layout)
    {
        this.chosen = chosen;
        questions = [.. chosen.Questions.Select(question => new QuestionPlan(
            [.. question.Numbers.Where(layout.SlotOf.ContainsKey).Select(number => layout.SlotOf[number])],
            [.. question.Numbers
                .Select(layout.CodeOf).OfType<OptionCode>()
                .GroupBy(code => code.Question, code => code.Value)
                .Select(codes => new AnswerFormula(layout.Coded[codes.Key], codes.ToHashSet()))],
            // In an emergency he has chosen every topic; an empty question stays nobody.
            chosen.IsEmergency && !question.IsSingle && question.Numbers.Count > 0))];
        scratch = new ulong[questions.SelectMany(question => question.Formulas).Select(formula => formula.ScratchWords).DefaultIfEmpty(2 * FriendBlock.Words).Max()];
        AnswerFormula.Prepare(scratch);
    }

    /// <summary>Finds who of a block is in the segment. One thread at a time.</summary>
    /// <param name="members">Takes one bit a friend; <see cref="FriendBlock.Words"/> words.</param>
    public void Fill(Span<ulong> members, FriendBlock block)
    {
        if (questions.Length == 0) members.Clear();
        else Choose(members, questions[0], block);

        Span<ulong> fitting = stackalloc ulong[FriendBlock.Words];
        for (var i = 1; i < questions.Length; i++)
        {
            Choose(fitting, questions[i], block);
            Bits.And(members, fitting);
        }

        if (chosen.WithUnanswered && block.Page(Slots.Unanswered) is { } silent) Bits.Or(members, silent);
        if (!chosen.IsEmergency && block.Page(Slots.EmergencyOnly) is { } onlyEmergencies) Bits.Except(members, onlyEmergencies);
    }

    /// <summary>Any of the options is enough.</summary>
    private void Choose(Span<ulong> fitting, QuestionPlan question, FriendBlock block)
    {
        fitting.Clear();
        foreach (var slot in question.Pages)
        {
            if (block.Page(slot) is { } chose) Bits.Or(fitting, chose);
        }

        foreach (var formula in question.Formulas) Bits.Or(fitting, formula.Run(block, scratch));
        if (question.TakesEmergencyOnly && block.Page(Slots.EmergencyOnly) is { } alarmed) Bits.Or(fitting, alarmed);
    }
}
