using Koshiki.Core.Surveys;
using Koshiki.Foundation;
using static Koshiki.Tests.Core.Surveys.Sheets;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>What becomes of answers: what is asked, what is skipped, what no longer counts, what breaks a rule.</summary>
public sealed class AnswerSheetTests
{
    [Fact]
    public void I1_each_cell_says_why_it_is_empty()
    {
        var sheet = Answer(Of(Single("Q1"), Text("Q2", "Q1 = 1"), Text("Q3", "Q1 = 2"), Number("Q4") with { MayNotApply = true }, Single("Q5")), ("Q1", "1"), ("Q4", "-"));

        Assert.Equal(
            [AnswerState.Given, AnswerState.NoAnswer, AnswerState.NotAsked, AnswerState.NotApplicable, AnswerState.NoAnswer],
            new[] { "Q1", "Q2", "Q3", "Q4", "Q5" }.Select(key => sheet[key].State));
    }

    [Fact]
    public void I1_an_answer_that_a_changed_branch_hides_is_kept_and_comes_back()
    {
        var questionnaire = Of(Single("Q1"), Multiple("Q2", "Q1 = 1") with { Details = [new("other", "その他", ["2"], true, [])] }, Single("Q3", "Q2 = 2"));

        var changed = Answer(questionnaire, ("Q1", "2"), ("Q2", "1 2"), ("Q2.other", "説明"), ("Q3", "1"));
        var back = AnswerSheet.Of(changed.Form, changed.Cells.ToDictionary(cell => cell.Key, cell => cell.Key == "Q1" ? ["1"] : cell.Value.Values));

        Assert.All(["Q2", "Q2.other", "Q3"], key => Assert.Equal(AnswerState.Superseded, changed[key].State));
        Assert.Equal(["1", "2"], changed["Q2"].Values);
        Assert.All(["Q2", "Q2.other", "Q3"], key => Assert.Equal(AnswerState.Given, back[key].State));
    }

    [Fact]
    public void I1_a_box_for_details_opens_by_what_is_chosen()
    {
        var niiza = Answer(Niiza, ("Q1", "1"), ("Q3", "1 5"), ("Q5", "4"));

        Assert.Equal((AnswerState.NoAnswer, AnswerState.NotAsked, AnswerState.NotAsked), (niiza["Q3.other"].State, niiza["Q5.reason"].State, niiza["Q9.effect"].State));
        Assert.Equal(AnswerState.NotAsked, niiza["Q5.how"].State);
    }

    [Fact]
    public void I2_a_number_above_the_number_of_those_who_answered_is_a_fault_at_its_cell()
    {
        var sheet = Answer(Niiza, ("Q1", "2"), ("Q23.respondents", "12"), ("Q23.line", "13"), ("Q23.x", "12"));

        var broken = AnswerRules.Broken(sheet, Niiza.Questions);

        Assert.Equal([new Fault("Q23.line", "LINEの人数が、答えた人数より多くなっています。どちらかを直してください。")], broken);
    }

    [Fact]
    public void I2_who_posted_used_one_channel_at_least()
    {
        (string, string)[] unused = [("Q1", "1"), ("Q2.line", "5"), ("Q2.x", "5"), ("Q2.facebook", "5"), ("Q2.youtube", "5")];

        Assert.Single(AnswerRules.Broken(Answer(Niiza, unused), Niiza.Questions));
        Assert.Empty(AnswerRules.Broken(Answer(Niiza, [.. unused[..4], ("Q2.youtube", "1")]), Niiza.Questions));
        Assert.Empty(AnswerRules.Broken(Answer(Niiza, unused[..3]), Niiza.Questions));
    }

    [Fact]
    public void I3_only_what_is_asked_and_required_keeps_from_submitting()
    {
        var lacking = AnswerRules.Lacking(Answer(Niiza, ("Q1", "2"), ("Q16", "5"), ("Q18", "3"), ("Q19", "1")));

        Assert.Equal(["Q19.doing", "Q21"], lacking.Select(fault => fault.Field));
    }

    [Theory]
    [InlineData("１，２３４", "1234")]
    [InlineData(" 12人", "12人")]
    [InlineData("0012.50", "12.5")]
    [InlineData("－3", "-3")]
    public void I2_full_width_numbers_are_stored_in_half_width(string typed, string stored)
    {
        var field = AnswerForm.Of(Of(Number("Q1"))).Fields[0];

        Assert.Equal([stored], AnswerRules.Normalise(field, [typed]));
    }

    [Theory]
    [InlineData("Q1", "3", "「3」という選択肢はありません。1、2から選んでください。")]
    [InlineData("Q2", "12人", "「12人」を数として読み取れません。半角か全角の数字で入力してください（例：0）。")]
    [InlineData("Q2", "-1", "0以上の数を入力してください。")]
    [InlineData("Q2", "1e5", "「1e5」を数として読み取れません。半角か全角の数字で入力してください（例：0）。")]
    [InlineData("Q2", "99999999999999999999999999999999", "「99999999999999999999999999999999」を数として読み取れません。半角か全角の数字で入力してください（例：0）。")]
    public void I2_an_answer_outside_its_choices_is_refused_with_what_to_do(string field, string value, string sentence)
    {
        Assert.Equal(sentence, AnswerRules.Unacceptable(AnswerForm.Of(Of(Single("Q1"), Number("Q2"))).Field(field)!, [value]));
    }

    [Fact]
    public void I3_the_moves_of_an_answer_are_those_of_the_table()
    {
        var moves =
            from status in Enum.GetValues<ResponseStatus>()
            from action in Enum.GetValues<ResponseAction>()
            let next = ResponseFlow.Next(status, action)
            where next.Succeeded
            select $"{status} {action} {next.Value}";

        Assert.Equal(
            [
                "NotStarted Save InProgress",
                "InProgress Save InProgress", "InProgress AskHead AwaitingHead", "InProgress Submit Submitted",
                "AwaitingHead TakeBack InProgress", "AwaitingHead HeadReturns Returned", "AwaitingHead Submit Submitted",
                "Submitted Return Returned",
                "Returned Save Returned", "Returned AskHead AwaitingHead", "Returned Submit Submitted",
            ],
            moves);
    }
}
