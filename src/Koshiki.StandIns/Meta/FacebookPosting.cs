using System.Globalization;
using System.Text.Json;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Meta;

/// <summary>Posts and pictures of a page (PLATFORMS.md, lines 112-115). There is no idempotency key.</summary>
internal sealed class FacebookPosting(MetaStandIn meta)
{
    public StandInAnswer Post(FacebookPage page, FormBody form)
    {
        var message = form.Field("message") ?? "";
        var link = form.Field("link");
        if (message.Length > meta.Options.LongestMessage)
        {
            return MetaAnswers.Invalid($"message must be at most {meta.Options.LongestMessage} characters long");
        }

        if (!Published(form, out var published))
        {
            return MetaAnswers.Invalid("published must be a boolean");
        }

        if (Attached(form) is not { } photoIds)
        {
            return MetaAnswers.Invalid("attached_media must be a list of objects with media_fbid");
        }

        if (photoIds.Find(id => page.Photo(id) is null) is { } missing)
        {
            return MetaAnswers.Invalid($"media_fbid {missing} does not exist");
        }

        return message.Length == 0 && string.IsNullOrEmpty(link) && photoIds.Count == 0
            ? MetaAnswers.Invalid("Requires one of the params: message, link, attached_media")
            : page.Decide(() => Publish(page, message, link, photoIds, published, post => new { id = post.Id }));
    }

    /// <summary>A picture from an address, which is fetched now, or from the request itself.</summary>
    public async ValueTask<StandInAnswer> Photo(FacebookPage page, FormBody form)
    {
        if (!Published(form, out var published))
        {
            return MetaAnswers.Invalid("published must be a boolean");
        }

        StoredMedia? stored = null;
        if (form.Files.TryGetValue("source", out var bytes))
        {
            stored = bytes.Length <= meta.Options.LargestPhoto ? meta.MediaBytes.Add(bytes) : null;
        }
        else if (form.Field("url") is { } url)
        {
            stored = (await meta.Fetcher.FetchAgain(url)).Media;
        }
        else
        {
            return MetaAnswers.Error(400, meta.Options.BadPhotoCode, "Requires upload file");
        }

        if (stored is null || stored.Bytes > meta.Options.LargestPhoto || !stored.ContentType.StartsWith("image/", StringComparison.Ordinal))
        {
            return MetaAnswers.Error(400, meta.Options.BadPhotoCode, "Missing or invalid image file");
        }

        var caption = form.Field("caption") ?? form.Field("message") ?? "";
        var photo = new FacebookPhoto(meta.NewId(), stored, caption, form.Field("alt_text_custom"), null);
        return page.Decide(() =>
        {
            if (published && Repeats(page, caption, null))
            {
                return MetaAnswers.Duplicate();
            }

            meta.Happen(new MetaEvent.PhotoStored(page.Key, photo));
            return published
                ? Publish(page, caption, null, [photo.Id], published: true, post => new { id = photo.Id, post_id = post.Id })
                : MetaAnswers.Ok(new { id = photo.Id }, accepted: true);
        });
    }

    public StandInAnswer Delete(FacebookPage page, string id) => page.Decide(() =>
    {
        if (page.Photo(id) is null && !page.EveryPost.Any(post => post.Id == id && post.Deleted is null))
        {
            return MetaAnswers.NotFound(id);
        }

        meta.Happen(new MetaEvent.Deleted(page.Key, id, meta.Clock.GetUtcNow()));
        return MetaAnswers.Ok(new { success = true }, accepted: true);
    });

    private StandInAnswer Publish(
        FacebookPage page, string message, string? link, List<string> photoIds, bool published, Func<FacebookPost, object> answer)
    {
        if (published && photoIds.Count == 0 && Repeats(page, message, link))
        {
            return MetaAnswers.Duplicate();
        }

        var post = new FacebookPost($"{page.Id}_{meta.NewId()}", meta.Clock.GetUtcNow(), message, link, photoIds, published, null);
        meta.Happen(new MetaEvent.Posted(page.Key, post));
        return MetaAnswers.Ok(answer(post), accepted: true);
    }

    /// <summary>PLATFORMS.md, line 107: only by content, only the post directly before, and only once Facebook knows it.</summary>
    private bool Repeats(FacebookPage page, string message, string? link) =>
        page.Posts is [.., var last] && message.Length > 0 && last.Message == message && last.Link == link
        && meta.Clock.GetUtcNow() - last.At >= meta.Options.DuplicateKnownAfter;

    private static bool Published(FormBody form, out bool published)
    {
        published = true;
        return form.Field("published") is not { } text || bool.TryParse(text, out published);
    }

    /// <summary>As one JSON list, or as attached_media[0], attached_media[1] …</summary>
    private static List<string>? Attached(FormBody form)
    {
        try
        {
            var items = form.Field("attached_media") is { } list
                ? JsonElement.Parse(list).EnumerateArray().ToList()
                : Enumerable.Range(0, 40)
                    .Select(i => form.Field(string.Create(CultureInfo.InvariantCulture, $"attached_media[{i}]")))
                    .TakeWhile(text => text is not null)
                    .Select(text => JsonElement.Parse(text!))
                    .ToList();
            return [.. items.Select(item => item.GetProperty("media_fbid").ToString())];
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
