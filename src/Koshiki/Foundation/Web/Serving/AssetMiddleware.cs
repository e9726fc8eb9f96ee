namespace Koshiki.Foundation.Web.Serving;

/// <summary>Answers requests for <see cref="Assets"/>. With the right content hash in the address the answer may be kept for a year, otherwise it is asked for again.</summary>
internal sealed class AssetMiddleware(RequestDelegate next, Assets assets)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || assets.Find(request.Path.Value ?? "") is not { } asset)
            return next(context);

        var headers = context.Response.Headers;
        headers.ETag = $"\"{asset.Version}\"";
        headers.Vary = "Accept-Encoding";
        headers.CacheControl = request.Query["v"] == asset.Version ? "public, max-age=31536000, immutable" : "no-cache";
        if (request.Headers.IfNoneMatch.ToString().Contains(asset.Version, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var compressed = request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase);
        if (compressed) headers.ContentEncoding = "br";
        var body = compressed ? asset.Brotli : asset.Content;
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
