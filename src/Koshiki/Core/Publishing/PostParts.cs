using Koshiki.Core.Accounts;
using Koshiki.Core.Organizations;
using Koshiki.Core.Publishing.Segments;
using Koshiki.Exchange;
using Koshiki.Foundation.Japanese;
using Koshiki.PlatformFacts;

namespace Koshiki.Core.Publishing;

/// <summary>A post's share for one account.</summary>
public sealed class PostChannel
{
    public required PostId Post { get; init; }

    public required string AccountKey { get; init; }

    public required AccountId Account { get; init; }

    public required Platform Platform { get; init; }

    /// <summary>1 for the first on the page.</summary>
    public int Number { get; private set; }

    /// <summary>The text for this account alone; null takes the common one.</summary>
    public string? OwnText { get; private set; }

    public IReadOnlyList<ChannelMedia> Media { get; private set; } = [];

    /// <summary>LINE: the friends it is for, as chosen; null is everyone, a broadcast. Elsewhere null. 配信対象.</summary>
    public SegmentRule? Segment { get; private set; }

    /// <summary>The friends it is for as it goes out.</summary>
    public SegmentRule? SegmentFor(Purpose purpose) => Segment?.For(purpose);

    internal void Take(int number, ChannelContent given)
    {
        Number = number;
        OwnText = given.OwnText is null ? null : InputText.Prose(given.OwnText);
        Media = given.Media;
        if (Platform is PlatformFacts.Platform.Line && given.Segment != Segment) Segment = given.Segment;
    }
}

/// <summary>One step of the approval of one submission.</summary>
public sealed class ApprovalStep
{
    public required PostId Post { get; init; }

    public required int Round { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    public required RouteStepKind Kind { get; init; }

    /// <summary>The office whose word is asked for.</summary>
    public required OfficeId Office { get; init; }

    /// <summary>Who has been asked in particular to decide it; null where anyone of the authority is.</summary>
    public PersonId? HandedTo { get; private set; }

    public string? HandedToName { get; private set; }

    /// <summary>Who asked him.</summary>
    public string? HandedByName { get; private set; }

    public PersonId? DecidedBy { get; private set; }

    public string? DecidedByName { get; private set; }

    /// <summary>In whose place it was decided; null for one's own authority. 代決.</summary>
    public string? InPlaceOf { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    internal void HandTo(Me to, string byName) => (HandedTo, HandedToName, HandedByName) = (to.Id, to.Name, byName);

    internal void Decide(Decider by, SealHash seal, DateTimeOffset now) =>
        (DecidedBy, DecidedByName, InPlaceOf, DecidedAt, Seal) = (by.Person, by.Name, by.InPlaceOf, now, seal);

    /// <summary>What was on the screen of who decided.</summary>
    public SealHash? Seal { get; private set; }
}

/// <summary>One line of a post's history. 経過.</summary>
public sealed class PostEvent
{
    public required Guid Id { get; init; }

    public required PostId Post { get; init; }

    public required PostEventKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null for the program itself.</summary>
    public PersonId? By { get; init; }

    public required string ByName { get; init; }

    public string? InPlaceOf { get; init; }

    /// <summary>The reason or opinion as written.</summary>
    public string? Words { get; init; }

    public SealHash? Seal { get; init; }

    /// <summary>The earliest time that was asked for; null is at once, and with what asks for no time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The latest time that was asked for; null where none was.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The time that was asked for by putting forward or moving; null with everything else.</summary>
    public PostWindow? Asked => Kind is PostEventKind.Submitted or PostEventKind.SubmittedWithinScope or PostEventKind.EmergencyPublished or PostEventKind.Moved or PostEventKind.MovedOutside
        ? new PostWindow(NotBefore, NotAfter)
        : null;

    /// <summary>What the history tells of it beside its kind: the reason or opinion, otherwise the time that was asked for.</summary>
    public string? Told => Words ?? (Asked is { } asked ? $"発信日時：{asked.InWords}" : null);
}

public enum PostEventKind
{
    Begun,
    Submitted,
    SubmittedWithinScope,
    EmergencyPublished,
    StepApproved,
    HandedOn,
    Approved,
    Checked,
    Returned,
    TakenBack,
    ApprovalVoided,
    Withdrawn,
    Held,
    Released,
    Moved,
    MovedOutside,
    Retried,
    TestSent,
    LaterApproved,
    LaterRefused,
    Corrected,
    DeletionRecorded,
    DeliveryDecided,
}

public static class PostEventWords
{
    extension(PostEventKind kind)
    {
        /// <summary>The sentence of the history.</summary>
        public string Words => kind switch
        {
            PostEventKind.Begun => "起案しました",
            PostEventKind.Submitted => "承認を依頼しました",
            PostEventKind.SubmittedWithinScope => "事前承認の範囲の投稿として確認を依頼しました",
            PostEventKind.EmergencyPublished => "緊急発信しました",
            PostEventKind.StepApproved => "承認し、次の段階へ進めました",
            PostEventKind.HandedOn => "承認を別の人に回しました",
            PostEventKind.Approved => "承認しました",
            PostEventKind.Checked => "2人目として確認しました",
            PostEventKind.Returned => "差し戻しました",
            PostEventKind.TakenBack => "引き戻しました",
            PostEventKind.ApprovalVoided => "下書きに戻しました。承認は無効になりました",
            PostEventKind.Withdrawn => "取り下げました",
            PostEventKind.Held => "保留しました",
            PostEventKind.Released => "保留を解除しました",
            PostEventKind.Moved => "承認の範囲内で日時を変えました",
            PostEventKind.MovedOutside => "日時を変えました。承認をもう一度受けます",
            PostEventKind.Retried => "再試行を指示しました",
            PostEventKind.TestSent => "試験の発信をしました",
            PostEventKind.LaterApproved => "事後承認しました",
            PostEventKind.LaterRefused => "事後承認しませんでした",
            PostEventKind.Corrected => "訂正の投稿が発信されました",
            PostEventKind.DeletionRecorded => "媒体からの削除を記録しました",
            _ => "発信の結果を判断しました",
        };
    }
}
