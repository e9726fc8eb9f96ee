using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace Koshiki.Edge.PublicSite.Answering;

/// <summary>A whole answer made once: its body as it is, with gzip and with Brotli, and its headers. Writing it is all that a request costs.</summary>
internal sealed class ReadyAnswer
{
    private readonly Packed[] packed;
    private readonly string hash;
    private KeyValuePair<string, StringValues>[] headers = [];
    private StringValues contentType;
    private StringValues cacheControl;
    private StringValues policy;

    public ReadyAnswer(byte[] body)
    {
        hash = Convert.ToHexStringLower(SHA256.HashData(body))[..24];
        packed =
        [
            new Packed(body, $"\"{hash}\"", default),
            new Packed(Pack(body, memory => new GZipStream(memory, CompressionLevel.Optimal)), $"\"{hash}-gzip\"", "gzip"),
            new Packed(Pack(body, memory => new BrotliStream(memory, CompressionLevel.Optimal)), $"\"{hash}-br\"", "br"),
        ];
    }

    /// <summary>Bytes this answer holds in memory, headers left out.</summary>
    public long Size => packed.Sum(form => (long)form.Body.Length);

    /// <summary>Takes over what the first answer said beside its body.</summary>
    public void KeepHeaders(IHeaderDictionary sent)
    {
        contentType = sent.ContentType;
        cacheControl = sent.CacheControl;
        policy = sent.ContentSecurityPolicy;
        string[] ofTheForm = ["Content-Type", "Cache-Control", "Content-Security-Policy", "Content-Length", "Content-Encoding", "ETag", "Vary", "Date", "Transfer-Encoding"];
        headers = [.. sent.Where(header => !ofTheForm.Contains(header.Key, StringComparer.OrdinalIgnoreCase))];
    }

    /// <summary>Answers a request out of memory, headers included.</summary>
    public Task WriteTo(HttpContext context)
    {
        var response = context.Response;
        response.Headers.ContentType = contentType;
        response.Headers.CacheControl = cacheControl;
        response.Headers.ContentSecurityPolicy = policy;
        foreach (var (name, value) in headers) response.Headers[name] = value;
        return WriteBody(context);
    }

    /// <summary>Writes the form of the body that the browser takes, or 304 when it has it already.</summary>
    public Task WriteBody(HttpContext context)
    {
        var request = context.Request;
        var response = context.Response;
        var form = packed[(int)ContentCodings.Best(request.Headers.AcceptEncoding)];
        response.Headers.ETag = form.Tag;
        response.Headers.Vary = "Accept-Encoding";
        if (Knows(request.Headers.IfNoneMatch))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (form.Coding.Count > 0) response.Headers.ContentEncoding = form.Coding;
        response.ContentLength = form.Body.Length;
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : Write(form.Body, response, context.RequestAborted);
    }

    /// <summary>In one piece: written as a stream, a page goes to the system in fourteen.</summary>
    private static async Task Write(byte[] body, HttpResponse response, CancellationToken ct)
    {
        await response.StartAsync(ct);
        body.CopyTo(response.BodyWriter.GetMemory(body.Length));
        response.BodyWriter.Advance(body.Length);
        await response.BodyWriter.FlushAsync(ct);
    }

    /// <summary>The tag of any form of this body counts: the content is the same.</summary>
    private bool Knows(StringValues ifNoneMatch)
    {
        foreach (var line in ifNoneMatch)
        {
            if (line is not null && (line == "*" || line.Contains(hash, StringComparison.Ordinal))) return true;
        }

        return false;
    }

    private static byte[] Pack(byte[] body, Func<Stream, Stream> packing)
    {
        using var memory = new MemoryStream();
        using (var stream = packing(memory)) stream.Write(body);
        return memory.ToArray();
    }

    private sealed record Packed(byte[] Body, StringValues Tag, StringValues Coding);
}
