using System.Globalization;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Meta;

/// <summary>Reading a page, its feed and one post, with the fields that were asked for.</summary>
internal sealed class FacebookReading(MetaStandIn meta)
{
    private const string DefaultFields = "created_time,message,id";

    /// <summary>Newest first; a new post is missing until it becomes readable.</summary>
    public StandInAnswer Feed(FacebookPage page, StandInRequest request)
    {
        var most = int.TryParse(request.Query("limit") ?? "25", CultureInfo.InvariantCulture, out var wanted) ? wanted : 0;
        if (most is < 1 or > 100)
        {
            return MetaAnswers.Invalid("limit must be between 1 and 100");
        }

        var skip = int.TryParse(request.Query("after"), CultureInfo.InvariantCulture, out var cursor) ? cursor : 0;
        var all = Readable(page).Reverse()
            .Where(post => Instant(request.Query("since")) is not { } since || post.At >= since)
            .Where(post => Instant(request.Query("until")) is not { } until || post.At <= until)
            .ToArray();
        var shown = all.Skip(skip).Take(most).ToArray();
        var next = skip + shown.Length;
        return MetaAnswers.Ok(new
        {
            data = shown.Select(post => Shown(page, post, request.Query("fields"))),
            paging = shown.Length == 0 ? null : new
            {
                cursors = new { before = skip.ToString(CultureInfo.InvariantCulture), after = next.ToString(CultureInfo.InvariantCulture) },
                next = next < all.Length ? $"{request.Http.Scheme}://{request.Http.Host}{request.Http.Path}?limit={most}&after={next}" : null,
            },
        });
    }

    public StandInAnswer One(FacebookPage page, StandInRequest request)
    {
        var id = request.Route("id");
        if (id == page.Id || id == "me")
        {
            return MetaAnswers.Ok(PageFields(page, request.Query("fields") ?? "name,id"));
        }

        return Readable(page).FirstOrDefault(post => post.Id == id) is { } found
            ? MetaAnswers.Ok(Shown(page, found, request.Query("fields")))
            : MetaAnswers.NotFound(id);
    }

    private IEnumerable<FacebookPost> Readable(FacebookPage page) =>
        page.Posts.Where(post => meta.Clock.GetUtcNow() - post.At >= meta.Options.ReadableAfter);

    private static Dictionary<string, object> PageFields(FacebookPage page, string fields)
    {
        var shown = new Dictionary<string, object> { ["id"] = page.Id };
        foreach (var field in TopLevel(fields))
        {
            object? value = field switch
            {
                "name" => page.Profile.Name,
                "username" => page.Profile.Username,
                "about" => page.Profile.About,
                "website" => page.Profile.Website,
                "followers_count" => 1234,
                "fan_count" => 1200,
                "link" => "https://www.facebook.com/" + page.Id,
                _ => null,
            };
            if (value is not null)
            {
                shown[field] = value;
            }
        }

        return shown;
    }

    private static Dictionary<string, object> Shown(FacebookPage page, FacebookPost post, string? fields)
    {
        var shown = new Dictionary<string, object>();
        foreach (var field in TopLevel(fields ?? DefaultFields).Append("id"))
        {
            object? value = field switch
            {
                "id" => post.Id,
                "message" => post.Message.Length > 0 ? post.Message : null,
                "created_time" => post.At.ToString("yyyy-MM-ddTHH:mm:ss+0000", CultureInfo.InvariantCulture),
                "permalink_url" => "https://www.facebook.com/" + post.Id,
                "is_published" => post.Published,
                "from" => new { name = page.Name, id = page.Id },
                "attachments" => Attachments(page, post),
                _ => null,
            };
            if (value is not null)
            {
                shown[field] = value;
            }
        }

        return shown;
    }

    private static object? Attachments(FacebookPage page, FacebookPost post)
    {
        object Of(string id) => new
        {
            type = "photo",
            media_type = "photo",
            description = page.Photo(id)?.AltText,
            target = new { id },
        };

        return post switch
        {
            { PhotoIds.Count: 1 } => new { data = new[] { Of(post.PhotoIds[0]) } },
            { PhotoIds.Count: > 1 } => new { data = new[] { new { type = "album", media_type = "album", subattachments = new { data = post.PhotoIds.Select(Of) } } } },
            { Link: { } link } => new { data = new[] { new { type = "share", media_type = "link", unshimmed_url = link } } },
            _ => null,
        };
    }

    /// <summary>The names before any braces: attachments{media,target} is attachments.</summary>
    private static IEnumerable<string> TopLevel(string fields)
    {
        var depth = 0;
        var name = "";
        foreach (var letter in fields + ",")
        {
            depth += letter switch { '{' => 1, '}' => -1, _ => 0 };
            if (letter == ',' && depth == 0)
            {
                yield return name.Trim();
                name = "";
            }
            else if (depth == 0 && letter != '}')
            {
                name += letter;
            }
        }
    }

    private static DateTimeOffset? Instant(string? text) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant
        : null;
}
