using System.Collections.Frozen;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>A word that residents may not know, and plain words for it.</summary>
internal sealed record JargonWord(int Number, string Word, string Plain);

/// <summary>The word lists of the checks, from words.yaml beside this file.</summary>
internal static class CheckWords
{
    private static readonly WordFile File = Read();

    /// <summary>Longer words first, so that the longest of those that begin alike is found.</summary>
    public static IReadOnlyList<JargonWord> Jargon { get; } =
        [.. File.Jargon.OrderByDescending(entry => entry.Key.Length).Select((entry, number) => new JargonWord(number, entry.Key, entry.Value))];

    public static FrozenDictionary<char, JargonWord[]> JargonByFirst { get; } =
        Jargon.GroupBy(word => word.Word[0]).ToFrozenDictionary(group => group.Key, group => group.ToArray());

    public static IReadOnlyList<string> Surnames { get; } = File.Surnames;

    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SurnameLookup { get; } =
        File.Surnames.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Shorteners { get; } =
        File.Shorteners.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static WordFile Read()
    {
        using var stream = typeof(CheckWords).Assembly.GetManifestResourceStream("Koshiki.Core.Publishing.Checking.words.yaml")
            ?? throw new InvalidOperationException("words.yaml is not embedded in the program.");
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<WordFile>(reader);
    }

    private sealed class WordFile
    {
        public List<string> Shorteners { get; init; } = [];
        public List<string> Surnames { get; init; } = [];
        public Dictionary<string, string> Jargon { get; init; } = [];
    }
}
