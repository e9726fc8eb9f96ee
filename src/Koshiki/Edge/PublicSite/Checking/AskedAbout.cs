using System.Globalization;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Edge.PublicSite.Checking;

/// <summary>What somebody asks about, found in what he typed or pasted: one address, or a name, with or without its platform.</summary>
internal abstract record AskedAbout
{
    /// <summary>The longest question that is read, in UTF-16 units.</summary>
    public const int Longest = 2000;

    /// <summary>What may stand before "https://" without a space and is not part of an address.</summary>
    private static readonly string[] Labels = ["url", "hp", "link", "web"];

    private static readonly Dictionary<string, Platform> Platforms = new(StringComparer.Ordinal)
    {
        ["x"] = Platform.X, ["twitter"] = Platform.X, ["ついったー"] = Platform.X, ["えっくす"] = Platform.X, ["旧twitter"] = Platform.X,
        ["line"] = Platform.Line, ["らいん"] = Platform.Line, ["line公式アカウント"] = Platform.Line,
        ["facebook"] = Platform.Facebook, ["fb"] = Platform.Facebook, ["ふぇいすぶっく"] = Platform.Facebook,
        ["instagram"] = Platform.Instagram, ["いんすた"] = Platform.Instagram, ["いんすたぐらむ"] = Platform.Instagram,
        ["youtube"] = Platform.YouTube, ["ゆーちゅーぶ"] = Platform.YouTube,
        ["bluesky"] = Platform.Bluesky, ["ぶるーすかい"] = Platform.Bluesky,
    };

    private static readonly HashSet<string> Services = new(StringComparer.Ordinal) { "tiktok", "threads", "note" };

    private AskedAbout() { }

    /// <summary>Nothing certain can be made of it.</summary>
    public sealed record Unclear(WhyUnclear Why) : AskedAbout;

    /// <param name="Written">The address as written, its width made even.</param>
    public sealed record Address(string Written, AddressReading Reading) : AskedAbout;

    /// <param name="Text">A handle or a name.</param>
    /// <param name="On">The platform that was named beside it; null where none was.</param>
    public sealed record Name(string Text, Platform? On) : AskedAbout;

    public static AskedAbout In(string input)
    {
        if (input.Length > Longest) return new Unclear(WhyUnclear.TooLong);
        var inside = input.AsSpan().Trim().Trim("\uFEFF\u200B\u200E\u200F").Trim();
        foreach (var unit in inside)
        {
            if (char.IsControl(unit) || unit > 127 && char.GetUnicodeCategory(unit) == UnicodeCategory.Format) return new Unclear(WhyUnclear.HiddenSigns);
        }

        var text = WrittenAddress.Tidied(inside.ToString());
        if (text.Length == 0) return new Unclear(WhyUnclear.Nothing);
        return Links(text) switch
        {
            [] => WithoutScheme(text),
            [_] when OtherScheme(text) => new Unclear(WhyUnclear.Unreadable),
            [var only] => At(text[only..].Split(' ')[0]),
            _ => new Unclear(WhyUnclear.SeveralAddresses),
        };
    }

    /// <summary>Where "http://" and "https://" begin that are not inside another address.</summary>
    private static List<int> Links(string text)
    {
        var links = new List<int>();
        for (var at = 0; (at = text.IndexOf("://", at, StringComparison.Ordinal)) >= 0; at += 3)
        {
            var start = text.AsSpan(0, at).EndsWith("https", StringComparison.OrdinalIgnoreCase) ? at - 5
                : text.AsSpan(0, at).EndsWith("http", StringComparison.OrdinalIgnoreCase) ? at - 4 : -1;
            if (start >= 0 && MayBegin(text, start)) links.Add(start);
        }

        return links;
    }

    private static bool MayBegin(string text, int start)
    {
        if (start == 0 || text[start - 1] is ' ' or > '\u007F' or '(' or '[' or '<' or '"' or '\'') return true;
        if (text[start - 1] is not ':') return false;
        var label = text[..(start - 1)].Split(' ')[^1];
        return label.Length > 0 && (label[^1] > '\u007F' || Array.IndexOf(Labels, label.ToLowerInvariant()) >= 0 || NamesAPlatform(label));
    }

    /// <summary>"javascript:…" is no address, whatever address stands inside.</summary>
    private static bool OtherScheme(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is var colon && text.AsSpan(0, colon).IndexOfAnyExceptInRange('!', '~') < 0
        && text[..colon].ToLowerInvariant() is var scheme && scheme is not ("http" or "https") && Array.IndexOf(Labels, scheme) < 0 && !NamesAPlatform(scheme);

    /// <summary>An address, with Japanese text behind it taken off where no name on that platform could hold it.</summary>
    private static Address At(string written)
    {
        var reading = AccountAddress.Read(written);
        if (reading is not AddressReading.OtherPage { Kind: PageKind.ImpossibleName, Platform: Platform.X or Platform.Instagram or Platform.Line or Platform.Facebook }) return new Address(written, reading);

        var path = written.IndexOf('/', written.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0);
        var end = path < 0 ? -1 : written.AsSpan(path).IndexOfAnyExceptInRange('!', '~') is var far and >= 0 ? path + far : -1;
        return end > 0 && IsJapanese(written[end]) && AccountAddress.Read(written[..end]) is AddressReading.Account account
            ? new Address(written[..end], account)
            : new Address(written, reading);
    }

    private static bool IsJapanese(char sign) => sign is >= '\u3001' and <= '\u30FF' or >= '\u4E00' and <= '\u9FFF';

    private static AskedAbout WithoutScheme(string text)
    {
        var words = text.Split([' ', '「', '」', '『', '』', '【', '】', '(', ')', '、'], StringSplitOptions.RemoveEmptyEntries);
        var addresses = new List<Address>(1);
        foreach (var written in words)
        {
            var word = written.IndexOf(':', StringComparison.Ordinal) is var label and > 0 && NamesAPlatform(written[..label]) ? written[(label + 1)..] : written;
            if (word.IndexOfAny(['.', ':', '/', '\\', '%', '。', '｡']) < 0) continue;
            // "10:30" is no address; "ftp://…" beside one makes two.
            if (At(word) is { Reading: var reading } address
                && (reading is not (AddressReading.PlatformUnknown or AddressReading.Unreadable { Kind: UnreadableKind.OtherScheme }) || word.Contains("//", StringComparison.Ordinal))) addresses.Add(address);
        }

        // "フェイスブック aikawa.city": with a platform beside it, what looks like a host is a name.
        if (addresses is [var only]) return only.Reading is AddressReading.Elsewhere && words.Length > 1 && Named(text) is Address { Reading: AddressReading.Account } named ? named : only;
        if (addresses.Count > 1) return new Unclear(WhyUnclear.SeveralAddresses);
        if (words is [var single] && AccountAddress.Read(single) is AddressReading.Unreadable { Kind: UnreadableKind.OtherScheme } other && !NamesAPlatform(single.Split(':')[0]))
        {
            return new Address(single, other);
        }

        return Named(text);
    }

    /// <summary>"X @niiza_pr", "LINE：@niiza", "@niiza_pr（X）".</summary>
    private static AskedAbout Named(string text)
    {
        var words = text.Split([' ', ':', '(', ')', '「', '」', '『', '』', '【', '】', '、', '・', '|', '/'], StringSplitOptions.RemoveEmptyEntries);
        var rest = words.Where(word => !NamesAPlatform(word)).ToArray();
        if (words.Length == rest.Length || rest.Length == 0) return new Name(text, null);

        var named = words.Except(rest).Distinct().ToArray();
        if (named.Length > 1) return new Name(string.Join(' ', rest), null);
        if (PlatformOf(named[0]) is not { } platform)
        {
            return rest.Length == 1 ? new Address(rest[0], OtherServices.Named(named[0].ToLowerInvariant(), rest[0].TrimStart('@'))) : new Name(string.Join(' ', rest), null);
        }

        return rest.Length == 1 && AccountAddress.Named(platform, rest[0]) is { } account
            ? new Address(rest[0], new AddressReading.Account(account))
            : new Name(string.Join(' ', rest), platform);
    }

    private static bool NamesAPlatform(string word) => PlatformOf(word) is not null || Services.Contains(word.ToLowerInvariant());

    private static Platform? PlatformOf(string word) => word.Length <= 20 && Platforms.TryGetValue(SearchKey.Of(word).Text, out var platform) ? platform : null;
}
