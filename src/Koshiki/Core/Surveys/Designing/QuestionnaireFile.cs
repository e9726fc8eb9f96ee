using System.Text;
using Koshiki.Foundation;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Koshiki.Core.Surveys.Designing;

/// <summary>A questionnaire as a YAML file: taken out, changed in any editor, and read in again. I1.</summary>
public static class QuestionnaireFile
{
    public const int MostBytes = 1_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] OfQuestionnaire = ["questionnaire", "note", "sections", "follow-ups"];
    private static readonly string[] OfSection = ["key", "title", "note", "show-if", "questions"];
    private static readonly string[] OfQuestion = ["key", "kind", "label", "hint", "show-if", "required", "may-not-apply", "evidence", "options", "rows", "details", "examples", "unit", "min", "max", "rules"];
    private static readonly string[] OfOption = ["key", "label", "show-if"];
    private static readonly string[] OfDetail = ["key", "label", "when", "required", "examples"];
    private static readonly string[] OfFollowUp = ["when", "kind", "title", "link"];
    private static readonly string[] OfRule = ["condition", "sentence"];

    /// <param name="name">Of the file, for messages.</param>
    /// <returns>A questionnaire without faults, <see cref="NotAQuestionnaireFile"/> where it is no YAML, or <see cref="NotAcceptable"/> with every fault under 「n行目」.</returns>
    public static Result<Questionnaire> Read(string name, ReadOnlySpan<byte> content)
    {
        if (content.Length > MostBytes) return new NotAQuestionnaireFile(name, 1, $"ファイルは{MostBytes / 1_000_000}MBまでにしてください（{content.Length / 1_000_000m:0.0}MBあります）。");
        try
        {
            var written = Utf8.GetString(content).TrimStart('\uFEFF');
            if (YamlGuard.Look(written) is { } bad) return new NotAQuestionnaireFile(name, bad.Line, bad.What);
            var stream = new YamlStream();
            using var text = new StringReader(written);
            stream.Load(text);
            if (stream.Documents is not [{ RootNode: YamlMappingNode root }]) return new NotAQuestionnaireFile(name, 1, "「questionnaire:」と「sections:」で始まる1つの文書にしてください。");
            var reading = new YamlReading();
            var questionnaire = FlatQuestionnaireFile.Is(root) ? FlatQuestionnaireFile.Read(root, reading) : Questionnaire(root, reading);
            // What could not be read at all would bring faults that are none.
            if (!reading.Any) foreach (var fault in QuestionnaireRules.Faults(questionnaire)) reading.Wrong(fault);
            return reading.Any ? reading.Refusal : questionnaire;
        }
        catch (DecoderFallbackException)
        {
            return new NotAQuestionnaireFile(name, 1, "文字コードをUTF-8にして保存し直してください。");
        }
        catch (YamlException wrong)
        {
            return new NotAQuestionnaireFile(name, wrong.Start.Line, "字下げ、コロンの後の空白、引用符の閉じ忘れ、同じ項目の重なりを確かめてください。");
        }
    }

    public static byte[] Write(Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        var root = new YamlMappingNode { { "questionnaire", Plain(questionnaire.Title) } };
        Add(root, "note", questionnaire.Note);
        root.Add("sections", new YamlSequenceNode(questionnaire.Sections.Select(Node)));
        if (questionnaire.FollowUps.Count > 0) root.Add("follow-ups", new YamlSequenceNode(questionnaire.FollowUps.Select(one => Flow(("when", one.When), ("kind", one.Kind.FileWord), ("title", one.Title), ("link", one.Link)))));
        using var writer = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        // The library closes a document with "..."; a file of one document needs no end.
        return Utf8.GetBytes(writer.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd().TrimEnd('.').TrimEnd() + "\n");
    }

    private static Questionnaire Questionnaire(YamlMappingNode root, YamlReading reading)
    {
        reading.Known(root, OfQuestionnaire);
        return new Questionnaire(reading.Text(root, "questionnaire"), reading.Text(root, "note"), reading.Many(root, "sections", node => Section(node, reading)))
        {
            FollowUps = reading.Many(root, "follow-ups", node => FollowUp(node, reading)),
        };
    }

    private static FollowUpProposal FollowUp(YamlMappingNode node, YamlReading reading)
    {
        reading.Known(node, OfFollowUp);
        var kind = FollowUpKindWords.Parse(reading.Text(node, "kind"));
        if (kind is null) reading.Wrong(node, $"「kind」は {string.Join("か ", Enum.GetValues<FollowUpKind>().Select(one => $"{one.FileWord}（{one.Word}）"))}にしてください。");
        return new FollowUpProposal(reading.Text(node, "when"), kind ?? FollowUpKind.Task, reading.Text(node, "title"), reading.Text(node, "link"));
    }

    private static QuestionSection Section(YamlMappingNode node, YamlReading reading)
    {
        reading.Known(node, OfSection);
        var key = reading.Text(node, "key");
        reading.Note(key, node);
        return new QuestionSection(key, reading.Text(node, "title"), reading.Text(node, "note"), reading.Text(node, "show-if"), reading.Many(node, "questions", question => Question(question, reading)));
    }

    private static Question Question(YamlMappingNode node, YamlReading reading)
    {
        reading.Known(node, OfQuestion);
        var key = reading.Text(node, "key");
        reading.Note(key, node);
        var kind = QuestionKindWords.Parse(reading.Text(node, "kind"));
        if (kind is null) reading.Wrong(node, $"「kind」は {string.Join("、", QuestionKindWords.All.Select(one => $"{one.FileWord}（{one.Word}）"))} のどれかにしてください。");
        return new Question
        {
            Key = key,
            Kind = kind ?? QuestionKind.Text,
            Label = reading.Text(node, "label"),
            Hint = reading.Text(node, "hint"),
            ShowIf = reading.Text(node, "show-if"),
            Required = reading.Flag(node, "required", true),
            MayNotApply = reading.Flag(node, "may-not-apply", false),
            Evidence = reading.Flag(node, "evidence", false),
            Options = Options(node, reading),
            Rows = [.. reading.Pairs(node, "rows").Select(row => new MatrixRow(row.Key, row.Label.Trim()))],
            Details = reading.Many(node, "details", detail => Detail(detail, reading)),
            Examples = reading.Words(node, "examples"),
            Unit = reading.Text(node, "unit"),
            Min = reading.Number(node, "min"),
            Max = reading.Number(node, "max"),
            Rules = reading.Many(node, "rules", rule => Rule(rule, reading)),
        };
    }

    /// <summary>「1: 文」 pairs, or a list where an option has a condition.</summary>
    private static List<AnswerOption> Options(YamlMappingNode node, YamlReading reading) => node.Children.TryGetValue("options", out var given) && given is YamlSequenceNode
        ? reading.Many(node, "options", option =>
        {
            reading.Known(option, OfOption);
            return new AnswerOption(reading.Text(option, "key"), reading.Text(option, "label"), reading.Text(option, "show-if"));
        })
        : [.. reading.Pairs(node, "options").Select(option => new AnswerOption(option.Key, option.Label.Trim()))];

    private static DetailPrompt Detail(YamlMappingNode node, YamlReading reading)
    {
        reading.Known(node, OfDetail);
        return new DetailPrompt(reading.Text(node, "key"), reading.Text(node, "label"), reading.Words(node, "when"), reading.Flag(node, "required", true), reading.Words(node, "examples"));
    }

    private static IntegrityRule Rule(YamlMappingNode node, YamlReading reading)
    {
        reading.Known(node, OfRule);
        return new IntegrityRule(reading.Text(node, "condition"), reading.Text(node, "sentence"));
    }

    private static YamlMappingNode Node(QuestionSection section)
    {
        var node = new YamlMappingNode { { "key", section.Key }, { "title", Plain(section.Title) } };
        Add(node, "note", section.Note);
        Add(node, "show-if", section.ShowIf);
        node.Add("questions", new YamlSequenceNode(section.Questions.Select(Node)));
        return node;
    }

    private static YamlMappingNode Node(Question question)
    {
        var node = new YamlMappingNode { { "key", question.Key }, { "kind", question.Kind.FileWord }, { "label", Plain(question.Label) } };
        Add(node, "hint", question.Hint);
        Add(node, "show-if", question.ShowIf);
        if (!question.Required) node.Add("required", "false");
        if (question.MayNotApply) node.Add("may-not-apply", "true");
        if (question.Evidence) node.Add("evidence", "true");
        if (question.Options.Any(option => option.ShowIf.Length > 0)) node.Add("options", new YamlSequenceNode(question.Options.Select(option => Flow(("key", option.Key), ("label", option.Label), ("show-if", option.ShowIf)))));
        else if (question.Options.Count > 0) node.Add("options", new YamlMappingNode(question.Options.SelectMany(option => new YamlNode[] { option.Key, Quoted(option.Label) })));
        if (question.Rows.Count > 0) node.Add("rows", new YamlMappingNode(question.Rows.SelectMany(row => new YamlNode[] { row.Key, Quoted(row.Label) })));
        if (question.Details.Count > 0) node.Add("details", new YamlSequenceNode(question.Details.Select(Node)));
        if (question.Examples.Count > 0) node.Add("examples", Words(question.Examples));
        Add(node, "unit", question.Unit);
        if (question.Min is { } min) node.Add("min", QuestionnaireRules.Plain(min));
        if (question.Max is { } max) node.Add("max", QuestionnaireRules.Plain(max));
        if (question.Rules.Count > 0) node.Add("rules", new YamlSequenceNode(question.Rules.Select(rule => Flow(("condition", rule.Condition), ("sentence", rule.Sentence)))));
        return node;
    }

    private static YamlMappingNode Node(DetailPrompt detail)
    {
        var node = Flow(("key", detail.Key), ("label", detail.Label));
        if (detail.When.Count > 0) node.Add("when", Words(detail.When));
        if (!detail.Required) node.Add("required", "false");
        if (detail.Examples.Count > 0) node.Add("examples", Words(detail.Examples));
        return node;
    }

    private static YamlMappingNode Flow(params (string Key, string Value)[] fields)
    {
        var node = new YamlMappingNode { Style = YamlDotNet.Core.Events.MappingStyle.Flow };
        foreach (var (key, value) in fields.Where(field => field.Value.Length > 0)) node.Add(key, Quoted(value));
        return node;
    }

    private static YamlSequenceNode Words(IEnumerable<string> words) => new(words.Select(Quoted)) { Style = YamlDotNet.Core.Events.SequenceStyle.Flow };

    private static void Add(YamlMappingNode node, string key, string text)
    {
        if (text.Length > 0) node.Add(key, Plain(text));
    }

    private static YamlScalarNode Plain(string text) => text.Contains('\n', StringComparison.Ordinal) ? new YamlScalarNode(text) { Style = ScalarStyle.Literal } : new YamlScalarNode(text);

    private static YamlScalarNode Quoted(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };
}
