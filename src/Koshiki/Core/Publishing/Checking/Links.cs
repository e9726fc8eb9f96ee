namespace Koshiki.Core.Publishing.Checking;

/// <summary>Finds web addresses in running text.</summary>
internal static class Links
{
    private const int Longest = 2000;
    private const string EndsNoLink = ".,;:!?)]}'\"*";

    /// <summary>Whether a unit may stand in a web address. Japanese text ends one.</summary>
    public static bool IsLinkCharacter(char c) => c is > ' ' and < '\u007F' and not ('<' or '>' or '"' or '`' or '{' or '|' or '}' or '\\' or '^');

    /// <summary>Whether a place lies within an address with its scheme.</summary>
    public static bool Cover(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (start > 0 && at - start < Longest && IsLinkCharacter(text[start - 1])) start--;
        return text[start..at].Contains("://", StringComparison.Ordinal);
    }

    /// <summary>Every address in a text as it is written there, as the rules read it.</summary>
    public static IReadOnlyList<string> In(ReadOnlySpan<char> text)
    {
        var found = new List<string>();
        for (var at = 0; at < text.Length && text[at..].IndexOf('.') is var next and >= 0;)
        {
            if (TryRead(text, at + next, out var start, out _, out var end)) found.Add(text[start..end].ToString());
            at = Math.Max(at + next + 1, end);
        }

        return found;
    }

    /// <summary>Reads the address around the dot of its host.</summary>
    /// <param name="end">Where to go on reading: the end of the address, or of the dot when there is none.</param>
    public static bool TryRead(ReadOnlySpan<char> text, int dot, out int start, out Range host, out int end)
    {
        var hostStart = dot;
        while (hostStart > 0 && IsHostCharacter(text[hostStart - 1])) hostStart--;
        var hostEnd = dot + 1;
        while (hostEnd < text.Length && IsHostCharacter(text[hostEnd])) hostEnd++;
        var trimmed = hostEnd;
        while (trimmed > dot && text[trimmed - 1] is '.' or '-') trimmed--;

        start = hostStart;
        host = hostStart..trimmed;
        end = hostEnd;
        if (hostStart == dot || trimmed <= dot + 2 || !char.IsAsciiLetter(text[trimmed - 1])) return false;

        var before = text[..hostStart];
        var hasScheme = before.EndsWith("://");
        if (hasScheme)
        {
            start = hostStart - 3;
            while (start > 0 && char.IsAsciiLetter(text[start - 1])) start--;
        }
        else if (before.Length > 0 && before[^1] is '@' or '＠' or '/' || trimmed < text.Length && text[trimmed] is '@' or '＠')
        {
            return false;
        }
        else if (trimmed == text.Length || text[trimmed] != '/' || !(text[hostStart..].StartsWith("www.") || CheckWords.Shorteners.Contains(text[host])))
        {
            return false;
        }

        end = trimmed;
        while (end < text.Length && IsLinkCharacter(text[end])) end++;
        while (end > trimmed && EndsNoLink.Contains(text[end - 1], StringComparison.Ordinal)) end--;
        return true;
    }

    private static bool IsHostCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-';
}
