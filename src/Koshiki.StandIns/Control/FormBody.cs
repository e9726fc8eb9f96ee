using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Koshiki.StandIns.Control;

/// <summary>A body's fields and files, whether it came as multipart, as a form or as JSON.</summary>
/// <param name="Fields">JSON values that are not strings stay as JSON text.</param>
internal sealed record FormBody(Dictionary<string, string> Fields, Dictionary<string, byte[]> Files)
{
    public string? Field(string name) => Fields.GetValueOrDefault(name);

    /// <exception cref="JsonException">The JSON cannot be read.</exception>
    public static async ValueTask<FormBody> Read(StandInRequest request)
    {
        var form = new FormBody([], []);
        if (!MediaTypeHeaderValue.TryParse(request.Header("Content-Type"), out var type))
        {
            return form;
        }

        if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            var json = JsonElement.Parse(request.Body.Span);
            foreach (var property in json.ValueKind == JsonValueKind.Object ? [.. json.EnumerateObject()] : Array.Empty<JsonProperty>())
            {
                form.Fields[property.Name] = property.Value.ToString();
            }
        }
        else if (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var (name, value) in QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body.Span)))
            {
                form.Fields[name] = value.ToString();
            }
        }
        else if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            await form.ReadParts(request.Body, HeaderUtilities.RemoveQuotes(type.Boundary).ToString());
        }

        return form;
    }

    private async Task ReadParts(ReadOnlyMemory<byte> body, string boundary)
    {
        var reader = new MultipartReader(boundary, new MemoryStream(body.ToArray()));
        while (await reader.ReadNextSectionAsync() is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
            {
                continue;
            }

            using var bytes = new MemoryStream();
            await part.Body.CopyToAsync(bytes);
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (disposition.FileName.HasValue || disposition.FileNameStar.HasValue)
            {
                Files[name] = bytes.ToArray();
            }
            else
            {
                Fields[name] = Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
            }
        }
    }
}
