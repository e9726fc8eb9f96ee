namespace Koshiki.PlatformFacts;

/// <summary>What X makes of a single UTF-16 unit when it looks for links.</summary>
[Flags]
internal enum XCharacter : byte
{
    None = 0,
    /// <summary>May stand in the label of a host name, also at its ends: nearly everything but signs and spaces.</summary>
    Host = 1,
    /// <summary>May stand in a host name that has no "https://" before it: a-z, 0-9, hyphen, Latin letters with accents.</summary>
    BareHost = 2,
    Path = 4,
    /// <summary>May stand at the end of a path; a full stop there belongs to the sentence.</summary>
    PathEnd = 8,
    Query = 16,
    QueryEnd = 32,
    /// <summary>Stands before a link without making it a part of a word, a name or a tag.</summary>
    BeforeLink = 64,
    /// <summary>An emoji can begin here.</summary>
    EmojiStart = 128,
}

/// <summary>The table of all UTF-16 units, so that a long text is read with one look at each.</summary>
/// <remarks>Source: twitter-text at 30e2430d90cf, behaviour fixed by its conformance vectors.</remarks>
internal static class XCharacters
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string NotInHosts = "!'#%&()*+,\\-./:;<=>?@[]^_{|}~$ \u0085\u00A0\u1680\u180E\u2028\u2029\u202F\u205F\u3000";
    private const string InPathsBesides = "!*';:=+,.$/%#[]-\u2013_~@|&";
    private const string EndsPathsBesides = "+-=_#/";
    private const string InQueriesBesides = "!?*'@();:&=+$/%#[]-_.,~|";
    private const string EndsQueriesBesides = "-_&=#/";

    private static readonly (char First, char Last)[] Spaces = [('\t', '\r'), ('\u2000', '\u200A')];
    private static readonly (char First, char Last)[] Directions = [('\u202A', '\u202E'), ('\u061C', '\u061C'), ('\u200E', '\u200F'), ('\u2066', '\u2069')];
    private static readonly (char First, char Last)[] NeverInPosts = [('\uFFFE', '\uFFFF'), ('\uFEFF', '\uFEFF')];
    private static readonly (char First, char Last)[] Cyrillic = [('\u0400', '\u04FF')];

    private static readonly (char First, char Last)[] AccentedLatin =
    [
        ('\u00C0', '\u00D6'), ('\u00D8', '\u00F6'), ('\u00F8', '\u024F'), ('\u0253', '\u0254'), ('\u0256', '\u0257'), ('\u0259', '\u0259'),
        ('\u025B', '\u025B'), ('\u0263', '\u0263'), ('\u0268', '\u0268'), ('\u026F', '\u026F'), ('\u0272', '\u0272'), ('\u0289', '\u0289'),
        ('\u028B', '\u028B'), ('\u02BB', '\u02BB'), ('\u0300', '\u036F'), ('\u1E00', '\u1EFF'),
    ];

    private static readonly XCharacter[] Table = MakeTable();

    public static bool Is(char unit, XCharacter what) => (Table[unit] & what) != 0;

    /// <summary>Noncharacters and the byte order mark: X refuses a post that has one.</summary>
    public static bool IsNeverInPosts(char unit) => unit is '\uFFFE' or '\uFFFF' or '\uFEFF';

    private static XCharacter[] MakeTable()
    {
        var table = new XCharacter[char.MaxValue + 1];
        Array.Fill(table, XCharacter.Host | XCharacter.BeforeLink);

        Clear(XCharacter.Host, NotInHosts, [.. Spaces, .. Directions, .. NeverInPosts]);
        Clear(XCharacter.BeforeLink, Letters + Digits + "@＠$#＃", NeverInPosts);
        Set(XCharacter.BareHost, Letters + Digits + "-", AccentedLatin);
        Set(XCharacter.Path, Letters + Digits + InPathsBesides, [.. Cyrillic, .. AccentedLatin]);
        Set(XCharacter.PathEnd, Letters + Digits + EndsPathsBesides, [.. Cyrillic, .. AccentedLatin]);
        Set(XCharacter.Query, Letters + Digits + InQueriesBesides, []);
        Set(XCharacter.QueryEnd, Letters + Digits + EndsQueriesBesides, []);
        Set(XCharacter.EmojiStart, string.Concat(EmojiSequences.FirstUnits), []);
        return table;

        void Set(XCharacter what, string units, (char First, char Last)[] ranges)
        {
            foreach (var unit in units) table[unit] |= what;
            foreach (var (first, last) in ranges)
            {
                for (int unit = first; unit <= last; unit++) table[unit] |= what;
            }
        }

        void Clear(XCharacter what, string units, (char First, char Last)[] ranges)
        {
            foreach (var unit in units) table[unit] &= ~what;
            foreach (var (first, last) in ranges)
            {
                for (int unit = first; unit <= last; unit++) table[unit] &= ~what;
            }
        }
    }
}
