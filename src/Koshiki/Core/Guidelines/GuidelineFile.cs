using System.Globalization;
using System.Text;
using Koshiki.Foundation;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Koshiki.Core.Guidelines;

/// <summary>A guideline as a YAML file: taken out, changed in any editor, and read in again. B1.</summary>
internal static class GuidelineFile
{
    public const int MostBytes = 1_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] OfGuideline = ["guideline", "note", "review-months", "clauses"];
    private static readonly string[] OfClause = ["key", "heading", "text", "source", "parameters", "controls", "clauses"];
    private static readonly string[] OfParameter = ["key", "value", "label", "unit"];
    private static readonly string[] OfControl = ["key", "kind", "words"];

    /// <param name="name">Of the file, for messages.</param>
    /// <returns>The text, <see cref="NotAGuidelineFile"/> where it is no YAML, or <see cref="NotAcceptable"/> with every fault under 「n行目」.</returns>
    public static Result<GuidelineText> Read(string name, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            var written = Utf8.GetString(content).TrimStart('\uFEFF');
            if (YamlGuard.Look(written) is { } bad) return new NotAGuidelineFile(name, bad.Line, bad.What);
            var stream = new YamlStream();
            using var text = new StringReader(written);
            stream.Load(text);
            if (stream.Documents is not [{ RootNode: YamlMappingNode root }]) return new NotAGuidelineFile(name, 1, "「guideline:」と「clauses:」で始まる1つの文書にしてください。");
            return new Reading().Guideline(root);
        }
        catch (DecoderFallbackException)
        {
            return new NotAGuidelineFile(name, 1, "文字コードをUTF-8にして保存し直してください。");
        }
        catch (YamlException wrong)
        {
            return new NotAGuidelineFile(name, wrong.Start.Line, "字下げ、コロンの後の空白、引用符の閉じ忘れを確かめてください。");
        }
    }

    public static byte[] Write(GuidelineText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var root = new YamlMappingNode { { "guideline", Plain(text.Title) } };
        if (text.Note.Length > 0) root.Add("note", Block(text.Note));
        root.Add("review-months", text.ReviewMonths.ToString(CultureInfo.InvariantCulture));
        root.Add("clauses", Clauses(text.Clauses.Chapters));
        using var writer = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        // The library closes a document with "..."; a file of one document needs no end.
        return Utf8.GetBytes(writer.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd().TrimEnd('.').TrimEnd() + "\n");
    }

    private static YamlSequenceNode Clauses(IReadOnlyList<Clause> clauses) => new(clauses.Select(Node));

    private static YamlMappingNode Node(Clause clause)
    {
        var node = new YamlMappingNode { { "key", clause.Key } };
        if (clause.Heading.Length > 0) node.Add("heading", Plain(clause.Heading));
        if (clause.Source is { } source) node.Add("source", Quoted(source));
        if (clause.Text.Length > 0) node.Add("text", Block(clause.Text));
        if (clause.Parameters.Count > 0)
            node.Add("parameters", new YamlSequenceNode(clause.Parameters.Select(one => Flow(("key", one.Key), ("value", one.Value), ("label", one.Label), ("unit", one.Unit)))));
        if (clause.Controls.Count > 0)
            node.Add("controls", new YamlSequenceNode(clause.Controls.Select(one => Flow(("key", one.Key), ("kind", one.Kind.FileWord), ("words", one.Words)))));
        if (clause.Clauses.Count > 0) node.Add("clauses", Clauses(clause.Clauses));
        return node;
    }

    private static YamlMappingNode Flow(params (string Key, string Value)[] fields)
    {
        var node = new YamlMappingNode { Style = YamlDotNet.Core.Events.MappingStyle.Flow };
        foreach (var (key, value) in fields.Where(field => field.Value.Length > 0)) node.Add(key, Quoted(value));
        return node;
    }

    private static YamlScalarNode Plain(string text) => new(text);

    private static YamlScalarNode Quoted(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };

    private static YamlScalarNode Block(string text) => new(text) { Style = text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal : ScalarStyle.Any };

    /// <summary>Goes through the file's nodes, whose lines every fault names.</summary>
    private sealed class Reading
    {
        private readonly List<Fault> faults = [];
        private readonly Dictionary<string, long> lines = new(StringComparer.Ordinal);

        public Result<GuidelineText> Guideline(YamlMappingNode root)
        {
            Known(root, OfGuideline);
            var months = Scalar(root, "review-months") is { Length: > 0 } given ? Number(root, given) : GuidelineVersion.UsualReviewMonths;
            var text = new GuidelineText(Scalar(root, "guideline"), Scalar(root, "note").Trim(), months, new ClauseTree(Many(root, "clauses", Clause)));
            // A clause that could not be read at all would bring faults that are none.
            if (faults.Count == 0) faults.AddRange(ClauseRules.Faults(text).Select(fault => fault with { Field = $"{LineOf(fault.Field)}行目" }));
            return faults.Count > 0 ? new NotAcceptable(faults) : text;
        }

        private Clause Clause(YamlMappingNode node)
        {
            Known(node, OfClause);
            var key = Scalar(node, "key");
            if (key.Length == 0) Wrong(node, "条項には「key」が要ります（例：key: password）。");
            lines.TryAdd(key, node.Start.Line);
            var source = Scalar(node, "source");
            return new Clause(
                key, Scalar(node, "heading").Trim(), Scalar(node, "text").Trim(), source.Length > 0 ? source : null, Many(node, "parameters", Parameter), Many(node, "controls", Control), Many(node, "clauses", Clause));
        }

        private ClauseParameter Parameter(YamlMappingNode node)
        {
            Known(node, OfParameter);
            var key = Scalar(node, "key");
            return new ClauseParameter(key, Scalar(node, "value"), Scalar(node, "label") is { Length: > 0 } label ? label : key, Scalar(node, "unit"));
        }

        private ClauseControl Control(YamlMappingNode node)
        {
            Known(node, OfControl);
            var word = Scalar(node, "kind");
            var kind = Enum.GetValues<ControlKind>().Where(one => one.FileWord == word).Select(one => (ControlKind?)one).FirstOrDefault();
            if (kind is null) Wrong(node, $"点検の「kind」は {string.Join("、", Enum.GetValues<ControlKind>().Select(one => $"{one.FileWord}（{one.Word}）"))} のどれかにしてください。");
            return new ClauseControl(Scalar(node, "key"), kind ?? ControlKind.Automatic, Scalar(node, "words"));
        }

        private string Scalar(YamlMappingNode node, string key)
        {
            if (!node.Children.TryGetValue(key, out var value)) return "";
            if (value is YamlScalarNode scalar) return (scalar.Value ?? "").ReplaceLineEndings("\n");
            Wrong(value, $"「{key}」には、文字か数字を1つ入れてください。");
            return "";
        }

        private List<T> Many<T>(YamlMappingNode node, string key, Func<YamlMappingNode, T> read)
        {
            if (!node.Children.TryGetValue(key, out var value)) return [];
            if (value is not YamlSequenceNode list)
            {
                Wrong(value, $"「{key}」は、「- 」で始まる並びにしてください。");
                return [];
            }

            var items = new List<T>();
            foreach (var item in list)
            {
                if (item is YamlMappingNode map) items.Add(read(map));
                else Wrong(item, $"「{key}」の並びには、「項目: 値」の形で入れてください。");
            }

            return items;
        }

        private int Number(YamlNode node, string text)
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
            Wrong(node, "「review-months」は、半角の数字（月数）にしてください。");
            return GuidelineVersion.UsualReviewMonths;
        }

        private void Known(YamlMappingNode node, string[] known)
        {
            foreach (var key in node.Children.Keys)
            {
                if (key is not YamlScalarNode { Value: { } word } || !known.Contains(word)) Wrong(key, $"「{key}」という項目はありません。使えるのは {string.Join("、", known)} です。");
            }
        }

        private void Wrong(YamlNode node, string sentence) => faults.Add(new Fault($"{node.Start.Line}行目", sentence));

        private long LineOf(string field) => lines.GetValueOrDefault(field.Split('.')[0], 1);
    }
}
