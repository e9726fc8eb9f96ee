using System.Text.Json.Serialization;
using Koshiki.PlatformFacts;

namespace Koshiki.Exchange;

/// <summary>What core tells edge to do. Carried at least once; edge does each order once, by its id.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "order")]
[JsonDerivedType(typeof(DeliverPost), "deliver-post")]
[JsonDerivedType(typeof(MoveDelivery), "move-delivery")]
[JsonDerivedType(typeof(WithdrawDelivery), "withdraw-delivery")]
[JsonDerivedType(typeof(DecideDelivery), "decide-delivery")]
[JsonDerivedType(typeof(ReleaseHeld), "release-held")]
[JsonDerivedType(typeof(ConnectAccount), "connect-account")]
[JsonDerivedType(typeof(DisconnectAccount), "disconnect-account")]
[JsonDerivedType(typeof(PublishAccountList), "publish-account-list")]
[JsonDerivedType(typeof(PublishQuestionnaire), "publish-questionnaire")]
[JsonDerivedType(typeof(PublishDocuments), "publish-documents")]
[JsonDerivedType(typeof(PublishImpersonators), "publish-impersonators")]
[JsonDerivedType(typeof(LookAtAccount), "look-at-account")]
[JsonDerivedType(typeof(WatchLinks), "watch-links")]
[JsonDerivedType(typeof(ForgetLinks), "forget-links")]
public abstract record Order;

/// <summary>Send the named accounts' channels of a sealed post.</summary>
/// <param name="SealedBytes">The canonical bytes; edge checks them against <see cref="DeliveryAuthorization.Seal"/> before anything else.</param>
/// <param name="AccountKeys">Which channels of the seal this order is for; a retry of what was not sent names only those.</param>
/// <param name="Attempt">1, and one more for each new order that repeats a channel of the same seal by a person's decision.</param>
public sealed record DeliverPost(byte[] SealedBytes, DeliveryAuthorization Authorization, IReadOnlyList<string> AccountKeys, DeliveryPriority Priority, int Attempt) : Order;

/// <summary>Emergencies go between two requests of anything else.</summary>
public enum DeliveryPriority
{
    Emergency = 0,
    Normal = 1,
}

/// <summary>Give the waiting deliveries of a seal another window within what was approved. 日時の変更.</summary>
public sealed record MoveDelivery(SealHash Seal, DateTimeOffset NotBefore, DateTimeOffset NotAfter) : Order;

/// <summary>Do not send what of this seal has not been sent yet. 取下げ・保留.</summary>
/// <param name="Hold">True to keep it for a later <see cref="ReleaseHeld"/>; false to give it up.</param>
public sealed record WithdrawDelivery(SealHash Seal, bool Hold) : Order;

/// <summary>A person's word on a delivery whose outcome is unknown or that needs one.</summary>
public sealed record DecideDelivery(Guid DeliveryId, DeliveryDecision Decision, string? PlatformPostId) : Order;

/// <summary>What a person can say of a delivery in doubt.</summary>
public enum DeliveryDecision
{
    /// <summary>It is on the platform: count it as sent.</summary>
    WasSent,

    /// <summary>It is not there: send it (again).</summary>
    SendAgain,

    /// <summary>Leave it unsent.</summary>
    GiveUp,
}

/// <summary>Somebody has looked at what was held after a restore or a long stop, and lets it go. 復元・停止後の確認待ち.</summary>
public sealed record ReleaseHeld(IReadOnlyList<Guid> DeliveryIds) : Order;

/// <summary>Hand the edge what it needs to speak for an account.</summary>
/// <param name="PlatformAccountId">The platform's permanent id of the account (LINE: the bot's user id; X: user id; Facebook: page id).</param>
/// <param name="WrappedSecret">The tokens as JSON, sealed under the master key with the account's key as associated data.</param>
public sealed record ConnectAccount(string AccountKey, Platform Platform, string PlatformAccountId, byte[] WrappedSecret) : Order;

public sealed record DisconnectAccount(string AccountKey) : Order;

/// <summary>The whole official list as residents may see it; a higher number replaces a lower one. K1.</summary>
public sealed record PublishAccountList(long Number, DateTimeOffset PublishedAt, string Government, IReadOnlyList<PublicAccount> Accounts) : Order;

/// <summary>One account on the official list. Nothing here is private.</summary>
/// <param name="PermanentId">What the platform never changes, where an address can carry it; null elsewhere, and where it is not known.</param>
/// <param name="Former">What it was called before and where it stood, the oldest first; null as none.</param>
/// <param name="IsEnding">Off the list since <paramref name="RetiredOn"/>, but not deleted yet. 廃止手続中.</param>
public sealed record PublicAccount(
    string Key,
    Platform Platform,
    string PlatformLabel,
    string Name,
    string Address,
    string? Handle,
    string Office,
    string Department,
    string Operator,
    string? Purpose,
    DateOnly? OpenedOn,
    DateOnly? RetiredOn,
    string? PermanentId = null,
    IReadOnlyList<FormerAppearance>? Former = null,
    bool IsEnding = false);

/// <summary>A name, address and handle that an official account had and has no longer. K2.</summary>
/// <param name="From">The first day; null where the day is not known.</param>
/// <param name="Last">The last day on which it was official.</param>
public sealed record FormerAppearance(string Name, string Address, string? Handle, DateOnly? From, DateOnly Last);

/// <summary>What residents are asked for one LINE account from now on; a higher edition replaces a lower one. F1.</summary>
public sealed record PublishQuestionnaire(Questionnaire Questionnaire) : Order;
