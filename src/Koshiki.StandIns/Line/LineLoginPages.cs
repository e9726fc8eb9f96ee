using Koshiki.StandIns.Control;
using Koshiki.StandIns.Timeline;
using Microsoft.AspNetCore.WebUtilities;

namespace Koshiki.StandIns.Line;

/// <summary>access.line.me under /line-login: instead of a password, the visitor says who he is.</summary>
internal static class LineLoginPages
{
    private const int FriendsShown = 5;

    /// <summary>A user of LINE who is nobody's friend.</summary>
    private const string Stranger = "U0123456789abcdef0123456789abcdef";

    public static void Map(IEndpointRouteBuilder app, Pipeline pipeline, LineStandIn line)
    {
        app.MapGet("/line-login/oauth2/v2.1/authorize", http => Authorize(http, line, null));
        app.MapPost("/line-login/oauth2/v2.1/authorize", async http =>
        {
            var form = await http.Request.ReadFormAsync();
            await Authorize(http, line, form["who"]);
        });
        app.MapPost("/line/oauth2/v2.1/token", http => pipeline.Serve(http, line, LineRequests.LoginToken, request => line.Login.Token(request)));
    }

    private static Task Authorize(HttpContext http, LineStandIn line, string? who)
    {
        if (line.Login.Read(http.Request.Query, out var request) is { } fault)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return TimelinePages.Page(http, "LINEログイン", $"<main class=\"line\"><h1>400 Bad Request</h1><p>{Markup.Text(fault)}</p></main>");
        }

        var account = line.Account(request!.Account);
        if (who is null) return TimelinePages.Page(http, "LINEログイン", Choices(account));

        // docs/ja/docs/line-login/integrate-line-login: the visitor who does not agree is sent back with an error.
        var answer = who switch
        {
            "nobody" => new Dictionary<string, string?> { ["error"] = "access_denied", ["error_description"] = "The resource owner denied the request." },
            "stranger" => new Dictionary<string, string?> { ["code"] = line.Login.Allow(request, Stranger) },
            _ when int.TryParse(who, out var friend) && friend >= 0 && friend < account.FriendCount => new Dictionary<string, string?> { ["code"] = line.Login.Allow(request, account.FriendId(friend)) },
            _ => null,
        };
        if (answer is null)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return TimelinePages.Page(http, "LINEログイン", "<main class=\"line\"><h1>400 Bad Request</h1><p>その友だちはいません。</p></main>");
        }

        answer["state"] = request.State;
        http.Response.StatusCode = StatusCodes.Status302Found;
        http.Response.Headers.Location = QueryHelpers.AddQueryString(request.RedirectUri, answer);
        return Task.CompletedTask;
    }

    private static string Choices(LineAccount account)
    {
        var friends = string.Concat(Enumerable.Range(0, Math.Min(FriendsShown, account.FriendCount)).Select(friend =>
            $"<li><button name=\"who\" value=\"{friend}\">{friend + 1}人目の友だちとしてログインする</button></li>"));
        return $"""
            <main class="line">
            <h1>LINEログイン</h1>
            <p>{Markup.Text(account.Name)}が、あなたの内部識別子を使うことを求めています。あなたはだれですか。</p>
            <form method="post"><ul class="accounts">{friends}
            <li><button name="who" value="stranger">友だちではない人としてログインする</button></li>
            <li><button name="who" value="nobody">許可しない</button></li></ul></form>
            </main>
            """;
    }
}
