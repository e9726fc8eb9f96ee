using System.Text.Json;
using System.Text.Json.Serialization;
using Koshiki.Foundation;
using Microsoft.AspNetCore.Http.Features;

namespace Koshiki.Core.Api.Calling;

/// <summary>What a request carries, as it was sent.</summary>
internal sealed record ApiBody(byte[] Bytes)
{
    /// <summary>The largest body, in bytes.</summary>
    public const int Largest = 256 * 1024;

    /// <summary>Names in camel case, Japanese as it is written, instants in UTC, unknown names refused so that a slip of the pen is noticed.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static async ValueTask<ApiBody?> BindAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = Largest;
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        return new ApiBody(memory.ToArray());
    }

    /// <returns>The body as a record; an empty body as an empty one; <see cref="NotReadable"/> with the place.</returns>
    public Result<T> Read<T>()
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Bytes.Length == 0 ? "{}"u8 : Bytes, Json) is { } read ? read : new NotReadable("null");
        }
        catch (JsonException fault)
        {
            return new NotReadable(string.IsNullOrEmpty(fault.Path) || fault.Path == "$" ? $"{fault.LineNumber + 1}行目" : fault.Path);
        }
    }
}
