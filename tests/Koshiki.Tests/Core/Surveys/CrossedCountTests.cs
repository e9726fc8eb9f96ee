using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Koshiki.Core.Organizations;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Counting;
using static Koshiki.Tests.Core.Surveys.Sheets;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>The statistics of any questionnaire, and of any part of the offices, against plain calculations that share no code with them.</summary>
public sealed class CrossedCountTests
{
    [Fact]
    public void I4_bases_and_exclusions_of_any_questionnaire_equal_a_plain_calculation()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var (questionnaire, plain) = AnyQuestionnaire(random);
            var offices = Enumerable.Range(0, random.Next(1, 25)).Select(_ => plain.ToDictionary(one => one.Key, one => AnyAnswer(one, random))).ToList();
            var form = AnswerForm.Of(questionnaire);
            var count = new SurveyCount(form);
            foreach (var office in offices) count.Add(Tally.Of(SheetOf(form, office)));

            return count.Fields.All(field => Written(field) == Plain(field.Field.Key, plain, offices));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void I4_figures_crossed_by_an_attribute_equal_the_count_of_those_offices_alone()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var questionnaire = Of(Single("Q1", "", "1", "2", "3"), Multiple("Q2", "", "1", "2", "3"), Number("Q3", "Q1 = 1"));
            var form = AnswerForm.Of(questionnaire);
            var offices = Enumerable.Range(0, random.Next(1, 25)).Select(at =>
            {
                Dictionary<string, string[]> given = new()
                {
                    ["Q1"] = random.Next(5) == 0 ? [] : [$"{random.Next(1, 4)}"],
                    ["Q2"] = [.. Enumerable.Range(1, 3).Where(_ => random.Next(2) == 0).Select(option => $"{option}")],
                    ["Q3"] = [$"{random.Next(20)}"],
                };
                return (Department: $"部{random.Next(3)}", Given: given, Response: new CountedResponse(SurveyResponseId.New(), $"{at}", $"課{at}", "市長部局", "", OfficeKind.Municipal, Tally.Of(SheetOf(form, given))));
            }).ToList();
            var responses = offices.ConvertAll(one => one.Response with { Department = one.Department });

            var byDepartment = CountedResponses.Cross(form, SurveyAttribute.Of(form).First(one => one.Key == "department"), responses);
            var byChoice = CountedResponses.Cross(form, SurveyAttribute.Of(form).First(one => one.Key == "Q2"), responses);

            return byDepartment.All(value => Same(value.Count, offices.Where(one => one.Department == value.Key)))
                && byDepartment.Count == offices.Select(one => one.Department).Distinct().Count()
                && byChoice.All(value => Same(value.Count, offices.Where(one => value.Key == SurveyAttribute.NotGiven ? one.Given["Q2"].Length == 0 : one.Given["Q2"].Contains(value.Key))));

            bool Same(SurveyCount count, IEnumerable<(string Department, Dictionary<string, string[]> Given, CountedResponse Response)> of)
            {
                var these = of.ToList();
                var asked = these.Where(one => one.Given["Q1"] is ["1"]).ToList();
                return count.Offices == these.Count
                    && count.Fields[0].Counts.SequenceEqual(new[] { "1", "2", "3" }.Select(option => these.Count(one => one.Given["Q1"].Contains(option))))
                    && count.Fields[1].Counts.SequenceEqual(new[] { "1", "2", "3" }.Select(option => these.Count(one => one.Given["Q2"].Contains(option))))
                    && count.Fields[2].Base == asked.Count && (count.Fields[2].Numbers?.Sum ?? 0) == asked.Sum(one => int.Parse(one.Given["Q3"][0], CultureInfo.InvariantCulture));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void I4_shares_of_one_choice_equal_a_plain_largest_remainder()
    {
        Prop.ForAll(Gen.Choose(0, 60).ArrayOf().Where(counts => counts.Length > 1 && counts.Sum() > 0).ToArbitrary(), counts =>
        {
            // As by hand: cut off, then one after the other to the largest remainder that is left, to the larger count, to the earlier line.
            var whole = counts.Sum();
            var shares = counts.Select(count => 100 * count / whole).ToArray();
            var rest = counts.Select(count => 100 * count % whole).ToArray();
            while (shares.Sum() < 100)
            {
                var best = 0;
                for (var at = 1; at < counts.Length; at++)
                {
                    if (rest[at] > rest[best] || (rest[at] == rest[best] && counts[at] > counts[best])) best = at;
                }

                shares[best]++;
                rest[best] = -1;
            }

            return Counted(counts, QuestionKind.Single).Shares!.SequenceEqual(shares.Select(share => (decimal)share));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void I4_shares_with_one_digit_are_rounded_half_up_each()
    {
        Prop.ForAll(Gen.Choose(0, 60).ArrayOf().Where(counts => counts.Length > 1 && counts.Sum() > 0).ToArbitrary(), counts =>
        {
            // In whole numbers: twice the count times 1,000, plus the base, over twice the base, cut off, is tenths of a percent.
            var field = Counted(counts, QuestionKind.Single);
            return counts.Zip(field.HalfUp(1)!).All(pair => ((2 * 1000 * pair.First) + field.Base) / (2 * field.Base) == (int)(pair.Second * 10));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(new[] { 35, 23 }, "回答した58所属のうち、「選択肢o0」が35所属（60％）で、最も多くなっています。")]
    [InlineData(new[] { 1, 1, 1 }, "回答した3所属のうち、「選択肢o0」、「選択肢o1」、「選択肢o2」がそれぞれ1所属（34％、33％）で、最も多くなっています。")]
    [InlineData(new[] { 1, 1, 1, 1 }, "回答した4所属のうち、4の選択肢がそれぞれ1所属で、最も多くなっています。")]
    [InlineData(new[] { 0, 0 }, "")]
    public void I4_the_sentence_above_a_table_is_made_of_its_numbers(int[] counts, string sentence)
    {
        var field = Counted(counts, QuestionKind.Single);
        var lines = field.Field.Options.Select((option, at) => new OptionLine(option.Key, option.Label, counts[at], field.Shares?[at], null, []));

        Assert.Equal(sentence, new FieldTable(field, false, [.. lines], [], []).Sentence);
    }

    [Fact]
    public void I4_the_note_below_a_table_says_how_its_shares_were_rounded()
    {
        string Note(QuestionKind kind, bool halfUp) => new FieldTable(Counted([1, 2], kind), halfUp, [], [], []).Note;

        Assert.Equal(FieldTable.SingleNote, Note(QuestionKind.Single, false));
        Assert.Equal(FieldTable.HalfUpNote, Note(QuestionKind.Single, true));
        Assert.Equal(FieldTable.MultipleNote, Note(QuestionKind.Multiple, false));
        Assert.Equal("いくつでも選べる設問のため、割合の合計は100になりません。", Note(QuestionKind.Multiple, true));
    }

    private static FieldCount Counted(int[] counts, QuestionKind kind)
    {
        var question = Single("Q1", "", [.. counts.Select((_, at) => $"o{at}")]) with { Kind = kind };
        return new FieldCount(AnswerForm.Of(Of(question)).Fields[0], counts.Sum(), 0, 0, 0, 0, counts, null);
    }

    private static AnswerSheet SheetOf(AnswerForm form, Dictionary<string, string[]> given) => AnswerSheet.Of(form, given.ToDictionary(one => one.Key, one => (IReadOnlyList<string>)one.Value, StringComparer.Ordinal));

    /// <summary>What a plain reader needs of a question: when it is asked, and whether it may be said not to apply.</summary>
    private sealed record PlainQuestion(string Key, QuestionKind Kind, string? After, string? Value, bool MayNotApply);

    private static (Questionnaire Questionnaire, List<PlainQuestion> Plain) AnyQuestionnaire(Random random)
    {
        var plain = new List<PlainQuestion>();
        var questions = new List<Question>();
        for (var number = 1; number <= random.Next(2, 9); number++)
        {
            var before = plain.Where(one => one.Kind is QuestionKind.Single or QuestionKind.Multiple).ToList();
            var after = before.Count > 0 && random.Next(2) == 0 ? before[random.Next(before.Count)] : null;
            var one = new PlainQuestion($"Q{number}", (QuestionKind)random.Next(4), after?.Key, after is null ? null : $"{random.Next(1, 4)}", random.Next(3) == 0);
            plain.Add(one);
            questions.Add(new Question
            {
                Key = one.Key, Kind = one.Kind, Label = one.Key, MayNotApply = one.MayNotApply, ShowIf = one.After is null ? "" : $"{one.After} = {one.Value}",
                Options = one.Kind is QuestionKind.Single or QuestionKind.Multiple ? [.. Enumerable.Range(1, 3).Select(option => new AnswerOption($"{option}", $"選択肢{option}"))] : [],
            });
        }

        return (Of([.. questions]), plain);
    }

    private static string[] AnyAnswer(PlainQuestion question, Random random) => random.Next(6) switch
    {
        0 => [],
        1 when question.MayNotApply => ["-"],
        _ => question.Kind switch
        {
            QuestionKind.Single => [$"{random.Next(1, 4)}"],
            QuestionKind.Multiple => [.. Enumerable.Range(1, 3).Where(_ => random.Next(2) == 0).Select(option => $"{option}")],
            QuestionKind.Number => [$"{random.Next(50)}"],
            _ => ["ことば"],
        },
    };

    private static string Written(FieldCount field) =>
        $"{field.Base} {field.NoAnswer} {field.NotApplicable} {field.NotAsked} {field.Superseded} | {string.Join(' ', field.Counts)} | {field.Numbers?.Sum.ToString(CultureInfo.InvariantCulture) ?? "0"}";

    private static string Plain(string key, List<PlainQuestion> questions, List<Dictionary<string, string[]>> offices)
    {
        var question = questions.Single(one => one.Key == key);
        var counts = new int[question.Kind is QuestionKind.Single or QuestionKind.Multiple ? 3 : 0];
        var (given, none, notApplicable, notAsked, superseded, sum) = (0, 0, 0, 0, 0, 0);
        foreach (var office in offices)
        {
            var values = office[key];
            if (!IsAsked(question, office)) { if (values is [] or ["-"]) notAsked++; else superseded++; }
            else if (values is ["-"]) notApplicable++;
            else if (values is []) none++;
            else
            {
                given++;
                for (var at = 0; at < counts.Length; at++) counts[at] += values.Contains($"{at + 1}") ? 1 : 0;
                if (question.Kind is QuestionKind.Number) sum += int.Parse(values[0], CultureInfo.InvariantCulture);
            }
        }

        return $"{given} {none} {notApplicable} {notAsked} {superseded} | {string.Join(' ', counts)} | {sum}";

        bool IsAsked(PlainQuestion asked, Dictionary<string, string[]> office) =>
            asked.After is null || (IsAsked(questions.Single(one => one.Key == asked.After), office) && office[asked.After].Contains(asked.Value));
    }
}
