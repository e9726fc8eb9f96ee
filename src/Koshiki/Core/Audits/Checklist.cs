using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Koshiki.Core.Audits;

/// <summary>What auditors ask on the spot, item by item. 実地調査の調査票.</summary>
public sealed record Checklist(string Id, string Title, IReadOnlyList<ChecklistItem> Items)
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).WithDuplicateKeyChecking().Build();

    public ChecklistItem? Item(string id) => Items.FirstOrDefault(item => item.Id == id);

    /// <summary>What is wrong with answers: an unknown word, an answer that is missing, one to a question that was not asked.</summary>
    /// <param name="answers">By item; an empty text is no answer.</param>
    /// <returns>Item and sentence.</returns>
    public IEnumerable<(ChecklistItem Item, string Sentence)> Faults(IReadOnlyDictionary<string, string> answers, bool isWhole)
    {
        foreach (var item in Items)
        {
            var answer = answers.GetValueOrDefault(item.Id) ?? "";
            if (answer.Length > 0 && item.Options.All(option => option.Key != answer)) yield return (item, $"「{string.Join("、", item.Options.Select(option => option.Key))}」のどれかにしてください。");
            else if (answer.Length > 0 && !item.IsAsked(answers)) yield return (item, "ほかの項目の答えから、この項目は尋ねないことになっています。空にしてください。");
            else if (answer.Length == 0 && isWhole && item.IsAsked(answers)) yield return (item, $"答えがありません。「{string.Join("、", item.Options.Select(option => option.Key))}」のどれかを入れてください。");
        }
    }

    /// <exception cref="InvalidDataException">An item's condition names no earlier item or none of its options.</exception>
    internal static Checklist Read(string text)
    {
        var file = Yaml.Deserialize<ChecklistFile>(text);
        var items = file.Items.ConvertAll(item => new ChecklistItem(item.Id, item.Label, item.Tables, item.Clause, [.. item.Options.Select(option => (option.Key, option.Value))], item.AskedIf.ToDictionary(one => one.Key, one => (IReadOnlyList<string>)one.Value)) { Question = item.Question });
        for (var at = 0; at < items.Count; at++)
        {
            foreach (var (other, values) in items[at].AskedIf)
            {
                var earlier = items.Take(at).FirstOrDefault(item => item.Id == other) ?? throw new InvalidDataException($"{items[at].Id} is asked by {other}, which is not an earlier item.");
                if (values.Any(value => earlier.Options.All(option => option.Key != value))) throw new InvalidDataException($"{items[at].Id} is asked by an answer that {other} does not have.");
            }
        }

        return new Checklist(file.Id, file.Title, items);
    }

    private sealed class ChecklistFile
    {
        public string Id { get; set; } = "";
        public string Title { get; set; } = "";
        public List<ItemFile> Items { get; set; } = [];
    }

    private sealed class ItemFile
    {
        public string Id { get; set; } = "";
        public string Question { get; set; } = "";
        public string Label { get; set; } = "";
        public List<string> Tables { get; set; } = [];
        public List<string> Clause { get; set; } = [];
        public Dictionary<string, string> Options { get; set; } = [];
        public Dictionary<string, List<string>> AskedIf { get; set; } = [];
    }
}

/// <param name="Tables">The tables that it feeds.</param>
/// <param name="Clauses">The clauses of the guideline that it checks.</param>
/// <param name="Options">Word of the file and Japanese label, in printed order.</param>
/// <param name="AskedIf">It is asked only where another item has one of these answers; empty is always.</param>
public sealed record ChecklistItem(string Id, string Label, IReadOnlyList<string> Tables, IReadOnlyList<string> Clauses, IReadOnlyList<(string Key, string Label)> Options, IReadOnlyDictionary<string, IReadOnlyList<string>> AskedIf)
{
    /// <summary>The question by which a survey asks offices the same, with options numbered from 1 in the order of these; empty where none does.</summary>
    public string Question { get; init; } = "";

    public bool IsAsked(IReadOnlyDictionary<string, string> answers) => AskedIf.All(condition => answers.TryGetValue(condition.Key, out var answer) && condition.Value.Contains(answer));

    /// <summary>The Japanese words of an answer; empty where there is none.</summary>
    public string WordsOf(string? answer) => Options.FirstOrDefault(option => option.Key == answer).Label ?? answer ?? "";
}
