namespace Koshiki.Exchange;

/// <summary>Why the edge may send a sealed post. There is no other way out. ARCHITECTURE 3.1.</summary>
public enum AuthorizationKind
{
    /// <summary>The people on the approval route have approved this very seal. 決裁済み.</summary>
    Approved,

    /// <summary>It lies within a scope that the office head approved beforehand, and a second person has checked it. 事前承認の範囲.</summary>
    WithinScope,

    /// <summary>Sent at once with a reason; the approval follows by a deadline. 緊急・事後承認.</summary>
    Emergency,

    /// <summary>Goes to a few named staff only, marked 【試験】.</summary>
    Test,

    /// <summary>A rehearsal on stand-ins; nothing leaves the house. 訓練.</summary>
    Drill,
}

/// <summary>Leave to send one seal within one window of time.</summary>
/// <param name="Id">The authorisation's own id, kept with every delivery made under it.</param>
/// <param name="NotBefore">Nothing is sent before this instant (UTC, judged by database time).</param>
/// <param name="NotAfter">Nothing is sent after it without a person; what was not sent by then is reported as too late.</param>
public sealed record DeliveryAuthorization(Guid Id, AuthorizationKind Kind, SealHash Seal, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
