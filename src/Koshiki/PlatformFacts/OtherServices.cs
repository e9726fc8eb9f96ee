using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Koshiki.PlatformFacts;

/// <summary>Services that the register knows as "other" or "blog" and whose addresses still have a known shape: TikTok, Threads, note, Ameba.</summary>
/// <remarks>Source: the services' address forms as known in November 2026. Their names ignore case; hosts and views are made one.</remarks>
internal static partial class OtherServices
{
    /// <summary>Hosts that only forward; where to is not said by the address.</summary>
    private static readonly FrozenSet<string> Forwarding = FrozenSet.Create(
        "bit.ly", "bitly.com", "j.mp", "goo.gl", "tinyurl.com", "ow.ly", "is.gd", "v.gd", "buff.ly", "x.gd", "lnkd.in", "dlvr.it", "ift.tt", "amzn.to", "amzn.asia",
        "onl.sc", "onl.la", "onl.bz", "onl.tw", "bit.do", "rebrand.ly", "cutt.ly", "tiny.cc", "ux.nu", "p.tl", "urx.nu", "urx2.nu", "urx.space", "qr.paps.jp",
        "shorturl.at", "rb.gy", "t.ly", "s.id", "trib.al", "htn.to", "nav.cx", "tiny.one", "00m.in", "shrtco.de", "short.io", "bl.ink", "soo.gd", "clck.ru",
        "u0u1.net", "ur0.link", "ur0.jp", "ur0.work", "x.vu", "kutt.it", "adf.ly", "bsky.link", "go.bsky.app", "vm.tiktok.com", "vt.tiktok.com", "wa.me", "m.me");

    private static readonly FrozenSet<string> ReservedOnNote = FrozenSet.Create(
        "search", "hashtag", "topic", "login", "signup", "settings", "notifications", "info", "categories", "ranking", "contests", "interests", "n", "api", "embed");

    /// <returns>Null where the host belongs to none of these services.</returns>
    public static AddressReading? Read(WrittenAddress address)
    {
        if (Forwarding.Contains(address.Host)) return Page(PageKind.Forwarding);
        return address.Host switch
        {
            "tiktok.com" or "www.tiktok.com" or "m.tiktok.com" => OnTikTok(address.Segments),
            "threads.net" or "www.threads.net" or "threads.com" or "www.threads.com" => OnThreads(address.Segments),
            "note.com" or "www.note.com" => OnNote(address.Segments),
            "ameblo.jp" or "www.ameblo.jp" or "s.ameblo.jp" => OnAmeba(address.Segments),
            "www.google.com" or "google.com" or "www.google.co.jp" when address.Segments is ["url", ..] => Page(PageKind.Forwarding),
            _ => null,
        };
    }

    /// <summary>The account of a name on one of these services, by the service's name as people write it.</summary>
    /// <param name="service"><c>tiktok</c>, <c>threads</c> or <c>note</c>.</param>
    public static AddressReading Named(string service, string name) => service switch
    {
        "tiktok" => OnTikTok(["@" + name]),
        "threads" => OnThreads(["@" + name]),
        _ => OnNote([name]),
    };

    private static AddressReading OnTikTok(string[] path) => path switch
    {
        ["t", ..] => Page(PageKind.Forwarding),
        [['@', .. var name], .. var tab] when tab is [] or ["live"] => Site("tiktok.com/@", name, "https://www.tiktok.com/@"),
        [['@', ..], ..] => Page(PageKind.Post),
        ["tag", ..] => Page(PageKind.Hashtag),
        ["search", ..] => Page(PageKind.Search),
        _ => Page(PageKind.PlatformPage),
    };

    private static AddressReading OnThreads(string[] path) => path switch
    {
        [['@', .. var name], .. var tab] when tab is [] or ["replies" or "media" or "reposts"] => Site("threads.com/@", name, "https://www.threads.com/@"),
        [['@', ..], ..] or ["t", ..] => Page(PageKind.Post),
        ["search", ..] => Page(PageKind.Search),
        _ => Page(PageKind.PlatformPage),
    };

    private static AddressReading OnNote(string[] path) => path switch
    {
        [_, "n", _, ..] or ["n", ..] => Page(PageKind.Post),
        [_, "m", _, ..] => Page(PageKind.Collection),
        [_, not ("all" or "archives" or "magazines" or "followers" or "followings" or "likes" or "membership" or "portal"), ..] or [_, _, _, ..] => Page(PageKind.Post),
        [var name, ..] when !ReservedOnNote.Contains(name.ToLowerInvariant()) => Site("note.com/", name, "https://note.com/"),
        _ => Page(PageKind.PlatformPage),
    };

    private static AddressReading OnAmeba(string[] path) => path switch
    {
        [_, var entry, ..] when entry.StartsWith("entry", StringComparison.OrdinalIgnoreCase) => Page(PageKind.Post),
        [var name, ..] => Site("ameblo.jp/", name, "https://ameblo.jp/"),
        _ => Page(PageKind.PlatformPage),
    };

    private static AddressReading Site(string key, string name, string url) => AccountName().IsMatch(name)
        ? new AddressReading.Elsewhere(new AccountAddress(new AccountIdentity(Platform.Other, IdentityKind.Address, key + name.ToLowerInvariant()), key + name, url + name))
        : Page(PageKind.ImpossibleName);

    private static AddressReading.OtherPage Page(PageKind kind) => new(Platform.Other, kind);

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,40}$")]
    private static partial Regex AccountName();
}
