namespace Koshiki.Exchange;

/// <summary>Look at an account on its platform now, beside the daily look. 自動確認. D3.</summary>
public sealed record LookAtAccount(string AccountKey) : Order;

/// <summary>Check from now on whether these addresses still answer. E9.</summary>
public sealed record WatchLinks(IReadOnlyList<string> Urls) : Order;

/// <summary>No published post points to these addresses any more.</summary>
public sealed record ForgetLinks(IReadOnlyList<string> Urls) : Order;

/// <summary>What one look at an account on its platform showed. D3.</summary>
/// <param name="Profile">Null where the platform could not be asked.</param>
/// <param name="Posts">Null where the platform could not be asked, or shows nobody what was sent (LINE).</param>
/// <param name="Reason">Why something could not be told, in Japanese; null when all could.</param>
public sealed record AccountSeen(string AccountKey, DateTimeOffset At, TokenHealth Token, SeenProfile? Profile, SeenPosts? Posts, string? Reason) : Report;

public enum TokenHealth
{
    /// <summary>The platform could not be asked: nothing is known.</summary>
    CannotTell,

    Works,

    /// <summary>The platform does not take our token, or it belongs to another account.</summary>
    Refused,
}

/// <summary>An account as its platform shows it.</summary>
/// <param name="Handle">Without @; null where the platform does not tell.</param>
/// <param name="Text">The text about itself, with whole addresses; null where the platform does not tell.</param>
/// <param name="Links">The addresses in the profile, as they lead; null where the platform does not tell.</param>
public sealed record SeenProfile(string Name, string? Handle, string? Text, IReadOnlyList<string>? Links);

/// <summary>The posts of the account since an instant that the edge did not make.</summary>
public sealed record SeenPosts(DateTimeOffset Since, IReadOnlyList<ForeignPost> Foreign);

/// <param name="Excerpt">The first 200 characters.</param>
public sealed record ForeignPost(string PlatformPostId, DateTimeOffset At, string Excerpt, string? Url);

/// <summary>Where some watched addresses stand; a higher number of the same address replaces a lower one.</summary>
public sealed record LinksSeen(IReadOnlyList<SeenLink> Links) : Report;

/// <param name="Since">Since when it has stood so.</param>
/// <param name="Status">The last answer's HTTP status; null where there was none.</param>
/// <param name="Reason">What the last check met, in Japanese; null while the address answers.</param>
public sealed record SeenLink(string Url, long Number, LinkState State, DateTimeOffset CheckedAt, DateTimeOffset Since, int? Status, string? Reason);

public enum LinkState
{
    /// <summary>未確認</summary>
    NotYet,

    /// <summary>正常</summary>
    Alive,

    /// <summary>Not found twice in a row. リンク切れ.</summary>
    Dead,

    /// <summary>確認できない</summary>
    CannotTell,
}
