using System.Collections.Frozen;

namespace Koshiki.PlatformFacts;

/// <summary>The names after which a text without "https://" is taken for an address: jp, com, みんな.</summary>
/// <remarks>Source and date: tlds.yaml.</remarks>
internal static class TopLevelDomains
{
    private static readonly FrozenSet<string> Names = FactsFile.Names("tlds.yaml", StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The length of the longest name, in UTF-16 units.</summary>
    public static int LongestLength { get; } = Names.Max(name => name.Length);

    public static bool Contains(ReadOnlySpan<char> name) => Lookup.Contains(name);
}
