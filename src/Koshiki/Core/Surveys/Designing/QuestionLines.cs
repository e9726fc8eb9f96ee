namespace Koshiki.Core.Surveys.Designing;

/// <summary>Options, rows, details and rules as people type them: one to a line, its parts parted by 「|」.</summary>
internal static class QuestionLines
{
    public static List<AnswerOption> Options(string text) => [.. Lines(text).Select(line => new AnswerOption(Part(line, 0), Part(line, 1), Part(line, 2)))];

    public static string Options(IEnumerable<AnswerOption> options) => Write(options.Select(option => new[] { option.Key, option.Label, option.ShowIf }));

    public static List<MatrixRow> Rows(string text) => [.. Lines(text).Select(line => new MatrixRow(Part(line, 0), Part(line, 1)))];

    public static string Rows(IEnumerable<MatrixRow> rows) => Write(rows.Select(row => new[] { row.Key, row.Label }));

    public static List<DetailPrompt> Details(string text) =>
        [.. Lines(text).Select(line => new DetailPrompt(Part(line, 0), Part(line, 1), Many(Part(line, 2)), Part(line, 3) != "任意", Many(Part(line, 4))))];

    public static string Details(IEnumerable<DetailPrompt> details) =>
        Write(details.Select(detail => new[] { detail.Key, detail.Label, string.Join("、", detail.When), detail.Required ? detail.Examples.Count > 0 ? "必須" : "" : "任意", string.Join("、", detail.Examples) }));

    public static List<IntegrityRule> Rules(string text) => [.. Lines(text).Select(line => new IntegrityRule(Part(line, 0), Part(line, 1)))];

    public static string Rules(IEnumerable<IntegrityRule> rules) => Write(rules.Select(rule => new[] { rule.Condition, rule.Sentence }));

    public static List<string> Examples(string text) => [.. text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Lines with more than one part too few or too many are found by the rules of the questionnaire; here nothing is refused.</summary>
    private static IEnumerable<string[]> Lines(string text) => text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|', '｜'));

    private static string Part(string[] line, int at) => at < line.Length ? line[at].Trim() : "";

    private static string[] Many(string text) => text.Split([',', '、', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Write(IEnumerable<string[]> lines) => string.Join('\n', lines.Select(line => string.Join(" | ", line).TrimEnd(' ', '|')));
}
