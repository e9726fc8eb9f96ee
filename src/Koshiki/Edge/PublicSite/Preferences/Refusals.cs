using Koshiki.Foundation;

namespace Koshiki.Edge.PublicSite.Preferences;

/// <summary>The government has published other questions since the form was opened.</summary>
internal sealed record QuestionsChanged() : Conflict(PublicWords.Japanese.Preferences.EditionChanged);

internal sealed record LinkAlreadyUsed() : Conflict(PublicWords.Japanese.Preferences.LinkUsed);

/// <summary>Nobody is known to be choosing here: the half hour is over, or nobody has signed in.</summary>
internal sealed record VisitIsOver() : Forbidden(PublicWords.Japanese.Preferences.SessionOver);

/// <summary>The visitor is no friend of the account.</summary>
internal sealed record NotAFriend() : Forbidden(PublicWords.Japanese.Preferences.NotFriendTitle);

/// <summary>The visitor said no at LINE.</summary>
internal sealed record DeniedAtLine() : Forbidden(PublicWords.Japanese.Preferences.SignInDenied);

/// <summary>The return belongs to no sign-in of this browser, or its time is over.</summary>
internal sealed record NoSuchSignIn() : Forbidden(PublicWords.Japanese.Preferences.SignInFailed);

/// <summary>The account has no LINE Login channel.</summary>
internal sealed record NoSignInHere() : Conflict(PublicWords.Japanese.Preferences.NoSignIn);
