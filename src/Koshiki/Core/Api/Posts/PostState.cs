using Koshiki.Core.Publishing;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Api.Posts;

/// <summary>A post as the API tells it.</summary>
/// <param name="Seal">What was submitted, as 64 hexadecimal digits; null for a draft.</param>
/// <param name="GoesAt">When it goes as ordered; null until it is approved.</param>
internal sealed record PostState(
    Guid Id, string Title, Purpose Purpose, PostStatus Status, string StatusWord, string? Seal, string Author, DateTimeOffset? NotBefore, DateTimeOffset? NotAfter,
    DateTimeOffset? GoesAt, IReadOnlyList<ApprovalState> Approvals, IReadOnlyList<ChannelState> Channels)
{
    public static PostState Of(Post post, IReadOnlyDictionary<string, ChannelDelivery> newest) => new(
        post.Id.Value, post.Title, post.Purpose, post.Status, post.Status.Word, post.Seal?.Hex, post.AuthorName, post.NotBefore, post.NotAfter, post.GoesAt,
        [.. post.PresentSteps.Select(s => new ApprovalState(s.Kind.Word, s.DecidedByName, s.InPlaceOf, s.DecidedAt))],
        [.. post.Channels.OrderBy(c => c.Number).Select(c => ChannelState.Of(post, c, newest.GetValueOrDefault(c.AccountKey)))]);
}

/// <param name="Step">Whose word is asked for.</param>
/// <param name="DecidedBy">Null while it is open.</param>
/// <param name="InPlaceOf">代決: the absent person.</param>
internal sealed record ApprovalState(string Step, string? DecidedBy, string? InPlaceOf, DateTimeOffset? DecidedAt);

/// <param name="Status">Null while nothing has been ordered for this channel.</param>
/// <param name="Outcome">sent, notSent or unknown; null while it has not come to an end.</param>
/// <param name="Recipients">How many the platform accepted it for; null where nobody can know.</param>
/// <param name="Segment">LINE: "everyone", or the options by question; null elsewhere.</param>
/// <param name="Planned">How many people it was frozen for; null before that and where nobody counted them.</param>
internal sealed record ChannelState(
    string Account, string Platform, string Text, object? Segment, long? Planned, DeliveryState? Status, string? StatusWord, Outcome? Outcome, long? Recipients, string? PlatformPostId, string? Url, string? Reason, DateTimeOffset? At)
{
    public static ChannelState Of(Post post, PostChannel channel, ChannelDelivery? delivery) => new(
        channel.AccountKey, channel.Platform.Key, channel.OwnText ?? post.CommonText, channel.Platform is PlatformFacts.Platform.Line ? SegmentReading.Write(channel.SegmentFor(post.Purpose)) : null, delivery?.Planned, delivery?.State, delivery?.State.Word, OutcomeOf(delivery?.State),
        delivery?.Recipients, delivery?.PlatformPostId, delivery?.Url, delivery?.Reason, delivery?.At);

    /// <summary>Three outcomes, never two. ARCHITECTURE 3.2.</summary>
    public static Outcome? OutcomeOf(DeliveryState? state) => state switch
    {
        DeliveryState.Sent => Posts.Outcome.Sent,
        DeliveryState.NotSent or DeliveryState.TooLate or DeliveryState.Withdrawn => Posts.Outcome.NotSent,
        DeliveryState.Unknown or DeliveryState.AskingAPerson => Posts.Outcome.Unknown,
        _ => null,
    };
}

/// <summary>What became of a channel.</summary>
internal enum Outcome
{
    Sent,
    NotSent,
    Unknown,
}
