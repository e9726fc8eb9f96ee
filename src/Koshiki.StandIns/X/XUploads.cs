using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.X;

/// <summary>Pictures and films: in one request, or initialize, append, finalize and STATUS (PLATFORMS.md, lines 92-93).</summary>
internal sealed class XUploads(XStandIn x)
{
    private const int LargestAltText = 1000;
    private readonly ConcurrentDictionary<string, Session> sessions = new();

    public async ValueTask<StandInAnswer> OneShot(XUser user, StandInRequest request)
    {
        if (await Form(request) is not { } form)
        {
            return XAnswers.Invalid("The body is not JSON.");
        }

        if (Bytes(form) is not { Length: > 0 } bytes)
        {
            return XAnswers.Invalid("media is required");
        }

        return form.Field("media_category") is { } category && Largest(category) is not null
            ? Store(user, x.NewId(), bytes, category)
            : XAnswers.Invalid("media_category is required");
    }

    public async ValueTask<StandInAnswer> Initialize(StandInRequest request)
    {
        if (await Form(request) is not { } form
            || form.Field("media_category") is not { } category
            || Largest(category) is not { } largest
            || !long.TryParse(form.Field("total_bytes"), CultureInfo.InvariantCulture, out var total))
        {
            return XAnswers.Invalid("media_category, media_type and total_bytes are needed");
        }

        if (total > largest)
        {
            return XAnswers.Invalid($"File size exceeds {largest} bytes.");
        }

        var id = x.NewId();
        sessions[id] = new Session(category, total);
        return XAnswers.Data(200, new { id, media_key = "3_" + id, expires_after_secs = 86400 }, accepted: true);
    }

    public async ValueTask<StandInAnswer> Append(StandInRequest request)
    {
        if (await Form(request) is not { } form
            || !int.TryParse(form.Field("segment_index"), CultureInfo.InvariantCulture, out var index)
            || index is < 0 or > 999
            || Bytes(form) is not { } bytes)
        {
            return XAnswers.Invalid("media and segment_index (0 to 999) are needed");
        }

        if (!sessions.TryGetValue(request.Route("id"), out var session))
        {
            return XAnswers.NotFound("the upload session");
        }

        session.Segments[index] = bytes;
        return XAnswers.Data(200, new { expires_at = x.Clock.GetUtcNow().AddDays(1).ToUnixTimeSeconds() }, accepted: true);
    }

    public StandInAnswer Finalize(XUser user, StandInRequest request)
    {
        var id = request.Route("id");
        if (!sessions.TryGetValue(id, out var session))
        {
            return XAnswers.NotFound("the upload session");
        }

        byte[] whole = [.. session.Segments.OrderBy(segment => segment.Key).SelectMany(segment => segment.Value)];
        if (whole.Length != session.TotalBytes)
        {
            return XAnswers.Invalid($"{session.TotalBytes} bytes were announced and {whole.Length} came.");
        }

        sessions.TryRemove(id, out _);
        return Store(user, id, whole, session.Category);
    }

    public StandInAnswer Status(XUser user, StandInRequest request) =>
        request.Query("media_id") is { } id && user.Media(id) is { } media
            ? XAnswers.Data(200, Described(media))
            : XAnswers.NotFound("the media");

    /// <summary>The alternative text (PLATFORMS.md, line 92).</summary>
    public StandInAnswer Metadata(XUser user, StandInRequest request)
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

        if (!body.TryGetProperty("id", out var id) || user.Media(id.ToString()) is not { } media)
        {
            return XAnswers.Invalid("Your media IDs are invalid.");
        }

        if (body.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("alt_text", out var alt) && alt.TryGetProperty("text", out var text))
        {
            if (text.GetString() is not { Length: > 0 and <= LargestAltText } words)
            {
                return XAnswers.Invalid("alt_text.text has 1 to 1000 characters");
            }

            x.Happen(new XEvent.AltTextSet(user.Key, media.Id, words));
        }

        return XAnswers.Data(200, new { id = media.Id, associated_metadata = metadata.ValueKind == JsonValueKind.Undefined ? (object?)null : metadata }, accepted: true);
    }

    private StandInAnswer Store(XUser user, string id, byte[] bytes, string category)
    {
        var type = MediaStore.TypeOf(bytes);
        if (bytes.Length > Largest(category))
        {
            return XAnswers.Invalid($"File size exceeds {Largest(category)} bytes.");
        }

        var fits = category switch
        {
            "tweet_image" => type is "image/jpeg" or "image/png" or "image/gif" or "image/webp",
            "tweet_gif" => type == "image/gif",
            _ => type == "video/mp4",
        };
        if (!fits)
        {
            return XAnswers.Invalid("The media type is not supported for this category.");
        }

        var now = x.Clock.GetUtcNow();
        var media = new XMedia(id, x.MediaBytes.Add(bytes), category, category == "tweet_image" ? now : now + x.Options.ProcessingTakes, null);
        x.Happen(new XEvent.MediaStored(user.Key, media));
        return XAnswers.Data(200, Described(media), accepted: true);
    }

    private Dictionary<string, object> Described(XMedia media)
    {
        var data = new Dictionary<string, object>
        {
            ["id"] = media.Id,
            ["media_key"] = "3_" + media.Id,
            ["size"] = media.Stored.Bytes,
            ["expires_after_secs"] = 86400,
        };
        if (media.Category == "tweet_image")
        {
            data["image"] = new { image_type = media.Stored.ContentType };
            return data;
        }

        var left = media.Ready - x.Clock.GetUtcNow();
        data["processing_info"] = left > TimeSpan.Zero
            ? new { state = "in_progress", check_after_secs = (int)Math.Ceiling(left.TotalSeconds), progress_percent = 50 }
            : new { state = "succeeded", check_after_secs = 0, progress_percent = 100 };
        return data;
    }

    private static async ValueTask<FormBody?> Form(StandInRequest request)
    {
        try
        {
            return await FormBody.Read(request);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Raw bytes in multipart, base64 in JSON (openapi.json, MediaUploadRequest).</summary>
    private static byte[]? Bytes(FormBody form)
    {
        if (form.Files.TryGetValue("media", out var file))
        {
            return file;
        }

        var text = form.Field("media") ?? "";
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length > 0 ? bytes[..length] : null;
    }

    /// <summary>In bytes (PLATFORMS.md, line 93); null for a category that posts cannot have.</summary>
    private static long? Largest(string category) => category switch
    {
        "tweet_image" => 5L * 1024 * 1024,
        "tweet_gif" => 15L * 1024 * 1024,
        "tweet_video" => 512L * 1024 * 1024,
        _ => null,
    };

    private sealed record Session(string Category, long TotalBytes)
    {
        public ConcurrentDictionary<int, byte[]> Segments { get; } = new();
    }
}
