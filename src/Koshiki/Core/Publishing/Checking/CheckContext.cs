using System.Collections.Frozen;

namespace Koshiki.Core.Publishing.Checking;

/// <summary>What last came of asking a link whether it answers.</summary>
public enum LinkState
{
    Answers,
    /// <summary>The page is gone: 404 or 410.</summary>
    NotFound,
    /// <summary>No answer in time, an unknown host, a broken certificate or a server error.</summary>
    NoAnswer,
}

/// <summary>What came of asking a link.</summary>
/// <param name="On">The day on which it was asked; null for just now. A page may have come back since an earlier day, so that only a caution follows.</param>
public sealed record LinkSeen(LinkState State, DateOnly? On = null);

/// <summary>What the checks know besides the text.</summary>
/// <param name="Today">The day of writing, in Japan.</param>
public sealed record CheckContext(DateOnly Today)
{
    /// <summary>The government's own hosts, such as <c>city.example.lg.jp</c>; hosts below them are its own too. While none is set, every <c>.lg.jp</c> counts.</summary>
    public IReadOnlyList<string> OwnHosts { get; init; } = [];

    /// <summary>Where this program itself answers residents and staff; links there are the government's own, whatever the name.</summary>
    public IReadOnlyList<string> ProgramHosts { get; init; } = [];

    /// <summary>The offices' public phone numbers (digits only) and mail addresses (lower case): they are meant to be published.</summary>
    public IReadOnlySet<string> OwnContacts { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The post's purpose is an event (催し), so it must say when, where and for whom.</summary>
    public bool IsEvent { get; init; }

    /// <summary>When, where and for whom, as the post's own fields say it; empty texts where a field is empty. A text that holds a field's words has them.</summary>
    public (string When, string Where, string Who) Event { get; init; } = ("", "", "");

    /// <summary>What is known of links, by address as written; unknown ones are not reported.</summary>
    public IReadOnlyDictionary<string, LinkSeen> Links { get; init; } = FrozenDictionary<string, LinkSeen>.Empty;
}
