using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.X;

/// <summary>X's answers: data, or problem+json (PLATFORMS.md, lines 98-99).</summary>
internal static class XAnswers
{
    public static StandInAnswer Data(int status, object data, bool accepted = false) => StandInAnswer.Json(status, new { data }, accepted);

    public static StandInAnswer Problem(int status, string title, string detail, string type = "about:blank") =>
        StandInAnswer.Json(status, new { title, detail, type, status }) with { ContentType = "application/problem+json" };

    public static StandInAnswer Invalid(string message) =>
        StandInAnswer.Json(400, new
        {
            errors = new[] { new { message } },
            title = "Invalid Request",
            detail = "One or more parameters to your request was invalid.",
            type = "https://api.x.com/2/problems/invalid-request",
            status = 400,
        }) with
        { ContentType = "application/problem+json" };

    public static StandInAnswer Unauthorized() => Problem(401, "Unauthorized", "Unauthorized");

    public static StandInAnswer TooMany() => Problem(429, "Too Many Requests", "Too Many Requests");

    public static StandInAnswer Duplicate() => Problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.");

    public static StandInAnswer NotFound(string what) =>
        Problem(404, "Not Found Error", $"Could not find {what}.", "https://api.x.com/2/problems/resource-not-found");
}
