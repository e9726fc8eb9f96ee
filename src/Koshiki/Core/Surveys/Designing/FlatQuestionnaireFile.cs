using YamlDotNet.RepresentationModel;

namespace Koshiki.Core.Surveys.Designing;

/// <summary>The other layout in which surveys are handed around: all questions in one list, sections that name them, conditions as lists. It is read, and written in our own.</summary>
/// <remarks>A condition is <c>{all: [{q: Q1, in: [1]}], any: […], not: {…}}</c>: all of "all" and at least one of "any". The list <c>skips</c> only repeats in words what the conditions say.</remarks>
internal static class FlatQuestionnaireFile
{
    private static readonly string[] OfQuestion = ["id", "type", "label", "hint", "show_if", "optional", "options", "options_order_certain", "rows", "texts", "examples", "unit", "min", "max", "row_max", "require"];

    public static bool Is(YamlMappingNode root) => root.Children.ContainsKey("questions");

    public static Questionnaire Read(YamlMappingNode root, YamlReading reading)
    {
        var names = reading.Pairs(root, "channels").ToDictionary(pair => pair.Key, pair => pair.Label, StringComparer.Ordinal);
        var sectionOf = new Dictionary<string, (string Key, string Label)>(StringComparer.Ordinal);
        foreach (var (key, label, questions) in reading.Many(root, "sections", node => (Key: reading.Text(node, "id"), Label: reading.Text(node, "label"), Questions: reading.Words(node, "questions"))))
        {
            foreach (var question in questions) sectionOf.TryAdd(question, (key, label));
        }

        var sections = new List<QuestionSection>();
        foreach (var question in reading.Many(root, "questions", node => Question(node, names, reading)))
        {
            var (key, label) = sectionOf.GetValueOrDefault(question.Key, ("questions", "設問"));
            // Questions are asked in the order of their list; a section whose questions stand apart is asked in parts.
            if (sections.Count > 0 && IsPartOf(sections[^1].Key, key)) sections[^1] = sections[^1] with { Questions = [.. sections[^1].Questions, question] };
            else sections.Add(new QuestionSection(sections.Count(section => IsPartOf(section.Key, key)) is > 0 and var parts ? $"{key}_{parts + 1}" : key, label, "", "", [question]));
        }

        return new Questionnaire(reading.Text(root, "title"), "", sections);
    }

    private static bool IsPartOf(string part, string section) => part == section || part.StartsWith(section + "_", StringComparison.Ordinal);

    private static Question Question(YamlMappingNode node, Dictionary<string, string> names, YamlReading reading)
    {
        reading.Known(node, OfQuestion);
        var key = reading.Text(node, "id");
        reading.Note(key, node);
        var kind = QuestionKindWords.Parse(reading.Text(node, "type"));
        if (kind is null) reading.Wrong(node, $"「type」は {string.Join("、", QuestionKindWords.All.Select(one => one.FileWord))} のどれかにしてください。");
        return new Question
        {
            Key = key,
            Kind = kind ?? QuestionKind.Text,
            Label = reading.Text(node, "label"),
            Hint = reading.Text(node, "hint"),
            ShowIf = Condition(node, "show_if", reading),
            Required = !reading.Flag(node, "optional", false),
            Options = [.. reading.Pairs(node, "options").Select(option => new AnswerOption(option.Key, option.Label))],
            Rows = [.. reading.Words(node, "rows").Select(row => new MatrixRow(row, names.GetValueOrDefault(row, row)))],
            Details = reading.Many(node, "texts", text => Detail(text, key, reading)),
            Examples = reading.Words(node, "examples"),
            Unit = reading.Text(node, "unit"),
            Min = reading.Number(node, "min"),
            Max = reading.Number(node, "max"),
            Rules = Rules(node, key, names, reading),
        };
    }

    private static DetailPrompt Detail(YamlMappingNode node, string question, YamlReading reading)
    {
        var id = reading.Text(node, "id");
        var key = id.StartsWith(question + ".", StringComparison.Ordinal) ? id[(question.Length + 1)..] : id;
        return new DetailPrompt(key, reading.Text(node, "label"), reading.Words(node, "when"), !reading.Flag(node, "optional", false), reading.Words(node, "examples"));
    }

    private static List<IntegrityRule> Rules(YamlMappingNode node, string question, Dictionary<string, string> names, YamlReading reading)
    {
        var rules = new List<IntegrityRule>();
        if (Condition(node, "require", reading) is { Length: > 0 } required) rules.Add(new IntegrityRule(required, "前の回答と合いません。前の設問の答えか、この設問の答えを直してください。"));
        rules.AddRange(reading.Pairs(node, "row_max").Select(pair => new IntegrityRule(
            $"{question}.{pair.Key} <= {question}.{pair.Label}", $"「{names.GetValueOrDefault(pair.Key, pair.Key)}」の数が「{names.GetValueOrDefault(pair.Label, pair.Label)}」の数より大きくなっています。どちらかを直してください。")));
        return rules;
    }

    private static string Condition(YamlMappingNode node, string key, YamlReading reading) => node.Children.TryGetValue(key, out var given) ? Written(given, reading) : "";

    private static string Written(YamlNode node, YamlReading reading)
    {
        if (node is not YamlMappingNode map)
        {
            reading.Wrong(node, "条件は「{q: Q1, in: [1]}」か、all、any、not で書いてください。");
            return "";
        }

        if (map.Children.ContainsKey("q")) return $"{reading.Text(map, "q")} in ({string.Join(", ", reading.Words(map, "in"))})";
        List<string> parts = [.. Many(map, "all", reading)];
        if (Many(map, "any", reading) is { Count: > 0 } any) parts.Add(any is [var one] ? one : $"({string.Join(" or ", any)})");
        if (map.Children.TryGetValue("not", out var not)) parts.Add($"not ({Written(not, reading)})");
        return string.Join(" and ", parts);
    }

    private static List<string> Many(YamlMappingNode map, string key, YamlReading reading) =>
        map.Children.TryGetValue(key, out var given) && given is YamlSequenceNode list ? [.. list.Select(item => Written(item, reading))] : [];
}
