using Koshiki.Foundation.Japanese;
using YamlDotNet.Serialization;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>The readings of the words on residents' pages, from <c>Words/readings.yaml</c>.</summary>
internal static class PublicReadings
{
    public static Furigana Japanese { get; } = new(Load());

    private static Dictionary<string, string> Load()
    {
        using var file = typeof(PublicReadings).Assembly.GetManifestResourceStream("Koshiki.Edge.PublicSite.Words.readings.yaml")
            ?? throw new InvalidOperationException("The program was built without the readings of the public words.");
        using var reader = new StreamReader(file);
        return new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(reader);
    }
}
