using System.Text;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;
using static Koshiki.Edge.PublicSite.Checking.CheckAnswer;

namespace Koshiki.Edge.PublicSite.Checking;

/// <summary>Is this account ours? Says "official" only of an exact address, of a permanent id, or of a current handle on a named platform; in doubt it cannot tell. K2.</summary>
/// <remarks>No request goes out to anybody: what is said rests on the published list alone.</remarks>
public sealed class OfficialCheck
{
    /// <summary>So many accounts are named beside an answer at most.</summary>
    public const int MostSimilar = 10;

    private readonly CheckIndex index;

    /// <param name="accounts">The published list.</param>
    /// <param name="impersonators">Of whom residents are warned; such a warning outweighs the list.</param>
    /// <param name="today">In Japan.</param>
    public OfficialCheck(IReadOnlyList<PublicAccount> accounts, IReadOnlyList<KnownImpersonator> impersonators, DateOnly today) =>
        index = new CheckIndex(accounts, impersonators, today);

    /// <param name="asked">Whatever somebody typed or pasted.</param>
    public CheckAnswer Of(string asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return AskedAbout.In(asked) switch
        {
            AskedAbout.Unclear unclear => Unclear(unclear.Why),
            AskedAbout.Name name => OfName(name.Text, name.On),
            AskedAbout.Address address => OfReading(address.Written, address.Reading),
            _ => Unclear(WhyUnclear.Unreadable),
        };
    }

    private CheckAnswer OfReading(string written, AddressReading reading) => reading switch
    {
        AddressReading.Account account => OfAccount(written, account.Address),
        AddressReading.Elsewhere elsewhere => OfSite(written, elsewhere.Site),
        _ when index.Impersonator(CheckIndex.RawKey(written)) is { } known => new Impersonation(known),
        AddressReading.OtherPage page => OfPage(written, page),
        AddressReading.LookAlike => Unclear(WhyUnclear.LooksLikeAPlatform),
        AddressReading.PlatformUnknown unknown => OfName(unknown.Name, null),
        AddressReading.Unreadable { Kind: UnreadableKind.MailAddress } => Unclear(WhyUnclear.MailAddress),
        _ => Unclear(WhyUnclear.Unreadable),
    };

    private CheckAnswer OfAccount(string written, AccountAddress address)
    {
        var (platform, kind, name) = address.Identity;
        if (Known(written, CheckIndex.KeyOf(address.Identity), kind) is { } known) return known;
        if (kind == IdentityKind.ShortLink) return Unclear(WhyUnclear.ShortLink);
        var plain = kind == IdentityKind.CustomName ? name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..] : name;
        // A name on Bluesky is a host, and a host may be written in punycode.
        if (index.LookingLike(platform.Key, platform == Platform.Bluesky ? CheckIndex.Seen(plain) : plain) is { } ours) return Unclear(WhyUnclear.LooksLikeOurs, ours);
        // On YouTube letters of every script may follow a name, so that text behind an address cannot be told from the name.
        if (platform == Platform.YouTube && AsciiFront(plain) is { } front && index.LookingLike(platform.Key, front) is { } before) return Unclear(WhyUnclear.LooksLikeOurs, before);
        return new NotRegistered(InUse(index.OfHandle(plain)));
    }

    private CheckAnswer OfSite(string written, AccountAddress site)
    {
        var key = CheckIndex.KeyOf(site.Identity);
        if (Known(written, key, IdentityKind.Address) is { } known) return known;

        var address = key["site:".Length..];
        for (var end = address.LastIndexOfAny(['/', '?']); end > 0; end = address.LastIndexOfAny(['/', '?'], end - 1))
        {
            if (index.Current("site:" + address[..end]) is { } above) return Unclear(WhyUnclear.PageBelow, above);
        }

        var host = address.Split('/', '?')[0];
        if (index.HoldsOurHost(host)) return Unclear(WhyUnclear.LooksLikeOurs);
        if (PlatformBehindJapanese(CheckIndex.Seen(site.Identity.Key.Split('/', '?')[0]))) return Unclear(WhyUnclear.LooksLikeAPlatform);
        if (index.LookingLike("site", CheckIndex.Seen(host) + address[host.Length..]) is { } ours) return Unclear(WhyUnclear.LooksLikeOurs, ours);
        // A domain of one's own can be a name on Bluesky.
        return host == address && index.OfHandle(host) is [_, ..] same ? Unclear(WhyUnclear.NameOnly, [.. same]) : new NotRegistered([]);
    }

    private CheckAnswer OfPage(string written, AddressReading.OtherPage page)
    {
        if (page.Owner is { } owner && index.Impersonator(CheckIndex.KeyOf(owner)) is { } known) return new Impersonation(known);
        return page.Kind switch
        {
            PageKind.Forwarding => Unclear(WhyUnclear.ShortLink),
            PageKind.Post => Unclear(WhyUnclear.Post),
            // An official account of LINE has an ID with "@"; this is a person.
            PageKind.PersonalContact => new NotRegistered([]),
            PageKind.ImpossibleName => NameInPath(written) is { } name && index.LookingLike(page.Platform.Key, name) is { } ours
                ? Unclear(WhyUnclear.LooksLikeOurs, ours)
                : Unclear(WhyUnclear.ImpossibleName),
            _ => Unclear(WhyUnclear.OtherPage),
        };
    }

    private CheckAnswer OfName(string text, Platform? on)
    {
        var name = text.TrimStart('@');
        if (on is null && WithPlatformInIt(name) is { } address) return OfAccount(text, address);

        PublicAccount[] same = [.. index.OfHandle(name).Concat(index.OfName(text)).Distinct().Where(account => on is null || account.Platform == on)];
        if (same.Length > 0) return Unclear(WhyUnclear.NameOnly, same);
        if (index.Impersonator("handle:" + name.ToLowerInvariant()) is { } known) return new Impersonation(known);

        PublicAccount[] holding = [.. index.WithInName(text, MostSimilar).Where(account => on is null || account.Platform == on)];
        if (holding.Length > 0) return Unclear(WhyUnclear.NameOnly, holding);
        return index.LookingLike("name", name) is { } ours ? Unclear(WhyUnclear.LooksLikeOurs, ours) : new NotRegistered([]);
    }

    /// <summary>What the lists say of exactly this address. Letters that are not the account's own make the best answer "cannot tell".</summary>
    private CheckAnswer? Known(string written, string key, IdentityKind kind)
    {
        if (index.Impersonator(key) is { } impersonator) return new Impersonation(impersonator);
        if (index.Current(key) is { } account) return IsPlain(written, account, kind) ? new Official(account) : Unclear(WhyUnclear.LooksLikeOurs, account);
        if (index.Former(key) is { } former) return IsPlain(written, former.Account, kind) ? former : Unclear(WhyUnclear.LooksLikeOurs, former.Account);
        return null;
    }

    /// <summary>Whether every letter beyond ASCII is one of the account's own: folding case and composing letters must not turn a foreign letter into ours (K, the Kelvin sign, into k).</summary>
    private static bool IsPlain(string written, PublicAccount account, IdentityKind kind)
    {
        var read = written.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(written) : written;
        // What stands beside a permanent id is decoration: the id alone leads to the account.
        if (kind == IdentityKind.PermanentId) read = HostOf(read);
        if (Ascii.IsValid(read)) return true;

        var own = string.Join(' ', "。｡", Uri.UnescapeDataString(account.Address), account.Address, account.Handle, account.Name, CheckIndex.Seen(HostOf(account.Address)),
            string.Join(' ', (account.Former ?? []).Select(past => Uri.UnescapeDataString(past.Address) + past.Handle)));
        return read.EnumerateRunes().All(rune => rune.IsAscii || own.Contains(rune.ToString(), StringComparison.Ordinal));
    }

    private static string HostOf(string address) => address[(address.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].Split('/', '?', '#')[0];

    /// <summary>A name that only one platform can have: a channel id, a DID, a name below bsky.social.</summary>
    private static AccountAddress? WithPlatformInIt(string name) =>
        name.StartsWith("UC", StringComparison.Ordinal) && AccountAddress.Named(Platform.YouTube, name) is { Identity.Kind: IdentityKind.PermanentId } channel ? channel
        : name.EndsWith(".bsky.social", StringComparison.OrdinalIgnoreCase) || name.StartsWith("did:", StringComparison.Ordinal) ? AccountAddress.Named(Platform.Bluesky, name)
        : null;

    /// <summary>「公式はx.com」: text without a space before a platform's host, or a host made to look so.</summary>
    private static bool PlatformBehindJapanese(string host)
    {
        var last = host.AsSpan().LastIndexOfAnyExceptInRange('\0', '\u007F');
        return last >= 0 && PlatformHosts.OwnerOf(host[(last + 1)..].TrimStart('.')) is not null;
    }

    /// <summary>What stands where the account's name stands.</summary>
    private static string? NameInPath(string written)
    {
        var path = written[(written.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path.Length > 1 ? Uri.UnescapeDataString(path[^1]).TrimStart('@') : null;
    }

    private static string? AsciiFront(string name) => name.AsSpan().IndexOfAnyExceptInRange('!', '~') is var end and > 0 ? name[..end] : null;

    private static List<PublicAccount> InUse(IEnumerable<PublicAccount> accounts) => [.. accounts.Where(account => account.RetiredOn is null).Take(MostSimilar)];

    private static CannotTell Unclear(WhyUnclear why, params PublicAccount[] similar) => new(why, similar.Length > MostSimilar ? similar[..MostSimilar] : similar);
}
