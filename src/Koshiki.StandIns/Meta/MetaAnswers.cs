using System.Text.Json;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Meta;

/// <summary>Meta's answers and its error body (PLATFORMS.md, line 107).</summary>
internal static class MetaAnswers
{
    public static StandInAnswer Ok(object body, bool accepted = false) => StandInAnswer.Json(200, body, accepted);

    public static StandInAnswer Error(int status, int code, string message, bool transient = false, int? subcode = null, string type = "OAuthException") =>
        StandInAnswer.Json(status, new
        {
            error = new
            {
                message = $"(#{code}) {message}",
                type,
                code,
                error_subcode = subcode,
                is_transient = transient,
                fbtrace_id = Trace(),
            },
        });

    public static StandInAnswer Invalid(string message) => Error(400, 100, message);

    /// <summary>Subcode 460: the password was changed; 463: expired (PLATFORMS.md, line 107).</summary>
    public static StandInAnswer BadToken(int? subcode = null) => Error(400, 190, "Invalid OAuth access token.", subcode: subcode);

    public static StandInAnswer Duplicate() => Error(400, 506, "Duplicate posts cannot be published consecutively");

    /// <summary>PLATFORMS.md, line 109: the header says in how many minutes calls are taken again.</summary>
    public static StandInAnswer Throttled(string pageId, int code)
    {
        var usage = new Dictionary<string, object[]>
        {
            [pageId] = [new { type = "pages", call_count = 100, total_cputime = 25, total_time = 25, estimated_time_to_regain_access = 5 }],
        };
        return Error(400, code, "There have been too many calls to this Page account. Wait a bit and try again.")
            .With("x-business-use-case-usage", JsonSerializer.Serialize(usage))
            .With("x-app-usage", """{"call_count":100,"total_time":25,"total_cputime":25}""");
    }

    public static StandInAnswer NotFound(string id) =>
        Error(400, 100, $"Unsupported request. Object with ID '{id}' does not exist or cannot be loaded", subcode: 33, type: "GraphMethodException");

    public static string Trace() => "A" + Guid.NewGuid().ToString("N")[..22];
}
