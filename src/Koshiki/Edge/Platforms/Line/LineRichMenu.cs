using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Koshiki.Foundation;

namespace Koshiki.Edge.Platforms.Line;

/// <summary>A field of the rich menu, side by side with the others.</summary>
/// <param name="Label">Read aloud, and shown in the chat when pressed; 20 letters at most.</param>
/// <param name="Uri">The address it opens; null where it posts back.</param>
/// <param name="Data">What it posts back, 300 letters at most; null where it opens an address.</param>
internal sealed record RichMenuField(string Label, string? Uri, string? Data);

/// <summary>What was done about the account's rich menu.</summary>
/// <param name="Id">The platform's id of the menu that everybody sees now.</param>
/// <param name="WasThere">True where it stood there already.</param>
internal sealed record RichMenuPut(string Id, bool WasThere);

/// <summary>Puts a rich menu into every chat of an account: makes it, uploads its picture, sets it as the default, and removes our own older ones. Done again, it changes nothing.</summary>
/// <remarks>
/// Source: messaging-api.yml, createRichMenu, setRichMenuImage, setDefaultRichMenu; Messaging API reference, "Rich menu":
/// a picture cannot be replaced, so another picture is another menu. Menus of other makers are left alone.
/// </remarks>
internal sealed class LineRichMenu(PlatformHttp http, PlatformOptions options)
{
    /// <summary>Pixels of the picture; the fields share its width.</summary>
    public const int Width = 1200;
    public const int Height = 405;

    private const string OwnName = "koshiki-preferences-";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <param name="barText">Under the chat, 14 letters at most.</param>
    /// <param name="picture">PNG, <see cref="Width"/> by <see cref="Height"/>, 1 MB at most.</param>
    /// <returns>What was done, or <see cref="RichMenuRefused"/> with LINE's own words.</returns>
    public async Task<Result<RichMenuPut>> Put(LineSecret secret, string barText, IReadOnlyList<RichMenuField> fields, byte[] picture, CancellationToken ct)
    {
        var name = NameOf(barText, fields, picture);
        var listed = await Call(secret, HttpMethod.Get, Api("/v2/bot/richmenu/list"), null, ct);
        if (listed.IsRefused(out var refusal)) return refusal;
        var own = listed.Value.At("richmenus").Items.Select(menu => (Id: menu.At("richMenuId").Text ?? "", Name: menu.At("name").Text ?? ""))
            .Where(menu => menu.Name.StartsWith(OwnName, StringComparison.Ordinal)).ToList();

        var id = own.Find(menu => menu.Name == name).Id;
        var wasThere = !string.IsNullOrEmpty(id) && await HasPicture(secret, id, ct);
        if (!wasThere)
        {
            var made = await Make(secret, name, barText, fields, picture, ct);
            if (made.IsRefused(out refusal)) return refusal;
            id = made.Value;
        }

        var set = await Call(secret, HttpMethod.Post, Api($"/v2/bot/user/all/richmenu/{id}"), null, ct);
        if (set.IsRefused(out refusal)) return refusal;
        foreach (var (old, _) in own.Where(menu => menu.Id != id)) await Call(secret, HttpMethod.Delete, Api($"/v2/bot/richmenu/{old}"), null, ct);
        return new RichMenuPut(id!, wasThere);
    }

    /// <summary>The same menu has the same name; another text, address or picture has another.</summary>
    private static string NameOf(string barText, IReadOnlyList<RichMenuField> fields, byte[] picture) =>
        OwnName + Convert.ToHexStringLower(SHA256.HashData([.. JsonSerializer.SerializeToUtf8Bytes(new { barText, fields }, Json), .. SHA256.HashData(picture)]))[..16];

    private async Task<Result<string>> Make(LineSecret secret, string name, string barText, IReadOnlyList<RichMenuField> fields, byte[] picture, CancellationToken ct)
    {
        var each = Width / fields.Count;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                size = new { width = Width, height = Height },
                selected = true,
                name,
                chatBarText = barText,
                areas = fields.Select((field, at) => new
                {
                    bounds = new { x = at * each, y = 0, width = each, height = Height },
                    action = field.Uri is { } uri
                        ? new { type = "uri", label = field.Label, uri = (string?)uri, data = (string?)null, displayText = (string?)null }
                        : new { type = "postback", label = field.Label, uri = (string?)null, data = field.Data, displayText = (string?)field.Label },
                }),
            },
            Json);
        var made = await Call(secret, HttpMethod.Post, Api("/v2/bot/richmenu"), ("application/json", body), ct);
        if (made.IsRefused(out var refusal)) return refusal;
        if (made.Value.At("richMenuId").Text is not { } id) return new RichMenuRefused("200");

        var uploaded = await Call(secret, HttpMethod.Post, Data($"/v2/bot/richmenu/{id}/content"), ("image/png", picture), ct);
        if (!uploaded.IsRefused(out refusal)) return id;
        await Call(secret, HttpMethod.Delete, Api($"/v2/bot/richmenu/{id}"), null, ct);
        return refusal;
    }

    private async Task<bool> HasPicture(LineSecret secret, string id, CancellationToken ct)
    {
        using var request = Request(secret, HttpMethod.Get, Data($"/v2/bot/richmenu/{id}/content"));
        return await http.Send(request, ct) is PlatformAnswer.Answered { Status: 200 };
    }

    private async Task<Result<JsonElement>> Call(LineSecret secret, HttpMethod method, string address, (string Type, byte[] Body)? content, CancellationToken ct)
    {
        using var request = Request(secret, method, address);
        if (content is { } given) request.Content = new ByteArrayContent(given.Body) { Headers = { ContentType = new MediaTypeHeaderValue(given.Type) } };
        return await http.Send(request, ct) switch
        {
            PlatformAnswer.Answered { Status: 200 } ok => JsonAnswer.Read(ok.Body),
            PlatformAnswer.Answered refused => new RichMenuRefused($"{refused.Status} {JsonAnswer.Read(refused.Body).At("message").Text}"),
            _ => new RichMenuRefused("応答なし"),
        };
    }

    private static HttpRequestMessage Request(LineSecret secret, HttpMethod method, string address) =>
        new(method, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", secret.ChannelAccessToken) } };

    private string Api(string path) => options.Line.ApiBaseUrl.AbsoluteUri.TrimEnd('/') + path;

    private string Data(string path) => options.Line.DataApiBaseUrl.AbsoluteUri.TrimEnd('/') + path;
}
