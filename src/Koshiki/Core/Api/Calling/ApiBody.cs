using System.Text.Json;
using System.Text.Json.Serialization;
using Koshiki.Foundation;
using Koshiki.Foundation.Web.Serving;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Koshiki.Core.Api.Calling;

/// <summary>What a request carries, as it was sent.</summary>
internal sealed record ApiBody(byte[] Bytes)
{
    /// <summary>What every call of the API may send.</summary>
    public static JsonBody Limit { get; } = new(256);

    /// <summary>Names in camel case, Japanese as it is written, instants in UTC, unknown names refused so that a slip of the pen is noticed.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static async ValueTask<ApiBody?> BindAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = Limit.Bytes;
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        if (memory.Length > 0 && !IsJson(context.Request)) throw new BadHttpRequestException("The body is not application/json.", StatusCodes.Status415UnsupportedMediaType);
        return new ApiBody(memory.ToArray());
    }

    /// <returns>The body as a record; an empty body as an empty one; <see cref="NotReadable"/> with the place; what cannot be stored of it.</returns>
    public Result<T> Read<T>()
    {
        try
        {
            if (JsonSerializer.Deserialize<T>(Bytes.Length == 0 ? "{}"u8 : Bytes, Json) is not { } read) return new NotReadable("null");
            if (Bytes.Length == 0) return read;
            using var sent = JsonDocument.Parse(Bytes);
            var faults = StorableText.FaultsOf(sent.RootElement).ToList();
            return faults.Count > 0 ? new NotAcceptable(faults) : read;
        }
        catch (JsonException fault)
        {
            return new NotReadable(string.IsNullOrEmpty(fault.Path) || fault.Path == "$" ? $"{fault.LineNumber + 1}行目" : fault.Path);
        }
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
}
