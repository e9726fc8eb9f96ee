using System.Text.Json.Serialization;

namespace Koshiki.StandIns.Line;

/// <summary>The ways of sending.</summary>
public enum LineSendKind
{
    Push,
    Multicast,
    Broadcast,
    Narrowcast,
    Reply,
}

/// <summary>Everything that changes LINE's state; the state is what these add up to.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "happened")]
[JsonDerivedType(typeof(AccountOpened), "account")]
[JsonDerivedType(typeof(TokenChanged), "token")]
[JsonDerivedType(typeof(Renamed), "renamed")]
[JsonDerivedType(typeof(LoginChannelOpened), "login")]
[JsonDerivedType(typeof(RichMenuMade), "richMenu")]
[JsonDerivedType(typeof(RichMenuDrawn), "richMenuPicture")]
[JsonDerivedType(typeof(RichMenuDeleted), "richMenuDeleted")]
[JsonDerivedType(typeof(RichMenuSet), "richMenuSet")]
[JsonDerivedType(typeof(QuotaSet), "quota")]
[JsonDerivedType(typeof(FriendsMade), "friendsMade")]
[JsonDerivedType(typeof(FriendsListed), "friendsListed")]
[JsonDerivedType(typeof(FriendChanged), "friend")]
[JsonDerivedType(typeof(WebhookSet), "webhook")]
[JsonDerivedType(typeof(Sent), "sent")]
internal abstract record LineEvent(string Account)
{
    public sealed record AccountOpened(string Account, string Name, string Token) : LineEvent(Account);

    /// <param name="Token">Null when the token was withdrawn.</param>
    public sealed record TokenChanged(string Account, string? Token) : LineEvent(Account);

    /// <param name="Body">The menu object as it came, JSON.</param>
    public sealed record RichMenuMade(string Account, string Menu, string Body) : LineEvent(Account);

    /// <param name="Picture">Its hash.</param>
    public sealed record RichMenuDrawn(string Account, string Menu, string Picture) : LineEvent(Account);

    public sealed record RichMenuDeleted(string Account, string Menu) : LineEvent(Account);

    /// <summary>Everybody sees this menu from now on.</summary>
    public sealed record RichMenuSet(string Account, string Menu) : LineEvent(Account);

    public sealed record Renamed(string Account, string Name) : LineEvent(Account);

    public sealed record LoginChannelOpened(string Account, string Channel, string Secret, string[] CallbackUrls) : LineEvent(Account);

    /// <param name="Messages">A month; null without limit.</param>
    public sealed record QuotaSet(string Account, long? Messages) : LineEvent(Account);

    public sealed record FriendsMade(string Account, int HowMany) : LineEvent(Account);

    public sealed record FriendsListed(string Account, string[] Ids) : LineEvent(Account);

    public sealed record FriendChanged(string Account, int Friend, FriendState State) : LineEvent(Account);

    /// <param name="Url">Null when events are told to nobody.</param>
    public sealed record WebhookSet(string Account, Uri? Url, string? ChannelSecret) : LineEvent(Account);

    /// <param name="To">Numbers of the friends named, unknown ones left out; null for all.</param>
    /// <param name="Unknown">How many ids named nobody.</param>
    /// <param name="Messages">The message objects as they came, JSON.</param>
    /// <param name="Unit">The statistics unit it counts for.</param>
    public sealed record Sent(
        string Account, LineSendKind Kind, DateTimeOffset At, string RequestId, Guid? RetryKey, DateTimeOffset? KeyFirstSeen,
        string? BodyHash, int[]? To, int Unknown, string Messages, bool Silent, string[] MessageIds, string? Unit = null) : LineEvent(Account);
}
