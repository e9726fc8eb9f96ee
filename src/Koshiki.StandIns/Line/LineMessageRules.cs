using System.Runtime.InteropServices;
using System.Text.Json;

namespace Koshiki.StandIns.Line;

/// <summary>What LINE checks in message objects, for sending and for validating alike.</summary>
internal static class LineMessageRules
{
    /// <summary>The types of message and what each must have (messaging-api.yml, Message and its subtypes).</summary>
    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["text"] = ["text"],
        ["textV2"] = ["text"],
        ["sticker"] = ["packageId", "stickerId"],
        ["image"] = ["originalContentUrl", "previewImageUrl"],
        ["video"] = ["originalContentUrl", "previewImageUrl"],
        ["audio"] = ["originalContentUrl", "duration"],
        ["location"] = ["title", "address", "latitude", "longitude"],
        ["imagemap"] = ["baseUrl", "altText", "baseSize", "actions"],
        ["template"] = ["altText", "template"],
        ["flex"] = ["altText", "contents"],
        ["coupon"] = ["couponId"],
    };

    public static void Check(JsonElement body, LineOptions options, List<LineDetail> faults)
    {
        if (!body.TryGetProperty("messages", out var messages) || messages.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new LineDetail("May not be empty", "messages"));
            return;
        }

        // PLATFORMS.md, line 65: one to five messages.
        if (messages.GetArrayLength() is < 1 or > 5)
        {
            faults.Add(new LineDetail("Size must be between 1 and 5", "messages"));
        }

        var number = 0;
        foreach (var message in messages.EnumerateArray())
        {
            CheckOne(message, $"messages[{number++}]", options, faults);
        }
    }

    private static void CheckOne(JsonElement message, string place, LineOptions options, List<LineDetail> faults)
    {
        if (message.ValueKind != JsonValueKind.Object
            || !message.TryGetProperty("type", out var typed)
            || typed.ValueKind != JsonValueKind.String
            || !Required.TryGetValue(typed.GetString()!, out var required))
        {
            faults.Add(new LineDetail($"Must be one of the following values: [{string.Join(", ", Required.Keys)}]", place + ".type"));
            return;
        }

        foreach (var name in required)
        {
            if (!message.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                faults.Add(new LineDetail("May not be empty", $"{place}.{name}"));
            }
        }

        // PLATFORMS.md, line 66: 5,000 UTF-16 code units, an emoji counting two; at most 20 LINE emojis.
        if (typed.GetString() is "text" or "textV2" && message.TryGetProperty("text", out var text))
        {
            if (text.ValueKind != JsonValueKind.String || text.GetString()!.Length is 0 or > 5000)
            {
                faults.Add(new LineDetail("Length must be between 0 and 5000", place + ".text"));
            }

            if (message.TryGetProperty("emojis", out var emojis) && emojis.ValueKind == JsonValueKind.Array && emojis.GetArrayLength() > 20)
            {
                faults.Add(new LineDetail("Size must be between 1 and 20", place + ".emojis"));
            }
        }

        foreach (var name in (string[])["originalContentUrl", "previewImageUrl"])
        {
            if (message.TryGetProperty(name, out var url))
            {
                CheckUrl(url, $"{place}.{name}", options, faults);
            }
        }

        CheckFlex(message, place, faults);

        // PLATFORMS.md, line 68: at most 13 quick replies.
        if (message.TryGetProperty("quickReply", out var quick)
            && quick.ValueKind == JsonValueKind.Object
            && quick.TryGetProperty("items", out var items)
            && items.ValueKind == JsonValueKind.Array
            && items.GetArrayLength() is < 1 or > 13)
        {
            faults.Add(new LineDetail("Size must be between 1 and 13", place + ".quickReply.items"));
        }
    }

    /// <summary>PLATFORMS.md, line 67: HTTPS and at most 2,000 characters.</summary>
    private static void CheckUrl(JsonElement url, string place, LineOptions options, List<LineDetail> faults)
    {
        var text = url.ValueKind == JsonValueKind.String ? url.GetString()! : "";
        if (text.Length is 0 or > 2000)
        {
            faults.Add(new LineDetail("Length must be between 1 and 2000", place));
        }
        else if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && !(options.AllowLoopbackHttpMedia && address is { IsLoopback: true, Scheme: "http" })))
        {
            faults.Add(new LineDetail("Must be a valid HTTPS URL", place));
        }
    }

    /// <summary>PLATFORMS.md, line 68: alternative text 1,500, bubble 30 KB, carousel 50 KB.</summary>
    private static void CheckFlex(JsonElement message, string place, List<LineDetail> faults)
    {
        if (message.GetProperty("type").GetString() != "flex")
        {
            return;
        }

        if (message.TryGetProperty("altText", out var alt) && alt.ValueKind == JsonValueKind.String && alt.GetString()!.Length is 0 or > 1500)
        {
            faults.Add(new LineDetail("Length must be between 1 and 1500", place + ".altText"));
        }

        if (message.TryGetProperty("contents", out var contents) && contents.ValueKind == JsonValueKind.Object)
        {
            var type = contents.TryGetProperty("type", out var typed) ? typed.ToString() : "";
            var largest = type switch { "bubble" => 30 * 1024, "carousel" => 50 * 1024, _ => 0 };
            if (largest == 0)
            {
                faults.Add(new LineDetail("Must be one of the following values: [bubble, carousel]", place + ".contents.type"));
            }
            else if (JsonMarshal.GetRawUtf8Value(contents).Length > largest)
            {
                faults.Add(new LineDetail($"Must be at most {largest / 1024} KB", place + ".contents"));
            }
        }
    }
}
