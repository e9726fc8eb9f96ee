using System.Collections.Frozen;

namespace Koshiki.PlatformFacts;

/// <summary>A list of facts that lies beside the code as data: one fact on a line after "- ", its source in the comment at the top.</summary>
/// <remarks>Such a file is YAML, so that other tools read it too; ours reads the lines by itself, because these lists are needed before anything else runs.</remarks>
internal static class FactsFile
{
    public static FrozenSet<string> Names(string file, IEqualityComparer<string> comparer) => Lines(file).ToFrozenSet(comparer);

    private static IEnumerable<string> Lines(string file)
    {
        var assembly = typeof(FactsFile).Assembly;
        using var stream = assembly.GetManifestResourceStream($"Koshiki.PlatformFacts.{file}")
            ?? throw new InvalidOperationException($"The program lacks its list {file}.");
        using var reader = new StreamReader(stream);

        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("- ", StringComparison.Ordinal)) yield return line[2..].Trim('"');
        }
    }
}
