using System.Collections.Frozen;

namespace Koshiki.PlatformFacts;

/// <summary>The host names of each platform.</summary>
/// <remarks>Hosts on which accounts are shown are named one by one; every other host below a platform's own domain is a page of the platform itself.</remarks>
internal static class PlatformHosts
{
    /// <summary>The domains that a platform owns; nobody else can make a name below them.</summary>
    public static readonly FrozenDictionary<string, Platform> Domains = new Dictionary<string, Platform>
    {
        ["line.me"] = Platform.Line,
        ["lin.ee"] = Platform.Line,
        ["line.naver.jp"] = Platform.Line,
        ["line.biz"] = Platform.Line,
        ["x.com"] = Platform.X,
        ["twitter.com"] = Platform.X,
        ["t.co"] = Platform.X,
        ["facebook.com"] = Platform.Facebook,
        ["fb.com"] = Platform.Facebook,
        ["fb.me"] = Platform.Facebook,
        ["fb.watch"] = Platform.Facebook,
        ["instagram.com"] = Platform.Instagram,
        ["instagr.am"] = Platform.Instagram,
        ["youtube.com"] = Platform.YouTube,
        ["youtu.be"] = Platform.YouTube,
        ["youtube-nocookie.com"] = Platform.YouTube,
        ["bsky.app"] = Platform.Bluesky,
        ["bsky.social"] = Platform.Bluesky,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> AccountHosts = FrozenSet.Create(
        "line.me", "www.line.me", "lin.ee", "page.line.me", "line.naver.jp",
        "x.com", "www.x.com", "mobile.x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com", "m.twitter.com",
        "facebook.com", "fb.com", "www.fb.com", "m.fb.com", "fb.me", "www.fb.me",
        "instagram.com", "www.instagram.com", "m.instagram.com", "instagr.am", "www.instagr.am",
        "youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "gaming.youtube.com",
        "bsky.app", "www.bsky.app");

    /// <summary>Views of Facebook by device or language: m.facebook.com, ja-jp.facebook.com.</summary>
    private static readonly FrozenSet<string> FacebookViews = FrozenSet.Create("www", "m", "mbasic", "web", "touch", "mobile", "p");

    /// <returns>The platform that owns the host; null for a host of anybody else.</returns>
    public static Platform? OwnerOf(string host)
    {
        for (var from = 0; from >= 0; from = host.IndexOf('.', from) is var stop and >= 0 ? stop + 1 : -1)
        {
            if (Domains.TryGetValue(host[from..], out var platform)) return platform;
        }

        return null;
    }

    public static bool ShowsAccounts(string host) =>
        AccountHosts.Contains(host) || host.EndsWith(".facebook.com", StringComparison.Ordinal) && IsFacebookView(host[..^".facebook.com".Length]);

    private static bool IsFacebookView(string label) =>
        FacebookViews.Contains(label)
        || label is [>= 'a' and <= 'z', >= 'a' and <= 'z', '-', >= 'a' and <= 'z', >= 'a' and <= 'z'];
}
