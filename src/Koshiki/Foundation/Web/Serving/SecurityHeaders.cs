namespace Koshiki.Foundation.Web.Serving;

/// <summary>What one endpoint needs beyond the policy that every answer carries; set as endpoint metadata.</summary>
/// <param name="FormAction">Origins to which a form of this page leads, for instance the LINE Login host.</param>
/// <param name="FrameAncestors">Origins of the government's own sites that may embed this page.</param>
/// <param name="Media">True where the page plays videos of this host.</param>
public sealed record ContentSecurity(IReadOnlyList<string>? FormAction = null, IReadOnlyList<string>? FrameAncestors = null, bool Media = false)
{
    public static ContentSecurity Strict { get; } = new();

    /// <summary>The header: nothing from outside, no inline script or style, no framing.</summary>
    public string Policy { get; } =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'"
        + string.Concat((FormAction ?? []).Select(origin => " " + origin))
        + "; base-uri 'none'; frame-ancestors " + (FrameAncestors is { Count: > 0 } ? string.Join(' ', FrameAncestors) : "'none'")
        + (Media ? "; media-src 'self'" : "");
}

/// <summary>Puts the security headers on every answer, problem pages and files included.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Write, context);
        return next(context);
    }

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        var content = context.GetEndpoint()?.Metadata.GetMetadata<ContentSecurity>() ?? ContentSecurity.Strict;
        headers.Remove("blazor-enhanced-nav");
        headers.ContentSecurityPolicy = content.Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = content.FrameAncestors is { Count: > 0 } ? "cross-origin" : "same-origin";
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
