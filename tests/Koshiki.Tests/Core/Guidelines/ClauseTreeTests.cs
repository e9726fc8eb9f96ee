using System.Text;
using Koshiki.Core.Guidelines;
using Koshiki.Core.Guidelines.Versions;
using Koshiki.Foundation;
using Koshiki.Foundation.Web.Elements;

namespace Koshiki.Tests.Core.Guidelines;

public sealed class ClauseTreeTests
{
    private static readonly ClauseTree Sample = new([Of("basics", Of("purpose"), Of("terms", Of("first"), Of("second"))), Of("use", Of("password"))]);

    [Fact]
    public void B1_numbers_follow_from_the_places_of_the_clauses() =>
        Assert.Equal(["第1", "第1の1", "第1の2", "第1の2(1)", "第1の2(2)", "第2", "第2の1"], Sample.All.Select(placed => placed.Number));

    [Fact]
    public void B1_a_moved_clause_keeps_its_key_and_the_rest_is_numbered_anew()
    {
        var up = Sample.Move("second", ClauseMove.Up).Value;
        var outward = Sample.Move("first", ClauseMove.Out).Value;
        var inward = Sample.Move("terms", ClauseMove.In).Value;

        Assert.Equal("第1の2(1)", up.Find("second")!.Number);
        Assert.Equal(["purpose", "terms", "first"], outward.Chapters[0].Clauses.Select(clause => clause.Key));
        Assert.Equal("第1の1(1)ア", inward.Find("first")!.Number);
        Assert.Equal(new CannotMoveThere(), Sample.Move("basics", ClauseMove.Up).Refusal);
        Assert.Equal(new ClauseNotFound(), Sample.Move("nothing", ClauseMove.Up).Refusal);
    }

    [Fact]
    public void B1_no_clause_stands_deeper_than_the_fifth_level()
    {
        var deep = new ClauseTree([Of("one", Of("two", Of("three", Of("four", Of("five")))), Of("six", Of("seven")))]);

        Assert.Equal(new ClauseTooDeep(), deep.Add(Of("new"), "five").Refusal);
        Assert.Equal("第1の1(1)ア(ア)", deep.Find("five")!.Number);
        Assert.Equal(new ClauseKeyTaken("six"), deep.Add(Of("six"), "one").Refusal);
    }

    [Fact]
    public void B1_the_text_shows_the_value_of_each_parameter()
    {
        var clause = Of("password") with { Text = "{min-length}以上とし、{months}に1回変えます。", Parameters = [new("min-length", "8", "下限", "文字"), new("months", "12", "間隔", "か月")] };

        Assert.Equal("8文字以上とし、12か月に1回変えます。", clause.TextInForce);
    }

    [Fact]
    public void B1_the_model_guideline_covers_every_clause_of_the_source_and_names_every_control()
    {
        string[] sources =
        [
            "1-1", "1-2(1)", "1-2(2)", "1-2(3)", "1-3(1)ア", "1-3(1)エ", "1-3(2)ア", "1-3(2)オ", "1-4(1)", "1-4(2)", "1-5(1)", "1-5(2)", "1-5(3)", "1-5(4)", "1-5(5)", "2-1(1)", "2-1(2)", "2-2(1)", "2-2(2)",
            "2-3(1)ア", "2-3(1)ア(ア)", "2-3(1)ア(ク)", "2-3(1)イ", "2-3(1)イ(ウ)", "2-3(2)ア", "2-3(2)イ", "2-3(2)ウ", "2-3(2)エ", "2-3(2)オ", "2-3(3)", "2-3(4)ア", "2-3(4)イ", "2-3(4)ウ", "2-3(5)",
            .. Enumerable.Range(1, 13).Select(item => $"2-4({item})"), "2-5(1)ア", "2-5(1)カ", "2-5(2)ア(ア)", "2-5(2)ア(カ)", "2-5(2)イ", "2-5(3)ア", "2-5(3)イ", "2-5(3)ウ(ア)", "2-5(3)エ(ア)", "2-5(3)エ(イ)", "2-5(3)オ(ア)", "2-5(3)オ(イ)",
            "2-5(3)カ(ア)", "2-5(3)カ(イ)", "2-5(3)カ(ウ)", "2-6(1)", "2-6(2)", "2-6(3)", "2-7(1)ア", "2-7(1)イ", "2-7(2)", "2-7(3)ア", "2-7(3)イ", "2-7(3)ウ", "2-7(4)ア", "2-7(4)イ", "2-7(4)ウ",
            "2-8(1)ア", "2-8(1)イ", "2-8(1)ウ", "2-8(1)エ", "2-8(2)ア", "2-8(2)イ", .. Enumerable.Range(1, 6).Select(item => $"3({item})"),
        ];
        string[] controls =
        [
            "guideline-acknowledged", "consulted-before-opening", "usage-policy", "operation-manual", "account-policy-exists", "account-policy-disclosed", "policy-links-to-list", "password-composition-attested",
            "password-changed-yearly", "administrator-registered", "second-factor", "connected-applications-reviewed", "function-settings-reviewed", "hand-over-done", "contract-clauses", "contract-staff-document",
            "designated-manager-check", "login-hand-back", "monitored-on-schedule", "profile-as-registered", "link-back-to-list", "posts-known", "token-health", "scope-reviewed", "yearly-review", "posting-continues", "retirement-steps",
        ];

        var model = ModelGuidelines.Text;

        Assert.Empty(sources.Except(model.Clauses.All.Select(placed => placed.Clause.Source)));
        Assert.Equal(controls.Order(StringComparer.Ordinal), model.Clauses.Controls.Where(one => one.Control.Kind is ControlKind.Automatic).Select(one => one.Control.Key).Order(StringComparer.Ordinal));
        Assert.Equal("第2の7(1)ア", model.Clauses.Find("password-composition")!.Number);
    }

    [Fact]
    public void B1_a_guideline_taken_out_as_a_file_is_read_in_as_the_same()
    {
        var read = GuidelineFile.Read("guideline.yaml", GuidelineFile.Write(ModelGuidelines.Text)).Value;

        Assert.True(read.Clauses.Equals(ModelGuidelines.Text.Clauses));
        Assert.Equal((ModelGuidelines.Text.Title, ModelGuidelines.Text.Note, ModelGuidelines.Text.ReviewMonths), (read.Title, read.Note, read.ReviewMonths));
    }

    [Fact]
    public void B1_every_fault_of_a_file_is_told_with_its_line()
    {
        var read = GuidelineFile.Read("要領.yaml", Encoding.UTF8.GetBytes("""
            guideline: 要領
            clauses:
              - key: password
                heading: パスワード
                txt: 8文字以上
                controls:
                  - { key: a, kind: by-hand }
              - heading: 鍵のない条項
            """));
        var unset = GuidelineFile.Read("要領.yaml", Encoding.UTF8.GetBytes("guideline: 要領\nclauses:\n  - key: first\n    heading: 一\n  - key: second\n    text: \"{months}に1回\"\n"));
        var broken = GuidelineFile.Read("要領.yaml", Encoding.UTF8.GetBytes("guideline: 要領\nclauses:\n  - key: [\n"));

        Assert.Equal(["5行目", "7行目", "8行目"], read.Refusal.Faults.Select(fault => fault.Field));
        Assert.Contains("「txt」という項目はありません", read.Refusal.Faults[0].Sentence, StringComparison.Ordinal);
        Assert.Equal("5行目", Assert.Single(unset.Refusal.Faults).Field);
        Assert.IsType<NotAGuidelineFile>(broken.Refusal);
    }

    [Fact]
    public void B1_two_versions_are_compared_clause_by_clause_and_word_by_word()
    {
        var before = new ClauseTree([Of("one", Of("stays"), Of("goes"), Of("changes") with { Text = "8文字以上にします。" })]);
        var after = new ClauseTree([Of("one", Of("stays"), Of("changes") with { Text = "10文字以上にします。" }, Of("comes"))]);

        var differences = ClauseComparison.Between(before, after);

        Assert.Equal([("goes", "削除"), ("changes", "変更"), ("comes", "追加")], differences.Select(one => (one.Clause.Clause.Key, one.Word)));
        Assert.Equal([new(DiffKind.Removed, "8"), new(DiffKind.Added, "10"), new(DiffKind.Same, "文字以上にします。")], differences[1].Text);
        Assert.Equal(["番号：第1の3 → 第1の2"], differences[1].Notes);
    }

    [Fact]
    public void B1_a_control_that_came_or_went_is_named_by_its_words_and_never_by_its_key()
    {
        var before = new ClauseTree([Of("one") with { Controls = [new ClauseControl("monitoring-evidence", ControlKind.Verified, "記録が残っているか。")] }]);
        var after = new ClauseTree([Of("one") with { Controls = [new ClauseControl("token-health", ControlKind.Automatic, "")] }]);

        var notes = ClauseComparison.Between(before, after, new Dictionary<string, string> { ["token-health"] = "接続が使える" })[0].Notes;

        Assert.Equal([$"点検の追加：接続が使える（{ControlKind.Automatic.Word}）", $"点検の削除：記録が残っているか。（{ControlKind.Verified.Word}）"], notes);
    }

    private static Clause Of(string key, params Clause[] below) => new(key, key, "", null, [], [], below);
}
