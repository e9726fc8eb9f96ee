using Koshiki.PlatformFacts;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Koshiki.Core.Guidelines.Channels;

/// <summary>The rules by channel that ship with the program, in our own words.</summary>
internal static class ModelChannelRules
{
    private const string Resource = "Koshiki.Core.Guidelines.ModelGuideline.channels.yaml";

    private static readonly Lazy<IReadOnlyList<(Platform Platform, string Topic, string Text)>> Once = new(() =>
    {
        using var stream = typeof(ModelChannelRules).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The program lacks {Resource}.");
        using var reader = new StreamReader(stream);
        var topics = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build().Deserialize<List<TopicFile>>(reader);
        return [.. topics.SelectMany(topic => topic.Rules.Select(rule => (PlatformNames.FromKey(rule.Key) ?? throw new InvalidDataException($"channels.yaml: {rule.Key} is no platform."), topic.Topic, rule.Value)))];
    });

    public static IReadOnlyList<(Platform Platform, string Topic, string Text)> All => Once.Value;

    private sealed class TopicFile
    {
        public string Topic { get; set; } = "";

        public Dictionary<string, string> Rules { get; set; } = [];
    }
}
