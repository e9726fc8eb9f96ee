namespace Koshiki.PlatformFacts;

/// <summary>What a page of a platform is that is not an account.</summary>
public enum PageKind
{
    /// <summary>A single post, picture or video. 投稿.</summary>
    Post,
    /// <summary>A form for sharing or following. 共有用のページ.</summary>
    Share,
    Search,
    Hashtag,
    /// <summary>The platform's own front page, help or sign-in. 媒体自体のページ.</summary>
    PlatformPage,
    /// <summary>A group, list, event or playlist. グループ・リスト・催し.</summary>
    Collection,
    /// <summary>A private person's LINE contact; an official account has an ID with "@".</summary>
    PersonalContact,
    /// <summary>A short or forwarding address; where it leads cannot be seen from it. 転送用URL.</summary>
    Forwarding,
    /// <summary>It has the place of an account's name, but no account can have such a name.</summary>
    ImpossibleName,
}

/// <summary>How a host imitates a platform's.</summary>
public enum LookAlikeKind
{
    /// <summary>Letters of other scripts that look alike: "х.com" with a Cyrillic letter, also as xn--….</summary>
    OtherScript,
    /// <summary>The platform's host stands in front of another: x.com.example.net.</summary>
    ExtraLabels,
    /// <summary>The platform's host stands before an "@", which is ignored: https://x.com@example.net/.</summary>
    BeforeAtSign,
    /// <summary>A letter left out, doubled, swapped or replaced by a digit: faceb00k.com.</summary>
    Misspelt,
    /// <summary>The platform's name in a host that is not the platform's: instagram-login.example.</summary>
    NameInHost,
}

/// <summary>Why a text cannot be read as an address.</summary>
public enum UnreadableKind
{
    Empty,
    /// <summary>Not http or https: ftp:, javascript:, mailto:.</summary>
    OtherScheme,
    MailAddress,
    /// <summary>A user name before the host, a back slash, an unusual port: programs disagree about where such an address leads.</summary>
    Ambiguous,
    Malformed,
}

/// <summary>What was made of a text that somebody gave as the address or name of an account.</summary>
public abstract record AddressReading
{
    private AddressReading() { }

    /// <summary>An account of a known platform.</summary>
    public sealed record Account(AccountAddress Address) : AddressReading;

    /// <summary>Another page of a known platform.</summary>
    /// <param name="Platform">The platform.</param>
    /// <param name="Kind">What the page is.</param>
    /// <param name="Owner">The account it belongs to, where the address tells.</param>
    public sealed record OtherPage(Platform Platform, PageKind Kind, AccountIdentity? Owner = null) : AddressReading;

    /// <summary>A site that belongs to no known platform and imitates none: a web log, a government's own site.</summary>
    public sealed record Elsewhere(AccountAddress Site) : AddressReading;

    /// <summary>A host that looks like a platform's and is not. Nothing behind it may be called official.</summary>
    public sealed record LookAlike(Platform Imitated, string Host, LookAlikeKind Kind) : AddressReading;

    /// <summary>A bare name or @name: several platforms could have it. 媒体を判別できない.</summary>
    /// <param name="Name">The name, its width made even, without "@".</param>
    public sealed record PlatformUnknown(string Name) : AddressReading;

    public sealed record Unreadable(UnreadableKind Kind) : AddressReading;
}
