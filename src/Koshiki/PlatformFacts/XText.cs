namespace Koshiki.PlatformFacts;

/// <summary>A link in a text.</summary>
/// <param name="Url">The link as written; without scheme where the writer left it out.</param>
/// <param name="Span">Where it stands, in UTF-16 units.</param>
public readonly record struct UrlInText(string Url, TextSpan Span);

/// <summary>How X counts a text.</summary>
/// <param name="WeightedLength">Weight of the whole: a Japanese sign or an emoji 2, a Latin letter 1, a link 23.</param>
/// <param name="IsValid">Whether X takes it: at least one sign, not over the limit, nothing that may not stand in a post.</param>
/// <param name="Permillage">The weight in thousandths of the limit; over 1,000 is too long.</param>
/// <param name="FittingLength">How many UTF-16 units of the text, from its start, still fit.</param>
public readonly record struct XMeasure(int WeightedLength, bool IsValid, int Permillage, int FittingLength);

/// <summary>Counts texts as X does and finds what X turns into links.</summary>
/// <remarks>
/// Source: twitter-text configuration v3 (weights and ranges) and its conformance vectors, commit 30e2430d90cf of 2021-10-21.
/// The longer posts of paying accounts are not covered.
/// </remarks>
public static class XText
{
    /// <summary>The heaviest post that X takes from an account without a paid plan.</summary>
    public const int MaxWeightedLength = 280;

    /// <summary>The weight of a link, however long it is: X replaces it by one of its own.</summary>
    public const int UrlWeight = 23;

    private const int EmojiWeight = 2;

    public static XMeasure Measure(string text, int maxWeightedLength = MaxWeightedLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxWeightedLength);

        var firstUnfit = FirstUnfit(text);
        var sound = firstUnfit < 0 ? text : WithoutUnfit(text);
        var composed = sound.IsNormalized() ? sound : sound.Normalize();

        var (weight, fitting) = Weigh(composed, maxWeightedLength);
        if (!ReferenceEquals(composed, sound)) fitting = LengthBeforeNormalizing(sound, fitting);

        return new XMeasure(
            weight,
            IsValid: firstUnfit < 0 && weight > 0 && weight <= maxWeightedLength,
            Permillage: (int)(weight * 1000L / maxWeightedLength),
            FittingLength: firstUnfit < 0 ? fitting : Math.Min(fitting, firstUnfit));
    }

    /// <summary>The links of a text in their order, with their places in the text as given.</summary>
    public static IReadOnlyList<UrlInText> ExtractUrls(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var links = new List<UrlInText>();
        var scanner = new XLinkScanner(text);
        while (scanner.MoveNext())
        {
            links.Add(new UrlInText(text.Substring(scanner.Current.Start, scanner.Current.Length), scanner.Current));
        }

        return links;
    }

    /// <summary>Whether the text has a link; X charges such a post differently (<see cref="PlatformCosts"/>).</summary>
    public static bool HasUrl(string text) => new XLinkScanner(text).MoveNext();

    private static (int Weight, int Fitting) Weigh(ReadOnlySpan<char> text, int limit)
    {
        var links = new XLinkScanner(text);
        var hasLink = links.MoveNext();
        int weight = 0, fitting = 0, at = 0;

        while (at < text.Length)
        {
            while (hasLink && links.Current.Start < at) hasLink = links.MoveNext();

            int units;
            if (hasLink && links.Current.Start == at)
            {
                weight += UrlWeight;
                units = links.Current.Length;
            }
            else if (XCharacters.Is(text[at], XCharacter.EmojiStart) && EmojiSequences.LengthAtStart(text[at..]) is var emoji and > 0)
            {
                weight += EmojiWeight;
                units = emoji;
            }
            else
            {
                weight += WeightOf(text[at]);
                units = char.IsHighSurrogate(text[at]) ? 2 : 1;
            }

            at += units;
            if (weight <= limit) fitting = at;
        }

        return (weight, fitting);
    }

    /// <summary>Latin and its neighbours, spaces, dashes, quotation marks and primes weigh 1; everything else weighs 2, Japanese too.</summary>
    /// <remarks>Ranges 0-4351, 8192-8205, 8208-8223 and 8242-8247 of configuration v3.</remarks>
    private static int WeightOf(char unit) =>
        unit is <= '\u10FF' or >= '\u2000' and <= '\u200D' or >= '\u2010' and <= '\u201F' or >= '\u2032' and <= '\u2037' ? 1 : 2;

    /// <summary>Finds what no post may hold: noncharacters, the byte order mark, half of a pair.</summary>
    private static int FirstUnfit(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAnyInRange('\uD800', '\uFFFF'); at < text.Length && at >= 0; at++)
        {
            if (XCharacters.IsNeverInPosts(text[at])) return at;
            if (!char.IsSurrogate(text[at])) continue;
            if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])) return at;
            at++;
        }

        return -1;
    }

    /// <summary>The same text, as long and as heavy, with the replacement character for what cannot be composed.</summary>
    private static string WithoutUnfit(string text)
    {
        var repaired = text.ToCharArray();
        for (var at = FirstUnfit(repaired); at >= 0; at = FirstUnfit(repaired.AsSpan(at)) is var next and >= 0 ? at + next : -1)
        {
            repaired[at] = '\uFFFD';
        }

        return new string(repaired);
    }

    /// <summary>Finds how much of the text as written makes the given length of its composed form; whole signs only.</summary>
    private static int LengthBeforeNormalizing(string text, int composedLength)
    {
        int written = 0, composed = 0;
        while (written < text.Length)
        {
            var units = System.Globalization.StringInfo.GetNextTextElementLength(text, written);
            composed += text.Substring(written, units).Normalize().Length;
            if (composed > composedLength) break;
            written += units;
        }

        return written;
    }
}
