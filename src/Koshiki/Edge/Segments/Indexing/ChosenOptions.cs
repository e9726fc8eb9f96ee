using Koshiki.Exchange;
using Koshiki.Foundation;

namespace Koshiki.Edge.Segments.Indexing;

/// <summary>A segment rule in the option numbers under which friends' choices are stored.</summary>
/// <param name="Questions">A friend has to fit each of them; none is nobody.</param>
internal sealed record ChosenOptions(IReadOnlyList<ChosenOptions.OfQuestion> Questions, bool WithUnanswered, bool IsEmergency)
{
    /// <param name="IsSingle">True where one option at most could be chosen; such a question is no topic, and "emergencies alone" does not answer it.</param>
    internal sealed record OfQuestion(IReadOnlyList<short> Numbers, bool IsSingle);

    /// <returns>The numbers, or <see cref="OptionNotOffered"/> for the first option that the questionnaire does not offer now.</returns>
    public static Result<ChosenOptions> Of(SegmentRule rule, Questionnaire? questionnaire)
    {
        var questions = new List<OfQuestion>(rule.Questions.Count);
        foreach (var wanted in rule.Questions)
        {
            var asked = questionnaire?.Questions.FirstOrDefault(q => q.Key == wanted.Question);
            var numbers = new List<short>(wanted.Options.Count);
            foreach (var key in wanted.Options)
            {
                if (asked?.Options.FirstOrDefault(o => o.Key == key && !o.IsRetired) is not { } option) return new OptionNotOffered($"{wanted.Question}/{key}");
                numbers.Add(option.Number);
            }

            questions.Add(new OfQuestion(numbers, asked?.IsSingle ?? false));
        }

        return new ChosenOptions(questions, rule.WithUnanswered, rule.IsEmergency);
    }
}
