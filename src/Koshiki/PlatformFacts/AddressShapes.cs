using System.Text.RegularExpressions;

namespace Koshiki.PlatformFacts;

/// <summary>The shapes of names and ids, and how they are compared.</summary>
internal static partial class NameShapes
{
    /// <summary>Longest handle of X: 15 letters, digits or underscores.</summary>
    [GeneratedRegex("^[A-Za-z0-9_]{1,15}$")]
    public static partial Regex XHandle();

    [GeneratedRegex("^[A-Za-z0-9._]{1,30}$")]
    public static partial Regex InstagramHandle();

    /// <summary>Facebook: letters, digits and full stops; registers hold older names with underscores, which are kept. A hyphen never stands in a chosen name.</summary>
    [GeneratedRegex("^[A-Za-z0-9._]{1,50}$")]
    public static partial Regex FacebookName();

    /// <summary>A page without a chosen name: "新座市-100012345678901", the id at the end.</summary>
    [GeneratedRegex(@"^(?:.*-)?(?<id>[0-9]{8,20})$")]
    public static partial Regex FacebookId();

    /// <summary>YouTube handles: 3 to 30 letters or digits of any script, with - _ . · between.</summary>
    [GeneratedRegex(@"^[\p{L}\p{N}\p{M}_.\-·]{3,30}$")]
    public static partial Regex YouTubeHandle();

    [GeneratedRegex("^UC[A-Za-z0-9_-]{22}$")]
    public static partial Regex YouTubeChannel();

    [GeneratedRegex(@"^[\p{L}\p{N}\p{M}_.\-]{1,100}$")]
    public static partial Regex YouTubeName();

    /// <summary>LINE ID of an official account without "@": 123abcde, or a chosen one.</summary>
    [GeneratedRegex("^[A-Za-z0-9._-]{1,20}$")]
    public static partial Regex LineId();

    [GeneratedRegex("^[A-Za-z0-9_-]{1,20}$")]
    public static partial Regex LineShortCode();

    /// <summary>A DID as Bluesky uses them. Compared as written: plc codes have no capital letters.</summary>
    [GeneratedRegex("^did:(?:plc:[a-z2-7]{24}|web:[A-Za-z0-9.:%_-]+)$")]
    public static partial Regex Did();

    /// <summary>A Bluesky handle is a host name: labels of letters, digits and hyphens, the last one not beginning with a digit.</summary>
    /// <remarks>Source: AT Protocol handle specification, interop vectors at 056e5741bb33.</remarks>
    [GeneratedRegex("^(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$")]
    public static partial Regex BlueskyHandle();
}

/// <summary>Makes an account of a name, where the platform can have such a name.</summary>
internal static class AccountNames
{
    public static AccountAddress? OnX(string name) =>
        NameShapes.XHandle().IsMatch(Bare(name)) ? Of(Platform.X, IdentityKind.Handle, Bare(name).ToLowerInvariant(), "@" + Bare(name), "https://x.com/" + Bare(name)) : null;

    public static AccountAddress? OnXById(string id) =>
        id.Length is > 0 and <= 20 && id.All(char.IsAsciiDigit) ? Of(Platform.X, IdentityKind.PermanentId, id, id, "https://x.com/i/user/" + id) : null;

    public static AccountAddress? OnInstagram(string name) =>
        NameShapes.InstagramHandle().IsMatch(Bare(name))
            ? Of(Platform.Instagram, IdentityKind.Handle, Bare(name).ToLowerInvariant(), "@" + Bare(name), $"https://www.instagram.com/{Bare(name)}/") : null;

    public static AccountAddress? OnFacebook(string name)
    {
        if (NameShapes.FacebookId().Match(name) is { Success: true } match)
        {
            var id = match.Groups["id"].Value;
            return Of(Platform.Facebook, IdentityKind.PermanentId, id, id, "https://www.facebook.com/profile.php?id=" + id);
        }

        var key = Bare(name).Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();
        return NameShapes.FacebookName().IsMatch(Bare(name)) && key.Length > 0
            ? Of(Platform.Facebook, IdentityKind.Handle, key, Bare(name), "https://www.facebook.com/" + Bare(name)) : null;
    }

    public static AccountAddress? OnYouTube(string handle) =>
        NameShapes.YouTubeHandle().IsMatch(Bare(handle))
            ? Of(Platform.YouTube, IdentityKind.Handle, Bare(handle).ToLowerInvariant(), "@" + Bare(handle), "https://www.youtube.com/@" + Uri.EscapeDataString(Bare(handle))) : null;

    public static AccountAddress? OnYouTubeById(string id) =>
        NameShapes.YouTubeChannel().IsMatch(id) ? Of(Platform.YouTube, IdentityKind.PermanentId, id, id, "https://www.youtube.com/channel/" + id) : null;

    /// <param name="space">"c" or "user": two name spaces, in which the same name can be two channels.</param>
    /// <param name="name">The name.</param>
    public static AccountAddress? OnYouTubeByOldName(string space, string name) =>
        NameShapes.YouTubeName().IsMatch(name)
            ? Of(Platform.YouTube, IdentityKind.CustomName, $"{space}/{name.ToLowerInvariant()}", name, $"https://www.youtube.com/{space}/{Uri.EscapeDataString(name)}") : null;

    public static AccountAddress? OnLine(string id)
    {
        var bare = Bare(id).ToLowerInvariant();
        return NameShapes.LineId().IsMatch(bare) ? Of(Platform.Line, IdentityKind.Handle, "@" + bare, "@" + bare, "https://line.me/R/ti/p/%40" + bare) : null;
    }

    public static AccountAddress? OnLineByShortCode(string code) =>
        NameShapes.LineShortCode().IsMatch(code) ? Of(Platform.Line, IdentityKind.ShortLink, code, "lin.ee/" + code, "https://lin.ee/" + code) : null;

    public static AccountAddress? OnBluesky(string who)
    {
        if (NameShapes.Did().IsMatch(who)) return Of(Platform.Bluesky, IdentityKind.PermanentId, who, who, "https://bsky.app/profile/" + who);

        var handle = Bare(who).ToLowerInvariant();
        return NameShapes.BlueskyHandle().IsMatch(handle) ? Of(Platform.Bluesky, IdentityKind.Handle, handle, "@" + handle, "https://bsky.app/profile/" + handle) : null;
    }

    /// <summary>The name without the "@" that people write before it.</summary>
    private static string Bare(string name) => name.StartsWith('@') ? name[1..] : name;

    private static AccountAddress Of(Platform platform, IdentityKind kind, string key, string name, string url) =>
        new(new AccountIdentity(platform, kind, key), name, url);
}

/// <summary>What each path on a platform's hosts is. One table for each platform, read from top to bottom.</summary>
/// <remarks>Source: the platforms' address forms as known in November 2026; a reserved word is one that the platform itself uses in the place of a name.</remarks>
internal static class AddressShapes
{
    private static readonly HashSet<string> ReservedOnX = Words("home explore search hashtag i intent share settings login signup logout messages notifications compose about tos privacy jobs download account oauth who_to_follow help rules");
    private static readonly HashSet<string> ReservedOnInstagram = Words("p reel reels tv stories explore accounts direct about legal developer share s web api oauth");
    private static readonly HashSet<string> ReservedOnFacebook = Words("home login login.php help policies privacy settings business ads gaming marketplace notifications messages bookmarks friends recover reg legal dialog plugins v2.0 places watch games careers directory");
    private static readonly HashSet<string> ReservedOnYouTube = Words("feed premium account about t s gaming kids music ads creators howyoutubeworks trending upload signin yt redirect attribution_link oembed");

    /// <summary>Pages of an account below its name. Under another word a platform may show what is not the account's: a post, whose number alone counts.</summary>
    private static readonly HashSet<string> TabsOnX = Words("media with_replies likes highlights articles followers following verified_followers photo header_photo about affiliates");
    private static readonly HashSet<string> TabsOnInstagram = Words("reels tagged channel guides feed saved live followers following");
    private static readonly HashSet<string> TabsOnFacebook = Words("about posts photos videos reels reels_tab events community reviews likes followers following mentions live live_videos shop services groups photos_albums photos_by videos_by directory about_contact_and_basic_info about_profile_transparency");

    public static AddressReading Read(Platform platform, WrittenAddress address)
    {
        if (!PlatformHosts.ShowsAccounts(address.Host)) return OnOtherHost(platform, address);
        // "#!/name" behind a page once led on to that name.
        if (address.Segments.Length > 0 && address.Fragment.StartsWith('!')) return Page(platform, PageKind.Forwarding);

        return platform switch
        {
            Platform.X => OnX(address),
            Platform.Instagram => OnInstagram(address),
            Platform.Facebook => OnFacebook(address),
            Platform.YouTube => OnYouTube(address),
            Platform.Line => OnLine(address),
            _ => OnBluesky(address.Segments),
        };
    }

    private static AddressReading OnOtherHost(Platform platform, WrittenAddress address) => (address.Host, address.Segments) switch
    {
        ("t.co" or "l.facebook.com" or "lm.facebook.com" or "l.instagram.com", _) => Page(platform, PageKind.Forwarding),
        ("youtu.be", ["@", ..]) => Page(platform, PageKind.ImpossibleName),
        ("youtu.be", [['@', ..] handle]) => Account(platform, AccountNames.OnYouTube(handle)),
        ("youtu.be", [_, ..]) or ("fb.watch", [_, ..]) => Page(platform, PageKind.Post),
        ("social-plugins.line.me", _) => Page(platform, PageKind.Share),
        ("timeline.line.me" or "linevoom.line.me", ["post", ..]) => Page(platform, PageKind.Post),
        (['b', 's', 'k', 'y', '.', ..], _) => Page(platform, PageKind.PlatformPage),
        _ when address.Host.EndsWith(".bsky.social", StringComparison.Ordinal) => Account(platform, AccountNames.OnBluesky(address.Host)),
        _ => Page(platform, PageKind.PlatformPage),
    };

    private static AddressReading OnX(WrittenAddress address) => address.Segments switch
    {
        [] when address.Fragment.StartsWith("!/", StringComparison.Ordinal) => Account(Platform.X, AccountNames.OnX(address.Fragment[2..].Split('/')[0])),
        [] => Page(Platform.X, PageKind.PlatformPage),
        ["i", "user", var id] => Account(Platform.X, AccountNames.OnXById(id)),
        ["i", "web" or "status", ..] => Page(Platform.X, PageKind.Post),
        ["i", "lists" or "events" or "communities" or "spaces", ..] => Page(Platform.X, PageKind.Collection),
        [var word, ..] when Is(word, "intent", "share") => Page(Platform.X, PageKind.Share, AccountNames.OnX(address.Parameter("screen_name"))),
        [var word, ..] when Is(word, "search", "explore") => Page(Platform.X, PageKind.Search),
        [var word, ..] when Is(word, "hashtag") => Page(Platform.X, PageKind.Hashtag),
        [var word, ..] when ReservedOnX.Contains(word) => Page(Platform.X, PageKind.PlatformPage),
        [var name, var what, _, ..] when Is(what, "status", "statuses") => Page(Platform.X, PageKind.Post, AccountNames.OnX(name)),
        [var name, var what, ..] when Is(what, "lists", "moments") => Page(Platform.X, PageKind.Collection, AccountNames.OnX(name)),
        [var name] => Account(Platform.X, AccountNames.OnX(name)),
        [var name, var tab] when TabsOnX.Contains(tab) => Account(Platform.X, AccountNames.OnX(name)),
        [var name, ..] => Below(Platform.X, AccountNames.OnX(name)),
    };

    private static AddressReading OnInstagram(WrittenAddress address) => address.Segments switch
    {
        [] => Page(Platform.Instagram, PageKind.PlatformPage),
        ["_u", var name] => Account(Platform.Instagram, AccountNames.OnInstagram(name)),
        ["stories", var name, _, ..] when !Is(name, "highlights") => Page(Platform.Instagram, PageKind.Post, AccountNames.OnInstagram(name)),
        ["explore", "tags", ..] => Page(Platform.Instagram, PageKind.Hashtag),
        ["explore", ..] => Page(Platform.Instagram, PageKind.Search),
        ["share" or "s", ..] => Page(Platform.Instagram, PageKind.Forwarding),
        ["p" or "reel" or "reels" or "tv" or "stories", _, ..] => Page(Platform.Instagram, PageKind.Post),
        [var word, ..] when ReservedOnInstagram.Contains(word) => Page(Platform.Instagram, PageKind.PlatformPage),
        [var name] => Account(Platform.Instagram, AccountNames.OnInstagram(name)),
        [var name, var tab] when TabsOnInstagram.Contains(tab) => Account(Platform.Instagram, AccountNames.OnInstagram(name)),
        [var name, ..] => Below(Platform.Instagram, AccountNames.OnInstagram(name)),
    };

    private static AddressReading OnFacebook(WrittenAddress address) => address.Segments switch
    {
        [] => Page(Platform.Facebook, PageKind.PlatformPage),
        [var word] when Is(word, "profile.php") => Account(Platform.Facebook, ByNumber(address.Parameter("id"))),
        [var word] when Is(word, "permalink.php", "story.php") => Page(Platform.Facebook, PageKind.Post, ById(address.Parameter("id"))),
        [var word, ..] when Is(word, "photo.php", "photo", "video.php", "reel", "watch") => Page(Platform.Facebook, PageKind.Post),
        [var word, ..] when Is(word, "sharer", "sharer.php", "dialog", "plugins") => Page(Platform.Facebook, PageKind.Share),
        [var word, ..] when Is(word, "share", "l.php", "flx") => Page(Platform.Facebook, PageKind.Forwarding),
        [var word, ..] when Is(word, "hashtag") => Page(Platform.Facebook, PageKind.Hashtag),
        [var word, ..] when Is(word, "search") => Page(Platform.Facebook, PageKind.Search),
        [var word, ..] when Is(word, "groups", "events") => Page(Platform.Facebook, PageKind.Collection),
        [var word, "category", .., var name] when Is(word, "pages") => Account(Platform.Facebook, ById(name)),
        [var word, _, var id] when Is(word, "pages", "people") => Account(Platform.Facebook, ById(id)),
        [var word, _, var id, var tab] when Is(word, "pages", "people") && TabsOnFacebook.Contains(tab) => Account(Platform.Facebook, ById(id)),
        [var word, var name] when Is(word, "pages", "p") => Account(Platform.Facebook, ById(name)),
        [var word, ..] when Is(word, "pages", "people", "p") => Page(Platform.Facebook, PageKind.PlatformPage),
        ["pg", var name] => Account(Platform.Facebook, AccountNames.OnFacebook(name)),
        ["pg", var name, var tab] when TabsOnFacebook.Contains(tab) => Account(Platform.Facebook, AccountNames.OnFacebook(name)),
        [var word, ..] when ReservedOnFacebook.Contains(word) => Page(Platform.Facebook, PageKind.PlatformPage),
        [var name] => Account(Platform.Facebook, AccountNames.OnFacebook(name)),
        [var name, var tab] when TabsOnFacebook.Contains(tab) => Account(Platform.Facebook, AccountNames.OnFacebook(name)),
        [var name, ..] => Below(Platform.Facebook, AccountNames.OnFacebook(name)),
    };

    private static AddressReading OnYouTube(WrittenAddress address) => address.Segments switch
    {
        [] => Page(Platform.YouTube, PageKind.PlatformPage),
        [['@', ..] handle, ..] => Account(Platform.YouTube, AccountNames.OnYouTube(handle)),
        [var word, var id, ..] when Is(word, "channel") => Account(Platform.YouTube, AccountNames.OnYouTubeById(id)),
        [var word, var name, ..] when Is(word, "c", "user") => Account(Platform.YouTube, AccountNames.OnYouTubeByOldName(word.ToLowerInvariant(), name)),
        [var word, ..] when Is(word, "watch", "shorts", "live", "embed", "v", "post", "clip") => Page(Platform.YouTube, PageKind.Post),
        [var word, ..] when Is(word, "playlist") => Page(Platform.YouTube, PageKind.Collection),
        [var word, ..] when Is(word, "results") => Page(Platform.YouTube, PageKind.Search),
        [var word, ..] when Is(word, "hashtag") => Page(Platform.YouTube, PageKind.Hashtag),
        [var word, ..] when Is(word, "redirect") => Page(Platform.YouTube, PageKind.Forwarding),
        [var word, ..] when ReservedOnYouTube.Contains(word) || Is(word, "channel", "c", "user") => Page(Platform.YouTube, PageKind.PlatformPage),
        // youtube.com/Name leads where youtube.com/c/Name leads.
        [var name, ..] => Account(Platform.YouTube, AccountNames.OnYouTubeByOldName("c", name)),
    };

    private static AddressReading OnLine(WrittenAddress address) => (address.Host, address.Segments) switch
    {
        ("lin.ee", [var code]) => Account(Platform.Line, AccountNames.OnLineByShortCode(code)),
        ("page.line.me", [var id, ..]) => Account(Platform.Line, AccountNames.OnLine(id)),
        ("page.line.me", []) when address.Parameter("accountId") is [_, ..] id => Account(Platform.Line, AccountNames.OnLine(id)),
        (_, [var r, .. var rest]) when Is(r, "R") => OnLinePath(rest, address),
        (_, var path) => OnLinePath(path, address),
    };

    private static AddressReading OnLinePath(string[] path, WrittenAddress address) => path switch
    {
        ["ti", "p", ['@', ..] id, ..] => Account(Platform.Line, AccountNames.OnLine(id)),
        ["ti", "p", ..] => Page(Platform.Line, PageKind.PersonalContact),
        ["ti", "g" or "g2", ..] => Page(Platform.Line, PageKind.Collection),
        ["home", "public", "main" or "profile"] when address.Parameter("id") is [_, ..] id => Account(Platform.Line, AccountNames.OnLine(id)),
        ["oaMessage", ['@', ..] id, ..] => Page(Platform.Line, PageKind.Share, AccountNames.OnLine(id)),
        ["msg" or "share", ..] => Page(Platform.Line, PageKind.Share),
        _ => Page(Platform.Line, PageKind.PlatformPage),
    };

    private static AddressReading OnBluesky(string[] path) => path switch
    {
        ["profile", var who, "post", _, ..] => Page(Platform.Bluesky, PageKind.Post, AccountNames.OnBluesky(who)),
        ["profile", var who, "feed" or "lists", _, ..] => Page(Platform.Bluesky, PageKind.Collection, AccountNames.OnBluesky(who)),
        ["profile", var who, ..] => Account(Platform.Bluesky, AccountNames.OnBluesky(who)),
        ["search", ..] => Page(Platform.Bluesky, PageKind.Search),
        ["hashtag", ..] => Page(Platform.Bluesky, PageKind.Hashtag),
        ["intent", ..] => Page(Platform.Bluesky, PageKind.Share),
        ["starter-pack" or "starter-pack-short" or "start", ..] => Page(Platform.Bluesky, PageKind.Collection),
        _ => Page(Platform.Bluesky, PageKind.PlatformPage),
    };

    /// <summary>A program reads a number up to the first sign that is none: with anything beside the digits it may be another number.</summary>
    private static AccountAddress? ByNumber(string id) => id.All(char.IsAsciiDigit) ? ById(id) : null;

    private static AccountAddress? ById(string name) =>
        AccountNames.OnFacebook(name) is { Identity.Kind: IdentityKind.PermanentId } account ? account : null;

    private static AddressReading Account(Platform platform, AccountAddress? account) =>
        account is null ? Page(platform, PageKind.ImpossibleName) : new AddressReading.Account(account);

    private static AddressReading.OtherPage Below(Platform platform, AccountAddress? account) =>
        account is null ? Page(platform, PageKind.ImpossibleName) : Page(platform, PageKind.Post, account);

    private static AddressReading.OtherPage Page(Platform platform, PageKind kind, AccountAddress? owner = null) =>
        new AddressReading.OtherPage(platform, kind, owner?.Identity);

    private static bool Is(string word, params ReadOnlySpan<string> reserved)
    {
        foreach (var one in reserved)
        {
            if (word.Equals(one, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static HashSet<string> Words(string words) => new(words.Split(' '), StringComparer.OrdinalIgnoreCase);
}
