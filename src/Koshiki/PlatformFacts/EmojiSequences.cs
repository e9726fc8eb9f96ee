using System.Collections.Frozen;

namespace Koshiki.PlatformFacts;

/// <summary>Finds the emoji that a reader sees as one picture: families, flags, keycaps, skin tones.</summary>
/// <remarks>Source: Unicode Technical Standard #51; the sequences themselves are in emoji.yaml.</remarks>
internal static class EmojiSequences
{
    private const char ZeroWidthJoiner = '\u200D';
    private const char EmojiStyle = '\uFE0F';
    private const char TextStyle = '\uFE0E';
    private const char Keycap = '\u20E3';
    private const char TagHigh = '\uDB40';
    private const char RegionOrToneHigh = '\uD83C';

    private static readonly FrozenSet<string> Sequences = FactsFile.Names("emoji.yaml", StringComparer.Ordinal);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Sequences.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int LongestLength = Sequences.Max(sequence => sequence.Length);

    /// <summary>The UTF-16 units with which an emoji can begin; asking <see cref="LengthAtStart"/> elsewhere is a waste.</summary>
    public static IEnumerable<char> FirstUnits => Sequences.Select(sequence => sequence[0]).Distinct();

    /// <summary>How many UTF-16 units the longest emoji takes with which the text begins.</summary>
    /// <returns>0 where the text begins with none; also where it asks for the plain sign ("☺︎", "©", "1").</returns>
    public static int LengthAtStart(ReadOnlySpan<char> text)
    {
        if (text[0] < '\u0080' && (text.Length < 2 || text[1] is not (Keycap or EmojiStyle))) return 0;

        Span<char> seen = stackalloc char[LongestLength];
        int longest = 0, length = 0, at = 0;
        var longestIsOneSign = false;

        while (at < text.Length && length + 2 <= LongestLength)
        {
            if (text[at] == EmojiStyle)
            {
                if (longest == at && longest > 0) longest = at + 1;
                at++;
                continue;
            }

            if (at > 0 && !Continues(text, at, seen[..length])) break;

            var units = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
            text.Slice(at, units).CopyTo(seen[length..]);
            length += units;
            at += units;

            if (Lookup.Contains(seen[..length]))
            {
                longest = at;
                longestIsOneSign = length == units;
            }
        }

        return IsPlainSign(text, longest, longestIsOneSign) ? 0 : longest;
    }

    /// <summary>Whether the sign at a place can belong to the emoji that is being read.</summary>
    private static bool Continues(ReadOnlySpan<char> text, int at, ReadOnlySpan<char> seen) =>
        seen[^1] == ZeroWidthJoiner
        || text[at] is ZeroWidthJoiner or Keycap or TagHigh
        || text[at] == RegionOrToneHigh && at + 1 < text.Length
            && (text[at + 1] is >= '\uDFFB' and <= '\uDFFF' || IsRegion(text[at + 1]) && seen.Length == 2 && IsRegion(seen[1]));

    private static bool IsRegion(char low) => low is >= '\uDDE6' and <= '\uDDFF';

    /// <summary>A single sign is plain when text style was asked for, and © and ® unless emoji style was.</summary>
    private static bool IsPlainSign(ReadOnlySpan<char> text, int length, bool isOneSign) =>
        isOneSign && length > 0
        && (length < text.Length && text[length] == TextStyle || text[0] < '\u0100' && text[length - 1] != EmojiStyle);
}
