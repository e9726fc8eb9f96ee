using Koshiki.Core.Organizations;
using Koshiki.Exchange;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing;

/// <summary>What became of one channel of one seal at one attempt: a line of the delivery log. 配信履歴. E8.</summary>
/// <remarks>It mirrors the edge's reports and is changed by them alone.</remarks>
public sealed class ChannelDelivery
{
    public required Guid Id { get; init; }

    public required PostId Post { get; init; }

    /// <summary>The post's title on the day of sending, so that the log reads by itself.</summary>
    public required string Title { get; init; }

    public required SealHash Seal { get; init; }

    public required Guid Authorization { get; init; }

    public required AuthorizationKind Kind { get; init; }

    public required string AccountKey { get; init; }

    public required Platform Platform { get; init; }

    /// <summary>The office that issued the post.</summary>
    public required OfficeId Office { get; init; }

    /// <summary>1, and one more for each repetition of this channel by a person's decision.</summary>
    public required int Attempt { get; init; }

    public required DateTimeOffset OrderedAt { get; init; }

    /// <summary>The edge's id; null until its first report.</summary>
    public Guid? DeliveryId { get; private set; }

    /// <summary>The number of the latest report taken note of; 0 before the first.</summary>
    public long Number { get; private set; }

    public DeliveryState State { get; private set; }

    /// <summary>When it came to stand so; the time of ordering before the first report.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>LINE: the friends it is for; null is everyone. 配信対象.</summary>
    public SegmentRule? Segment { get; init; }

    /// <summary>How many people it was frozen for; null where nobody counted them, and before it was frozen.</summary>
    public long? Planned { get; private set; }

    /// <summary>How many the platform accepted it for so far; null where nobody can know.</summary>
    public long? Recipients { get; private set; }

    /// <summary>When its first request was on the way; null before that.</summary>
    public DateTimeOffset? BeganAt { get; private set; }

    public string? PlatformPostId { get; private set; }

    public string? Url { get; private set; }

    public string? RequestId { get; private set; }

    public string? Reason { get; private set; }

    public DateTimeOffset? DueAgainAt { get; private set; }

    public string SearchText { get; init; } = "";

    public string[] SearchBigrams { get; init; } = [];

    public uint Version { get; init; }

    /// <summary>A person has to say something about it.</summary>
    public bool AsksAPerson => State is DeliveryState.AskingAPerson or DeliveryState.Unknown or DeliveryState.Held or DeliveryState.TooLate;

    /// <summary>Certainly not on the platform, and nothing is under way: it may be ordered again.</summary>
    public bool IsCertainlyUnsent => State is DeliveryState.NotSent or DeliveryState.TooLate or DeliveryState.Withdrawn;

    public static ChannelDelivery Ordered(Post post, PostChannel channel, GivenAuthorization leave, int attempt, DateTimeOffset now)
    {
        var search = Foundation.Japanese.SearchKey.Of($"{post.Title} {channel.AccountKey}");
        return new ChannelDelivery
        {
            Id = Guid.CreateVersion7(now), Post = post.Id, Title = post.Title, Seal = leave.Seal, Authorization = leave.Id, Kind = leave.Kind,
            AccountKey = channel.AccountKey, Platform = channel.Platform, Office = post.Office, Attempt = attempt, OrderedAt = now, At = now,
            SearchText = search.Text, SearchBigrams = search.Bigrams,
            Segment = leave.Kind is AuthorizationKind.Test ? null : channel.SegmentFor(post.Purpose),
        };
    }

    /// <summary>Takes note of a report; an older one than the last is left aside.</summary>
    /// <returns>Whether it was news.</returns>
    public bool Follow(DeliveryReported report)
    {
        if (report.Number <= Number) return false;
        (DeliveryId, Number, State, At) = (report.DeliveryId, report.Number, report.State, report.At);
        (Recipients, PlatformPostId, Url) = (report.Recipients, report.PlatformPostId, report.Url);
        (RequestId, Reason, DueAgainAt) = (report.RequestId, report.Reason, report.DueAgainAt);
        Planned = report.Planned ?? Planned;
        if (report.State is DeliveryState.Sending) BeganAt ??= report.At;
        return true;
    }
}

public static class DeliveryWords
{
    extension(DeliveryState state)
    {
        /// <summary>The word on screens.</summary>
        public string Word => state switch
        {
            DeliveryState.Waiting => "発信待ち",
            DeliveryState.Sending => "発信中",
            DeliveryState.Sent => "発信済み",
            DeliveryState.NotSent => "失敗",
            DeliveryState.Unknown => "確認中",
            DeliveryState.AskingAPerson => "人の判断待ち",
            DeliveryState.Held => "保留",
            DeliveryState.TooLate => "期限切れ",
            _ => "取下げ",
        };

        public Foundation.Web.Elements.Tone Tone => state switch
        {
            DeliveryState.Sent => Foundation.Web.Elements.Tone.Green,
            DeliveryState.NotSent or DeliveryState.TooLate => Foundation.Web.Elements.Tone.Red,
            DeliveryState.Unknown or DeliveryState.AskingAPerson or DeliveryState.Held => Foundation.Web.Elements.Tone.Orange,
            DeliveryState.Withdrawn => Foundation.Web.Elements.Tone.Gray,
            _ => Foundation.Web.Elements.Tone.Blue,
        };
    }
}

public static class AuthorizationWords
{
    extension(AuthorizationKind kind)
    {
        /// <summary>Why it was allowed to go.</summary>
        public string Word => kind switch
        {
            AuthorizationKind.Approved => "承認",
            AuthorizationKind.WithinScope => "事前承認の範囲",
            AuthorizationKind.Emergency => "緊急",
            AuthorizationKind.Test => "試験",
            _ => "訓練",
        };
    }
}
