using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.X;

/// <summary>Reading a user's posts and the user himself.</summary>
internal sealed class XReading(XStandIn x)
{
    /// <summary>Newest first, in pages; a new post is missing until it becomes readable.</summary>
    public StandInAnswer Timeline(StandInRequest request)
    {
        if (x.ById(request.Route("id")) is not { } user)
        {
            return XAnswers.NotFound($"user with id: [{request.Route("id")}]");
        }

        var most = int.TryParse(request.Query("max_results") ?? "10", CultureInfo.InvariantCulture, out var wanted) ? wanted : 0;
        if (most is < 5 or > 100)
        {
            return XAnswers.Invalid("The `max_results` query parameter value is not between 5 and 100");
        }

        var skip = 0;
        if (request.Query("pagination_token") is { } token && (!token.StartsWith('p') || !int.TryParse(token[1..], CultureInfo.InvariantCulture, out skip)))
        {
            return XAnswers.Invalid("The `pagination_token` is not valid");
        }

        var now = x.Clock.GetUtcNow();
        var all = user.Posts.Reverse()
            .Where(post => now - post.At >= x.Options.ReadableAfter)
            .Where(post => Number(request.Query("since_id")) is not { } since || Number(post.Id) > since)
            .Where(post => Number(request.Query("until_id")) is not { } until || Number(post.Id) < until)
            .Where(post => Instant(request.Query("start_time")) is not { } start || post.At >= start)
            .Where(post => Instant(request.Query("end_time")) is not { } end || post.At < end)
            .ToArray();
        var page = all.Skip(skip).Take(most).ToArray();
        var meta = new Dictionary<string, object> { ["result_count"] = page.Length };
        if (page.Length > 0)
        {
            meta["newest_id"] = page[0].Id;
            meta["oldest_id"] = page[^1].Id;
        }

        if (skip + page.Length < all.Length)
        {
            meta["next_token"] = "p" + (skip + page.Length).ToString(CultureInfo.InvariantCulture);
        }

        var answer = new Dictionary<string, object> { ["meta"] = meta };
        if (page.Length > 0)
        {
            answer["data"] = page.Select(post => Shown(user, post, PostFields(request))).ToArray();
            Include(request, user, page, answer);
        }

        return StandInAnswer.Json(200, answer);
    }

    public StandInAnswer One(StandInRequest request)
    {
        var id = request.Route("id");
        var now = x.Clock.GetUtcNow();
        foreach (var user in x.Users)
        {
            if (user.Posts.FirstOrDefault(post => post.Id == id && now - post.At >= x.Options.ReadableAfter) is { } post)
            {
                var answer = new Dictionary<string, object> { ["data"] = Shown(user, post, PostFields(request)) };
                Include(request, user, [post], answer);
                return StandInAnswer.Json(200, answer);
            }
        }

        return StandInAnswer.Json(200, new
        {
            errors = new[]
            {
                new { value = id, detail = $"Could not find tweet with id: [{id}].", title = "Not Found Error", resource_type = "tweet", type = "https://api.x.com/2/problems/resource-not-found" },
            },
        });
    }

    public static StandInAnswer Me(XUser user, StandInRequest request)
    {
        var profile = user.Profile;
        var fields = Names(request.Query("user.fields"));
        var data = new Dictionary<string, object> { ["id"] = user.Id, ["name"] = profile.Name, ["username"] = profile.Username };
        var (description, urls) = Served(profile.Description);
        if (fields.Contains("description"))
        {
            data["description"] = description;
        }

        if (fields.Contains("url") && profile.Url is { } own)
        {
            data["url"] = Short(own);
        }

        if (fields.Contains("entities") && (urls.Length > 0 || profile.Url is not null))
        {
            data["entities"] = EntitiesOf(profile.Url, urls);
        }

        if (fields.Contains("public_metrics"))
        {
            data["public_metrics"] = new { followers_count = 1234, following_count = 10, tweet_count = user.Posts.Count, listed_count = 1 };
        }

        return XAnswers.Data(200, data);
    }

    /// <summary>The text as it is read back, and the addresses in it.</summary>
    public static (string Text, object[] Urls) Served(XPost post, XServedText how)
    {
        if (how == XServedText.AsWritten)
        {
            return (post.Text, []);
        }

        var (text, urls) = Served(post.Text);
        if (post.MediaIds.Count == 0)
        {
            return (text, urls);
        }

        var own = Short(post.Id);
        text += text.Length > 0 ? " " : "";
        var media = new { start = text.Length, end = text.Length + 23, url = own, expanded_url = $"https://x.com/i/status/{post.Id}/photo/1", display_url = "pic.x.com/" + post.Id, media_key = "3_" + post.MediaIds[0] };
        return (text + own, [.. urls, media]);
    }

    /// <summary>A text with its addresses shortened and three characters escaped.</summary>
    private static (string Text, object[] Urls) Served(string written)
    {
        var text = new StringBuilder();
        var urls = new List<object>();
        var from = 0;
        foreach (var address in XText.Addresses(written))
        {
            text.Append(Escaped(written[from..address.Index]));
            var full = address.Value.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? address.Value : "http://" + address.Value;
            urls.Add(new { start = text.Length, end = text.Length + 23, url = Short(full), expanded_url = full, display_url = address.Value });
            text.Append(Short(full));
            from = address.Index + address.Length;
        }

        text.Append(Escaped(written[from..]));
        return (text.ToString(), [.. urls]);
    }

    private static Dictionary<string, object> EntitiesOf(string? own, object[] inDescription)
    {
        var entities = new Dictionary<string, object>();
        if (own is not null)
        {
            entities["url"] = new { urls = new[] { new { start = 0, end = 23, url = Short(own), expanded_url = own, display_url = own } } };
        }

        if (inDescription.Length > 0)
        {
            entities["description"] = new { urls = inDescription };
        }

        return entities;
    }

    private Dictionary<string, object> Shown(XUser user, XPost post, HashSet<string> fields)
    {
        var (text, urls) = Served(post, x.Options.ServedText);
        var shown = new Dictionary<string, object> { ["id"] = post.Id, ["text"] = text, ["edit_history_tweet_ids"] = new[] { post.Id } };
        Add("created_at", () => post.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        Add("author_id", () => user.Id);
        Add("public_metrics", () => new { retweet_count = 0, reply_count = 0, like_count = 0, quote_count = 0, bookmark_count = 0, impression_count = 0 });
        if (urls.Length > 0)
        {
            Add("entities", () => new { urls });
        }

        if (post.MediaIds.Count > 0)
        {
            Add("attachments", () => new { media_keys = post.MediaIds.Select(id => "3_" + id).ToArray() });
        }

        return shown;

        void Add(string name, Func<object> value)
        {
            if (fields.Contains(name))
            {
                shown[name] = value();
            }
        }
    }

    private static void Include(StandInRequest request, XUser user, XPost[] posts, Dictionary<string, object> answer)
    {
        if (Names(request.Query("expansions")).Contains("attachments.media_keys"))
        {
            answer["includes"] = new
            {
                media = posts.SelectMany(post => post.MediaIds).Distinct().Select(user.Media).Select(media => new
                {
                    media_key = "3_" + media!.Id,
                    type = media.Category switch { "tweet_gif" => "animated_gif", "tweet_video" => "video", _ => "photo" },
                    alt_text = media.AltText,
                }).ToArray(),
            };
        }
    }

    /// <summary>Under its documented name or the one of openapi.json 2.167.</summary>
    private static HashSet<string> PostFields(StandInRequest request) => Names(request.Query("tweet.fields") ?? request.Query("post.fields"));

    private static HashSet<string> Names(string? list) => [.. (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)];

    private static long? Number(string? id) => long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>23 characters, the same for the same address.</summary>
    private static string Short(string address) =>
        "https://t.co/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..10];
}
