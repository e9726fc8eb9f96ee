using System.Diagnostics;
using System.Text;
using Koshiki.Core.Guidelines;
using Koshiki.Core.Surveys;
using Koshiki.Core.Surveys.Designing;

namespace Koshiki.Tests.Core.Surveys;

/// <summary>Files that no questionnaire can be made of: each is refused at its line, in a moment, and the program lives on.</summary>
public sealed class BadQuestionnaireFileTests
{
    private const string Begin = "questionnaire: 試し\nsections:\n- key: s1\n  title: 節\n  questions:\n  - key: Q1\n    kind: single\n    label: 質問\n";

    public static TheoryData<string, string, long> Files => new()
    {
        { "nested 100,000 deep", "questionnaire: 試し\nsections: " + new string('[', 100_000), 2 },
        { "nested in blocks", string.Concat(Enumerable.Range(0, 60).Select(depth => new string(' ', depth) + "a:\n")), 33 },
        { "references that would be a thousand million", "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 9).Select(level => $"a{level}: &a{level} [{string.Join(',', Enumerable.Repeat($"*a{level - 1}", 10))}]\n")), 6 },
        { "references that lead 100 deep", "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 100).Select(level => $"a{level}: &a{level} [*a{level - 1}]\n")), 32 },
        { "an anchor that contains itself", "questionnaire: a\nsections: &s\n- *s\n", 3 },
        { "a million items", "questionnaire: a\nsections: [" + string.Concat(Enumerable.Repeat("1,", 200_000)) + "]", 2 },
        { "control characters", Begin + "    hint: \"\\0\"\n", 9 },
        { "a quotation without end", Begin + "    hint: \"そのまま\n", 9 },
        { "a key twice", Begin + "    label: もう一度\n", 9 },
        { "two documents", "questionnaire: a\n---\nquestionnaire: b\n", 1 },
        { "a list", "- a\n- b\n", 1 },
        { "nothing", "", 1 },
        { "20 MB", "questionnaire: a\n#" + new string('x', 20_000_000), 1 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void I1_a_file_that_is_no_questionnaire_is_refused_at_its_line_in_a_moment(string what, string text, long line)
    {
        var watch = Stopwatch.StartNew();

        var refused = Assert.IsType<NotAQuestionnaireFile>(QuestionnaireFile.Read("a.yaml", Encoding.UTF8.GetBytes(text)).Refusal);

        Assert.True(refused.Line == line, $"{what}: line {refused.Line} instead of {line}: {refused.Sentence}");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"{what} took {watch.Elapsed}.");
    }

    [Theory]
    [InlineData("    options: [1, 2]\n", "9行目：「options」の並びには、「項目: 値」の形で入れてください。")]
    [InlineData("    options: {[1]: はい, 2: [いいえ]}\n", "9行目：「options」は「1: 文」の形で、番号と文を1つずつ並べてください。")]
    [InlineData("    options: はい\n", "9行目：「options」は「1: 文」の形で並べてください。")]
    [InlineData("    hint: {a: b}\n", "9行目：「hint」には、文字か数字を1つ入れてください。")]
    [InlineData("    min: 三\n", "6行目：「min」は、半角の数字にしてください。")]
    [InlineData("    required: たぶん\n", "6行目：「required」は true か false にしてください。")]
    [InlineData("    ? {a: b}\n    : c\n", "9行目：このような項目はありません。使えるのは key、kind、label")]
    [InlineData("    examples: [[a]]\n", "9行目：「examples」には、[ ] で囲んだ並びを入れてください。")]
    public void I1_a_value_of_the_wrong_kind_is_told_at_its_line(string lines, string sentence)
    {
        var faults = QuestionnaireFile.Read("a.yaml", Encoding.UTF8.GetBytes(Begin + lines)).Refusal.Faults;

        Assert.StartsWith(sentence, faults[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void I1_bytes_that_are_not_utf8_are_refused()
    {
        Assert.IsType<NotAQuestionnaireFile>(QuestionnaireFile.Read("a.yaml", [0x71, 0x3A, 0x20, 0x82, 0xA0]).Refusal);
    }

    [Fact]
    public void B1_a_guideline_file_is_looked_through_in_the_same_way()
    {
        var refused = Assert.IsType<NotAGuidelineFile>(GuidelineFile.Read("a.yaml", Encoding.UTF8.GetBytes("guideline: a\nclauses: " + new string('[', 100_000))).Refusal);

        Assert.Equal(2, refused.Line);
    }

    /// <summary>Any text at all: refused, or read; never an accident.</summary>
    [Fact]
    public void I1_no_damage_to_a_file_is_an_accident()
    {
        var whole = Encoding.UTF8.GetString(QuestionnaireFile.Write(Sheets.Niiza));
        const string signs = "[]{}:,-?&*!|>'\"%@#\n \t0a。";
        var random = new Random(7);

        for (var round = 0; round < 150; round++)
        {
            var damaged = new StringBuilder(whole[..random.Next(200, 4_000)]);
            for (var hit = random.Next(1, 6); hit > 0; hit--)
            {
                var at = random.Next(damaged.Length);
                if (random.Next(2) == 0) damaged.Insert(at, signs[random.Next(signs.Length)]);
                else damaged.Remove(at, Math.Min(random.Next(1, 12), damaged.Length - at));
            }

            var read = QuestionnaireFile.Read("a.yaml", Encoding.UTF8.GetBytes(damaged.ToString()));
            Assert.True(read.Succeeded || read.Refusal.Sentence.Length > 0);
        }
    }
}
