using Koshiki.Exchange;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Koshiki.Core.Publishing.Segments;

/// <summary>What a new LINE account begins with: the district, whose options each government adds, and the 14 topics; from questionnaire.yaml beside this file.</summary>
public static class BuiltInQuestionnaire
{
    public static IReadOnlyList<Question> Questions { get; } = Read(typeof(BuiltInQuestionnaire).Assembly.GetManifestResourceStream("Koshiki.Core.Publishing.Segments.questionnaire.yaml")
        ?? throw new InvalidOperationException("questionnaire.yaml is not embedded in the program."));

    /// <summary>Reads questions as questionnaire.yaml writes them.</summary>
    public static IReadOnlyList<Question> Read(Stream yaml)
    {
        using var reader = new StreamReader(yaml);
        var rows = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<List<QuestionRow>>(reader);
        return [.. rows.Select(q => new Question(q.Key, q.Label, q.Hint, q.Single, [.. q.Options.Select(o => new Option(o.Number, o.Key, o.Label, o.Example, o.Frequency, IsRetired: false))]))];
    }

    private sealed class QuestionRow
    {
        public string Key { get; init; } = "";
        public string Label { get; init; } = "";
        public string? Hint { get; init; }
        public bool Single { get; init; }
        public List<OptionRow> Options { get; init; } = [];
    }

    private sealed class OptionRow
    {
        public short Number { get; init; }
        public string Key { get; init; } = "";
        public string Label { get; init; } = "";
        public string? Example { get; init; }
        public string? Frequency { get; init; }
    }
}
