using Koshiki.Foundation;

namespace Koshiki.PlatformFacts;

/// <summary>The address of an account, read and made even. アカウントのURL.</summary>
/// <param name="Identity">By what accounts are compared; two addresses of one account differ in anything but this.</param>
/// <param name="Name">The name as people say it: "@niiza_pr", a channel id, the host and path of a site.</param>
/// <param name="Url">The one address that we show and link: https, the platform's main host, no query that does not belong to the name.</param>
/// <remarks>Nothing is asked over the network. Whether the account exists, and whether it is official, is not said here (A6, K2).</remarks>
public sealed record AccountAddress(AccountIdentity Identity, string Name, string Url)
{
    /// <summary>Reads whatever somebody gives as the address or name of an account: typed, pasted, in full width, without scheme.</summary>
    public static AddressReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var tidied = WrittenAddress.Tidied(text);
        if (tidied.Length == 0) return new AddressReading.Unreadable(UnreadableKind.Empty);
        if (tidied.Contains('\\', StringComparison.Ordinal)) return new AddressReading.Unreadable(UnreadableKind.Ambiguous);
        if (tidied.Contains(' ', StringComparison.Ordinal)) return ReadSentence(tidied);

        return ReadWord(tidied);
    }

    /// <summary>Reads what an office enters in the register as the address of an account on a platform. A bare name is enough there.</summary>
    /// <returns>The address, or <see cref="NoAddressGiven"/>, <see cref="OtherPlatformsAddress"/>, <see cref="NotAnAccountsPage"/>, <see cref="NotThePlatformsHost"/>,
    /// <see cref="LooksLikeThePlatform"/>, <see cref="ImpossibleAccountName"/>, <see cref="AddressNotReadable"/>.</returns>
    public static Result<AccountAddress> Canonical(Platform platform, string text)
    {
        var isSite = platform is Platform.Blog or Platform.Other;

        return Read(text) switch
        {
            AddressReading.Account account when account.Address.Identity.Platform == platform => account.Address,
            AddressReading.Account account => new OtherPlatformsAddress(platform, account.Address.Identity.Platform),
            AddressReading.Elsewhere elsewhere when isSite => elsewhere.Site with { Identity = elsewhere.Site.Identity with { Platform = platform } },
            AddressReading.Elsewhere elsewhere => Named(platform, text) is { } named ? named : new NotThePlatformsHost(platform, elsewhere.Site.Name),
            AddressReading.OtherPage { Kind: PageKind.ImpossibleName } page => new ImpossibleAccountName(page.Platform),
            AddressReading.OtherPage page => new NotAnAccountsPage(page.Kind),
            AddressReading.LookAlike alike => new LooksLikeThePlatform(alike.Imitated, alike.Host),
            AddressReading.PlatformUnknown unknown when !isSite => Named(platform, unknown.Name) is { } named ? named : new ImpossibleAccountName(platform),
            AddressReading.Unreadable { Kind: UnreadableKind.Empty } => new NoAddressGiven(platform),
            _ => new AddressNotReadable(),
        };
    }

    /// <summary>The account of a name where the platform is known: "@niiza_pr" and X.</summary>
    /// <returns>Null where the platform cannot have such a name.</returns>
    public static AccountAddress? Named(Platform platform, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var tidied = WrittenAddress.Tidied(name);

        return platform switch
        {
            Platform.X => AccountNames.OnX(tidied),
            Platform.Instagram => AccountNames.OnInstagram(tidied),
            Platform.Facebook => AccountNames.OnFacebook(tidied),
            Platform.YouTube => AccountNames.OnYouTubeById(tidied) ?? AccountNames.OnYouTube(tidied),
            Platform.Line => AccountNames.OnLine(tidied),
            Platform.Bluesky => AccountNames.OnBluesky(tidied),
            _ => null,
        };
    }

    /// <summary>A sentence is read by the one link in it ("新座市公式 https://x.com/…"); with none, or several, it is a name.</summary>
    private static AddressReading ReadSentence(string text)
    {
        var links = XText.ExtractUrls(text);
        return links.Count == 1 && links[0].Url.Contains("://", StringComparison.Ordinal)
            ? ReadWord(text[links[0].Span.Start..].Split(' ')[0])
            : new AddressReading.PlatformUnknown(text);
    }

    private static AddressReading ReadWord(string word)
    {
        if (NameShapes.Did().IsMatch(word)) return new AddressReading.Account(AccountNames.OnBluesky(word)!);

        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon > 0 && word[..colon].All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '+' or '-') ? word[..colon].ToLowerInvariant() : "";

        if (scheme is "http" or "https")
        {
            var rest = word[(colon + 1)..];
            return rest.StartsWith("//", StringComparison.Ordinal) ? ReadRest(rest[2..]) : new AddressReading.Unreadable(UnreadableKind.Malformed);
        }

        if (scheme == "at" && word.StartsWith("at://", StringComparison.OrdinalIgnoreCase)) return ReadAtUri(word["at://".Length..]);
        if (word.StartsWith("//", StringComparison.Ordinal)) return ReadRest(word[2..]);
        if (scheme.Length > 0 && !HasHostInFront(word)) return new AddressReading.Unreadable(UnreadableKind.OtherScheme);

        if (HasHostInFront(word)) return ReadRest(word);
        if (word.IndexOf('@', StringComparison.Ordinal) > 0) return ReadAroundAtSign(word);
        return new AddressReading.PlatformUnknown(word.StartsWith('@') ? word[1..] : word);
    }

    /// <summary>Without a scheme, what ends in a top-level domain before the first "/" is a host.</summary>
    private static bool HasHostInFront(string word)
    {
        if (word.StartsWith('@')) return false;

        var host = word.Split('/', '?', '#', ':')[0].TrimEnd('.');
        var last = host[(host.LastIndexOfAny(['.', '。', '｡']) + 1)..];
        return last.Length < host.Length && !host.Contains('@', StringComparison.Ordinal)
            && (TopLevelDomains.Contains(last) || last.StartsWith("xn--", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>"x.com@example.net" imitates; "koho@example.lg.jp" is somebody's mail address.</summary>
    private static AddressReading ReadAroundAtSign(string word) =>
        ReadRest(word) is AddressReading.LookAlike alike ? alike : new AddressReading.Unreadable(UnreadableKind.MailAddress);

    private static AddressReading ReadAtUri(string rest)
    {
        var parts = rest.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var account = parts.Length > 0 ? AccountNames.OnBluesky(parts[0]) : null;

        return account is null ? new AddressReading.OtherPage(Platform.Bluesky, PageKind.ImpossibleName)
            : parts.Length == 1 ? new AddressReading.Account(account)
            : new AddressReading.OtherPage(Platform.Bluesky, PageKind.Post, account.Identity);
    }

    private static AddressReading ReadRest(string rest)
    {
        if (WrittenAddress.Parse(rest) is not { } address) return new AddressReading.Unreadable(UnreadableKind.Malformed);

        var owner = PlatformHosts.OwnerOf(address.Host);
        if (owner is null && LookAlikes.Find(address.Host, address.UserInfo) is { } alike) return alike;
        if (address.UserInfo.Length > 0) return new AddressReading.Unreadable(UnreadableKind.Ambiguous);

        return owner is { } platform ? AddressShapes.Read(platform, address) : OtherServices.Read(address) ?? new AddressReading.Elsewhere(SiteOf(address));
    }

    /// <summary>A site is its host and path; http and https, a slash at the end and the fragment make no difference, case in the path does.</summary>
    private static AccountAddress SiteOf(WrittenAddress address)
    {
        var path = string.Concat(address.Segments.Select(segment => "/" + Uri.EscapeDataString(segment)));
        var query = address.Query.Length > 0 ? "?" + address.Query : "";
        var key = address.Host + path + query;

        return new AccountAddress(new AccountIdentity(Platform.Other, IdentityKind.Address, key), key, $"https://{address.Host}{(path.Length > 0 ? path : "/")}{query}");
    }
}
