using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Koshiki.Core.Publishing.Drafting;

/// <summary>A text to begin from. ひな形. E10.</summary>
/// <param name="Topics">The LINE topics that fit it, by their keys in the questionnaire; an account without them is left alone.</param>
/// <param name="Text">With {{…}} where the author fills in; what is left of them must be mended before submission.</param>
public sealed record PostTemplate(string Key, string Name, Purpose Purpose, IReadOnlyList<string> Topics, string Text);

/// <summary>The texts to begin from, by purpose, from templates.yaml beside this file.</summary>
public static class PostTemplates
{
    public static IReadOnlyList<PostTemplate> All { get; } = Read();

    public static PostTemplate? Find(string? key) => All.FirstOrDefault(template => template.Key == key);

    private static IReadOnlyList<PostTemplate> Read()
    {
        using var stream = typeof(PostTemplates).Assembly.GetManifestResourceStream("Koshiki.Core.Publishing.Drafting.templates.yaml")
            ?? throw new InvalidOperationException("templates.yaml is not embedded in the program.");
        using var reader = new StreamReader(stream);
        var rows = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<List<Row>>(reader);
        return [.. rows.Select(row => new PostTemplate(row.Key, row.Name, Enum.Parse<Purpose>(row.Purpose), row.Topics, row.Text.TrimEnd()))];
    }

    private sealed class Row
    {
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
        public string Purpose { get; init; } = "";
        public List<string> Topics { get; init; } = [];
        public string Text { get; init; } = "";
    }
}
