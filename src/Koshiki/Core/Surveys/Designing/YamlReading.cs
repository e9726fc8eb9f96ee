using System.Globalization;
using Koshiki.Foundation;
using YamlDotNet.RepresentationModel;

namespace Koshiki.Core.Surveys.Designing;

/// <summary>Reads nodes of a YAML file and gathers everything that is wrong with them, each under its line.</summary>
internal sealed class YamlReading
{
    private readonly List<Fault> faults = [];
    private readonly Dictionary<string, long> lines = new(StringComparer.Ordinal);

    public bool Any => faults.Count > 0;

    public NotAcceptable Refusal => new([.. faults]);

    public void Wrong(YamlNode node, string sentence) => faults.Add(new Fault($"{node.Start.Line}行目", $"{node.Start.Line}行目：{sentence}"));

    /// <summary>Remembers where something stands whose faults are found later.</summary>
    public void Note(string key, YamlNode node) => lines.TryAdd(key, node.Start.Line);

    public void Wrong(QuestionnaireFault fault)
    {
        var line = lines.GetValueOrDefault(fault.Place, 1);
        faults.Add(new Fault($"{line}行目", $"{line}行目{(fault.Place.Length > 0 ? $" {fault.Place}" : "")}：{fault.Sentence}"));
    }

    public string Text(YamlMappingNode node, string key)
    {
        if (!node.Children.TryGetValue(key, out var value)) return "";
        if (value is YamlScalarNode scalar) return (scalar.Value ?? "").ReplaceLineEndings("\n").Trim();
        Wrong(value, $"「{key}」には、文字か数字を1つ入れてください。");
        return "";
    }

    public bool Flag(YamlMappingNode node, string key, bool otherwise)
    {
        switch (Text(node, key))
        {
            case "": return otherwise;
            case "true" or "yes": return true;
            case "false" or "no": return false;
            default:
                Wrong(node, $"「{key}」は true か false にしてください。");
                return otherwise;
        }
    }

    public decimal? Number(YamlMappingNode node, string key)
    {
        var text = Text(node, key);
        if (text.Length == 0) return null;
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return number;
        Wrong(node, $"「{key}」は、半角の数字にしてください。");
        return null;
    }

    /// <summary>A list of words, or one word.</summary>
    public List<string> Words(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value)
        ? value switch
        {
            YamlScalarNode one => [one.Value ?? ""],
            YamlSequenceNode many when many.All(item => item is YamlScalarNode) => [.. many.Cast<YamlScalarNode>().Select(item => item.Value ?? "")],
            _ => None(value, $"「{key}」には、[ ] で囲んだ並びを入れてください。"),
        }
        : [];

    public List<T> Many<T>(YamlMappingNode node, string key, Func<YamlMappingNode, T> read)
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

    /// <summary>Keys with one label each, in the order of the file.</summary>
    public List<(string Key, string Label)> Pairs(YamlMappingNode node, string key)
    {
        if (!node.Children.TryGetValue(key, out var value)) return [];
        if (value is not YamlMappingNode map)
        {
            Wrong(value, $"「{key}」は「1: 文」の形で並べてください。");
            return [];
        }

        var pairs = new List<(string Key, string Label)>();
        foreach (var (name, label) in map.Children)
        {
            if (name is YamlScalarNode one && label is YamlScalarNode words) pairs.Add((one.Value ?? "", words.Value ?? ""));
            else Wrong(name, $"「{key}」は「1: 文」の形で、番号と文を1つずつ並べてください。");
        }

        return pairs;
    }

    public void Known(YamlMappingNode node, string[] known)
    {
        foreach (var key in node.Children.Keys)
        {
            var word = (key as YamlScalarNode)?.Value ?? "";
            if (!known.Contains(word)) Wrong(key, $"{(word.Length is > 0 and <= 40 ? $"「{word}」という項目" : "このような項目")}はありません。使えるのは {string.Join("、", known)} です。");
        }
    }

    private List<string> None(YamlNode node, string sentence)
    {
        Wrong(node, sentence);
        return [];
    }
}
