using Koshiki.Core.Publishing;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;

namespace Koshiki.Tests.Core.Publishing.Segments;

public sealed class QuestionnaireTests
{
    [Fact]
    public void F1_the_built_in_questionnaire_asks_for_the_district_and_the_fourteen_topics()
    {
        var questions = BuiltInQuestionnaire.Questions;

        Assert.Equal([("district", true, 0), ("topic", false, 14)], questions.Select(q => (q.Key, q.IsSingle, q.Options.Count)));
        Assert.Equal(14, questions[1].Options.Select(o => o.Number).Distinct().Count());
        Assert.All(questions[1].Options, o => Assert.False(string.IsNullOrEmpty(o.Example) || string.IsNullOrEmpty(o.Frequency)));
    }

    [Fact]
    public void F1_added_options_get_numbers_that_were_never_used()
    {
        var edition = QuestionnaireEdition.First("A001");
        Option[] ever = [new(200, "topic-200", "以前の種類", null, null, IsRetired: true)];

        Assert.True(edition.Add("district", OptionWords.Read("北部｜山の手です\n南部"), ever).Succeeded);

        Assert.Equal([(201, "district-201", "北部", "山の手です"), (202, "district-202", "南部", null)], edition.Questions[0].Options.Select(o => ((int)o.Number, o.Key, o.Label, o.Example)));
    }

    [Fact]
    public void F1_a_published_edition_does_not_change_and_the_next_one_keeps_numbers_and_keys()
    {
        var edition = QuestionnaireEdition.First("A001");
        Assert.True(edition.Publish(Sample.Takahashi.AsDecider, Sample.MondayNine).Succeeded);

        var refused = edition.Change(107, new OptionWords("子ども", null, null), retire: false);
        var next = edition.Next();
        var changed = next.Change(107, new OptionWords("子ども", null, null), retire: true);

        Assert.Equal(new QuestionnaireIsPublished(), refused.Refusal);
        Assert.True(changed.Succeeded);
        Assert.Equal((2, true), (next.Number, next.IsDraft));
        Assert.Equal(new Option(107, "child-raising", "子ども", null, null, IsRetired: true), next.Questions[1].Options.Single(o => o.Number == 107));
        Assert.Equal("子育て", edition.Questions[1].Options.Single(o => o.Number == 107).Label);
    }

    [Theory]
    [InlineData("", "名前が入力されていません。")]
    [InlineData("子育て", "「子育て」はすでにあります。")]
    [InlineData("12345678901234567890123456789012345678901", "長すぎます。")]
    public void F1_a_label_that_residents_could_not_use_is_refused(string label, string sentence)
    {
        var edition = QuestionnaireEdition.First("A001");

        var changed = edition.Change(101, new OptionWords(label, null, null), retire: false);

        Assert.Contains(sentence, Assert.Single(changed.Refusal!.Faults).Sentence, StringComparison.Ordinal);
    }
}
