namespace Koshiki.PlatformFacts;

/// <summary>A piece of a text: where it starts and how long it is, in UTF-16 units.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The place after the last unit.</summary>
    public int End => Start + Length;
}

/// <summary>Walks through a text from link to link, as X finds them: with "https://" or as a bare "example.lg.jp".</summary>
/// <remarks>
/// <para>Every link has a full stop in its host, so the scanner goes from stop to stop and looks around each; a text without one costs a single search.</para>
/// <para>Source: behaviour fixed by the conformance vectors of twitter-text (extract.yml, validate.yml, tlds.yml) at 30e2430d90cf.</para>
/// </remarks>
internal ref struct XLinkScanner(ReadOnlySpan<char> text)
{
    private const int LongestUrl = 4096;
    private const int LongestLabel = 63;
    private const int LongestTcoName = 40;

    private readonly ReadOnlySpan<char> text = text;

    /// <summary>Where the next full stop is looked for.</summary>
    private int at;

    /// <summary>The end of what the last link took; a link needs something between it and the one before.</summary>
    private int taken;

    // A bare host may hold several links with Japanese between them ("a.comと b.jp"): what is left of it, and the path after it.
    private int bareAt, bareEnd, pathEnd;

    /// <summary>Where the link of a bare host starts that has the path; -1 where there is no path.</summary>
    private int pathOwner;

    /// <summary>The link found last.</summary>
    public TextSpan Current { get; private set; }

    public bool MoveNext()
    {
        while (true)
        {
            if (bareAt < bareEnd && NextBareHost()) return true;

            var stop = at < text.Length ? text[at..].IndexOf('.') : -1;
            if (stop < 0) return false;

            if (AroundStop(at + stop)) return true;
        }
    }

    /// <summary>Looks at the host around one full stop. Leaves <see cref="at"/> behind all that needs no second look.</summary>
    private bool AroundStop(int stop)
    {
        at = stop + 1;
        if (stop == taken || !XCharacters.Is(text[stop - 1], XCharacter.Host)) return false;

        var (endOfTwo, endOfMore, chainEnd) = HostEnds(stop);
        if (endOfTwo < 0 && endOfMore < 0)
        {
            at = Math.Max(at, chainEnd);
            return false;
        }

        var first = FirstUnitOfLabel(stop);
        if (Scheme(first) is var start and >= 0 && HostEnd(first, stop, endOfTwo, endOfMore) is var end and >= 0)
        {
            return WithScheme(start, first, end);
        }

        for (var from = first; from < stop; from++)
        {
            if (!MayStartAt(from) || !XCharacters.Is(text[from], XCharacter.Host)) continue;

            var bareHostEnd = HostEnd(from, stop, endOfTwo, endOfMore);
            if (bareHostEnd < 0) continue;

            Take(bareHostEnd);
            if (from > 0 && text[from - 1] is '-' or '_' or '.' or '/') return false;

            bareAt = from;
            bareEnd = bareHostEnd;
            pathOwner = pathEnd > bareHostEnd ? LastBareHost() : -1;
            return NextBareHost();
        }

        return false;
    }

    private readonly int FirstUnitOfLabel(int stop)
    {
        var first = stop;
        while (first > taken && IsInLabel(text[first - 1])) first--;
        return first;
    }

    private static bool IsInLabel(char unit) => unit is '-' or '_' || XCharacters.Is(unit, XCharacter.Host);

    /// <summary>A link stands at the start of the text or after something that does not make it a part of a word, and not directly after another link.</summary>
    private readonly bool MayStartAt(int from) =>
        from == 0 || from > taken && XCharacters.Is(text[from - 1], XCharacter.BeforeLink);

    /// <returns>Where "http://" or "https://" begins that ends before the host; -1 where none does.</returns>
    private readonly int Scheme(int hostStart)
    {
        var before = text[taken..hostStart];
        var length = before.EndsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : before.EndsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;

        return length > 0 && MayStartAt(hostStart - length) ? hostStart - length : -1;
    }

    /// <summary>Where the host ends that starts with the label before the stop: the longest one that ends in a top-level domain.</summary>
    /// <returns>-1 where there is none. The label directly before the top-level domain has no underscore, and none begins with a sign.</returns>
    private readonly int HostEnd(int from, int stop, int endOfTwo, int endOfMore)
    {
        if (!XCharacters.Is(text[from], XCharacter.Host)) return -1;
        if (endOfMore >= 0) return endOfMore;
        return text[from..stop].Contains('_') ? -1 : endOfTwo;
    }

    /// <summary>Reads the labels behind a stop: where a host of two labels would end, where a longer one would, and how far the labels go.</summary>
    private readonly (int EndOfTwo, int EndOfMore, int ChainEnd) HostEnds(int stop)
    {
        int endOfTwo = -1, endOfMore = -1, label = stop + 1;
        var previousHasUnderscore = false;

        for (var labels = 2; ; labels++)
        {
            var end = TopLevelDomainEnd(text, label);
            if (end >= 0 && labels == 2) endOfTwo = end;
            if (end >= 0 && labels > 2 && !previousHasUnderscore) endOfMore = end;

            var next = label;
            while (next < text.Length && IsInLabel(text[next])) next++;

            var isWhole = next > label && next < text.Length && text[next] == '.'
                && XCharacters.Is(text[label], XCharacter.Host) && XCharacters.Is(text[next - 1], XCharacter.Host);
            if (!isWhole) return (endOfTwo, endOfMore, label);

            previousHasUnderscore = text[label..next].Contains('_');
            label = next + 1;
        }
    }

    /// <returns>Where the top-level domain ends that begins at a place; -1 where none does, or where more follows it.</returns>
    private static int TopLevelDomainEnd(ReadOnlySpan<char> text, int from)
    {
        var rest = text[from..];
        if (rest.StartsWith("xn--", StringComparison.OrdinalIgnoreCase))
        {
            var end = 4;
            while (end < rest.Length && (char.IsAsciiLetterOrDigit(rest[end]) || rest[end] == '-')) end++;
            return end > 4 ? from + end : -1;
        }

        for (var length = Math.Min(rest.Length, TopLevelDomains.LongestLength); length >= 2; length--)
        {
            var endsThere = length == rest.Length || !(char.IsAsciiLetterOrDigit(rest[length]) || rest[length] is '@' or '+' or '-');
            if (endsThere && TopLevelDomains.Contains(rest[..length])) return from + length;
        }

        return -1;
    }

    /// <summary>Takes a link with its scheme, unless its host is none that the network could know.</summary>
    private bool WithScheme(int start, int host, int hostEnd)
    {
        Take(hostEnd);
        var end = taken;

        if (TcoEnd(start, hostEnd) is var tco and not 0)
        {
            if (tco < 0) return false;
            end = tco;
        }

        if (!LabelsFit(text[host..hostEnd]) || end - start > LongestUrl) return false;

        Current = new TextSpan(start, end - start);
        return true;
    }

    /// <summary>X's own short links end after their name and query, whatever follows.</summary>
    /// <returns>0 for a link elsewhere, -1 where the name is too long to be one.</returns>
    private readonly int TcoEnd(int start, int hostEnd)
    {
        var host = text[start..hostEnd];
        if (!host.EndsWith("//t.co", StringComparison.OrdinalIgnoreCase) || hostEnd >= taken || text[hostEnd] != '/') return 0;

        var end = hostEnd + 1;
        while (end < taken && char.IsAsciiLetterOrDigit(text[end])) end++;

        var name = end - hostEnd - 1;
        return name == 0 ? 0 : name > LongestTcoName ? -1 : QueryEnd(end);
    }

    /// <summary>The next link of a host that was written without scheme: only its part in Latin letters is one.</summary>
    private bool NextBareHost()
    {
        while (bareAt < bareEnd)
        {
            var from = bareAt;
            while (from < bareEnd && !XCharacters.Is(text[from], XCharacter.BareHost)) from++;

            var end = BareHostEnd(from);
            if (end < 0 || !LabelsFit(text[from..end])) continue;

            Current = new TextSpan(from, (from == pathOwner ? pathEnd : end) - from);
            return true;
        }

        return false;
    }

    private readonly int LastBareHost()
    {
        var last = -1;
        for (var rest = this; rest.NextBareHost();) last = rest.Current.Start;
        return last;
    }

    /// <summary>Where the Latin host ends that starts at a place; moves <see cref="bareAt"/> behind what was read.</summary>
    private int BareHostEnd(int from)
    {
        var host = text[..bareEnd];
        int end = -1, label = from;

        while (true)
        {
            var next = label;
            while (next < bareEnd && XCharacters.Is(text[next], XCharacter.BareHost)) next++;
            if (next == label || next >= bareEnd || text[next] != '.') break;

            label = next + 1;
            if (label < bareEnd && TopLevelDomainEnd(host, label) is var found and >= 0) end = found;
        }

        bareAt = end >= 0 ? end : Math.Max(label, from) + 1;
        return end;
    }

    private static bool LabelsFit(ReadOnlySpan<char> host)
    {
        foreach (var range in host.Split('.'))
        {
            var label = host[range];
            if (label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) && !System.Text.Ascii.IsValid(label)) return false;
            if (label.Length > LongestLabel || Punycode.EncodedLength(label) > LongestLabel) return false;
        }

        return true;
    }

    /// <summary>Takes all that belongs to a link after its host: port, path, query.</summary>
    private void Take(int hostEnd)
    {
        var end = hostEnd;
        if (end + 1 < text.Length && text[end] == ':' && char.IsAsciiDigit(text[end + 1]))
        {
            end += 2;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        }

        var hasPath = end < text.Length && text[end] == '/';
        if (hasPath) end = PathEnd(end + 1);

        taken = at = QueryEnd(end);
        pathEnd = hasPath ? taken : hostEnd;
    }

    private readonly int PathEnd(int from)
    {
        int end = from, next = from;
        while (next < text.Length)
        {
            if (XCharacters.Is(text[next], XCharacter.Path))
            {
                next++;
                if (XCharacters.Is(text[next - 1], XCharacter.PathEnd)) end = next;
            }
            else if (text[next] == '(' && BracketEnd(next, nested: true) is var bracket and >= 0)
            {
                end = next = bracket;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    /// <summary>Brackets belong to a path when they close again, with something inside and at most one pair within.</summary>
    private readonly int BracketEnd(int open, bool nested)
    {
        var next = open + 1;
        var hasInside = false;

        while (next < text.Length)
        {
            if (XCharacters.Is(text[next], XCharacter.Path))
            {
                next++;
                hasInside = true;
            }
            else if (text[next] == '(' && nested && BracketEnd(next, nested: false) is var inner and >= 0)
            {
                next = inner;
                nested = false;
                hasInside = true;
            }
            else
            {
                return text[next] == ')' && hasInside ? next + 1 : -1;
            }
        }

        return -1;
    }

    private readonly int QueryEnd(int from)
    {
        var end = from;
        if (from >= text.Length || text[from] != '?') return end;

        for (var next = from + 1; next < text.Length && XCharacters.Is(text[next], XCharacter.Query); next++)
        {
            if (XCharacters.Is(text[next], XCharacter.QueryEnd)) end = next + 1;
        }

        return end;
    }
}
