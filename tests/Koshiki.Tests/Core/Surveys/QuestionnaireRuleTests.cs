using System.Text;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Designing;
using Koshiki.Tests.Fixtures;
using static Koshiki.Tests.Core.Surveys.Sheets;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>Questionnaires as data: what can be written, and what is refused at which place.</summary>
public sealed class QuestionnaireRuleTests
{
    [Fact]
    public void I1_the_survey_that_ships_has_23_questions_and_its_skips()
    {
        var paths = QuestionnairePaths.Of(Niiza);

        Assert.Equal(Enumerable.Range(1, 23).Select(number => $"Q{number}"), Niiza.Questions.Select(question => question.Key));
        Assert.True(paths.IsWhole);
        Assert.Equal(
            [
                "Q1 Q16 Q17 Q18 Q19 Q20 Q21 Q22 Q23",
                "Q1 Q16 Q18 Q19 Q20 Q21 Q22 Q23",
                "Q1 Q2 Q3 Q4 Q5 Q6 Q7 Q8 Q9 Q10 Q11 Q12 Q13 Q14 Q15 Q19 Q20 Q21 Q22 Q23",
                "Q1 Q2 Q3 Q4 Q5 Q8 Q9 Q10 Q11 Q12 Q13 Q14 Q15 Q19 Q20 Q21 Q22 Q23",
                "Q1 Q2 Q3 Q8 Q9 Q10 Q11 Q12 Q13 Q14 Q15 Q19 Q20 Q21 Q22 Q23",
            ],
            paths.All.Select(path => string.Join(' ', path.Questions)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void I1_a_condition_names_a_later_question_an_unknown_one_or_none_that_can_be_compared()
    {
        var faults = FaultsOf(Of(Single("Q1", "Q3 = 1"), Single("Q2", "Q9 = 1"), Number("Q3", "Q1 = 7"), Single("Q4", "Q3 = 1"), Single("Q5", "Q1 >= 1"), Single("Q6", "Q1 == 2"))).ToList();

        Assert.Equal(
            [
                "Q1 showIf: Q3の条件をたどるとQ1に戻り、どちらも決まりません。どちらかの条件を消してください。",
                "Q1 showIf: Q3は選ぶ設問ではありません。「Q3 >= 1」のように数と比べてください。",
                "Q2 showIf: 「Q9」という設問はありません。番号を確かめてください。",
                "Q3 showIf: Q1に選択肢「7」はありません。1、2から選んでください。",
                "Q4 showIf: Q3は選ぶ設問ではありません。「Q3 >= 1」のように数と比べてください。",
                "Q5 showIf: Q1は数の設問ではありません。「Q1 = 1」のように選択肢の番号で書いてください。",
                "Q6 showIf: 「Q1 == 2」　条件の5文字目：選択肢の番号か数を書いてください。",
            ],
            faults);
    }

    [Fact]
    public void I1_a_later_question_that_does_not_lead_back_is_only_too_late()
    {
        var faults = FaultsOf(Of(Single("Q1", "Q2 = 1"), Single("Q2")));

        Assert.Equal(["Q1 showIf: Q2はQ1より後で質問します。前の設問だけを条件にするか、設問の順を変えてください。"], faults);
    }

    [Fact]
    public void I1_what_nobody_can_reach_or_choose_is_told()
    {
        var third = Single("Q3", "Q1 = 1 and Q2 = 2");
        var fourth = Single("Q4") with { Options = [new("1", "はい"), new("2", "いいえ"), new("3", "どちらも", "Q1 = 1 and Q1 = 2")] };

        var faults = FaultsOf(Of(Single("Q1"), Single("Q2", "Q1 = 2"), third, fourth));

        Assert.Equal(
            [
                "Q3 showIf: Q3に進む回答の組合せがありません。この設問か節の条件を直すか、設問を消してください。",
                "Q4 options: 選択肢「3」を選べる回答の組合せがありません。選択肢の条件か規則を直すか、選択肢を消してください。",
            ],
            faults);
    }

    [Fact]
    public void I1_codes_used_twice_and_empty_texts_are_told_together()
    {
        var faults = FaultsOf(Of(Single("Q1", "", "1", "1"), Single("Q1"), Single("Q2") with { Label = " ", Details = [new("other", "", ["5"], true, [])] }));

        Assert.Equal(
            [
                "Q1 key: 設問の番号「Q1」が2つ以上あります。別の番号にしてください。",
                "Q1 options: 選択肢の番号「1」が2つ以上あります。別の番号にしてください。",
                "Q2 label: 設問の文を入力してください。",
                "Q2 details: 記入欄「other」の文を入力してください。",
                "Q2 details: 記入欄「other」を開く選択肢「5」がありません。1、2から選んでください。",
            ],
            faults);
    }

    [Theory]
    [InlineData("Q1 = 1", "1", true)]
    [InlineData("Q1 != 1", "1", false)]
    [InlineData("not (Q1 in (2, 3)) and answered(Q1)", "1", true)]
    [InlineData("Q1 in (2, 3)", "1 3", true)]
    [InlineData("Q1 >= 10 or Q1 < 3", "2", true)]
    [InlineData("Q1 >= 10 or Q1 < 3", "5", false)]
    [InlineData("Q1 > -1", "0", true)]
    [InlineData("Q1 != 1", "", true)]
    [InlineData("answered(Q1)", "", false)]
    public void I1_a_condition_holds_or_not(string text, string answer, bool holds)
    {
        var condition = Condition.Parse(text).Value;

        var result = condition.Holds(field => field == "Q1" && answer.Length > 0 ? answer.Split(' ') : null);

        Assert.Equal(holds, result);
    }

    [Theory]
    [InlineData("Q1 =", 5)]
    [InlineData("Q1 = 1 and", 11)]
    [InlineData("(Q1 = 1", 8)]
    [InlineData("Q1 = 1 Q2 = 1", 8)]
    [InlineData("Q1 ＝ 1", 4)]
    [InlineData("= 1", 1)]
    public void I1_a_condition_that_cannot_be_read_says_at_which_letter(string text, int at)
    {
        Assert.Equal(at, Assert.IsType<NotACondition>(Condition.Parse(text).Refusal).At);
    }

    [Fact]
    public void I1_parentheses_without_end_are_refused_and_do_not_exhaust_the_stack()
    {
        Assert.IsType<NotACondition>(Condition.Parse(new string('(', 900)).Refusal);
        Assert.IsType<NotACondition>(Condition.Parse(string.Concat(Enumerable.Repeat("not ", 200)) + "Q1 = 1").Refusal);
    }

    [Fact]
    public void I1_what_is_written_out_is_read_in_the_same()
    {
        var changed = Niiza with
        {
            Note = "1行目\n2行目：「引用」",
            Sections = [.. Niiza.Sections, new QuestionSection("more", "追加", "", "Q1 = 1", [Single("Q24") with { Options = [new("1", "はい", "Q4 = 1"), new("2", "no: \"x\"")], MayNotApply = true, Evidence = true, Min = null }])],
        };

        var written = QuestionnaireFile.Write(changed);
        var read = QuestionnaireFile.Read("a.yaml", written);

        Assert.True(read.Succeeded, read.Succeeded ? "" : string.Join('\n', read.Refusal.Faults.Select(fault => fault.Sentence)));
        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(QuestionnaireFile.Write(read.Value)));
        Assert.Equal(changed.Questions.Count(), read.Value.Questions.Count());
    }

    [Fact]
    public void I1_a_file_with_faults_names_their_lines()
    {
        const string text = """
            questionnaire: 試し
            sections:
            - key: s1
              title: 節
              questions:
              - key: Q1
                kind: single
                label: 質問
                options: {1: はい, 2: いいえ}
              - key: Q2
                kind: number
                label: 数
                show-if: Q5 = 1
            """;

        var faults = QuestionnaireFile.Read("a.yaml", Encoding.UTF8.GetBytes(text)).Refusal.Faults;

        Assert.Equal(["10行目 Q2：「Q5」という設問はありません。番号を確かめてください。"], faults.Select(fault => fault.Sentence));
        Assert.Equal(["2行目：「kinds」という項目はありません。使えるのは questionnaire、note、sections、follow-ups です。"], QuestionnaireFile.Read("a.yaml", "questionnaire: a\nkinds: b\n"u8).Refusal.Faults.Take(1).Select(fault => fault.Sentence));
        Assert.Equal(2, Assert.IsType<NotAQuestionnaireFile>(QuestionnaireFile.Read("a.yaml", "questionnaire: a\nnote: \"b\nsections: []"u8).Refusal).Line);
    }

    [Fact]
    public void I1_the_layout_of_the_published_survey_is_read_with_the_same_ways_through_it()
    {
        var read = QuestionnaireFile.Read("questionnaire.yaml", Fixture.Bytes("niiza-2024/questionnaire.yaml"));

        Assert.True(read.Succeeded, read.Succeeded ? "" : string.Join('\n', read.Refusal.Faults.Select(fault => fault.Sentence)));
        Assert.Equal(Ways(Niiza), Ways(read.Value));
        Assert.Equal(AnswerForm.Of(Niiza).Fields.Select(field => field.Key), AnswerForm.Of(read.Value).Fields.Select(field => field.Key));

        static IEnumerable<string> Ways(Questionnaire questionnaire) => QuestionnairePaths.Of(questionnaire).All.Select(path => string.Join(' ', path.Questions)).Order(StringComparer.Ordinal);
    }
}
