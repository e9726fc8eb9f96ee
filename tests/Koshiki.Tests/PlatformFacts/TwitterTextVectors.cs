using YamlDotNet.RepresentationModel;

namespace Koshiki.Tests.PlatformFacts;

/// <summary>Reads the official conformance vectors where somebody has put them beside the project; the tests are skipped elsewhere.</summary>
internal static class TwitterTextVectors
{
    private const string Missing = "The official vectors (shared/specs/twitter-text) are not beside the project.";

    private static readonly string? Folder = Find();

    /// <summary>The vectors of one section of one file.</summary>
    public static IReadOnlyList<YamlMappingNode> Section(string file, string section)
    {
        Assert.SkipWhen(Folder is null, Missing);

        using var reader = new StreamReader(Path.Combine(Folder!, file));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return [.. Child(Child(yaml.Documents[0].RootNode, "tests"), section).AllMappings()];
    }

    public static string Text(this YamlMappingNode vector) => Scalar(vector, "text");

    public static string Description(this YamlMappingNode vector) => Scalar(vector, "description");

    public static string Scalar(this YamlNode node, string key) => ((YamlScalarNode)Child(node, key)).Value!;

    public static YamlNode Child(this YamlNode node, string key) => ((YamlMappingNode)node).Children[new YamlScalarNode(key)];

    public static IEnumerable<YamlMappingNode> AllMappings(this YamlNode list) => ((YamlSequenceNode)list).Children.Cast<YamlMappingNode>();

    public static IEnumerable<string> AllTexts(this YamlNode list) => ((YamlSequenceNode)list).Children.Select(item => ((YamlScalarNode)item).Value!);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var vectors = Path.Combine(folder.FullName, "shared", "specs", "twitter-text");
            if (Directory.Exists(vectors)) return vectors;
        }

        return null;
    }
}
