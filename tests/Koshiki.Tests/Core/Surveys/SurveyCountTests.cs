using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Counting;
using static Koshiki.Tests.Core.Surveys.Sheets;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>The statistics against a plain calculation that shares no code with them: it knows the skips of the survey by heart.</summary>
public sealed class SurveyCountTests
{
    [Fact]
    public void I4_counts_bases_and_reasons_equal_a_plain_calculation_for_any_answers()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var offices = Offices(new Random(seed));
            var form = AnswerForm.Of(Niiza);
            var count = new SurveyCount(form);
            foreach (var office in offices) count.Add(Tally.Of(AnswerSheet.Of(form, office.ToDictionary(one => one.Key, one => (IReadOnlyList<string>)one.Value))));

            return count.Fields.Where(field => field.Field.Detail is null).All(field => Plain(field.Field, offices) == Written(field));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void I4_shares_of_one_choice_make_up_100_and_miss_the_exact_share_by_less_than_one()
    {
        Prop.ForAll(Gen.Choose(0, 60).ArrayOf().Where(counts => counts.Length > 1 && counts.Sum() > 0).ToArbitrary(), counts =>
        {
            var field = Counted(counts, QuestionKind.Single);
            return field.Shares!.Sum() == 100 && counts.Zip(field.Shares!).All(pair => Math.Abs((100m * pair.First / counts.Sum()) - pair.Second) < 1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void I4_shares_of_several_choices_are_rounded_half_up_each()
    {
        Prop.ForAll(Gen.Choose(0, 60).ArrayOf().Where(counts => counts.Length > 1 && counts.Sum() > 0).ToArbitrary(), counts =>
        {
            var field = Counted(counts, QuestionKind.Multiple);
            // In whole numbers: twice the count times 100, plus the base, over twice the base, cut off.
            return counts.Zip(field.Shares!).All(pair => ((2 * 100 * pair.First) + field.Base) / (2 * field.Base) == (int)pair.Second);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void I4_nobody_answered_is_no_share_and_no_accident()
    {
        var count = new SurveyCount(AnswerForm.Of(Of(Single("Q1"), Number("Q2"))));
        count.Add(Tally.Of(Answer(Of(Single("Q1"), Number("Q2")))));

        Assert.Equal([(0, 1, true, true), (0, 1, true, true)], count.Fields.Select(field => (field.Base, field.NoAnswer, field.Shares is null, field.Numbers is null)));
    }

    [Fact]
    public void I4_numbers_have_sum_mean_median_and_ends()
    {
        var questionnaire = Of(Number("Q1"));
        var count = new SurveyCount(AnswerForm.Of(questionnaire));
        foreach (var number in new[] { "3", "10.25", "4", "0" }) count.Add(Tally.Of(Answer(questionnaire, ("Q1", number))));

        var numbers = count.Fields[0].Numbers!;

        Assert.Equal(new NumberSummary(17.25m, 0m, 10.25m, 3.5m), numbers);
        Assert.Equal(4.3m, numbers.MeanOf(4));
    }

    [Fact]
    public void I4_a_question_of_sixty_four_options_is_counted_to_the_last()
    {
        var options = Enumerable.Range(1, 64).Select(number => number.ToString(CultureInfo.InvariantCulture)).ToArray();
        var questionnaire = Of(Multiple("Q1", "", options), Single("Q2", "", options));
        var count = new SurveyCount(AnswerForm.Of(questionnaire));
        count.Add(Tally.Of(Answer(questionnaire, ("Q1", "1 64"), ("Q2", "64"))));

        Assert.Equal([1, 1], [count.Fields[0].Counts[0], count.Fields[0].Counts[63]]);
        Assert.Equal((1, 2, 1), (count.Fields[1].Counts[63], count.Fields[0].Counts.Sum(), count.Fields[0].Base));
    }

    private static FieldCount Counted(int[] counts, QuestionKind kind)
    {
        var question = Single("Q1", "", [.. counts.Select((_, at) => $"o{at}")]) with { Kind = kind };
        return new FieldCount(AnswerForm.Of(Of(question)).Fields[0], counts.Sum(), 0, 0, 0, 0, counts, null);
    }

    /// <summary>Offices that answer at random, also what they are not asked, as when somebody changes his mind.</summary>
    private static List<Dictionary<string, string[]>> Offices(Random random)
    {
        var offices = new List<Dictionary<string, string[]>>();
        for (var office = random.Next(1, 30); office > 0; office--)
        {
            var answers = new Dictionary<string, string[]>();
            foreach (var field in AnswerForm.Of(Niiza).Fields.Where(_ => random.Next(6) > 0))
            {
                answers[field.Key] = field.Kind switch
                {
                    AnswerKind.Choice => [field.Options[random.Next(field.Options.Count)].Key],
                    AnswerKind.Choices => [.. field.Options.Where(_ => random.Next(3) == 0).Select(option => option.Key)],
                    AnswerKind.Number => [random.Next(40).ToString(CultureInfo.InvariantCulture)],
                    _ => ["ことば"],
                };
            }

            offices.Add(answers);
        }

        return offices;
    }

    private static string Written(FieldCount field) =>
        $"{field.Given} {field.NoAnswer} {field.NotAsked + field.Superseded} {field.Superseded} | {string.Join(' ', field.Counts)} | {field.Numbers?.Sum.ToString(CultureInfo.InvariantCulture) ?? "0"}";

    private static string Plain(AnswerField field, List<Dictionary<string, string[]>> offices)
    {
        var (given, none, skipped, kept, counts, sum) = (0, 0, 0, 0, new int[field.Options.Count], 0);
        foreach (var office in offices)
        {
            var values = office.GetValueOrDefault(field.Key) ?? [];
            if (!IsAsked(field.Question.Key, office))
            {
                skipped++;
                if (values.Length > 0) kept++;
            }
            else if (values.Length == 0)
            {
                none++;
            }
            else
            {
                given++;
                for (var at = 0; at < counts.Length; at++) counts[at] += values.Contains(field.Options[at].Key) ? 1 : 0;
                if (field.Kind is AnswerKind.Number) sum += int.Parse(values[0], CultureInfo.InvariantCulture);
            }
        }

        return $"{given} {none} {skipped} {kept} | {string.Join(' ', counts)} | {sum}";
    }

    /// <summary>The skips as the published survey prints them.</summary>
    private static bool IsAsked(string question, Dictionary<string, string[]> office)
    {
        var number = int.Parse(question[1..], CultureInfo.InvariantCulture);
        var (posted, silent) = (Says("Q1", "1"), Says("Q1", "2"));
        var line = posted && Says("Q2.line", "1", "2", "3", "4");
        var threeChannels = line || (posted && (Says("Q2.x", "1", "2", "3", "4") || Says("Q2.facebook", "1", "2", "3", "4")));
        return number switch
        {
            1 or >= 19 => true,
            4 or 5 => threeChannels,
            6 or 7 => line && threeChannels && Says("Q4", "1"),
            >= 2 and <= 15 => posted,
            17 => silent && Says("Q16", "1", "2", "3", "4"),
            _ => silent,
        };

        bool Says(string field, params string[] values) => office.TryGetValue(field, out var given) && given.Any(values.Contains);
    }
}
