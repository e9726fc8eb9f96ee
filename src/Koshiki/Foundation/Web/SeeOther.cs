using Koshiki.Foundation.Web.Frames;

namespace Koshiki.Foundation.Web;

/// <summary>Post, redirect, get: a 303 to an address of this host, with an optional notice for the page that follows.</summary>
internal sealed class SeeOther(string path, Notice? notice) : IResult
{
    private static readonly Uri ThisHost = new("http://this-host.invalid/");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var target = new Uri(ThisHost, path);
        if (!path.StartsWith('/') || target.Host != ThisHost.Host)
            throw new InvalidOperationException($"Only addresses of this host are gone to, and {path} is not one.");

        if (notice is not null) NoticeCookie.Write(httpContext, notice);
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = httpContext.Request.PathBase.ToUriComponent() + target.PathAndQuery + target.Fragment;
        return Task.CompletedTask;
    }
}
