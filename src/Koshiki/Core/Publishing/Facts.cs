using Koshiki.Core.Organizations;
using Koshiki.Exchange;

namespace Koshiki.Core.Publishing;

/// <summary>A post was put forward. For an emergency it is authorised in the same moment.</summary>
public sealed record PostSubmitted(PostId Post, SealHash Seal, AuthorizationKind Kind, OfficeId Office, PersonId By, DateTimeOffset At);

/// <summary>One step of the route has been passed and another is open.</summary>
public sealed record PostStepApproved(PostId Post, SealHash Seal, PersonId By, DateTimeOffset At);

/// <summary>Who was asked has passed the question on to somebody of the same authority.</summary>
public sealed record PostHandedOn(PostId Post, SealHash Seal, PersonId To, PersonId By, string ByName, DateTimeOffset At);

/// <summary>The last step has been passed and the order to send was given.</summary>
public sealed record PostApproved(PostId Post, SealHash Seal, AuthorizationKind Kind, PersonId By, DateTimeOffset At);

public sealed record PostReturned(PostId Post, PersonId By, string Reason, DateTimeOffset At);

public sealed record PostTakenBack(PostId Post, PersonId By, DateTimeOffset At);

public sealed record PostWithdrawn(PostId Post, PersonId By, string Reason, DateTimeOffset At);

public sealed record PostHeld(PostId Post, PersonId By, string Reason, DateTimeOffset At);

public sealed record PostMoved(PostId Post, DateTimeOffset GoesAt, bool ApprovalStays, PersonId By, DateTimeOffset At);

/// <summary>An emergency went out; somebody's word is due afterwards.</summary>
public sealed record EmergencyPublished(PostId Post, OfficeId Office, string Reason, PersonId By, DateTimeOffset At, DateTimeOffset Deadline);

public sealed record EmergencyReviewed(PostId Post, bool Approved, PersonId By, DateTimeOffset At);

/// <summary>One channel has been accepted by its platform.</summary>
public sealed record PostDelivered(PostId Post, SealHash Seal, string AccountKey, string? PlatformPostId, string? Url, long? Recipients, DateTimeOffset At);

/// <summary>A delivery is held, too late or in doubt, and goes on only by a person's word.</summary>
/// <param name="Line">The line of the delivery log.</param>
public sealed record DeliveryAsksAPerson(PostId Post, Guid Line, string AccountKey, DeliveryState State, DateTimeOffset At);

/// <summary>A post's channels have all ended, well or not.</summary>
public sealed record PostDeliveryEnded(PostId Post, PostStatus Status, DateTimeOffset At);

public sealed record ScopeDecided(PostingScopeId Scope, int Number, bool InForce, PersonId By, DateTimeOffset At);
