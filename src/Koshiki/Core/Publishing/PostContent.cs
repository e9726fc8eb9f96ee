using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing;

/// <summary>Why something is posted. 目的. E10; Niiza survey question 3.</summary>
public enum Purpose
{
    /// <summary>周知</summary>
    Notice,

    /// <summary>啓発</summary>
    Awareness,

    /// <summary>催し</summary>
    Event,

    /// <summary>サービス利用</summary>
    ServiceUse,

    /// <summary>災害・緊急</summary>
    Emergency,

    /// <summary>その他</summary>
    Other,
}

public static class PurposeWords
{
    extension(Purpose purpose)
    {
        /// <summary>The word on screens and in files.</summary>
        public string Word => purpose switch
        {
            Purpose.Notice => "周知",
            Purpose.Awareness => "啓発",
            Purpose.Event => "催し",
            Purpose.ServiceUse => "サービス利用",
            Purpose.Emergency => "災害・緊急",
            _ => "その他",
        };
    }

    public static IReadOnlyList<Purpose> All { get; } = Enum.GetValues<Purpose>();
}

/// <summary>All that a person writes for a post: what the composer and the API hand over, whole, at each saving.</summary>
/// <param name="Title">For staff only; it is not sent.</param>
/// <param name="Link">The page that the post points to; null for none.</param>
public sealed record PostContent(
    string Title,
    Purpose Purpose,
    string CommonText,
    string? Link,
    IReadOnlyList<ChannelContent> Channels,
    EventFacts? Event,
    PostWindow Window)
{
    public static PostContent Empty { get; } = new("", Purpose.Notice, "", null, [], null, PostWindow.AtOnce);
}

/// <summary>One account among the destinations, with what differs there from the common text.</summary>
/// <param name="Account">The account of the register as it stands now; the caller has loaded it.</param>
/// <param name="OwnText">The text for this account alone; null takes the common one. この媒体だけ変える.</param>
/// <param name="Media">The pictures, already converted for this account's platform, in their order.</param>
/// <param name="Segment">LINE: the friends it is for; null is everyone, a broadcast. Elsewhere null. 配信対象.</param>
public sealed record ChannelContent(Account Account, string? OwnText, IReadOnlyList<ChannelMedia> Media, SegmentRule? Segment = null);

/// <summary>A picture of a channel.</summary>
/// <param name="Item">The picture's record with its consent and alternative text.</param>
/// <param name="Sealed">The converted bytes by their hash, as they will be sent.</param>
public sealed record ChannelMedia(Guid Item, SealedMedia Sealed);

/// <summary>What an event's post must tell: when, where, who holds it, whom to ask. G2-5(1).</summary>
public sealed record EventFacts(string When, string Where, string Who);

/// <summary>When a post may go out (UTC).</summary>
/// <param name="NotBefore">Its time; null is at once after the approval.</param>
/// <param name="NotAfter">After this it does not go without a person; null takes the setting's span after its time.</param>
public sealed record PostWindow(DateTimeOffset? NotBefore, DateTimeOffset? NotAfter)
{
    public static PostWindow AtOnce { get; } = new(null, null);
}

/// <summary>A finding of the content checks that the author keeps, with his reason; the approver sees both. 注意とその理由. E4.</summary>
/// <param name="Rule">The key of the rule, such as <c>phone-number</c>.</param>
/// <param name="AccountKey">The channel it concerns; null for the common text.</param>
public sealed record KeptNote(string Rule, string? AccountKey, string Finding, string Reason);

/// <summary>Who decides, and in whose place. 代決 shows both names.</summary>
/// <param name="InPlaceOf">The absent person's name; null where the authority is one's own.</param>
public sealed record Decider(PersonId Person, string Name, string? InPlaceOf)
{
    /// <summary>As on screens: 「山田 太郎（鈴木 一郎の代決）」.</summary>
    public string InWords => InPlaceOf is null ? Name : $"{Name}（{InPlaceOf}の代決）";
}
