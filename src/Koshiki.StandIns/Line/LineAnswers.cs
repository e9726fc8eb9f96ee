using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Line;

/// <summary>One thing that is wrong with a request's body.</summary>
/// <param name="Property">Such as messages[0].text (PLATFORMS.md, line 65).</param>
internal sealed record LineDetail(string Message, string Property);

/// <summary>LINE's answers, worded as documented.</summary>
internal static class LineAnswers
{
    public static StandInAnswer Message(int status, string message) => StandInAnswer.Json(status, new { message });

    public static StandInAnswer Ok(object body, bool accepted = false) => StandInAnswer.Json(200, body, accepted);

    /// <remarks>The sentence is from memory; only the status is relied on.</remarks>
    public static StandInAnswer BadToken() => Message(401, "Authentication failed. Confirm that the access token in the authorization header is valid.");

    public static StandInAnswer TooLarge() => Message(413, "Payload Too Large");

    /// <summary>Wait and repeat with the same key (PLATFORMS.md, line 46).</summary>
    public static StandInAnswer RateLimited() => Message(429, "The API rate limit has been exceeded. Try again later.");

    /// <summary>Final until the plan changes or the month ends (PLATFORMS.md, line 46).</summary>
    public static StandInAnswer MonthlyLimit() => Message(429, "You have reached your monthly limit.");

    /// <summary>PLATFORMS.md, line 42: push also returns the messages that were sent.</summary>
    public static StandInAnswer AlreadyAccepted(string acceptedAs, string[] messageIds) =>
        StandInAnswer.Json(409, new
        {
            message = "The retry key is already accepted",
            sentMessages = messageIds.Length == 0 ? null : Sent(messageIds),
        }).With("x-line-accepted-request-id", acceptedAs);

    public static StandInAnswer Invalid(IReadOnlyList<LineDetail> details) =>
        StandInAnswer.Json(400, new { message = $"The request body has {details.Count} error(s)", details });

    /// <summary>PLATFORMS.md, line 74.</summary>
    public static StandInAnswer UnknownUser(string property) => Message(400, $"The property, {property}, in the request body is invalid");

    public static object[] Sent(string[] messageIds) => [.. messageIds.Select(id => new { id, quoteToken = "q" + id })];
}
