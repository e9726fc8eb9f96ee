using System.Text;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Timeline;

/// <summary>Pages for people: what would stand on the platforms now. Plain HTML; no script.</summary>
internal static class TimelinePages
{
    public static void Map(IEndpointRouteBuilder app, StandInWorld world)
    {
        app.MapGet("/", http => Page(http, "試験用の代役", Overview(world)));
        app.MapGet("/timeline/{platform}/{account}", http =>
        {
            var account = (string)http.Request.RouteValues["account"]!;
            var timeline = ((string)http.Request.RouteValues["platform"]!) switch
            {
                "line" when world.Line.Find(account) is { } found => Timelines.Of(found, world),
                "x" when world.X.Find(account) is { } found => Timelines.Of(found),
                "meta" when world.Meta.Find(account) is { } found => Timelines.Of(found),
                _ => null,
            };
            if (timeline is null)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Page(http, "見つかりません", "<main><h1>見つかりません</h1><p>この代役に、そのアカウントはありません。</p></main>");
            }

            return Page(http, timeline.Title, Markup.Timeline(timeline));
        });
        app.MapGet("/timeline.css", http =>
        {
            http.Response.ContentType = "text/css; charset=utf-8";
            return http.Response.WriteAsync(Stylesheet.Text);
        });
        app.MapGet("/media/{hash}", async http =>
        {
            if (world.Media.Find((string)http.Request.RouteValues["hash"]!) is not { } bytes)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            http.Response.ContentType = MediaStore.TypeOf(bytes);
            http.Response.Headers.XContentTypeOptions = "nosniff";
            await http.Response.Body.WriteAsync(bytes);
        });
    }

    internal static Task Page(HttpContext http, string title, string body)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self'";
        return http.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="ja">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Markup.Text(title)}｜試験用の代役</title>
            <link rel="stylesheet" href="/timeline.css">
            </head>
            <body>
            <p class="standin" role="note"><strong>これは試験用の代役です。実際には発信されません。</strong></p>
            {body}
            </body>
            </html>
            """, Encoding.UTF8);
    }

    private static string Overview(StandInWorld world)
    {
        var lines = world.Line.Accounts.Select(one => ("line", one.Key, one.Name, one.Posts.Count));
        var xs = world.X.Users.Select(one => ("x", one.Key, one.Name, one.Posts.Count));
        var pages = world.Meta.Pages.Select(one => ("meta", one.Key, one.Name, one.Posts.Count));
        var rows = string.Concat(lines.Concat(xs).Concat(pages).Select(one => $"""
            <li><a href="/timeline/{one.Item1}/{Uri.EscapeDataString(one.Key)}"><span class="badge {one.Item1}">{Markup.PlatformName(one.Item1)}</span> {Markup.Text(one.Name)}</a> <span class="quiet">{one.Count} 件</span></li>
            """));
        return $"""
            <main>
            <h1>各サービスの代役</h1>
            <p>LINE、X、Facebook の代わりに受け取った投稿を、利用者から見える形で表示します。</p>
            {(rows.Length == 0 ? "<p>まだアカウントがありません。</p>" : $"<ul class=\"accounts\">{rows}</ul>")}
            </main>
            """;
    }
}
