using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Koshiki.StandIns.Control;

namespace Koshiki.StandIns.Line;

/// <summary>A rich menu of an account.</summary>
/// <param name="Body">The menu object as it came, JSON.</param>
/// <param name="Picture">The hash of its picture; null while it has none.</param>
public sealed record LineRichMenu(string Id, string Body, string? Picture);

/// <summary>Rich menus by the Messaging API: made, given a picture once, set for everybody.</summary>
/// <remarks>PLATFORMS.md, line 69: 1,000 menus, JPEG or PNG of at most 1 MB, 800 to 2,500 wide, 250 high at least, ratio 1.45 at least; lines 55 and 57: 100 made or deleted an hour, 10 lists a second.</remarks>
internal static class LineRichMenus
{
    private const int MostMenus = 1000;
    private const int LargestPicture = 1024 * 1024;

    /// <summary>Documented in messaging-api.yml; the menu's own text counts in grapheme clusters (PLATFORMS.md, line 66).</summary>
    private const int LongestBarText = 14;
    private const int LongestName = 300;

    public static void Map(IEndpointRouteBuilder app, Pipeline pipeline, LineStandIn line, MediaStore media)
    {
        var hour = TimeSpan.FromHours(1);
        var second = TimeSpan.FromSeconds(1);
        Endpoint("POST", "/line/v2/bot/richmenu", (100, hour), (a, r) => Make(line, a, r));
        Endpoint("GET", "/line/v2/bot/richmenu/list", (10, second), (a, _) => LineAnswers.Ok(new { richmenus = a.RichMenus.Select(Shown) }));
        Endpoint("GET", "/line/v2/bot/richmenu/{id}", (2000, second), (a, r) => Find(a, r) is { } menu ? LineAnswers.Ok(Shown(menu)) : NotFound());
        Endpoint("DELETE", "/line/v2/bot/richmenu/{id}", (100, hour), (a, r) => Happen(line, Find(a, r), menu => new LineEvent.RichMenuDeleted(a.Key, menu.Id)));
        Endpoint("POST", "/line-data/v2/bot/richmenu/{id}/content", (2000, second), (a, r) => Draw(line, a, r, media));
        Endpoint("GET", "/line-data/v2/bot/richmenu/{id}/content", (2000, second), (a, r) =>
            Find(a, r)?.Picture is { } hash && media.Find(hash) is { } bytes ? new StandInAnswer(200, bytes) { ContentType = MediaStore.TypeOf(bytes) } : NotFound());
        Endpoint("POST", "/line/v2/bot/user/all/richmenu/{id}", (2000, second), (a, r) => Find(a, r) is { Picture: null }
            ? LineAnswers.Message(400, "must upload richmenu image before applying it to user")
            : Happen(line, Find(a, r), menu => new LineEvent.RichMenuSet(a.Key, menu.Id)));
        Endpoint("GET", "/line/v2/bot/user/all/richmenu", (2000, second), (a, _) => a.DefaultRichMenu is { } menu ? LineAnswers.Ok(new { richMenuId = menu.Id }) : NotFound());

        void Endpoint(string method, string path, (int Calls, TimeSpan Period) limit, Func<LineAccount, StandInRequest, StandInAnswer> answer) =>
            app.MapMethods(path, [method], http => pipeline.Serve(http, line, LineRequests.RichMenu, request => ValueTask.FromResult(
                request.Account is not { } key ? LineAnswers.BadToken()
                : line.Options.EnforceRateLimits && !line.Account(key).TakeToken(method + path, () => new TokenBucket(limit.Calls, limit.Period, limit.Calls, line.Clock)) ? LineAnswers.RateLimited()
                : answer(line.Account(key), request))));
    }

    private static StandInAnswer Make(LineStandIn line, LineAccount account, StandInRequest request)
    {
        JsonElement menu;
        try
        {
            menu = JsonElement.Parse(request.Body.Span);
        }
        catch (JsonException)
        {
            return LineAnswers.Message(400, "The request body could not be parsed as JSON");
        }

        var faults = Faults(menu).ToList();
        if (faults.Count > 0) return LineAnswers.Invalid(faults);
        if (account.RichMenus.Count >= MostMenus) return LineAnswers.Message(400, "The number of rich menus has reached its maximum");
        var id = "richmenu-" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        line.Happen(new LineEvent.RichMenuMade(account.Key, id, Encoding.UTF8.GetString(request.Body.Span)));
        return LineAnswers.Ok(new { richMenuId = id }, accepted: true);
    }

    private static IEnumerable<LineDetail> Faults(JsonElement menu)
    {
        var size = Member(menu, "size");
        var (width, height) = (Number(size, "width"), Number(size, "height"));
        if (width is < 800 or > 2500) yield return new LineDetail("Must be between 800 and 2500", "size.width");
        if (height < 250) yield return new LineDetail("Must be 250 or more", "size.height");
        if (height > 0 && width / (double)height < 1.45) yield return new LineDetail("The aspect ratio must be 1.45 or more", "size");
        if (Letters(menu, "name") is 0 or > LongestName) yield return new LineDetail($"Length must be between 1 and {LongestName}", "name");
        if (Letters(menu, "chatBarText") is 0 or > LongestBarText) yield return new LineDetail($"Length must be between 1 and {LongestBarText}", "chatBarText");
        if (Member(menu, "selected").ValueKind is not (JsonValueKind.True or JsonValueKind.False)) yield return new LineDetail("May not be null", "selected");
        var areas = Member(menu, "areas");
        if (areas.ValueKind != JsonValueKind.Array || areas.GetArrayLength() > 20)
        {
            yield return new LineDetail("Size must be between 0 and 20", "areas");
            yield break;
        }

        for (var i = 0; i < areas.GetArrayLength(); i++)
        {
            var bounds = Member(areas[i], "bounds");
            if (Number(bounds, "x") + Number(bounds, "width") > width || Number(bounds, "y") + Number(bounds, "height") > height) yield return new LineDetail("The area lies outside of the menu", $"areas[{i}].bounds");
            var action = Member(areas[i], "action");
            var needed = Text(action, "type") switch { "uri" => "uri", "postback" => "data", "message" => "text", _ => "type" };
            if (Text(action, needed) is not { Length: > 0 } || needed == "type") yield return new LineDetail("May not be empty", $"areas[{i}].action.{needed}");
        }
    }

    private static StandInAnswer Draw(LineStandIn line, LineAccount account, StandInRequest request, MediaStore media)
    {
        if (Find(account, request) is not { } menu) return NotFound();
        if (menu.Picture is not null) return LineAnswers.Message(400, "An image has already been uploaded to the richmenu");
        var bytes = request.Body.Span;
        if (bytes.Length > LargestPicture) return LineAnswers.TooLarge();
        var type = MediaStore.TypeOf(bytes);
        if (type is not ("image/png" or "image/jpeg") || request.Header("Content-Type") != type) return LineAnswers.Message(415, "Unsupported Media Type");
        var size = Member(JsonElement.Parse(menu.Body), "size");
        if (type == "image/png" && (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]) != Number(size, "width") || BinaryPrimitives.ReadInt32BigEndian(bytes[20..]) != Number(size, "height")))
        {
            return LineAnswers.Message(400, "The image size does not match the rich menu's size");
        }

        line.Happen(new LineEvent.RichMenuDrawn(account.Key, menu.Id, media.Add(bytes).Sha256));
        return LineAnswers.Ok(new { }, accepted: true);
    }

    private static StandInAnswer Happen(LineStandIn line, LineRichMenu? menu, Func<LineRichMenu, LineEvent> happened)
    {
        if (menu is null) return NotFound();
        line.Happen(happened(menu));
        return LineAnswers.Ok(new { }, accepted: true);
    }

    private static LineRichMenu? Find(LineAccount account, StandInRequest request) => account.RichMenus.FirstOrDefault(menu => menu.Id == request.Route("id"));

    private static StandInAnswer NotFound() => LineAnswers.Message(404, "Not found");

    private static JsonElement Shown(LineRichMenu menu) => JsonSerializer.SerializeToElement(
        JsonElement.Parse(menu.Body).EnumerateObject().ToDictionary(property => property.Name, property => property.Value)
            .Append(KeyValuePair.Create("richMenuId", JsonSerializer.SerializeToElement(menu.Id))).ToDictionary());

    private static JsonElement Member(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int Number(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : 0;

    private static int Letters(JsonElement json, string name) => new System.Globalization.StringInfo(Text(json, name) ?? "").LengthInTextElements;
}
