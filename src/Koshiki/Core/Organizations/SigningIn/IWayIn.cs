namespace Koshiki.Core.Organizations.SigningIn;

/// <summary>One way in which a request says who sends it: the session cookie of the pages, a personal token of the API.</summary>
internal interface IWayIn
{
    /// <returns>Who asks; null when the request does not speak this way or does not prove it.</returns>
    ValueTask<SignedIn?> Find(HttpContext context);
}

/// <summary>A request whose sender is known.</summary>
/// <param name="EndsAt">When the session ends without another request; null where there is no session.</param>
/// <param name="Session">The session's public id; null for a token.</param>
/// <param name="Gate">The page to which the person must go before any other (a password to change, a second factor to set up); null for none.</param>
internal sealed record SignedIn(Me Me, DateTimeOffset? EndsAt = null, Guid? Session = null, string? Gate = null);

/// <summary>Endpoint metadata: may be opened while a gate holds the person back from all others.</summary>
internal sealed class OpenAtTheGate;
