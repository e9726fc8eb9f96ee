using System.Text.Json;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.X;

/// <summary>Creating and deleting posts. There is no idempotency key: the same call twice may be two posts.</summary>
internal sealed class XPosting(XStandIn x)
{
    /// <summary>CreatePostsRequest has additionalProperties false (PLATFORMS.md, line 90; openapi.json).</summary>
    private static readonly HashSet<string> Known =
    [
        "card_uri", "community_id", "direct_message_deep_link", "edit_options", "for_super_followers_only", "geo", "made_with_ai", "media",
        "nullcast", "paid_partnership", "poll", "quote_tweet_id", "reply", "reply_settings", "share_with_followers", "text",
    ];

    public StandInAnswer Create(XUser user, StandInRequest request)
    {
        JsonElement body;
        try
        {
            body = JsonElement.Parse(request.Body.Span);
        }
        catch (JsonException)
        {
            return XAnswers.Invalid("The body is not JSON.");
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            return XAnswers.Invalid("The body is not a JSON object.");
        }

        foreach (var property in body.EnumerateObject())
        {
            if (!Known.Contains(property.Name))
            {
                return XAnswers.Invalid($"The property [{property.Name}] is not defined and the definition does not allow additional properties");
            }
        }

        var text = body.TryGetProperty("text", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "";
        string[] mediaIds = [];
        if (body.TryGetProperty("media", out var media))
        {
            if (!media.TryGetProperty("media_ids", out var ids) || ids.ValueKind != JsonValueKind.Array || ids.GetArrayLength() is < 1 or > 4
                || ids.EnumerateArray().Any(id => id.ValueKind != JsonValueKind.String))
            {
                return XAnswers.Invalid("media.media_ids must have 1 to 4 strings");
            }

            mediaIds = [.. ids.EnumerateArray().Select(id => id.GetString()!)];
        }

        var replyTo = body.TryGetProperty("reply", out var reply) && reply.TryGetProperty("in_reply_to_tweet_id", out var to) ? to.GetString() : null;
        return user.Decide(() => Create(user, text, mediaIds, replyTo));
    }

    /// <summary>Deletes one's own post.</summary>
    public StandInAnswer Delete(XUser user, string id) => user.Decide(() =>
    {
        var post = user.Posts.FirstOrDefault(post => post.Id == id);
        if (post is null)
        {
            return x.Users.Any(other => other.Posts.Any(theirs => theirs.Id == id))
                ? XAnswers.Problem(403, "Forbidden", "You are not authorized to delete this Tweet.")
                : XAnswers.NotFound($"tweet with id: [{id}]");
        }

        x.Happen(new XEvent.Deleted(user.Key, id, x.Clock.GetUtcNow()));
        return XAnswers.Data(200, new { deleted = true }, accepted: true);
    });

    private StandInAnswer Create(XUser user, string text, string[] mediaIds, string? replyTo)
    {
        var now = x.Clock.GetUtcNow();
        if (text.Length == 0 && mediaIds.Length == 0)
        {
            return XAnswers.Invalid("text is required unless media is given");
        }

        // PLATFORMS.md, line 94.
        if (XText.WeightedLength(text) > XText.Most)
        {
            return XAnswers.Problem(x.Options.TooLongStatus, x.Options.TooLongStatus == 403 ? "Forbidden" : "Invalid Request", "Your Tweet text is too long.");
        }

        var attached = mediaIds.Select(user.Media).ToArray();
        if (attached.Any(one => one is null || one.Ready > now))
        {
            return XAnswers.Invalid("Your media IDs are invalid.");
        }

        // PLATFORMS.md, line 93: four pictures, or one moving picture, or one film.
        if (attached.Length > 1 && attached.Any(one => one!.Category != "tweet_image"))
        {
            return XAnswers.Invalid("A post has up to four photos, or one GIF, or one video.");
        }

        // PLATFORMS.md, line 99: known only after a while, and the answer does not say which post it repeats.
        var repeats = user.Posts.Any(post => post.Text == text && text.Length > 0
            && now - post.At >= x.Options.DuplicateKnownAfter && now - post.At < x.Options.DuplicateKnownFor);
        if (repeats)
        {
            return XAnswers.Duplicate();
        }

        var made = new XPost(x.NewId(), now, text, mediaIds, replyTo, null);
        x.Happen(new XEvent.Posted(user.Key, made));
        return XAnswers.Data(201, new { id = made.Id, text = XReading.Served(made, x.Options.ServedText).Text, edit_history_tweet_ids = new[] { made.Id } }, accepted: true);
    }
}
